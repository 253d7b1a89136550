"""Teams' poster: one call for each attempt, and each answer read for one question: may it be there?"""

import logging
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bench.faults import Fault
from bench.teams_server import _Call
from bench.teams_stand_in import PERSON, SECRET, Declined, Place
from bot.chat.teams.card import CONTENT_TYPE
from bot.errors import PresswatchError
from bot.model.channel import DIRECT
from bot.model.delivery import Outcome, OutcomeKind, Reach
from bot.model.message import Bullets, Header, Message, Paragraph, Span, Style
from tests.chat.teams.stage import CHAT, HERE, Rig, part, teams_rig

MESSAGE = Message(fallback="A digest", blocks=(Header("A digest"), Paragraph((Span("Nothing to report."),))))
GROWN = Message(fallback="A digest", blocks=(Header("A digest"), Paragraph((Span("Something, after all."),))))
ASKING = Message(fallback="A line", blocks=(Paragraph((Span("help", Style.COMMAND),)),))
BARE = "d0000000-0000-4000-8000-00000000000d"
QUICK = 0.5  # seconds that a poster waits, where it waits in vain
SLOW = (Fault.SLOW, Fault.LATE)


def post(rig: Rig, *, key: str = HERE, reply_to: str = "", plain: bool = False, message: Message = MESSAGE) -> Outcome:
    return rig.poster.post(rig.channel(key), message, delivery_key="digest:1:0", reply_to=reply_to, plain=plain)


def post_to_person(rig: Rig) -> Outcome:
    return rig.poster.post(rig.channel(PERSON, name=DIRECT), MESSAGE, delivery_key="notice:1", reply_to="")


def test_a_message_stands_there_as_a_card_with_a_line_for_notifications() -> None:
    with teams_rig() as rig:
        outcome = post(rig)
        (message,) = rig.messages()
    assert (outcome.kind, outcome.platform_id) == (OutcomeKind.SENT, message["id"])
    activity = message["activity"]
    assert (activity["type"], activity["summary"], activity.get("text")) == ("message", "A digest", None)
    (card,) = activity["attachments"]
    assert card["contentType"] == CONTENT_TYPE
    assert "Nothing to report." in str(card["content"])


def test_a_reply_stands_in_the_thread_of_a_channel_and_below_in_a_chat() -> None:
    with teams_rig() as rig:
        root = post(rig).platform_id
        post(rig, reply_to=root)
        post(rig, key=CHAT, reply_to=post(rig, key=CHAT).platform_id)
        assert [one["root"] for one in rig.messages()] == ["", root]
        assert [one["root"] for one in rig.messages(CHAT)] == ["", ""]


def test_a_reply_to_what_somebody_deleted_is_no_word_about_its_place() -> None:
    with teams_rig() as rig:
        rig.teams.lost.add("1")
        refused = post(rig, reply_to="1")
        assert refused.kind is OutcomeKind.REFUSED
        assert "replies to is gone" in refused.reason
        rig.teams.places[HERE].deleted = True
        assert post(rig, reply_to="1").kind is OutcomeKind.PARKED


def test_an_edit_changes_the_message_and_adds_none() -> None:
    with teams_rig() as rig:
        posted = post(rig).platform_id
        edited = rig.poster.edit(rig.channel(), GROWN, platform_id=posted)
        (message,) = rig.messages()
    assert (edited.kind, edited.platform_id) == (OutcomeKind.SENT, posted)
    assert "after all" in str(message["activity"])


def test_an_edit_of_what_is_gone_is_refused() -> None:
    with teams_rig() as rig:
        assert rig.poster.edit(rig.channel(), GROWN, platform_id="1").kind is OutcomeKind.REFUSED


@pytest.mark.parametrize("status", [403, 404, 410])
def test_what_becomes_of_an_edit_is_no_word_about_its_place(status: int, monkeypatch: pytest.MonkeyPatch) -> None:
    def declined(*_given: object, **_named: object) -> None:
        raise Declined(status, "")

    with teams_rig() as rig:
        monkeypatch.setattr(rig.teams, "edit", declined)
        assert rig.poster.edit(rig.channel(), GROWN, platform_id="1").kind is OutcomeKind.REFUSED
        rig.teams.places[HERE].member = False
        monkeypatch.undo()
        assert rig.poster.edit(rig.channel(), GROWN, platform_id="1").kind is OutcomeKind.PARKED


