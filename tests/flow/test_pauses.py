"""Pauses: nothing is posted meanwhile, and afterwards one digest goes on where the last one ended."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.flow.publish import LONGEST_WAIT, publish
from bot.model.subscription import Cadence, Subscription
from tests.flow.issues import cut, titles
from tests.flow.press import FACES, PRIVACY, Office, item, office

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=[item(1, "Museum counts faces")]) as opened:
        opened.set_up(FACES, PRIVACY)
        opened.poll()
        yield opened


def pause(desk: Office, order: Subscription, *, days: float | None) -> None:
    with desk.store.writing() as session:
        until = None if days is None else desk.press.now + days * DAY
        session.subscriptions.pause(order.id, until=until, now=desk.press.now)


def reread(desk: Office, order: Subscription) -> Subscription:
    with desk.store.reading() as session:
        return session.subscriptions.get(order.id)


def bring(desk: Office, number: int, title: str, *, after: timedelta) -> None:
    desk.press.feeds["gazette"].append(item(number, title, ago=-after))
    desk.poll(after=after)


def test_what_fell_due_in_a_pause_comes_once_from_the_mark_with_its_dates(desk: Office) -> None:
    order = desk.subscribe("faces", Cadence.DAILY)
    (first,) = cut(desk)
    pause(desk, order, days=4.5)
    bring(desk, 2, "Stadium sells seats by faces", after=DAY)
    assert cut(desk) == []
    desk.press.now += 2 * DAY
    bring(desk, 3, "Ferry scans faces at its gate", after=HOUR)
    assert cut(desk) == []
    desk.press.now += 2 * DAY  # the pause is over by itself
    (second,) = cut(desk)
    assert sorted(titles(second)) == ["Ferry scans faces at its gate", "Stadium sells seats by faces"]
    assert (second.number, second.window.since, second.window.after) == (2, first.window.until, first.window.upto)
    assert second.window.until <= desk.press.now < second.window.until + DAY
    assert cut(desk) == []


def test_a_pause_without_an_end_lasts_until_somebody_resumes(desk: Office) -> None:
    order = desk.subscribe("faces", Cadence.WEEKLY)
    pause(desk, order, days=None)
    desk.press.now += 400 * DAY
    assert cut(desk) == []
    with desk.store.writing() as session:
        assert not session.subscriptions.resume(order.id).is_paused(desk.press.now)
    assert len(cut(desk)) == 1


def test_a_pause_that_ends_before_the_next_digest_changes_nothing(desk: Office) -> None:
    order = desk.subscribe("faces", Cadence.WEEKLY)
    cut(desk)
    due = reread(desk, order).due_at
    pause(desk, order, days=1)
    desk.press.now += 2 * DAY
    assert cut(desk) == []
    assert reread(desk, order).due_at == due


def test_a_pause_holds_one_topic_and_no_other(desk: Office) -> None:
    pause(desk, desk.subscribe("faces", Cadence.DAILY), days=3)
    desk.subscribe("privacy", Cadence.DAILY)
    assert [issue.topic_name for issue in cut(desk)] == ["privacy"]


def test_a_new_order_for_the_topic_ends_its_pause(desk: Office) -> None:
    pause(desk, desk.subscribe("faces", Cadence.DAILY), days=None)
    assert len(cut(desk)) == 0
    desk.subscribe("faces", Cadence.DAILY)
    assert len(cut(desk)) == 1


def test_a_long_pause_is_not_taken_for_a_clock_that_ran_ahead(desk: Office) -> None:
    order = desk.subscribe("faces", Cadence.WEEKLY)
    cut(desk)
    before = reread(desk, order)
    pause(desk, order, days=30)
    for _ in range(4):
        desk.press.now += LONGEST_WAIT / 2
        assert cut(desk) == []
        assert reread(desk, order).due_at == before.due_at
        assert reread(desk, order).told_until == before.told_until


def test_what_is_paused_after_it_was_found_due_is_not_published(desk: Office) -> None:
    order = desk.subscribe("faces", Cadence.DAILY)

    def stop() -> bool:
        pause(desk, order, days=None)
        return False

    assert publish(desk.store, clock=lambda: desk.press.now, new_token=lambda: "t", stop=stop) == []
    assert reread(desk, order).told_until is None
