"""What is said of a feed that was just added: its last entries, how they would fare, and what it would have brought."""

from collections.abc import Sequence

from bot.feeds.addresses import shown
from bot.flow.answer.asking import Asking
from bot.flow.answer.feed_words import entry_line, fare, newest_first, tally
from bot.flow.answer.phrases import code, count, day, joined, says, strong, text
from bot.flow.fates import Foretold, foretell
from bot.flow.look import Look
from bot.model.entry import ParsedFeed
from bot.model.feed import Feed
from bot.model.message import Block, Bullets, Buttons, Header, Message, Notice, Paragraph, Small, Span, Tone
from bot.model.topic import Topic
from bot.ports.store import Session

_SHOWN = 5  # entries
_TOPICS = 10  # that are named with their figures


def added(session: Session, feed: Feed, parsed: ParsedFeed, asking: Asking) -> Message:
    """A new feed, and what it has to offer."""
    first = "The worker reads it at its next tick; that first time alerts nobody."
    return _told(session, feed, parsed, f"{feed.source} is added.", first, asking)


def back(session: Session, feed: Feed, look: Look, asking: Asking) -> Message:
    """A feed that was dropped and is visited again, whatever it answers at present."""
    said = f"{feed.source} is back."
    brought = session.feeds.books().get(feed.id)
    memory = f"It brought {count(brought.new, 'article')} before; none of them comes again." if brought else ""
    if isinstance(look.parsed, ParsedFeed):
        return _told(session, feed, look.parsed, said, memory, asking)
    fault = look.fetched.fault.message if look.fetched.fault else str(look.parsed or "")
    return Message(
        fallback=said,
        blocks=(
            Paragraph((strong(feed.source), text(" is back."))),
            Notice(Tone.WARNING, (text(f"At present it fails: {fault}"),)),
            Small((text(f"{memory} It is tried again with patience.".strip()),)),
            _buttons(feed),
        ),
    )


def _told(session: Session, feed: Feed, parsed: ParsedFeed, said: str, small: str, asking: Asking) -> Message:
    topics = session.topics.offered(asking.channel.workspace_id)
    foretold = foretell(session, feed, parsed.entries, topics, now=asking.now, keep=asking.keep).entries
    blocks: list[Block] = [Header(said.rstrip(".")), Paragraph(_summary(feed, foretold, asking))]
    if foretold:
        last = newest_first(foretold)[:_SHOWN]
        blocks.append(Bullets(tuple(entry_line(one, fare(one), asking) for one in last)))
        blocks.append(Paragraph(_would_have(foretold, topics)))
    return Message(fallback=said, blocks=(*blocks, *([Small((text(small),))] if small else []), _buttons(feed)))


def _summary(feed: Feed, foretold: Sequence[Foretold], asking: Asking) -> tuple[Span, ...]:
    """Its address, and how much stands in it."""
    dates = [one.item.published for one in foretold if one.item.published is not None]
    newest = f", the newest of {day(max(dates), asking.zone, asking.now)}" if dates else ""
    entries = f"{count(len(foretold), 'entry', 'entries')}{newest}" if foretold else "no entries yet"
    language = [(text(feed.language),)] if feed.language else []
    return joined([(code(shown(feed.address)),), (text(entries),), *language])


def _would_have(foretold: Sequence[Foretold], topics: Sequence[Topic]) -> tuple[Span, ...]:
    """How many of the entries would have matched each topic of the workspace."""
    if not topics:
        return (text("No topic is set up yet, so none of them would have matched."),)
    asked = sum(one.asked for one in foretold)
    entries = count(len(foretold), "entry", "entries")
    entries = entries if asked == len(foretold) else f"the newest {asked:,} of {entries}"
    figures = tally(foretold, topics)
    named = sorted([pair for pair in figures if pair[1]], key=lambda pair: -pair[1])[:_TOPICS]
    if not named:
        return (text(f"None of {entries} would have matched {_any(topics)}."),)
    told = [
        (text(f"{number:,} {'on' if place else 'is on' if number == 1 else 'are on'} "), strong(topic.title))
        for place, (topic, number) in enumerate(named)
    ]
    return (text(f"Of {entries}, "), *joined(told, ", "), text("."))


def _any(topics: Sequence[Topic]) -> str:
    return topics[0].title if len(topics) == 1 else f"any of the {len(topics)} topics"


def _buttons(feed: Feed) -> Buttons:
    address = shown(feed.url)
    return Buttons((says(f"feeds remove {address}", "Undo"), says(f"doctor {address}", "Look closer")))
