"""The stand-in for Slack on a loopback port, and what goes wrong on the way to it and back."""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from bench.faults import Fault, Faults
from bench.misbehaving import PAGE, WAIT, Misbehaving, Server
from bench.slack_stand_in import Answer, Declined, StandIn


class _Call(Misbehaving):
    """One call of the Web API."""

    server: "_Server"

    def do_POST(self) -> None:  # noqa: N802  # http.server names it
        method = self.path.rsplit("/", 1)[-1]
        arguments, token = self.arguments(), self.headers.get("Authorization", "").removeprefix("Bearer ")
        fault = self.server.faults.draw(method)
        if self.drops(fault):
            return None
        try:
            self._refuse(method, arguments, fault)
            if fault is Fault.LATE:
                self.outwait()
            answer = self.server.stand_in.call(method, arguments, token)
        except Declined as declined:
            return self._decline(declined)
        fatal = {"ok": False, "error": "fatal_error"}
        return self.answer(200, json.dumps(fatal if fault is Fault.FATAL else answer).encode(), fault)

    def _refuse(self, method: str, arguments: Answer, fault: Fault | None) -> None:
        """What is not accepted, be it by fault or by the limits."""
        stand_in = self.server.stand_in
        stand_in.arrived(method, arguments, close_for=WAIT if fault is Fault.TOO_MANY else 0)
        if fault is Fault.TOO_MANY:
            raise Declined("ratelimited", wait=WAIT)
        if fault is Fault.BLOCKS and stand_in.is_new_to(arguments):
            raise Declined("invalid_blocks")
        if fault in (Fault.BROKEN_BEFORE, Fault.UNAVAILABLE):
            raise Declined(fault)

    def _decline(self, declined: Declined) -> None:
        body = json.dumps({"ok": False, "error": declined.code}).encode()
        if declined.wait:
            self.say(429, body, {"Retry-After": str(declined.wait)})
        elif declined.code in (Fault.BROKEN_BEFORE, Fault.UNAVAILABLE):
            self.say(500 if declined.code == Fault.BROKEN_BEFORE else 503, PAGE)
        else:
            self.say(200, body)


class _Server(Server):
    def __init__(self, stand_in: StandIn, faults: Faults, patience: float, kill: Callable[[], None]) -> None:
        super().__init__(_Call, faults, patience, kill)
        self.stand_in = stand_in


@contextmanager
def standing_in(
    stand_in: StandIn, faults: Faults, *, patience: float, kill: Callable[[], None] = lambda: None
) -> Iterator[str]:
    """The stand-in on a loopback port; yields the address of its Web API. See bench/misbehaving.py for the others."""
    with _Server(stand_in, faults, patience, kill).served() as url:
        yield f"{url}/api"
