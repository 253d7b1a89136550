"""The Teams app: where its requests come in, who may send them, and the listeners behind."""

import asyncio
import json
import logging
import threading
from typing import Any

import jwt
from microsoft_teams.apps import App
from microsoft_teams.apps.http import HttpRequest, HttpResponse
from starlette.datastructures import Headers
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from bot.chat.body import body_of
from bot.chat.seldom import Seldom
from bot.chat.teams.address import PATH
from bot.chat.teams.hosts import is_loopback
from bot.chat.teams.keys import Keys, Lent
from bot.chat.teams.listen.clerk import Clerk, TeamsMeans
from bot.chat.teams.listen.register import receive
from bot.chat.teams.sdk import Sdk, lend

log = logging.getLogger(__name__)
for name in (__name__, "microsoft_teams.apps.http.http_server", "microsoft_teams.apps.auth.token_validator"):
    logging.getLogger(name).addFilter(Seldom())  # the SDK tells of each request that nobody signed, twice

_LARGEST = 1024 * 1024  # bytes of a request
_AT_A_TIME = 64  # requests: an ack takes milliseconds, a press's answer some seconds at most
_PATIENCE = 20.0  # seconds for one request; Teams waits for fifteen
_BUSY, _LATER = {"Retry-After": "5"}, {"Retry-After": "30"}
_READ_BY_THE_SDK = ("type", "id", "service_url")  # it fails on any that is there and no text
_TEAMS = "msteams"  # as Teams calls itself among those that the same service carries
_CARRIED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "Via")  # who asks through a proxy may be anywhere


class TeamsApp:
    """Listens for people in Teams. Close it after use; the SDK is closed by whoever made it."""

    def __init__(self, sdk: Sdk, means: TeamsMeans, *, believes_all: bool) -> None:
        """`believes_all` lets in what nobody signed, for a playground."""
        self.clerk = Clerk(means)
        self._sdk = sdk
        self._believes_all = believes_all
        self._keys = Keys(sdk.cloud.keys_url, timeout=sdk.timeout, now=means.clock)
        self._room = threading.BoundedSemaphore(_AT_A_TIME)
        self._ours: App | None = None  # what our listeners are known to

    def close(self) -> None:
        """Finish the answers that have begun."""
        self.clerk.close()

    def routes(self) -> list[Route]:
        """Where Teams sends what happens."""
        return [Route(PATH, self._endpoint, methods=["POST"])]

    async def _endpoint(self, request: Request) -> Response:
        """Hand a request to the SDK, which runs on a loop of its own: it waits where this one must not."""
        authorization = request.headers.get("Authorization", "")
        is_let_in = _is_from_here(request.headers) if self._believes_all else await self._is_signed(authorization)
        if is_let_in is None:
            return PlainTextResponse("nobody can say now who signed it", status_code=503, headers=_LATER)
        if not is_let_in:
            return PlainTextResponse("not signed by Teams", status_code=401)
        body = await body_of(request, _LARGEST)
        activity = _activity(body, from_teams=not self._believes_all) if body is not None else None
        if activity is None or not self._is_answerable(activity):
            return PlainTextResponse("no activity", status_code=413 if body is None else 400)
        if not self._room.acquire(blocking=False):
            return PlainTextResponse("too many at a time", status_code=503, headers=_BUSY)
        return await self._handed_over(HttpRequest(body=activity, headers={"authorization": authorization}))

    def _is_answerable(self, activity: dict[str, Any]) -> bool:
        """Whether answers may go where this activity wants them."""
        place = activity.get("serviceUrl")
        if self._believes_all or (isinstance(place, str) and self._sdk.cloud.takes(place)):
            return True
        log.error("Teams wants answers at a host that is none of the cloud's that teams.cloud names, and gets none")
        return False

    async def _handed_over(self, request: HttpRequest) -> Response:
        future = self._sdk.loop.submit(self._handle(request))
        future.add_done_callback(lambda _done: self._room.release())
        try:
            answer = await asyncio.wait_for(asyncio.wrap_future(future), _PATIENCE)
        except TimeoutError:
            log.error("a request of Teams was not answered in time; it comes again")
            return PlainTextResponse("not now", status_code=503, headers=_BUSY)
        given = answer.get("body")
        return Response(status_code=answer["status"]) if given is None else _json(answer["status"], given)

    async def _handle(self, request: HttpRequest) -> HttpResponse:
        app = await self._ready()
        return await app.server.handle_request(request)

    async def _ready(self) -> App:
        app = await self._sdk.ready()
        if self._ours is not app:
            app.server.on_request = lambda event: receive(self.clerk, event)
            lend(app, Lent(self._sdk.cloud.keys_url, self._keys))
            self._ours = app
        return app

    async def _is_signed(self, authorization: str) -> bool | None:
        """Whether the SDK should look at all: what its service does not issue, such as tokens of people, is none. None
        where nobody can tell now."""
        token = authorization.removeprefix("Bearer ")
        try:
            claims = jwt.decode(token, options={"verify_signature": False})
        except jwt.PyJWTError:
            return False
        is_theirs = claims.get("iss") == self._sdk.cloud.environment.token_issuer
        return await self._keys.signed(token) if is_theirs else False


def _is_from_here(headers: Headers) -> bool:
    """Whether a program of this machine asks, where nobody signs: no proxy for others, and no page that is open in a
    browser here, which can send no JSON to another site unasked and knows this machine by no name of its own."""
    kind = headers.get("Content-Type", "").partition(";")[0].strip().lower()
    is_local = is_loopback(f"http://{headers.get('Host', '')}")
    return is_local and kind == "application/json" and not any(name in headers for name in _CARRIED)


def _activity(body: bytes, *, from_teams: bool) -> dict[str, Any] | None:
    """What was sent, None where it is none. `from_teams` wants an address for answers: without one the SDK would not
    check for which service its token is; and Teams' own channel: in others, such as a web chat, people say themselves
    who they are, and the same service signs for it."""
    try:
        found = _whole(json.loads(body))
    except (ValueError, RecursionError):
        return None
    if not isinstance(found, dict) or not all(isinstance(found.get(name), str | None) for name in _READ_BY_THE_SDK):
        return None
    place = found.get("serviceUrl")
    is_from_teams = isinstance(place, str) and place and found.get("channelId") == _TEAMS
    return found if is_from_teams or not from_teams else None


def _whole(value: Any) -> Any:
    """The value without halves of characters, which can be neither kept nor sent on."""
    return json.loads(json.dumps(value, ensure_ascii=False).encode(errors="replace"))


def _json(status: int, body: Any) -> Response:
    return JSONResponse(body, status_code=status)
