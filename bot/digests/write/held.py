"""Held: how alerts that were held are told together, in a digest or in a message of their own."""

from collections import Counter
from collections.abc import Iterable, Sequence

from bot.digests.write.headline import headline_end, name
from bot.digests.write.links import Anchor, page, web
from bot.digests.write.spans import Fact, dotted, fact
from bot.digests.write.text import TITLE_LIMIT, clip, number_of
from bot.model.digest import Digest, HeldAlert
from bot.model.message import Block, Bullets, Message, Paragraph, Small, Span, Style

SHOWN = 10  # titles in a message about held alerts alone

_ROOM = 6_000  # characters of titles and links in a digest's reply; its page has all


def held_sentence(held: Sequence[HeldAlert]) -> str:
    """Such as "4 alerts on AI privacy were held: quiet hours 3, daily ceiling 1"; of several topics none is named."""
    topics = {one.topic_title for one in held}
    on = f" on {name(topics.pop())}" if len(topics) == 1 else ""
    were = f"{number_of(len(held), 'alert')}{on} {'was' if len(held) == 1 else 'were'} held"
    return f"{were}: {reasons(one.reason for one in held)}"


def reasons(each: Iterable[str]) -> str:
    """Each reason with its count, the most frequent first; the reason alone where there is one."""
    counts = Counter(each).most_common()
    return counts[0][0] if len(counts) == 1 else ", ".join(f"{reason} {count:,}" for reason, count in counts)


def held_fact(digest: Digest) -> Fact:
    """The same as a fact that leads to their list; nothing where none was held."""
    return fact(held_sentence(digest.held) if digest.held else "", page(digest, Anchor.HELD))


def held_messages(digest: Digest) -> tuple[Message, ...]:
    """The thread's list of held alerts; none where none was held."""
    blocks = held_list(digest)
    return (Message(fallback=f"{held_sentence(digest.held)}.", blocks=blocks),) if blocks else ()


def held_list(digest: Digest) -> tuple[Block, ...]:
    """What was held and why, and the titles, within a message's room; nothing where none was held."""
    if not digest.held:
        return ()
    shown = _fitting(digest.held)
    heading = Paragraph((Span(held_sentence(digest.held), Style.STRONG, page(digest, Anchor.HELD)),))
    blocks: tuple[Block, ...] = (heading, Bullets(tuple(_bullet(one, digest.held) for one in shown)))
    left = len(digest.held) - len(shown)
    more = Span(number_of(left, "more held alert"), link=page(digest, Anchor.HELD))
    return (*blocks, Small((more, Span(" on the web")))) if left else blocks


def write_overflow(held: Sequence[HeldAlert], *, repeats: str = "") -> Message:
    """One message that tells what was held, for a channel without digests; the first of `held` are shown.

    `repeats` are the words for what a restore has left in doubt.
    """
    said = held_sentence(held)
    blocks: list[Block] = [
        Paragraph((Span(f"{said}.", Style.STRONG),)),
        Bullets(tuple(_bullet(one, held) for one in held[:SHOWN])),
    ]
    if len(held) > SHOWN:
        more = f"and {len(held) - SHOWN:,} more: "
        blocks.append(Small((Span(more), Span("ledger folded", Style.COMMAND), Span(" lists them"))))
    if repeats:
        blocks.append(Small((Span(f"{repeats}."),)))
    return Message(fallback=f"{said}.", blocks=tuple(blocks))


def _bullet(alert: HeldAlert, among: Sequence[HeldAlert]) -> tuple[Span, ...]:
    """The linked title and who tells it; its topic and the reason where they are not all the same."""
    title = Span(clip(alert.title[: headline_end(alert.title, alert.source)], TITLE_LIMIT), link=web(alert.link))
    topic = name(alert.topic_title) if len({one.topic_title for one in among}) > 1 else ""
    reason = str(alert.reason) if len({one.reason for one in among}) > 1 else ""
    return dotted(((title,) if title.text else fact("Untitled"), fact(tellers(alert)), fact(topic), fact(reason)))


def tellers(alert: HeldAlert) -> str:
    """Such as "Wired, +2 sources"."""
    others = f", +{number_of(alert.sources - 1, 'source')}" if alert.sources > 1 else ""
    return f"{name(alert.source)}{others}"


def _fitting(held: Sequence[HeldAlert]) -> Sequence[HeldAlert]:
    room = _ROOM
    for place, alert in enumerate(held):
        room -= min(len(alert.title), TITLE_LIMIT) + len(alert.link) + len(alert.topic_title) + 40
        if room < 0:
            return held[:place]
    return held
