"""The same listeners over both transports: Socket Mode, with all that happens to sockets, and signed requests."""

import json
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import BadStatusLine
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import Request, urlopen

import pytest
import uvicorn
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler

from bench.ack_slack import signed
from bot.app import App, open_app, web_app
from bot.chat.answering.clerk import MOST_WAITING
from bot.chat.slack.app import SlackApp
from bot.cli.operate import listening
from bot.errors import SettingsError
from tests.chat.slack.listen.fake import FakeSlack
from tests.chat.slack.listen.seen import seen
from tests.chat.slack.listen.socket_mode import PATIENCE
from tests.chat.slack.listen.someone import Pools, Send, Someone, on_http, on_socket
from tests.chat.slack.listen.workspace import SECRET, slack_settings


@pytest.fixture
def by_socket(slack: FakeSlack, listener: SlackApp) -> Iterator[Someone]:
    """Ada, over a socket."""
    with listener.connected("xapp-test", ping=0.2):
        slack.await_that(lambda: slack.socket.connections == 1)
        yield Someone(slack=slack, send=on_socket(slack))


@dataclass(frozen=True)
class Web:
    """The web process with Slack's door in it."""

    url: str


@pytest.fixture
def web(house: App, listener: SlackApp) -> Iterator[Web]:
    with _served(house, listener) as url:
        yield Web(url)


@contextmanager
def _served(house: App, listener: SlackApp) -> Iterator[str]:
    config = uvicorn.Config(web_app(house, listener.routes(signed=True)), log_config=None, access_log=False)
    server = uvicorn.Server(config)
    with listening("127.0.0.1", 0) as socket:
        thread = threading.Thread(target=server.run, kwargs={"sockets": [socket]})
        thread.start()
        yield f"http://127.0.0.1:{socket.getsockname()[1]}"
        server.should_exit = True
        thread.join()


@pytest.fixture(params=["socket", "http"])
def send(request: pytest.FixtureRequest, slack: FakeSlack) -> Send:
    if request.param == "socket":
        request.getfixturevalue("by_socket")
        return on_socket(slack)
    return on_http(request.getfixturevalue("web").url, SECRET)


def test_both_hear_words_events_presses_and_submissions(slack: FakeSlack, send: Send, pools: Pools) -> None:
    ada = Someone(slack=slack, send=send)
    ada.mentions("topics")
    pools.settle()
    assert "facial-recognition" in seen(slack.said[-1].blocks)
    ada.says("subscribe")
    pools.settle()
    [view_id] = slack.views
    ada.fills("topic", "facial-recognition", view_id)
    ada.fills("hour", "25", view_id)
    pools.settle()
    assert ada.submits(view_id)["response_action"] == "errors"
    ada.fills("hour", "7", view_id)
    pools.settle()
    ada.submits(view_id)
    pools.settle()
    ada.presses("First digest now", slack.said[-1])
    pools.settle()
    assert len(slack.said) == 3


