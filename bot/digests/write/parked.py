"""Parked: a place where nothing can be posted any more, said to whoever asked for what waits there."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.digests.write.headline import name
from bot.digests.write.text import clip, number_of
from bot.model.message import Block, Bullets, Message, Notice, Paragraph, Small, Span, Tone
from bot.model.subscription import Cadence

SHOWN = 10  # subscriptions
_REASON = 160  # characters
_LATER = "what comes meanwhile is told when I can post there again."
_LET_IN = "Unarchive it, or invite me again: I try again every hour, and at once when I am invited."
_TOKEN = "Install the app again, or set a new token and restart: what waits goes out once."


@dataclass(frozen=True, slots=True, kw_only=True)
class ParkedFacts:
    """What is said of a place that cannot be reached."""

    place: str  # "#privacy", or a workspace's name
    reason: str  # "" where it can be reached again by now
    is_whole: bool  # a workspace, with all its channels
    waiting: Sequence[tuple[str, Cadence]]  # topics' titles, with how often the place wants to hear of them


def write_parked(facts: ParkedFacts) -> Message:
    """Such as "I cannot post in #privacy: the channel is archived.", with what waits there and the cure."""
    place = clip(facts.place, 80)
    if not facts.reason:
        said = f"I could not post in {place} for a while; now I can again. Nothing was lost."
        return Message(fallback=said, blocks=(Paragraph((Span(said),)),))
    said = f"I cannot post in {place}: {clip(facts.reason, _REASON).rstrip('.')}."
    wait = Paragraph((Span(f"{_waits(len(facts.waiting))}Nothing is lost: {_LATER}"),))
    bullets = Bullets(tuple((Span(f"{name(title)}, {how.spoken}"),) for title, how in facts.waiting[:SHOWN]))
    cure = Small((Span(_TOKEN if facts.is_whole else _LET_IN),))
    blocks: list[Block] = [Notice(Tone.WARNING, (Span(said),)), wait, bullets, cure]
    return Message(fallback=said, blocks=tuple(block for block in blocks if block != Bullets(())))


def write_forgotten() -> Message:
    """What is said in the place of that, once the workspace is gone with all that it had."""
    said = "I was removed from a workspace. By now it is forgotten here, with all that was its own."
    return Message(fallback=said, blocks=(Paragraph((Span(said),)),))


def _waits(number: int) -> str:
    waits = f"{number_of(number, 'subscription')} there {'waits' if number == 1 else 'wait'}. "
    return waits if number else ""
