"""Home: what a workspace follows, what needs care, and the first steps of whoever follows nothing."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain, write_digest
from bot.errors import NotFound
from bot.flow.reach import channel_gone
from bot.model.command import FillForm, Home, Pause, Search, ShowDigest, ShowLedger, Why
from bot.model.delivery import DeliveryKind, DeliveryState
from bot.model.feed import FeedState
from bot.model.form import Form
from bot.model.panel import Panel
from bot.model.subscription import Cadence
from bot.ports.store.ledger import Plan
from tests.flow.asker import ask, buttons_of, reply
from tests.flow.issues import cut
from tests.flow.press import FACES, PRIVACY, Office, item, office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """Two papers that tell one story, and one of them another."""
    told = [item(1, "Faces in the crowd at the harbour gate", ago=timedelta(hours=3))]
    same = [item(2, "Faces in the crowd at the harbour gate"), item(3, "Faces of yesteryear", ago=timedelta(days=9))]
    with office(tmp_path, gazette=told, courier=same) as opened:
        opened.set_up(FACES, PRIVACY)
        yield opened


def home(desk: Office, channel: str = "console") -> Panel:
    answer = reply(desk, Home(), channel=channel)
    assert isinstance(answer, Panel)
    return answer


def test_a_private_channel_is_shown_to_those_in_it_alone(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    desk.subscribe("privacy", Cadence.DAILY, channel="board")
    board = desk.channel("board")
    with desk.store.writing() as session:
        session.channels.set_private(board.id, True)
    assert "board" not in plain(home(desk))
    assert "in board" in plain(home(desk, channel="board"))
    with pytest.raises(NotFound) as refused:
        reply(desk, ShowLedger(channel="board"))
    assert "console" in refused.value.cure
    assert "board" not in refused.value.cure


def test_a_newcomer_is_led_by_the_hand(tmp_path: Path) -> None:
    with office(tmp_path) as empty:
        titles = [section.title for section in home(empty).sections]
        assert titles == ["Begin here"]
        assert [button.command for button in buttons_of(home(empty))] == ["feeds add", "topic new"]


def test_steps_that_are_done_are_left_out(desk: Office) -> None:
    desk.poll()
    assert [button.command for button in buttons_of(home(desk))] == ["topic new", "subscribe"]
    assert "On offer: Faces, Privacy." in plain(home(desk))


def test_subscriptions_of_all_channels_with_their_stories(desk: Office) -> None:
    desk.poll()
    desk.subscribe("faces", Cadence.WEEKLY)
    desk.subscribe("faces", Cadence.AT_ONCE, channel="alarm")
    told = plain(home(desk))
    assert "• Faces weekly · in console · " in told
    assert "• Faces at once · in alarm · each new story is posted as it comes" in told
    assert told.count("Latest on Faces") == 1
    first, second = [line for line in told.splitlines() if "· story" in line]
    assert first.startswith("• Faces in the crowd at the harbour gate – ")
    assert " +1 · Wed 4 Mar · story" in first
    assert "Faces of yesteryear – Courier · Mon 23 Feb" in second


def test_a_story_has_one_date_in_home_in_a_search_and_in_a_digest(tmp_path: Path) -> None:
    title = "Faces in the crowd at the harbour gate"
    told = [item(1, title, ago=timedelta(hours=30))]
    with office(tmp_path, gazette=told, courier=[item(2, title)]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.DAILY)
        assert "Gazette +1 · Tue 3 Mar · story" in plain(home(desk))
        form = reply(desk, FillForm(form="search", values={"query": "harbour"}))
        assert isinstance(form, Form)
        assert "Gazette +1, Tue 3 Mar" in plain(form)
        assert "Tue 3 Mar · Gazette +1" in plain(ask(desk, Search(query="harbour")))
        (issue,) = cut(desk)
        assert "New · Gazette · Tue 3 Mar · +1 source" in plain(write_digest(issue)[0])


def test_feeds_that_need_care(desk: Office) -> None:
    desk.press.down.add("courier")
    desk.poll()
    told = plain(home(desk))
    assert "Feeds that need care\n\n• Courier – failing: courier refused the connection" in told
    assert "1 of 2 feeds healthy" in told


def test_a_fault_that_many_feeds_share_is_one_line(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[], courier=[], herald=[]) as opened:
        opened.set_up(FACES)
        with opened.store.writing() as session:
            for feed in session.feeds.all():
                fault = f"{feed.source.casefold()}.example refused the connection."
                session.feeds.save(replace(feed, state=FeedState.FAILING, fault=fault))
        opened.subscribe("faces", Cadence.WEEKLY)
        told = plain(home(opened))
        assert "• 3 feeds – failing: refused the connection: Gazette, Courier, Herald" in told
        assert "0 of 3 feeds healthy" in told


def test_deliveries_in_doubt_of_the_last_week(desk: Office) -> None:
    here = desk.channel("alarm")
    with desk.store.writing() as session:
        for number, days in enumerate((20, 1), start=1):
            then = desk.press.now - timedelta(days=days)
            plan = Plan(
                key=f"notice:x:{here.id}:{number}",
                kind=DeliveryKind.NOTICE,
                channel_id=here.id,
                subject_id=here.id,
                topic_id=None,
                part=0,
                not_before=then,
            )
            session.ledger.plan([plan], now=then)
            claimed = session.ledger.claim(now=then, lease_until=then + timedelta(minutes=1))
            assert claimed
            session.ledger.settle(claimed, state=DeliveryState.GIVEN_UP, now=then)
    panel = home(desk)
    assert "Deliveries in doubt\n\n• alarm – 1 given up" in plain(panel)
    assert "ledger #alarm given up" in [button.command for button in buttons_of(panel)]


def test_a_channel_that_cannot_be_reached_and_what_waits_for_it(desk: Office) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    desk.subscribe("privacy", Cadence.WEEKLY, channel="alarm")
    desk.poll()
    gone = desk.channel("alarm")
    with desk.store.writing() as session:
        channel_gone(session, gone, reason="the channel is archived", now=desk.press.now)
        plan = Plan(
            key="share:1",
            kind=DeliveryKind.SHARE,
            channel_id=gone.id,
            subject_id=1,
            topic_id=None,
            part=0,
            not_before=desk.press.now,
        )
        session.ledger.plan([plan], now=desk.press.now - timedelta(days=9))
    panel = home(desk)
    assert "in alarm · waits, for nothing can be posted there: the channel is archived" in plain(panel)
    assert "• alarm – 1 waiting until it can be reached again" in plain(panel)
    assert "ledger #alarm parked" in [button.command for button in buttons_of(panel)]


def test_a_digest_is_offered_where_its_topic_is_followed_alone(desk: Office) -> None:
    """Elsewhere the button would only lead to a refusal."""
    desk.poll()
    desk.channel("press")
    desk.subscribe("faces", Cadence.WEEKLY)
    assert "digest faces" in str(home(desk))
    elsewhere = str(home(desk, "press"))
    assert "topic show faces" in elsewhere
    assert "digest faces" not in elsewhere


def test_what_comes_at_once_has_its_newest_stories_in_place_of_digests(desk: Office) -> None:
    desk.poll()
    desk.subscribe("faces", Cadence.AT_ONCE)
    assert "digest faces" not in [button.command for button in buttons_of(home(desk))]
    told = plain(ask(desk, ShowDigest(topic="faces")))
    assert "Faces of yesteryear – Courier" in told
    assert "comes at once here" in told
    with pytest.raises(NotFound) as refused:
        ask(desk, Why(story=1))
    assert "Faces comes at once here" in refused.value.message
    assert "`digest faces`" in refused.value.cure


def test_no_digest_is_offered_that_a_pause_keeps_from_being_made(desk: Office) -> None:
    desk.poll()
    desk.subscribe("faces", Cadence.WEEKLY)
    ask(desk, Pause(topic="faces"))
    assert "digest faces" not in [button.command for button in buttons_of(home(desk))]
