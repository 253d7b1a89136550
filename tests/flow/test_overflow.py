"""Overflow: what was held is told once, together: in the next digest, or in a message of its own."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain, write_digest
from bot.model.channel import OwnRules
from bot.model.delivery import DeliveryState, HeldFor, Outcome, OutcomeKind
from bot.model.mute import MuteKind
from bot.model.subscription import Cadence
from tests.flow.alerting import HOUR, alerting, news
from tests.flow.issues import cut
from tests.flow.platform import Platform, ledger, run, states
from tests.flow.press import NOW, Office

REFUSED = Outcome(kind=OutcomeKind.REFUSED, reason="channel_not_found")


def quiet(desk: Office, start: int = 12, end: int = 18) -> None:
    with desk.store.writing() as session:
        session.channels.set_rules(1, OwnRules(quiet=(start, end)))


def due(desk: Office, topic_id: int, *, at: datetime | None = None) -> None:
    """That topic's digest falls due then, or now."""
    with desk.store.writing() as session:
        order = session.subscriptions.find(channel_id=1, topic_id=topic_id)
        assert order is not None
        when = at or desk.press.now
        session.subscriptions.told(order.id, mark=order.mark, until=order.told_until or NOW, due_at=when)


def test_what_quiet_hours_held_comes_in_one_message_as_they_end(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        quiet(desk)
        platform = Platform()
        news(desk, 2)  # 13:00
        run(desk, platform)
        run(desk, platform, after=4 * HOUR)
        assert platform.posts == []
        run(desk, platform, after=HOUR)  # 18:00
        assert platform.keys == ["notice:overflow:1:2026-03-04"]
        message = plain(platform.messages["mnotice:overflow:1:2026-03-04"])
        assert "2 alerts on Faces were held: quiet hours." in message
        assert "Airport sells faces" in message
        assert "Museum paints faces" in message
        for key in ("alert:1:2", "alert:1:3"):
            alert = ledger(desk)[key]
            assert (alert.state, alert.told_in) == (DeliveryState.FOLDED, "notice:overflow:1:2026-03-04")
            assert alert.reason == HeldFor.QUIET_HOURS
        run(desk, platform, after=24 * HOUR)
        assert len(platform.posts) == 1


def test_held_alerts_wait_for_the_digest_where_there_is_one(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        quiet(desk)
        desk.subscribe("privacy", Cadence.WEEKLY)
        due(desk, 2, at=NOW + timedelta(days=3))
        platform = Platform()
        news(desk, 2)
        run(desk, platform)
        run(desk, platform, after=48 * HOUR)
        assert platform.posts == []
        due(desk, 2)
        (issue,) = cut(desk)
        assert [(one.title, one.topic_title, one.reason) for one in issue.held] == [
            ("Airport sells faces", "Faces", "quiet hours"),
            ("Museum paints faces", "Faces", "quiet hours"),
        ]
        with desk.store.reading() as session:
            assert session.digests.get(issue.id) == issue
        run(desk, platform)
        assert "2 alerts on Faces were held: quiet hours" in plain(platform.messages["mdigest:1:0"])
        assert {one.told_in for one in ledger(desk).values() if one.state is DeliveryState.FOLDED} == {"digest:1:0"}
        due(desk, 2)
        (following,) = cut(desk)
        assert following.held == ()


def test_a_held_alert_that_the_digest_tells_as_a_story_is_not_listed(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        quiet(desk)
        news(desk, 1)
        run(desk, Platform())
        desk.subscribe("faces", Cadence.DAILY)
        (issue,) = cut(desk)
        assert [story.title for story in issue.stories] == ["Airport sells faces"]
        assert issue.held == ()
        alert = ledger(desk)["alert:1:2"]
        assert (alert.state, alert.told_in) == (DeliveryState.FOLDED, "digest:1:0")


def test_an_alert_whose_story_a_digest_told_meanwhile_is_folded_into_that(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 1)
        desk.subscribe("faces", Cadence.DAILY)
        (issue,) = cut(desk)  # the alert is still planned
        assert len(issue.stories) == 1
        desk.subscribe("faces", Cadence.AT_ONCE)
        quiet(desk)
        platform = Platform()
        run(desk, platform)
        assert ledger(desk)["alert:1:2"].state is DeliveryState.HELD
        run(desk, platform, after=6 * HOUR)
        alert = ledger(desk)["alert:1:2"]
        assert (alert.state, alert.told_in) == (DeliveryState.FOLDED, "digest:1:0")
        assert {key.split(":")[0] for key in platform.keys} == {"digest"}


def test_a_paused_topic_s_alerts_are_told_when_it_goes_on_and_not_before(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        desk.subscribe("privacy", Cadence.WEEKLY)
        with desk.store.writing() as session:
            session.subscriptions.pause(1, until=None, now=NOW)
        platform = Platform()
        news(desk, 2)
        run(desk, platform)
        due(desk, 2)
        (issue,) = cut(desk)
        assert issue.held == ()
        with desk.store.writing() as session:
            session.subscriptions.end(2, now=desk.press.now)
        run(desk, platform, after=48 * HOUR)
        assert states(desk)[DeliveryState.HELD] == 2
        with desk.store.writing() as session:
            session.subscriptions.resume(1)
        run(desk, platform)
        assert platform.keys[-1] == "notice:overflow:1:2026-03-06"
        assert "2 alerts on Faces were held: paused." in plain(platform.messages[f"m{platform.keys[-1]}"])


def test_a_pause_with_an_end_ends_by_itself(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        with desk.store.writing() as session:
            session.subscriptions.pause(1, until=NOW + 5 * HOUR, now=NOW)
        platform = Platform()
        news(desk, 1)
        run(desk, platform)
        run(desk, platform, after=3 * HOUR)
        assert platform.posts == []
        run(desk, platform, after=HOUR)
        assert platform.keys == ["notice:overflow:1:2026-03-04"]


def test_a_second_overflow_on_one_day_has_a_key_of_its_own(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        platform = Platform()
        for first in (0, 1):
            with desk.store.writing() as session:
                session.subscriptions.pause(1, until=None, now=desk.press.now)
            news(desk, 1, first=first)
            run(desk, platform)
            with desk.store.writing() as session:
                session.subscriptions.resume(1)
            run(desk, platform)
        assert platform.keys == ["notice:overflow:1:2026-03-04", "notice:overflow:1:2026-03-04:2"]
        assert states(desk) == {DeliveryState.SENT: 2, DeliveryState.FOLDED: 2}


def test_leaving_a_topic_ends_its_held_alerts_with_the_reason(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        quiet(desk)
        platform = Platform()
        news(desk, 1)
        run(desk, platform)
        with desk.store.writing() as session:
            session.subscriptions.end(1, now=desk.press.now)
        run(desk, platform, after=6 * HOUR)
        alert = ledger(desk)["alert:1:2"]
        assert (platform.posts, alert.state) == ([], DeliveryState.FAILED)
        assert "subscribed to no topic" in alert.reason


def test_what_was_muted_while_it_was_held_ends_with_the_reason(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        quiet(desk)
        platform = Platform()
        news(desk, 2)
        run(desk, platform)
        with desk.store.writing() as session:
            session.mutes.put(channel_id=1, kind=MuteKind.STORY, value="2", until=None, now=desk.press.now)
        run(desk, platform, after=6 * HOUR)
        assert ledger(desk)["alert:1:2"].reason == "muted: story 2"
        assert "1 alert on Faces was held" in plain(platform.messages["mnotice:overflow:1:2026-03-04"])


def test_two_held_alerts_of_stories_that_were_merged_are_told_once(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        quiet(desk)
        platform = Platform()
        news(desk, 2)
        run(desk, platform)
        with desk.store.writing() as session:
            session.stories.merge(2, 3, seq=session.next_sequence())
            session.entries.move(3, 2)
        run(desk, platform, after=6 * HOUR)
        assert "1 alert on Faces was held" in plain(platform.messages["mnotice:overflow:1:2026-03-04"])
        assert ledger(desk)["alert:1:3"].reason == "the same story is told as alert:1:2"


@pytest.mark.parametrize("answers", [1, 2])
def test_what_a_lost_message_was_to_tell_is_told_by_the_next(tmp_path: Path, answers: int) -> None:
    with alerting(tmp_path) as desk:
        quiet(desk)
        news(desk, 1)
        run(desk, Platform())
        platform = Platform(*[REFUSED] * answers)
        for day in range(answers):
            run(desk, platform, after=24 * HOUR if day else 6 * HOUR)
            held = ledger(desk)["alert:1:2"]
            assert (held.state, held.reason) == (DeliveryState.HELD, HeldFor.UNDELIVERED)
            run(desk, platform, after=timedelta(minutes=5))
            assert platform.posts == []  # not at once again
        run(desk, platform, after=24 * HOUR)
        assert platform.keys == [f"notice:overflow:1:2026-03-0{4 + answers}"]
        assert states(desk)[DeliveryState.FOLDED] == 1


def test_a_digest_that_is_lost_gives_its_held_alerts_back(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        quiet(desk)
        desk.subscribe("privacy", Cadence.DAILY)
        due(desk, 2, at=NOW + 8 * HOUR)
        news(desk, 1)
        run(desk, Platform())
        due(desk, 2)
        cut(desk)
        run(desk, Platform(REFUSED), after=6 * HOUR)
        assert ledger(desk)["alert:1:2"].state is DeliveryState.HELD
        due(desk, 2)
        (issue,) = cut(desk)
        assert [one.reason for one in issue.held] == ["undelivered"]


def test_a_crash_after_the_overflow_was_posted_is_reconciled(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        quiet(desk)
        news(desk, 1)
        run(desk, Platform())
        platform = Platform()
        platform.crashes = True
        with pytest.raises(KeyboardInterrupt):
            run(desk, platform, after=6 * HOUR)
        run(desk, platform, after=HOUR)
        assert platform.keys == ["notice:overflow:1:2026-03-04"]
        assert states(desk) == {DeliveryState.SENT: 1, DeliveryState.FOLDED: 1}


def test_a_held_list_stands_in_a_part_of_its_own(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        quiet(desk)
        news(desk, 1)
        run(desk, Platform())
        desk.press.feeds["gazette"].append(
            {"id": "p", "url": "https://site.example/p", "title": "Privacy board meets", "content_text": ""}
        )
        desk.poll(after=HOUR)
        desk.subscribe("privacy", Cadence.DAILY)
        (issue,) = cut(desk)
        assert len(issue.stories) == 1
        assert ledger(desk)["alert:1:2"].told_in == "digest:1:2"
        assert "Airport sells faces" in plain(write_digest(issue)[2])
