"""A worker that posts a digest to Teams' stand-in, for tests of what goes wrong on the way."""

import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from bench.faults import Fault
from bench.teams_faults import WRITING
from bench.teams_stand_in import Json
from bot.flow.publish import publish
from bot.model.delivery import Delivery, DeliveryState, WhenUnclear
from bot.model.subscription import Cadence
from tests.chat.teams.stage import HERE, Rig, part, teams_rig
from tests.flow.platform import PATIENCE, ledger, run
from tests.flow.press import FACES, Office, item, office

SITE = "https://site.example"
WAITS = dict.fromkeys((Fault.SLOW, Fault.LATE, Fault.DELAY), 0.8)  # seconds; else there is no hurry
KILLS = (Fault.KILL_BEFORE, Fault.KILL_AFTER)
# After these nobody knows; after the others it is surely there, or surely not.
IN_DOUBT = (
    Fault.DROP_BEFORE,
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
)
CLEAR = tuple(fault for fault in WRITING if fault not in (*IN_DOUBT, *KILLS))
NOT_ACCEPTED = (Fault.DROP_BEFORE, Fault.BROKEN_BEFORE, Fault.UNAVAILABLE, Fault.BAD_GATEWAY)


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A worker's parts, the stand-in that it posts to, and a digest that is planned."""

    office: Office
    rig: Rig
    policy: WhenUnclear

    @property
    def messages(self) -> list[Json]:
        return self.rig.messages()

    def run(self, times: int = 1) -> None:
        """Deliver as a worker does, a few minutes apart."""
        patience = replace(PATIENCE, when_unclear=self.policy)
        for _ in range(times):
            run(self.office, self.rig.poster, after=timedelta(minutes=3), patience=patience)

    @property
    def deliveries(self) -> dict[str, Delivery]:
        return ledger(self.office)

    def states(self) -> Counter[DeliveryState]:
        return Counter(one.state for one in self.deliveries.values())


@contextmanager
def desk(folder: Path, policy: WhenUnclear = WhenUnclear.ASK, fault: Fault | None = None) -> Iterator[Desk]:
    """Two stories on faces are in a digest: its parent, their replies and the rest are planned."""
    with (
        office(folder, gazette=[item(1, "Bridge reopens")]) as one,
        teams_rig(part(post_timeout=WAITS.get(fault, 10.0) if fault else 10.0), now=lambda: one.press.now) as rig,
    ):
        one.set_up(FACES)
        one.poll()
        order = one.subscribe("faces", Cadence.DAILY, channel=HERE)
        with one.store.writing() as session:
            session.channels.set_way(order.channel_id, service_url=rig.stage.service_url, team="")
        one.press.feeds["gazette"] += [
            item(2, "Airport drops faces at its gates"),
            item(3, "Court rules on faces in shops"),
        ]
        one.poll(after=timedelta(minutes=30))
        rig.sdk.loop.run(rig.sdk.tokens.bot(), seconds=30)
        now = one.press.now
        publish(one.store, clock=lambda: now, new_token=lambda: uuid4().hex, stop=lambda: False)
        yield Desk(office=one, rig=rig, policy=policy)


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait for what is surely coming."""
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


def befall(one: Desk, fault: Fault, before: int) -> None:
    """Let one post go wrong, once so many have gone well, and go on for an hour."""
    one.run(before)
    one.rig.faults.ask("post", fault)
    one.run()
    if fault is Fault.LATE:
        wait_for(lambda: len(one.messages) > before)
    one.run(20)
    assert one.rig.faults.seen == {fault: 1}
