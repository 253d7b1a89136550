"""Why LINK: the way an article has come, stage by stage, and where it stopped."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.errors import CommandError
from bot.feeds.canonical import canonical, site
from bot.flow.answer.asking import Asking, own_topic_named
from bot.flow.answer.path import Path, Step
from bot.flow.answer.phrases import count, day, linked, moment, says, text
from bot.flow.answer.topic_path import next_steps, on_topics, outcome, steps, topics_here, untold
from bot.flow.answer.unseen import unseen
from bot.flow.arrival import OPEN_WINDOW
from bot.flow.takedown import known_under
from bot.model.command import WhyLink
from bot.model.entry import Entry
from bot.model.message import Message
from bot.model.story import Story
from bot.model.topic import Topic
from bot.ports.store import Session

_SHOWN = 80  # characters of what is no address


@dataclass(frozen=True, slots=True)
class Found:
    """The entry that an address leads to; `alias` where it is kept under another."""

    entry: Entry
    alias: bool = False


def why_link(session: Session, command: WhyLink, asking: Asking) -> Message:
    """Where the article with this address stopped, for one topic or for all of this channel's."""
    address = address_of(command.link, "why")
    topic = own_topic_named(session, asking, command.topic) if command.topic else None
    found = article(session, address)
    return unseen(session, address, asking) if found is None else _way(session, found, topic, asking)


def address_of(link: str, verb: str) -> str:
    """The canonical address of an article; CommandError where it is none, with one that would do for this command."""
    address = canonical(link.strip("<> "))
    if not site(address):
        cure = f"Give the article’s own, such as `{verb} https://lantern-post.example/story/12`."
        raise CommandError(f"“{link[:_SHOWN]}” is no web address.", cure)
    return address


def article(session: Session, address: str) -> Found | None:
    """The entry of an address: of several its own, then that of the best tier, then the newest."""
    entries = known_under(session, [address])
    if not entries:
        return None
    entry = min(entries, key=lambda entry: (canonical(entry.link) != address, entry.tier, -entry.id))
    return Found(entry, alias=canonical(entry.link) != address)


def _way(session: Session, found: Found, topic: Topic | None, asking: Asking) -> Message:
    """The way of an article that was kept."""
    entry = found.entry
    story = session.stories.get([entry.story_id])[entry.story_id]
    entries = session.entries.of_stories([story.id])[story.id]
    topics = [topic] if topic else topics_here(session, asking)
    judged = on_topics(session, asking, story, entries, topics)
    path = Path(
        title=(linked(entry.title, entry.link),),
        facts=f"{entry.source} · {day(entry.when, asking.zone, asking.now)} · story {story.id}",
        outcome=outcome(judged, entry),
        steps=(
            *_arrival(found, asking),
            _story(story, entry),
            _news(entries, entry, asking),
            *steps(judged, story, entry),
        ),
        more=untold(judged, story, asked=len(topics)),
        buttons=(*next_steps(judged), says(f"why story {story.id}", "The whole story")),
    )
    return path.message()


def _arrival(found: Found, asking: Asking) -> list[Step]:
    """How it came to us."""
    entry = found.entry
    came = f"{entry.source} brought it, first seen {moment(entry.seen_at, asking.zone, asking.now)}"
    arrived = [Step(True, "Polled", (text(came),))]
    if found.alias:
        kept = linked("another address", entry.link)
        words = (text(f"of an article of {entry.source}, which is kept under "), kept)
        arrived.append(Step(True, "Duplicate", words))
    if entry.taken_down:
        arrived.append(Step(True, "Taken down", (text("its extracts were removed; title and link stay"),)))
    return arrived


def _story(story: Story, entry: Entry) -> Step:
    """Which story it tells, and whether it is the one that is shown."""
    if entry.id != story.lead_id:
        lead = linked(story.title, story.link)
        told = f" ({story.source}) and is told by {count(story.sources, 'source')}"
        return Step(True, "Folded", (text(f"into story {story.id}, which shows "), lead, text(told)))
    if story.entries == 1:
        return Step(True, "Filed", (text(f"it alone tells story {story.id}"),))
    others = count(story.entries - 1, "more article")
    return Step(True, "Filed", (text(f"it leads story {story.id}, with {others}; {count(story.sources, 'source')}"),))


def _news(entries: Sequence[Entry], entry: Entry, asking: Asking) -> Step:
    """Whether it was news when it came."""
    if entry.news:
        return Step(True, "News", (text("it was new when it came"),))
    if entry.published is None:
        why = "it has no date, and came with the first that its feed brought"
    else:
        dated = day(entry.published, asking.zone, asking.now)
        why = f"it is dated {dated}, over {OPEN_WINDOW.days} days before its feed had been read"
    rest = "; other articles of its story are news" if any(one.news for one in entries) else ""
    return Step(False, "Archive", (text(f"{why}: it is found, and announced nowhere{rest}"),))
