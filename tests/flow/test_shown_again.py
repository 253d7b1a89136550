"""A digest that is shown again: as it was frozen, with what holds now below it, and how its stories are named."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain, write_digest
from bot.model.command import ShowDigest, Subscribe, Vote, Why
from bot.model.delivery import DeliveryState
from bot.model.digest import Digest
from bot.model.subscription import Cadence
from tests.flow.asker import told
from tests.flow.issues import cut
from tests.flow.press import FACES, PRIVACY, Office, item, office

ITEMS = [item(1, "Museum counts faces at its door"), item(2, "Bank asks for consent in plain words")]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=ITEMS) as opened:
        opened.set_up(FACES, PRIVACY)
        opened.poll()
        yield opened


def one_issue(desk: Office, topic: str) -> Digest:
    """The first issue of a topic, cut a minute after what was cut before."""
    desk.press.now += timedelta(minutes=1)
    desk.subscribe(topic, Cadence.WEEKLY)
    (issue,) = cut(desk)
    return issue


def post_what_is_planned(desk: Office) -> None:
    now = desk.press.now
    with desk.store.writing() as session:
        while claimed := session.ledger.claim(now=now, lease_until=now + timedelta(minutes=1)):
            session.ledger.settle(claimed, now=now, state=DeliveryState.SENT, platform_id=str(claimed.id))


def test_a_first_issue_says_which_promised_one_it_takes_the_place_of(desk: Office) -> None:
    desk.press.now += timedelta(days=4, hours=8)  # Sunday evening
    told(desk, Subscribe(topic="faces", cadence=Cadence.WEEKLY))
    answer = told(desk, ShowDigest(topic="faces"))
    assert "It takes the place of the one of Mon 9 Mar, 09:00 UTC. The next comes Mon 16 Mar, 09:00 UTC" in answer


def test_a_first_issue_leaves_the_promised_one_where_it_is(desk: Office) -> None:
    told(desk, Subscribe(topic="faces", cadence=Cadence.WEEKLY))
    assert "takes the place" not in told(desk, ShowDigest(topic="faces"))
    with desk.store.reading() as session:
        issue = session.digests.get(1)
    assert issue.next_at is not None
    assert issue.next_at - desk.press.now == timedelta(days=4, hours=21)


def test_the_issue_of_which_numbers_are_said_alone_is_shown_as_it_is(desk: Office) -> None:
    issue = one_issue(desk, "faces")
    assert told(desk, ShowDigest("faces")) == plain(write_digest(issue)[0])


def test_another_topic_s_issue_says_how_its_stories_are_named(desk: Office) -> None:
    one_issue(desk, "faces")
    one_issue(desk, "privacy")
    again = told(desk, ShowDigest("faces"))
    assert "For a story of this one name the topic: `why 1 faces`, `useless 1 faces`." in again
    assert "A number alone means Privacy No. 1, the last digest posted here." in again
    assert "In Faces No. 1" in told(desk, Why(story=1, topic="faces"))
    assert "It is 1 of Privacy No. 1." in told(desk, Vote(story=1, useful=False))


def test_a_number_is_that_of_the_digest_that_was_posted_not_of_one_that_waits(desk: Office) -> None:
    one_issue(desk, "faces")
    post_what_is_planned(desk)
    one_issue(desk, "privacy")
    assert "In Faces No. 1" in told(desk, Why(story=1))
    post_what_is_planned(desk)
    assert "In Privacy No. 1" in told(desk, Why(story=1))


def test_a_schedule_that_was_changed_since_is_told_below(desk: Office) -> None:
    issue = one_issue(desk, "faces")
    order = desk.subscribe("faces", Cadence.DAILY)
    due = desk.press.now + timedelta(hours=21)
    with desk.store.writing() as session:
        session.subscriptions.told(order.id, mark=order.mark, until=desk.press.now, due_at=due)
    again = told(desk, ShowDigest("faces"))
    assert plain(write_digest(issue)[0]).rstrip() in again
    assert "The schedule has changed since. Now: next digest Thu 5 Mar, 09:01 UTC." in again
