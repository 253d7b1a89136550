"""The ledger: what was planned for a channel, what became of it, and why."""

from collections.abc import Mapping

from bot.errors import CommandError, NotFound
from bot.flow.answer.asking import Asking, known_channels
from bot.flow.answer.delivery_words import Names, row_of, spoken
from bot.flow.answer.phrases import count, joined, no_page, plain_answer, says, strong, text, turning
from bot.model.channel import Channel
from bot.model.command import ShowLedger
from bot.model.delivery import DeliveryState
from bot.model.message import Bullets, Buttons, Header, Message, Small, Span
from bot.ports.store import Session

PAGE = 10  # deliveries
_WORTH_A_LOOK = (
    DeliveryState.PARKED,
    DeliveryState.HELD,
    DeliveryState.UNCERTAIN,
    DeliveryState.FAILED,
    DeliveryState.GIVEN_UP,
)


def show_ledger(session: Session, command: ShowLedger, asking: Asking) -> Message:
    """A page of a channel's deliveries, newest first, under how many stand in each state."""
    channel = _channel(session, command.channel, asking)
    state = _state(command.state)
    counts = session.ledger.channel_counts(channel.id)
    total = sum(counts.values()) if state is None else counts.get(state, 0)
    if not total:
        return _nothing(channel, state, counts)
    pages = -(-total // PAGE)
    if command.page > pages:
        raise no_page(_words(command, 0), command.page, pages)
    names = Names(session, asking)
    deliveries = session.ledger.of_channel(channel.id, state=state, limit=PAGE, offset=(command.page - 1) * PAGE)
    return Message(
        fallback=f"{count(total, 'delivery', 'deliveries')} in {channel.name}",
        blocks=(
            Header(f"Ledger of {channel.name}"),
            Small(_summary(counts)),
            Bullets(tuple(row_of(delivery, names) for delivery in deliveries)),
            *([Small((text(f"page {command.page} of {pages}"),))] if pages > 1 else []),
            *_steps(command, counts, pages),
        ),
    )


def _channel(session: Session, name: str, asking: Asking) -> Channel:
    """The channel of this workspace with that name or platform id; "" is the asker's own."""
    if not name:
        return asking.channel
    known = known_channels(session, asking)
    wanted = name.casefold().lstrip("#")
    for channel in known:
        if wanted in (channel.name.casefold(), channel.key.casefold()):
            return channel
    own = [channel for channel in known if wanted == channel.own_name.casefold()]
    if len(own) == 1:
        return own[0]
    channels = ", ".join(f"`{channel.key if ' ' in channel.name else channel.name}`" for channel in known)
    states = ", ".join(spoken(state) for state in DeliveryState)
    raise NotFound(f"There is no channel or state “{name}”.", f"Channels: {channels}. States: {states}.")


def _state(name: str) -> DeliveryState | None:
    if not name:
        return None
    try:
        return DeliveryState(name)
    except ValueError:
        states = ", ".join(spoken(state) for state in DeliveryState)
        raise CommandError(f"There is no state “{name}”.", f"States: {states}.", meant="ledger") from None


def _nothing(channel: Channel, state: DeliveryState | None, counts: Mapping[DeliveryState, int]) -> Message:
    if state is None:
        return plain_answer(
            f"Nothing was ever planned for {channel.name}.",
            small="Alerts and digests come where a channel is subscribed: `topics` lists what there is.",
        )
    summary = "".join(span.text for span in _summary(counts)) or "nothing at all"
    return plain_answer(f"Nothing in {channel.name} is {spoken(state)}.", small=f"There: {summary}.")


def _summary(counts: Mapping[DeliveryState, int]) -> tuple[Span, ...]:
    """Such as "412 sent · 3 held · 1 failed", in the order of the states."""
    return joined(
        [(strong(f"{counts[state]:,}"), text(f" {spoken(state)}")) for state in DeliveryState if counts.get(state)]
    )


def _words(command: ShowLedger, page: int) -> str:
    """The command for a page of the same; 0 names none."""
    parts = ["ledger", command.channel, command.state.replace("_", " "), f"page {page}" if page else ""]
    return " ".join(part for part in parts if part)


def _steps(command: ShowLedger, counts: Mapping[DeliveryState, int], pages: int) -> list[Buttons]:
    """The neighbouring pages, and what most wants a look."""
    buttons = [*turning(_words(command, 0), command.page, pages)]
    for state in _WORTH_A_LOOK:
        if counts.get(state) and command.state != state and len(buttons) < 4:
            words = ShowLedger(channel=command.channel, state=state.value)
            buttons.append(says(_words(words, 0), f"Only {spoken(state)}"))
    return [Buttons(tuple(buttons))] if buttons else []
