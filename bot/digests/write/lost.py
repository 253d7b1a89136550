"""Lost: what could not be posted in a channel, said there, so that nobody has to guess."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.digests.write.spans import dotted, fact
from bot.digests.write.text import clip, number_of
from bot.model.message import Bullets, Message, Notice, Small, Span, Style, Tone, WebLink

SHOWN = 10  # of those that were lost
_WHAT, _WHY = 140, 160  # characters


@dataclass(frozen=True, slots=True, kw_only=True)
class LostMessage:
    """A message that will never be posted."""

    what: str  # such as "Facial recognition No. 3, part 2", or an alert's title
    why: str
    link: str = ""  # an alert's article


def write_lost(lost: Sequence[LostMessage]) -> Message:
    """What was lost and why, the first ones."""
    said = f"{number_of(len(lost), 'message')} could not be posted here."
    lists = Small((Span("ledger", Style.COMMAND), Span(" shows what was tried, and when.")))
    bullets = Bullets(tuple(_bullet(one) for one in lost[:SHOWN]))
    return Message(fallback=said, blocks=(Notice(Tone.WARNING, (Span(said),)), bullets, lists))


def _bullet(lost: LostMessage) -> tuple[Span, ...]:
    link = WebLink(lost.link) if lost.link else None
    return dotted((fact(clip(lost.what, _WHAT) or "Untitled", link), fact(clip(lost.why, _WHY).rstrip("."))))
