"""The poster makes one call for an attempt, and looks for what arrived before anything is sent again."""

import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from bench.faults import Fault, Faults
from bench.slack_faults import slack_faults
from bench.slack_server import standing_in
from bench.slack_stand_in import TEAM, TOKEN, Answer, Place, StandIn
from bot.chat.slack.find import opaque_id
from bot.chat.slack.post import SlackPoster
from bot.errors import PresswatchError
from bot.model.channel import Channel
from bot.model.delivery import Outcome, OutcomeKind, Reach
from bot.model.message import Header, Message, Paragraph, Span, Table
from tests.chat.slack.web_api import WebApi, web_api

NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
MESSAGE = Message(fallback="A digest", blocks=(Header("A digest"), Paragraph((Span("Nothing to report."),))))
SINCE = datetime(2026, 1, 1, tzinfo=UTC)


def channel(key: str = "C1") -> Channel:
    return Channel(id=1, workspace_id=1, platform="slack", key=key, name="privacy", workspace_key=TEAM)


def poster(url: str, token: str = TOKEN) -> SlackPoster:
    def token_of(workspace: str) -> str:
        if not token:
            raise PresswatchError(f"Presswatch is not installed in {workspace}.")
        return token

    return SlackPoster(token_of=token_of, salt=lambda: "salt", api_url=url, timeout=0.8, base_url="", now=lambda: NOW)


@dataclass(frozen=True, kw_only=True)
class Rig:
    slack: StandIn
    faults: Faults
    poster: SlackPoster

    @property
    def messages(self) -> list[Answer]:
        return self.slack.places["C1"].messages

    def post(self, key: str = "digest:1:0", *, reply_to: str = "", to: str = "C1") -> Outcome:
        return self.poster.post(channel(to), MESSAGE, delivery_key=key, reply_to=reply_to)

    def find(self, key: str = "digest:1:0", *, reply_to: str = "", in_: str = "C1") -> str | None:
        return self.poster.find(channel(in_), delivery_key=key, since=SINCE, reply_to=reply_to)


@pytest.fixture
def rig() -> Iterator[Rig]:
    slack, faults = StandIn(places={"C1": Place()}, pace=0), slack_faults(random.Random(1))
    with standing_in(slack, faults, patience=0.8) as url:
        yield Rig(slack=slack, faults=faults, poster=poster(url))


@pytest.fixture
def api() -> Iterator[WebApi]:
    with web_api(chat__postMessage={"ts": "1.000001"}, chat__update={"ts": "1.000001"}) as api:
        yield api


def test_a_post_unfurls_nothing_and_says_nothing_of_the_ledger(api: WebApi) -> None:
    outcome = poster(api.url).post(channel(), MESSAGE, delivery_key="alert:7:12", reply_to="")
    sent: dict[str, Any] = dict(api.of("chat.postMessage")[0])
    assert (outcome.kind, outcome.platform_id) == (OutcomeKind.SENT, "1.000001")
    assert (sent["unfurl_links"], sent["unfurl_media"], sent["text"]) == (False, False, "A digest")
    assert sent["metadata"] == {
        "event_type": "presswatch_delivery",
        "event_payload": {"delivery_id": opaque_id("salt", "alert:7:12")},
    }
    assert "alert" not in json.dumps(sent)


def test_an_opaque_id_is_another_with_another_salt_or_key() -> None:
    ids = {opaque_id(salt, key) for salt in ("a", "b") for key in ("digest:1:0", "digest:1:1")}
    assert len(ids) == 4


def test_a_reply_names_its_parent(api: WebApi) -> None:
    poster(api.url).post(channel(), MESSAGE, delivery_key="digest:1:1", reply_to="1.000000")
    assert api.of("chat.postMessage")[0]["thread_ts"] == "1.000000"


def test_a_plain_message_has_none_of_the_newer_blocks(api: WebApi) -> None:
    message = Message(fallback="Feeds", blocks=(Table(("feed", "articles"), (("Gazette", "3"),)),))
    for plain in (False, True):
        poster(api.url).post(channel(), message, delivery_key="digest:1:0", reply_to="", plain=plain)
    kinds = [{block["type"] for block in json.loads(json.dumps(sent["blocks"]))} for sent in api.of("chat.postMessage")]
    assert kinds[0] != kinds[1]
    assert kinds[1] <= {"section", "header", "divider", "context", "actions"}


def test_nothing_is_sent_a_second_time_behind_the_ledger_s_back(rig: Rig) -> None:
    rig.faults.ask("chat.postMessage", Fault.DROP_AFTER)
    assert rig.post().kind is OutcomeKind.UNCLEAR
    assert len(rig.messages) == 1


def test_where_nobody_listens_nothing_was_sent() -> None:
    with standing_in(StandIn(places={}), slack_faults(random.Random(1)), patience=1) as url:
        pass
    for address in (url, "http://no-such-host.invalid/api"):
        outcome = poster(address).post(channel(), MESSAGE, delivery_key="digest:1:0", reply_to="")
        assert (outcome.kind, "cannot be reached" in outcome.reason) == (OutcomeKind.RETRY, True)


