"""Deliveries in doubt: what has not, or may not have, arrived in a workspace's channels within the last week."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

from bot.flow.answer.asking import Asking
from bot.flow.answer.delivery_words import spoken
from bot.flow.answer.phrases import joined, says, strong, text
from bot.model.channel import Channel
from bot.model.delivery import DeliveryState
from bot.model.message import Bullets, Button, Buttons, Span
from bot.model.panel import Section
from bot.ports.store import Session

_STATES = {
    DeliveryState.PARKED: "waiting until it can be reached again",
    DeliveryState.UNCERTAIN: "may not have arrived",
    DeliveryState.FAILED: "refused",
    DeliveryState.GIVEN_UP: "given up",
}
_OPEN = (DeliveryState.PARKED, DeliveryState.UNCERTAIN)  # however long ago
_LOOK_BACK = timedelta(days=7)
_MOST = 50  # of a channel and state
_STEPS = 3  # buttons


def doubtful(session: Session, channels: Sequence[Channel], asking: Asking) -> Section | None:
    """A row for each channel that has any, None where all is well."""
    counts = {channel: _counts(session, channel, asking) for channel in channels}
    rows = tuple(_row(channel, counted) for channel, counted in counts.items() if counted)
    if not rows:
        return None
    steps = tuple(_steps(counts, asking))[:_STEPS]
    return Section("Deliveries in doubt", (Bullets(rows), Buttons(steps)))


def _counts(session: Session, channel: Channel, asking: Asking) -> Counter[DeliveryState]:
    """How many stand in each doubtful state, of the last week where that is an end."""
    since = asking.now - _LOOK_BACK
    found = Counter[DeliveryState]()
    for state in _STATES:
        deliveries = session.ledger.of_channel(channel.id, state=state, limit=_MOST)
        found[state] = sum((one.settled_at or one.planned_at) >= since or one.state in _OPEN for one in deliveries)
    return +found


def _row(channel: Channel, counted: Counter[DeliveryState]) -> tuple[Span, ...]:
    parts = [(text(f"{number}{'+' if number == _MOST else ''} {_STATES[state]}"),) for state, number in counted.items()]
    return (strong(channel.name), text(" – "), *joined(parts, ", "))


def _steps(counts: Mapping[Channel, Counter[DeliveryState]], asking: Asking) -> Iterator[Button]:
    """A look at each kind of doubt, in the channel that has it."""
    for channel, counted in counts.items():
        named = "" if channel == asking.channel else f"#{channel.name} "
        for state in counted:
            words = spoken(state)
            yield says(f"ledger {named}{words}", f"{words.capitalize()} in {channel.name}")