def test_an_ack_waits_for_nobody(
    slack: FakeSlack, send: Send, pools: Pools, listener: SlackApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold, say = threading.Event(), listener.clerk.say
    monkeypatch.setattr(listener.clerk, "say", lambda *asked: (hold.wait(PATIENCE), say(*asked)))
    ada = Someone(slack=slack, send=send)
    for _ in range(20):  # more than there are threads for acks, or for answers
        assert ada.says("help") == {}
    assert slack.said == []
    hold.set()
    pools.settle()
    assert len(slack.said) == 20


def test_an_envelope_that_comes_again_is_answered_once(slack: FakeSlack, by_socket: Someone, pools: Pools) -> None:
    told = by_socket.happening({"type": "app_mention", "text": "<@U0BOT> topics"})
    for retry in (0, 1, 2):
        slack.socket.acked(slack.socket.send("events_api", told, retry=retry))
    pools.settle()
    assert len(slack.said) == 1


def test_a_new_connection_is_made_when_slack_asks_for_one(slack: FakeSlack, by_socket: Someone, pools: Pools) -> None:
    slack.socket.ask_to_reconnect()
    by_socket.says("topics")
    pools.settle()
    assert len(slack.said) == 1


def test_a_connection_that_breaks_is_made_anew(slack: FakeSlack, by_socket: Someone, pools: Pools) -> None:
    slack.socket.cut()
    slack.await_that(lambda: slack.socket.connections == 2)
    by_socket.says("topics")
    pools.settle()
    assert len(slack.said) == 1


def test_slack_is_tried_again_until_it_lets_us_listen(
    slack: FakeSlack, listener: SlackApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.chat.slack.app._FIRST_WAIT", 0.01)
    slack.refusals["apps.connections.open"] = "internal_error"
    with listener.connected("xapp-test", ping=0.2):
        slack.await_that(lambda: slack.methods().count("apps.connections.open") >= 2)
        slack.refusals.clear()
        slack.await_that(lambda: slack.socket.connections == 1)


def test_what_keeps_us_from_listening_is_told_once_and_then_tried_in_silence(
    slack: FakeSlack, listener: SlackApp, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("bot.chat.slack.app._FIRST_WAIT", 0.01)
    slack.refusals["apps.connections.open"] = "invalid_auth"
    with listener.connected("xapp-test", ping=0.2):
        slack.await_that(lambda: slack.methods().count("apps.connections.open") >= 4)
        slack.refusals.clear()
        slack.await_that(lambda: slack.socket.connections == 1)
    told = [record.getMessage() for record in caplog.records if record.levelno >= logging.ERROR]
    assert sum("invalid_auth; `presswatch doctor --slack` tells what helps" in line for line in told) == 1
    assert len(told) <= 2  # the library's own line beside ours


def test_what_is_no_answer_of_slack_s_ends_no_listening(
    slack: FakeSlack, listener: SlackApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect, faults = SocketModeHandler.connect, [BadStatusLine("?"), ValueError("no JSON")]

    def connects(handler: SocketModeHandler) -> None:
        if faults:
            raise faults.pop()
        connect(handler)  # type: ignore[no-untyped-call]

    monkeypatch.setattr("bot.chat.slack.app._FIRST_WAIT", 0.01)
    monkeypatch.setattr(SocketModeHandler, "connect", connects)
    with listener.connected("xapp-test", ping=0.2):
        slack.await_that(lambda: slack.socket.connections == 1)


def test_a_stop_does_not_wait_as_long_as_slack_makes_a_connection_wait(
    listener: SlackApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, hold, connected = threading.Event(), threading.Event(), threading.Event()

    def connects(_handler: SocketModeHandler) -> None:
        begun.set()
        hold.wait(PATIENCE)
        connected.set()

    monkeypatch.setattr("bot.chat.slack.app._LAST_WAIT", 0.01)
    monkeypatch.setattr(SocketModeHandler, "connect", connects)
    with listener.connected("xapp-test"):
        assert begun.wait(PATIENCE)
    assert not connected.is_set()
    hold.set()
    assert connected.wait(PATIENCE)


def test_a_stop_does_not_wait_for_a_socket_that_is_silent(
    slack: FakeSlack, listener: SlackApp, pools: Pools, monkeypatch: pytest.MonkeyPatch
) -> None:
    connect = SocketModeHandler.connect

    def connects(handler: SocketModeHandler) -> None:
        connect(handler)  # type: ignore[no-untyped-call]
        session = handler.client.current_session
        assert session is not None
        assert session.sock is not None
        session.sock.settimeout(None)  # it would listen for ever

    monkeypatch.setattr(SocketModeHandler, "connect", connects)
    monkeypatch.setattr("bot.chat.slack.app._LAST_WAIT", PATIENCE)
    with listener.connected("xapp-test", ping=PATIENCE):
        Someone(slack=slack, send=on_socket(slack)).says("topics")  # it listens
        pools.settle()
    assert "slack-socket" not in {thread.name for thread in threading.enumerate()}


def test_whoever_comes_while_too_many_wait_is_asked_to_come_back(
    slack: FakeSlack, ada: Someone, pools: Pools, listener: SlackApp, monkeypatch: pytest.MonkeyPatch
) -> None:
    hold, say = threading.Event(), listener.clerk.say
    monkeypatch.setattr(listener.clerk, "say", lambda *asked: (hold.wait(PATIENCE), say(*asked)))
    for _ in range(MOST_WAITING):
        ada.says("topics")
    ada.says("topics")
    slack.await_that(lambda: bool(slack.said))
    assert "Please say it again in a minute." in seen(slack.said[0].blocks)
    hold.set()
    pools.settle()
    assert len(slack.said) == MOST_WAITING + 1
    ada.says("topics")
    pools.settle()
    assert "facial-recognition" in seen(slack.said[-1].blocks)


def _post(url: str, body: str | bytes, headers: dict[str, str]) -> tuple[int, str]:
    sent = body.encode() if isinstance(body, str) else body
    request = Request(f"{url}/slack/events", sent, {"Content-Type": "application/json", **headers})
    try:
        with urlopen(request, timeout=PATIENCE) as answer:
            return answer.status, answer.read().decode()
    except HTTPError as refused:
        return refused.code, refused.read().decode()


def test_a_request_that_slack_did_not_sign_is_refused(slack: FakeSlack, web: Web, pools: Pools) -> None:
    body = json.dumps(
        Someone(slack=slack, send=on_http(web.url, SECRET)).happening({"type": "app_mention", "text": "x"})
    )
    old = signed(SECRET, body, at=time.time() - 3600)
    for headers in ({}, signed("another", body), old, signed(SECRET, body + " ")):
        assert _post(web.url, body, headers)[0] == 401
    pools.settle()
    assert slack.calls == []


@pytest.mark.parametrize("body", [b"\xff\xfe", b"{", b"[]", b"payload=%ff", b"payload={", b"{" * 100_000])
def test_what_makes_no_sense_is_refused_without_a_word(web: Web, body: bytes, caplog: pytest.LogCaptureFixture) -> None:
    now = str(int(time.time()))
    for headers in (
        {},
        {"X-Slack-Request-Timestamp": "soon", "X-Slack-Signature": "v0=0"},
        {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": "v0=\xe9"},
        {"X-Slack-Request-Timestamp": now, "X-Slack-Signature": "v0=0"},
    ):
        assert _post(web.url, body, headers)[0] == 401
    assert [record for record in caplog.records if record.levelno >= logging.WARNING] == []


def test_the_door_is_verified_and_takes_no_more_than_slack_sends(web: Web) -> None:
    challenge = json.dumps({"type": "url_verification", "challenge": "abc"})
    status, said = _post(web.url, challenge, signed(SECRET, challenge))
    assert (status, json.loads(said)) == (200, {"challenge": "abc"})
    assert _post(web.url, "x" * (1024 * 1024 + 1), {})[0] == 413


@pytest.mark.parametrize(
    ("transport", "missing"), [("http", "signing_secret"), ("socket", "app_token")], ids=["http", "socket"]
)
def test_what_is_missing_is_told_before_anything_listens(
    tmp_path: Path, slack: FakeSlack, transport: str, missing: str
) -> None:
    settings = slack_settings(tmp_path, slack, transport=transport, **{missing: ""})
    with open_app(settings) as app, pytest.raises(SettingsError, match=missing), app.listening():
        raise AssertionError("it listens to anybody")
    assert slack.calls == []