def test_slack_s_wait_is_kept(rig: Rig) -> None:
    rig.faults.ask("chat.postMessage", Fault.TOO_MANY)
    assert rig.post() == Outcome(
        kind=OutcomeKind.RETRY, reason="Slack asks to wait", retry_at=NOW + timedelta(seconds=1)
    )


def test_without_a_token_the_workspace_is_parked(rig: Rig) -> None:
    outcome = poster("http://nobody.invalid/api", token="").post(channel(), MESSAGE, delivery_key="a", reply_to="")
    assert (outcome.kind, outcome.parks) == (OutcomeKind.PARKED, Reach.WORKSPACE)
    assert outcome.reason == "Presswatch is not installed in T1."


def test_no_reason_holds_the_token(rig: Rig) -> None:
    rig.slack.gone = "invalid_auth"
    assert TOKEN not in rig.post().reason
    with pytest.raises(PresswatchError) as caught:
        rig.find()
    assert TOKEN not in str(caught.value)


def test_a_person_is_written_to_where_they_and_the_bot_talk(rig: Rig) -> None:
    sent = rig.post(to="U7")
    assert [message["ts"] for message in rig.slack.places["DU7"].messages] == [sent.platform_id]
    assert rig.find(in_="U7") == sent.platform_id
    assert rig.poster.edit(channel("U7"), MESSAGE, platform_id=sent.platform_id).kind is OutcomeKind.SENT


def test_a_talk_that_cannot_be_opened_leaves_nothing_behind(rig: Rig) -> None:
    rig.faults.ask("conversations.open", Fault.DROP_AFTER)
    assert rig.post(to="U7").kind is OutcomeKind.RETRY


def test_an_edit_keeps_what_travels_with_the_message(rig: Rig) -> None:
    sent = rig.post()
    assert rig.poster.edit(channel(), MESSAGE, platform_id=sent.platform_id).kind is OutcomeKind.SENT
    assert rig.find() == sent.platform_id


def test_it_is_found_on_a_later_page_among_others(rig: Rig) -> None:
    rig.slack.page = 2
    keys = [f"digest:{number}:0" for number in range(7)]
    posted = [rig.post(key).platform_id for key in keys]
    assert [rig.find(key) for key in keys] == posted
    replies = [rig.post(f"digest:0:{part}", reply_to=posted[0]).platform_id for part in range(1, 6)]
    assert [rig.find(f"digest:0:{part}", reply_to=posted[0]) for part in range(1, 6)] == replies


def test_where_few_may_be_read_a_minute_a_look_goes_on_where_it_stopped(rig: Rig) -> None:
    rig.slack.page, rig.slack.reads_a_minute = 2, 0
    posted = [rig.post(f"digest:{number}:0").platform_id for number in range(5)]
    for _ in range(3):
        with pytest.raises(PresswatchError, match="asks to wait"):
            rig.find("digest:0:0")
        rig.slack.reads_a_minute += 1  # as a minute passes
    assert rig.find("digest:0:0") == posted[0]
    rig.slack.reads_a_minute += 3
    assert rig.find("digest:9:0") is None


def test_what_was_posted_since_a_look_stopped_is_found(rig: Rig) -> None:
    rig.slack.page, rig.slack.reads_a_minute = 2, 1
    for number in range(5):
        rig.post(f"digest:{number}:0")
    with pytest.raises(PresswatchError, match="asks to wait"):
        rig.find("digest:9:0")
    again = rig.post("digest:9:0").platform_id  # by the policy for what cannot be looked up
    rig.slack.reads_a_minute += 5
    assert rig.find("digest:9:0") == again


def test_what_another_app_has_copied_is_not_ours(rig: Rig) -> None:
    rig.post("digest:1:0")
    rig.messages[0]["bot_id"] = "B2"
    assert rig.find("digest:1:0") is None


@pytest.mark.parametrize("metadata", [None, {}, "text", {"event_type": "presswatch_delivery", "event_payload": 3}])
def test_whatever_others_attach_is_looked_over(rig: Rig, metadata: object) -> None:
    posted = rig.post("digest:1:0").platform_id
    rig.post("digest:2:0")
    rig.messages[1]["metadata"] = metadata
    assert rig.find("digest:1:0") == posted
    assert rig.find("digest:2:0") is None


def test_a_reply_to_what_is_not_there_was_not_posted(rig: Rig) -> None:
    assert rig.find("digest:1:1", reply_to="1.000000") is None


@pytest.mark.parametrize("code", ["not_in_channel", "missing_scope", "ratelimited", "fatal_error"])
def test_where_slack_does_not_let_us_look_nobody_can_tell(code: str) -> None:
    refused = {"ok": False, "error": code}
    with web_api(auth__test={"bot_id": "B1"}, conversations__history=refused) as api, pytest.raises(PresswatchError):
        poster(api.url).find(channel(), delivery_key="digest:1:0", since=SINCE)


def test_a_token_of_no_bot_cannot_tell_whose_messages_there_are() -> None:
    with web_api(auth__test={}, conversations__history={"messages": []}) as api, pytest.raises(PresswatchError):
        poster(api.url).find(channel(), delivery_key="digest:1:0", since=SINCE)
