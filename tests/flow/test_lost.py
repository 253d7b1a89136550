"""A message that will never be posted is told in its channel, once a day, with all of that day's."""

from datetime import timedelta
from pathlib import Path

from bot.digests.write import plain
from bot.model.delivery import DeliveryState, Outcome, OutcomeKind
from tests.flow.alerting import alerted, alerting, grow, news
from tests.flow.platform import Platform, ledger, run
from tests.flow.press import office
from tests.flow.sharing import share

REJECTED = Outcome(kind=OutcomeKind.REJECTED, reason="invalid_blocks")
NOTICE = "notice:lost:1:2026-03-04"


def test_refused_content_goes_once_more_in_plainer_form(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 1)
        platform = Platform(REJECTED)
        run(desk, platform)
        assert platform.plain == platform.keys == ["alert:1:2"]
        assert ledger(desk)["alert:1:2"].attempts == 2


def test_what_went_in_plainer_form_is_edited_in_it(tmp_path: Path) -> None:
    platform = Platform(REJECTED)
    with alerted(tmp_path, platform) as desk:
        assert platform.keys == ["alert:1:2"]
        grow(desk, "courier", 2, after=timedelta(minutes=15))
        run(desk, platform)
        assert platform.plain == ["alert:1:2", *platform.edits]


def test_what_was_refused_twice_is_told_in_its_channel(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 1)
        platform = Platform(REJECTED, REJECTED)
        run(desk, platform)
        assert platform.keys == [NOTICE]
        said = plain(platform.messages[f"m{NOTICE}"])
        assert "1 message could not be posted here." in said
        assert "Alert: Airport sells faces · invalid_blocks" in said
        lost = ledger(desk)["alert:1:2"]
        assert (lost.state, lost.told_in) == (DeliveryState.FAILED, NOTICE)


def test_where_a_notice_cannot_grow_the_day_s_others_are_told_in_another(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        refused, accepted = (Outcome(kind=kind, reason="no_text") for kind in (OutcomeKind.REFUSED, OutcomeKind.SENT))
        platform = Platform()
        for number in range(3):
            platform.answers = [refused, accepted]  # accepted without an id
            news(desk, 1, first=number)
            run(desk, platform)
        assert platform.keys == [NOTICE, f"{NOTICE}:2", f"{NOTICE}:3"]
        assert "1 message could not be posted here." in plain(platform.messages[""])
        assert {one.told_in for one in ledger(desk).values() if one.state is DeliveryState.FAILED} == set(platform.keys)


def test_the_day_s_others_are_added_to_the_same_notice(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        refused = Outcome(kind=OutcomeKind.REFUSED, reason="no_text")
        platform = Platform(refused)
        news(desk, 1)
        run(desk, platform)
        platform.answers = [refused]
        news(desk, 1, first=1)
        run(desk, platform)
        run(desk, platform, after=timedelta(minutes=11))
        assert platform.keys == [NOTICE]
        assert "2 messages could not be posted here." in plain(platform.messages[f"m{NOTICE}"])
        platform.answers = [refused]
        news(desk, 1, first=2, after=timedelta(days=1))
        run(desk, platform)
        assert platform.keys == [NOTICE, "notice:lost:1:2026-03-05"]


def test_what_we_decide_ourselves_is_no_loss(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 1)
        with desk.store.writing() as session:
            (order,) = session.subscriptions.of_channel(1)
            session.subscriptions.end(order.id, now=desk.press.now)
        platform = Platform()
        run(desk, platform)
        assert platform.posts == []
        assert list(ledger(desk)) == ["alert:1:2"]


def test_a_shared_answer_that_is_lost_is_told_as_well(tmp_path: Path) -> None:
    with office(tmp_path) as desk:
        share(desk, "console", "share:1")
        platform = Platform(Outcome(kind=OutcomeKind.REFUSED, reason="msg_too_long"))
        run(desk, platform)
        assert "An answer that somebody shared · msg_too_long" in plain(platform.messages[f"m{NOTICE}"])
