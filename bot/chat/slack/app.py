"""The Slack app: Bolt with our listeners, reached over a socket or by signed requests."""

import asyncio
import logging
import socket
import threading
from collections.abc import Awaitable, Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from http.client import HTTPException

from slack_bolt import App, BoltRequest, BoltResponse
from slack_bolt.adapter.socket_mode.builtin import SocketModeHandler
from slack_bolt.adapter.starlette.handler import to_bolt_request, to_starlette_response
from slack_bolt.authorization.authorize import Authorize
from slack_bolt.oauth import OAuthFlow
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError
from slack_sdk.signature import SignatureVerifier
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.chat.body import body_of
from bot.chat.seldom import Seldom
from bot.chat.slack.api import reason_of, web_client
from bot.chat.slack.listen.clerk import Clerk, SlackMeans
from bot.chat.slack.listen.register import register

log = logging.getLogger(__name__)
# Bolt tells of every payload that nobody listens to, and repeats it; what is wrong is told at this level, too.
_libraries = logging.getLogger(f"{__name__}.libraries")
_libraries.setLevel(logging.ERROR)
_seldom = Seldom()
log.addFilter(_seldom)
_libraries.addFilter(_seldom)

PATH = "/slack/events"
_ACKS = 16  # at a time; an ack takes milliseconds, the check of a form a second and a half at most
_LARGEST = 1024 * 1024  # bytes of a request; a modal's view has 250 kB at most
_PING = 5.0  # seconds between two looks whether the connection still stands
_FIRST_WAIT, _LONGEST_WAIT = 1.0, 60.0  # seconds between two tries to connect
_AGAIN = "It is tried again, at last every minute, and told again in an hour."
_LAST_WAIT = 1.0  # seconds that a stop waits for the socket: what was not acked comes again


class SlackApp:
    """Listens for people on Slack. Close it after use."""

    def __init__(
        self,
        means: SlackMeans,
        *,
        authorize: Authorize,
        flow: OAuthFlow | None = None,
        signing_secret: str,
        api_url: str,
        timeout: float,
    ) -> None:
        """`authorize` knows who we are in a workspace, and `flow`, where there are many, lets in new ones."""
        self.clerk = Clerk(means)
        self._api_url = api_url
        self._timeout = timeout
        self._signing_secret = signing_secret
        self._acks = ThreadPoolExecutor(_ACKS, "slack-ack")
        self._requests = ThreadPoolExecutor(_ACKS, "slack-http")
        self._flow = flow
        self.bolt = self._make_bolt(authorize)
        register(self.bolt, self.clerk)

    def close(self) -> None:
        """Finish the answers that have begun."""
        self._requests.shutdown(wait=True, cancel_futures=True)
        self._acks.shutdown(wait=True, cancel_futures=True)
        self.clerk.close()

    def routes(self, *, signed: bool) -> list[Route]:
        """The pages of an installation, and where Slack's `signed` requests come in, if that is the transport."""
        flow = self._flow  # not Bolt's: from some variables of the environment it makes one of its own
        pages = (
            [(flow.install_path, flow.handle_installation), (flow.redirect_uri_path, flow.handle_callback)]
            if flow
            else []
        )
        return [
            *(Route(path, self._in_thread(act), methods=["GET"]) for path, act in pages),
            *([Route(PATH, self._in_thread(self.bolt.dispatch, self._verifier()), methods=["POST"])] if signed else []),
        ]

    def _make_bolt(self, authorize: Authorize) -> App:
        return App(
            logger=_libraries,
            name="presswatch",
            signing_secret=self._signing_secret,
            client=self._client(),
            authorize=authorize,  # type: ignore[arg-type]  # its hint knows the plain function alone
            oauth_flow=self._flow,
            listener_executor=self._acks,
        )

    def _verifier(self) -> SignatureVerifier:
        return SignatureVerifier(self._signing_secret)

    def _in_thread(
        self, act: Callable[[BoltRequest], BoltResponse], verifier: SignatureVerifier | None = None
    ) -> Callable[[Request], Awaitable[Response]]:
        """Bolt waits, for the ack or for Slack: in a thread, or every other request would wait with it.

        It also reads a body before it asks who signed it; with a `verifier`, nothing is read that Slack did not sign.
        """

        async def endpoint(request: Request) -> Response:
            body = await body_of(request, _LARGEST) if verifier else b""
            if body is None:
                return PlainTextResponse("too large", status_code=413)
            if verifier and not _is_signed(request, body, verifier):
                return PlainTextResponse("not signed by Slack", status_code=401)
            asked = to_bolt_request(request, body)
            answered = await asyncio.get_running_loop().run_in_executor(self._requests, act, asked)
            return to_starlette_response(answered)

        return endpoint

    @contextmanager
    def connected(self, app_token: str, *, ping: float = _PING) -> Iterator[None]:
        """Listen on a socket while the block lasts; without Slack it is tried again and again, and no page waits."""
        stop = threading.Event()
        thread = threading.Thread(target=self._listen, args=(app_token, ping, stop), name="slack-socket", daemon=True)
        thread.start()
        try:
            yield
        finally:
            stop.set()
            thread.join(_LAST_WAIT)  # the library sleeps as long as Slack asks it to

    def _listen(self, app_token: str, ping: float, stop: threading.Event) -> None:
        handler = SocketModeHandler(
            self.bolt, app_token, logger=_libraries, web_client=self._client(), ping_interval=ping
        )
        wait = _FIRST_WAIT
        while not stop.is_set() and not self._connects(handler):
            stop.wait(wait)
            wait = min(wait * 2, _LONGEST_WAIT)
        stop.wait()
        _close(handler)

    def _connects(self, handler: SocketModeHandler) -> bool:
        """Whether the first connection stands; later ones are the client's own care."""
        try:
            handler.connect()  # type: ignore[no-untyped-call]
        except (SlackApiError, SlackClientError, OSError, HTTPException, ValueError) as error:  # also no Slack's answer
            said = error.response.get("error", "") if isinstance(error, SlackApiError) else reason_of(error)
            log.error("Slack lets us not listen: %s; `presswatch doctor --slack` tells what helps. %s", said, _AGAIN)
            return False
        _seldom.forget()
        log.info("listening to Slack over a socket")
        return True

    def _client(self) -> WebClient:
        return web_client(api_url=self._api_url, timeout=self._timeout)


def _close(handler: SocketModeHandler) -> None:
    """Close a socket at once: the library would first wait out its three seconds of listening, and a second more."""
    client = handler.client
    client.closed, client.auto_reconnect_enabled = True, False
    client.current_session_state.terminated = True
    connection = getattr(client.current_session, "sock", None)
    if connection is not None:
        with suppress(OSError):  # it is gone already
            socket.socket.shutdown(connection, socket.SHUT_RD)  # below TLS: whoever reads sees the end
    client.message_queue.put(None)  # wakes whoever waits for a message
    with suppress(AttributeError):  # the library's reader came first, and left no socket to close
        client.disconnect()
    handler.close()  # type: ignore[no-untyped-call]


def _is_signed(request: Request, body: bytes, verifier: SignatureVerifier) -> bool:
    """Whether Slack signed this lately. Headers and bodies that make no sense are not signed."""
    try:
        return verifier.is_valid_request(body, request.headers)
    except (ValueError, TypeError):  # no UTF-8, no number, or not ASCII
        return False
