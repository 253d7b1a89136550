"""A call of Slack's Web API ends by its deadline, whatever the line does, and sends nothing after it."""

import socket
import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from http.client import HTTPException
from pathlib import Path
from typing import Any

import pytest
from slack_sdk.errors import SlackApiError

from bot.chat.slack import within
from bot.chat.slack.api import web_client
from bot.chat.slack.outcomes import broken
from bot.chat.slack.within import BoundedClient
from bot.model.delivery import OutcomeKind
from tests.chat.slack.web_api import WebApi, web_api

PEM = Path(__file__).parents[2] / "fetch" / "self_signed.pem"
BODY = b'{"ok": true}'
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n" % len(BODY)


class Clock:
    """Stands still but for what dialling takes."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    clock = Clock()
    monkeypatch.setattr(within, "monotonic", clock)
    return clock


@pytest.fixture
def api() -> Iterator[WebApi]:
    with web_api(auth__test={"team_id": "T1"}) as api:
        yield api


def found(*hosts: str, port: int) -> list[Any]:
    return [(socket.AF_INET, socket.SOCK_STREAM, 6, "", (host, port)) for host in hosts]


def dead(monkeypatch: pytest.MonkeyPatch, clock: Clock, *, lives: bool) -> list[float]:
    """Nine addresses of which nobody hears, and the real one behind them where it `lives`; how long each is tried."""
    tried: list[float] = []
    look_up, dial = socket.getaddrinfo, socket.create_connection

    def names(host: str, port: int, *_: object, **__: object) -> list[Any]:
        real = look_up(host, port, type=socket.SOCK_STREAM) if lives else []
        return [*found(*(f"192.0.2.{number}" for number in range(1, 10)), port=port), *real]

    def connect(where: tuple[str, int], timeout: float, *_: object) -> socket.socket:
        if not where[0].startswith("192.0.2."):
            with monkeypatch.context() as patch:
                patch.setattr(socket, "getaddrinfo", look_up)
                return dial(where, timeout)
        tried.append(timeout)
        clock.now += timeout
        raise TimeoutError("timed out")

    monkeypatch.setattr(socket, "getaddrinfo", names)
    monkeypatch.setattr(socket, "create_connection", connect)
    return tried


def test_dead_addresses_share_one_deadline(api: WebApi, clock: Clock, monkeypatch: pytest.MonkeyPatch) -> None:
    tried = dead(monkeypatch, clock, lives=False)
    with pytest.raises(OSError, match="timed out") as caught:
        web_client(api_url=api.url, timeout=20.0).auth_test()
    assert (len(tried), round(sum(tried), 6)) == (9, 20.0)
    assert broken(caught.value).kind is OutcomeKind.RETRY


def test_a_dead_address_leaves_the_others_their_time(
    api: WebApi, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    dead(monkeypatch, clock, lives=True)
    assert web_client(api_url=api.url, timeout=20.0).auth_test()["team_id"] == "T1"


def test_nothing_is_sent_when_the_connection_stands_too_late(
    api: WebApi, clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    dial = socket.create_connection

    def slow(*given: Any) -> socket.socket:
        clock.now += 21
        return dial(*given)

    monkeypatch.setattr(socket, "create_connection", slow)
    with pytest.raises(OSError, match="timed out") as caught:
        web_client(api_url=api.url, timeout=20.0).auth_test()
    assert broken(caught.value).kind is OutcomeKind.RETRY
    assert api.asked == []


@contextmanager
def trickling(*, secure: bool) -> Iterator[str]:
    """Answers with a header every now and then, and has as many as there is time."""
    stop = threading.Event()
    listening = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        taken, _ = listening.accept()
        if secure:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(PEM)
            taken = context.wrap_socket(taken, server_side=True)
        with taken, suppress(OSError):
            taken.recv(65536)
            taken.sendall(HEAD)
            for _ in range(60):
                if stop.wait(0.05):
                    return
                taken.sendall(b"X-Wait: 1\r\n")
            taken.sendall(b"\r\n" + BODY)

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"{'https' if secure else 'http'}://127.0.0.1:{listening.getsockname()[1]}/api/"
    finally:
        stop.set()
        thread.join()
        listening.close()


@pytest.mark.parametrize("secure", [False, True])
def test_an_answer_that_trickles_is_cut_off_and_in_doubt(secure: bool) -> None:
    trust = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    with trickling(secure=secure) as url:
        client = BoundedClient(base_url=url, timeout=0.3, ssl=trust, retry_handlers=[])  # type: ignore[arg-type]
        with pytest.raises((OSError, HTTPException)) as caught:
            client.auth_test()
    assert isinstance(caught.value, OSError | HTTPException)
    assert broken(caught.value).kind is OutcomeKind.UNCLEAR


def test_a_refusal_is_read_whole(api: WebApi) -> None:
    with pytest.raises(SlackApiError) as caught:
        web_client(api_url=api.url, timeout=20.0).api_test()
    assert caught.value.response["error"] == "unknown_method"
