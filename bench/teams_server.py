"""The stand-in for Teams on a loopback port, and what goes wrong on the way to it and back."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, unquote, urlsplit

from bench.faults import Fault, Faults
from bench.misbehaving import PAGE, WAIT, Misbehaving, Server
from bench.teams_stand_in import Declined, Json, Signer, TeamsStandIn, bot_token
from bot.chat.teams.clouds import CLOUDS, Cloud

_STATUS = {Fault.BROKEN_BEFORE: 500, Fault.UNAVAILABLE: 503, Fault.BAD_GATEWAY: 502}


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where the stand-in is: the service, and a cloud that leads to it."""

    service_url: str
    cloud: Cloud
    signer: Signer
    faults: Faults


class _Call(Misbehaving):
    """One call of the service, or of who gives tokens out."""

    server: "_Server"

    def do_GET(self) -> None:  # noqa: N802  # http.server names it
        """The keys by which the platform's tokens are known, somebody in a conversation, a team, or its channels."""
        parts = [unquote(part) for part in urlsplit(self.path).path.strip("/").split("/")]
        if parts[0] != "service":
            self.say(200, json.dumps(self.server.signer.keys).encode())
            return
        try:
            self.say(200, json.dumps(self.server.stand_in.told(parts[2:])).encode())
        except Declined as declined:
            self._decline(declined)

    def do_POST(self) -> None:  # noqa: N802
        """A new message, a talk to be opened, or a token that is wanted."""
        self._hear()

    def do_PUT(self) -> None:  # noqa: N802
        """A message to be changed."""
        self._hear()

    def _hear(self) -> None:
        path, body = urlsplit(self.path), self.body()
        if len(body) < int(self.headers.get("Content-Length") or 0):  # who was killed while sending it has said nothing
            return self.hang_up()
        said = dict(json.loads(body)) if body.startswith(b"{") else _form(body)
        parts = [unquote(part) for part in path.path.strip("/").split("/")]
        method = _method(parts, self.command)
        fault = self.server.faults.draw(method)
        if self.drops(fault):
            return None
        try:
            self._refuse(method, parts, said, fault, len(body))
            if fault is Fault.LATE:
                self.outwait()
            given = self._do(method, parts, said, "isTargetedActivity=true" in path.query)
        except Declined as declined:
            return self._decline(declined)
        if fault is Fault.GATEWAY_LATE:
            return self.say(504, PAGE)
        named = {} if fault is Fault.NAMELESS and method == "post" else given
        return self.answer(200 if method != "post" else 201, json.dumps(named).encode(), fault)

    def _refuse(self, method: str, parts: list[str], said: Json, fault: Fault | None, size: int) -> None:
        """What is not accepted, be it by fault or by the limits."""
        stand_in = self.server.stand_in
        if method == "post":
            stand_in.arrived(parts[-2], close_for=WAIT if fault is Fault.TOO_MANY else 0)
        if fault is Fault.TOO_MANY:
            raise Declined(429, "Throttled", wait=WAIT)
        if fault is Fault.AT_ODDS:
            raise Declined(412, "PreconditionFailed")
        if fault is Fault.TOO_LARGE and stand_in.is_new_to("/".join(parts), said):
            raise Declined(413, "MessageSizeTooBig")
        if fault in _STATUS:
            raise Declined(_STATUS[fault], "")
        if method != "token":
            stand_in.admit(self.headers.get("Authorization", "").removeprefix("Bearer "), size)

    def _do(self, method: str, parts: list[str], said: Json, targeted: bool) -> Json:
        stand_in = self.server.stand_in
        match method:
            case "token":
                return bot_token(stand_in, said)
            case "open":
                return stand_in.open(said)
            case "edit":
                return stand_in.edit(parts[-3], parts[-1], said, targeted=targeted)
        return stand_in.post(parts[-2], said, targeted=targeted)

    def _decline(self, declined: Declined) -> None:
        if declined.code.isdecimal():  # of who gives tokens out
            body = json.dumps({"error": "invalid_client", "error_codes": [int(declined.code)]}).encode()
            return self.say(declined.status, body)
        if not declined.code:
            return self.say(declined.status, PAGE)
        body = json.dumps({"error": {"code": declined.code, "message": "No."}}).encode()
        return self.say(declined.status, body, {"Retry-After": str(declined.wait)} if declined.wait else None)


class _Server(Server):
    def __init__(self, stand_in: TeamsStandIn, faults: Faults, patience: float, kill: Callable[[], None]) -> None:
        super().__init__(_Call, faults, patience, kill)
        self.stand_in = stand_in
        self.signer = Signer(self.url)


@contextmanager
def teams_standing_in(
    stand_in: TeamsStandIn, faults: Faults, *, patience: float, kill: Callable[[], None] = lambda: None
) -> Iterator[Stage]:
    """The stand-in on a loopback port. See bench/misbehaving.py for the others."""
    server = _Server(stand_in, faults, patience, kill)
    with server.served() as url:
        environment = replace(
            CLOUDS["public"].environment,
            login_endpoint=f"{url}/login",  # not where the issuer is: what Entra itself issues is known by that
            openid_metadata_url=f"{url}/v1/.well-known/openidconfiguration",
            token_issuer=url,
        )
        cloud = Cloud(environment=environment, service_url=f"{url}/service", services=())
        yield Stage(service_url=f"{url}/service", cloud=cloud, signer=server.signer, faults=faults)


def _method(parts: list[str], verb: str) -> str:
    if parts[-1] == "token":
        return "token"
    if parts[-1] == "conversations":
        return "open"
    return "edit" if verb == "PUT" else "post"


def _form(body: bytes) -> Json:
    return dict(parse_qsl(body.decode()))