@pytest.mark.parametrize("answer", [[], 5, None, {}, {"id": ""}])
def test_an_answer_without_an_id_is_in_doubt_for_a_message_and_none_for_an_edit(
    answer: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    with teams_rig() as rig:
        for method in ("post", "edit"):
            monkeypatch.setattr(rig.teams, method, lambda *_given, **_named: answer)
        assert post(rig).kind is OutcomeKind.UNCLEAR
        edited = rig.poster.edit(rig.channel(), GROWN, platform_id="1")
    assert (edited.kind, edited.platform_id) == (OutcomeKind.SENT, "1")


def test_a_conversation_that_we_know_is_posted_to_whatever_its_id_looks_like() -> None:
    """A playground's are bare ids, as people's are in the directory."""
    with teams_rig() as rig:
        rig.teams.places[BARE] = Place()
        team = rig.channel(BARE, team="19:team@thread.tacv2")
        for channel in (*(replace(rig.channel(BARE), kind=kind) for kind in ("", "personal", "groupChat")), team):
            outcome = rig.poster.post(channel, ASKING, delivery_key="digest:1:0", reply_to="")
            assert outcome.kind is OutcomeKind.SENT
        said = ["@Presswatch help" in str(one["activity"]) for one in rig.messages(BARE)]
        assert not [key for key in rig.teams.places if key.startswith("a:")]
    assert said == [False, False, True, True]


def test_a_person_is_written_to_in_a_talk_that_is_opened_once() -> None:
    with teams_rig() as rig:
        outcomes = [post_to_person(rig).kind for _ in range(2)]
        (talk,) = [place for key, place in rig.teams.places.items() if key.startswith("a:")]
    assert outcomes == [OutcomeKind.SENT] * 2
    assert len(talk.messages) == 2


def test_a_talk_that_is_gone_is_opened_anew() -> None:
    with teams_rig() as rig:
        post_to_person(rig)
        (first,) = [key for key in rig.teams.places if key.startswith("a:")]
        rig.teams.places[first].deleted = True
        rig.teams._talks.clear()
        assert [post_to_person(rig).kind for _ in range(2)] == [OutcomeKind.PARKED, OutcomeKind.SENT]


@pytest.mark.parametrize(
    "fault",
    [
        Fault.DROP_AFTER,
        Fault.RESET_AFTER,
        Fault.TORN,
        Fault.SLOW,
        Fault.LATE,
        Fault.BROKEN_BEFORE,
        Fault.BROKEN_AFTER,
        Fault.UNAVAILABLE,
        Fault.GARBLED,
        Fault.BAD_GATEWAY,
        Fault.GATEWAY_LATE,
        Fault.NAMELESS,
        Fault.DROP_BEFORE,
    ],
)
def test_where_nobody_knows_whether_it_arrived_it_is_in_doubt(fault: Fault) -> None:
    with teams_rig(part(post_timeout=QUICK) if fault in SLOW else None) as rig:
        post(rig, key=CHAT)  # with a token in hand
        rig.faults.ask("post", fault)
        outcome = post(rig)
        assert outcome.kind is OutcomeKind.UNCLEAR, outcome
        assert "may be there" in outcome.reason


@pytest.mark.parametrize("fault", [Fault.TOO_MANY, Fault.AT_ODDS])
def test_what_is_surely_not_there_may_be_sent_again(fault: Fault) -> None:
    with teams_rig() as rig:
        rig.faults.ask("post", fault)
        assert post(rig).kind is OutcomeKind.RETRY
        assert rig.messages() == []


def test_nothing_is_sent_a_second_time_behind_the_ledger_s_back() -> None:
    with teams_rig() as rig:
        rig.faults.ask("post", Fault.DROP_AFTER)
        post(rig)
        assert len(rig.messages()) == 1


def test_a_rest_that_is_asked_for_is_kept() -> None:
    now = datetime(2026, 3, 2, 12, tzinfo=UTC)
    with teams_rig(now=lambda: now) as rig:
        rig.faults.ask("post", Fault.TOO_MANY)
        assert post(rig).retry_at == now + timedelta(seconds=1)


def test_where_nobody_answers_nothing_was_sent() -> None:
    with teams_rig() as rig:
        gone = rig.channel()
        post(rig)  # with a token in hand
    with teams_rig() as other:
        assert other.poster.post(gone, MESSAGE, delivery_key="k", reply_to="").kind is OutcomeKind.RETRY


def test_a_card_above_the_platform_s_limit_is_rejected_for_its_size(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.chat.teams.card.CARD", 200_000)
    lines = tuple((Span(f"{number} {'long ' * 100}"),) for number in range(300))
    with teams_rig() as rig:
        outcome = post(rig, message=Message(fallback="All", blocks=(Bullets(lines),)))
        assert (outcome.kind, outcome.too_large) == (OutcomeKind.REJECTED, True)
        assert post(rig, message=Message(fallback="All", blocks=(Bullets(lines),)), plain=True).kind is OutcomeKind.SENT


@pytest.mark.parametrize(
    ("fate", "reach"), [("left", Reach.CHANNEL), ("deleted", Reach.CHANNEL), ("out", Reach.WORKSPACE)]
)
def test_a_place_that_cannot_be_reached_is_parked(fate: str, reach: Reach) -> None:
    with teams_rig() as rig:
        place = rig.teams.places[HERE]
        place.member, place.deleted, rig.teams.locked_out = fate != "left", fate == "deleted", fate == "out"
        outcome = post(rig)
    assert (outcome.kind, outcome.parks) == (OutcomeKind.PARKED, reach)


def test_without_its_secret_the_bot_posts_nowhere_and_says_why() -> None:
    with teams_rig(part(secret="stale")) as rig:
        outcome = post(rig)
        assert (outcome.kind, outcome.parks) == (OutcomeKind.PARKED, Reach.WORKSPACE)
        assert "the client secret is wrong" in outcome.reason
        assert rig.messages() == []


@pytest.mark.parametrize(
    "fault", [Fault.DROP_BEFORE, Fault.TORN, Fault.SLOW, Fault.TOO_MANY, Fault.BROKEN_BEFORE, Fault.GARBLED]
)
def test_a_token_that_does_not_come_leaves_nothing_in_doubt(fault: Fault) -> None:
    with teams_rig(part(post_timeout=QUICK) if fault in SLOW else None) as rig:
        rig.faults.ask("token", fault)
        assert post(rig).kind is OutcomeKind.RETRY
        assert post(rig).kind is OutcomeKind.SENT


def test_a_talk_that_may_have_been_opened_leaves_nothing_in_doubt() -> None:
    with teams_rig() as rig:
        rig.faults.ask("open", Fault.DROP_AFTER)
        assert post_to_person(rig).kind is OutcomeKind.RETRY


def test_one_token_serves_many_messages_and_one_that_was_refused_none() -> None:
    with teams_rig() as rig:
        post(rig)
        rig.faults.ask("token", Fault.BROKEN_BEFORE)
        assert post(rig).kind is OutcomeKind.SENT  # no token was asked for
        rig.teams.locked_out = True
        post(rig)
        rig.teams.locked_out = False
        assert post(rig).kind is OutcomeKind.RETRY  # a new one was
        assert post(rig).kind is OutcomeKind.SENT


def test_nothing_is_ever_looked_up() -> None:
    with teams_rig() as rig:
        assert not rig.poster.tells
        with pytest.raises(PresswatchError, match="does not say whether"):
            rig.poster.find(rig.channel(), delivery_key="digest:1:0", since=datetime(2026, 3, 2, tzinfo=UTC))


def test_a_place_whose_way_is_not_known_waits_for_it() -> None:
    with teams_rig() as rig:
        for url in ("http://teams.example/service", "ftp://127.0.0.1/", "https://evil.example/teams"):
            odd = replace(rig.channel(), service_url=url)
            outcome = rig.poster.post(odd, MESSAGE, delivery_key="k", reply_to="")
            assert (outcome.kind, outcome.parks) == (OutcomeKind.PARKED, Reach.CHANNEL)


def test_no_secret_is_logged(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), teams_rig() as rig:
        rig.faults.ask("post", Fault.DROP_AFTER, Fault.TOO_MANY)
        for _ in range(3):
            post(rig)
        token = rig.sdk.loop.run(rig.sdk.tokens.bot(), seconds=5)
    assert SECRET not in caplog.text
    assert token not in caplog.text


def test_each_message_has_a_connection_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    hear = _Call._hear

    def listen(call: _Call) -> None:
        said.append(str(call.headers.get("Connection")))
        hear(call)

    monkeypatch.setattr(_Call, "_hear", listen)
    with teams_rig() as rig:
        rig.poster.edit(rig.channel(), GROWN, platform_id=post(rig).platform_id)
    assert said[1:] == ["close", "close"]  # the first is for the token
