"""A team on another platform than the console, whose channels can be gone and back."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

from bot.flow.publish import publish
from bot.model.channel import Channel, Workspace
from bot.model.delivery import DeliveryState, Outcome, OutcomeKind, Reach
from bot.model.subscription import Cadence, Schedule
from tests.flow.alerting import DOINGS, PLACES
from tests.flow.platform import Platform, ledger, run
from tests.flow.press import FACES, Office, item, office

GONE = Outcome(kind=OutcomeKind.PARKED, reason="the channel is archived")
REVOKED = Outcome(kind=OutcomeKind.PARKED, reason="our access was revoked", parks=Reach.WORKSPACE)


class Team:
    """A workspace of another platform, with a channel that wants alerts on faces, and one beside it."""

    def __init__(self, desk: Office) -> None:
        self.desk = desk
        self.told = Platform()  # the operators' console
        desk.set_up(FACES)
        desk.channel()
        with desk.store.writing() as session:
            self.workspace: Workspace = session.channels.ensure_workspace(platform="chat", key="T1", name="Team")
            self.home: Channel = session.channels.ensure(workspace=self.workspace, key="C1", name="privacy")
            self.other: Channel = session.channels.ensure(workspace=self.workspace, key="C2", name="policy")
        desk.poll()

    def subscribe(self, channel: Channel, *, made_by: str = "", cadence: Cadence = Cadence.AT_ONCE) -> int:
        now = self.desk.press.now
        with self.desk.store.writing() as session:
            (faces,) = session.topics.all()
            due_at = None if cadence is Cadence.AT_ONCE else now
            return session.subscriptions.put(
                channel_id=channel.id,
                topic_id=faces.id,
                schedule=Schedule(cadence=cadence),
                due_at=due_at,
                now=now,
                made_by=made_by,
            ).id

    def news(self, number: int) -> str:
        """One more story on faces; the key of its alert in the home channel."""
        self.desk.press.feeds["gazette"].append(item(number, f"{PLACES[number]} {DOINGS[number]} faces"))
        self.desk.poll(after=timedelta(minutes=10))
        return f"alert:{self.home.id}:{number}"

    def run(self, chat: Platform, *, after: timedelta = timedelta(0)) -> None:
        run(self.desk, self.told, chat=chat, after=after)

    def publish(self) -> int:
        now = self.desk.press.now
        return len(publish(self.desk.store, clock=lambda: now, new_token=lambda: uuid4().hex, stop=lambda: False))

    def state(self, key: str, channel: Channel | None = None) -> DeliveryState:
        return ledger(self.desk, (channel or self.home).id)[key].state


@contextmanager
def team(folder: Path) -> Iterator[Team]:
    with office(folder, gazette=[item(1, "Bridge reopens")]) as desk:
        yield Team(desk)
