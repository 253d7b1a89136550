"""Covered: whether the event of an article is known: its story, who covers it, who was first, what was told here."""

from collections.abc import Iterable, Iterator, Sequence
from urllib.parse import unquote, urlsplit

from bot.digests.write.origin import first_told, is_open
from bot.digests.write.text import owned
from bot.flow.answer.asking import Asking
from bot.flow.answer.path import first_of
from bot.flow.answer.phrases import count, day, joined, linked, moment, rest_of, says, strong, text
from bot.flow.answer.topic_path import OnTopic, next_steps, on_topics
from bot.flow.answer.whose import origin_now, whose_blocks
from bot.flow.answer.why_link import address_of, article
from bot.flow.replay import admitted
from bot.model.command import Covered
from bot.model.entry import Entry
from bot.model.message import Block, Bullets, Buttons, Header, Item, Message, Paragraph, Small, Span
from bot.model.origin import Origin
from bot.model.story import Story
from bot.ports.store import Session
from bot.stories.learn import terms_of
from bot.stories.query import parse

_NAMED = 6  # articles of a story
_LIKELY = 3  # stories that an unknown address may be about
_READ = 300  # entries whose titles are compared with an address
_SHARE = 0.6  # of the words in an address that such a title has
_BUTTONS = 3


def covered(session: Session, command: Covered, asking: Asking) -> Message:
    """The story of an article; of an address that no feed brought, the stories whose titles it reads like."""
    address = address_of(command.link, "covered")
    found = article(session, address)
    if found is None:
        return _unknown(address, _likely(session, address), asking)
    story = session.stories.get([found.entry.story_id])[found.entry.story_id]
    entries = sorted(session.entries.of_stories([story.id])[story.id], key=lambda entry: (entry.when, entry.id))
    return _known(session, story, entries, found.entry, asking)


def _known(session: Session, story: Story, entries: Sequence[Entry], asked: Entry, asking: Asking) -> Message:
    """The story with its articles, the oldest first."""
    others = f"told by {count(story.sources, 'source')}" if story.sources > 1 else f"told by {story.source} alone"
    told = _on_topics(session, story, entries, asking)
    origin = origin_now(session, entries, asking)
    steps = (
        *first_of(next_steps(told), _BUTTONS - 2),
        says(f"why story {story.id}", "Why"),
        says(f"topic new like {story.id}", "Make it a topic"),
    )
    return Message(
        fallback=f"Covered: {story.title}, {others}",
        blocks=(
            Header(f"Covered: {others}"),
            Paragraph((linked(story.title or "untitled", story.link),)),
            Small((text(_facts(story, asking)),)),
            *_first(entries, origin, asking),
            *whose_blocks(origin, ((entry.id, entry) for entry in entries)),
            *_articles(entries, asked, asking),
            *_here(told),
            Buttons(first_of(steps, _BUTTONS)),
        ),
    )


def _facts(story: Story, asking: Asking) -> str:
    since = day(story.first_at, asking.zone, asking.now)
    return f"story {story.id} · {count(story.entries, 'article')} · since {since}"


def _first(entries: Sequence[Entry], origin: Origin, asking: Asking) -> Iterator[Block]:
    """Who was first, and by how much, where several tell it."""
    first = entries[0]
    second = next((entry for entry in entries if entry.source != first.source), None)
    if second is not None:
        behind = f"; {second.source} followed {moment(second.when, asking.zone, asking.now)}"
        when = moment(first.when, asking.zone, asking.now)
        oldest = f"{first.source}, {when}{behind}"
        if told := first_told(origin):
            oldest = f"{told}; the oldest article is {owned(first.source)}, {when}{behind}"
        yield Paragraph((strong("First seen " if is_open(origin) else "Who was first "), text(oldest)))


def _articles(entries: Sequence[Entry], asked: Entry, asking: Asking) -> Iterator[Block]:
    """The articles as they came; the one that was asked about is always among them."""
    if len(entries) < 2:
        return
    shown = [*entries[:_NAMED]] if asked in entries[:_NAMED] else [*entries[: _NAMED - 1], asked]
    left = len(entries) - len(shown)
    more = rest_of(left, "more article" if left == 1 else "more articles")
    yield Bullets((*(_article(entry, asked, asking) for entry in shown), *more))


def _article(entry: Entry, asked: Entry, asking: Asking) -> tuple[Span, ...]:
    title = linked(entry.title or "untitled", entry.link)
    mark = " (this one)" if entry.id == asked.id else ""
    return title, text(f" – {entry.source}, {moment(entry.when, asking.zone, asking.now)}{mark}")


def _on_topics(session: Session, story: Story, entries: Sequence[Entry], asking: Asking) -> list[OnTopic]:
    """What became of it here, under each topic on offer that it matches."""
    offered = {topic.id: topic for topic in session.topics.offered(asking.channel.workspace_id)}
    matched = [offered[match.topic_id] for match in session.stories.matches_of([story.id]) if match.topic_id in offered]
    return on_topics(session, asking, story, entries, matched)


def _here(told: Iterable[OnTopic]) -> Iterator[Block]:
    for one in told:
        if one.told:
            standings = joined((standing.words for standing in one.told), "; ")
            yield Small((strong(one.judged.topic.title), text(" – "), *standings))


def _unknown(address: str, likely: Sequence[Story], asking: Asking) -> Message:
    """No feed has brought it; perhaps its event is known all the same."""
    steps = Buttons((says(f"why {address}", "Why not"), says("search", "Search")))
    if not likely:
        sentence = "Not covered, as far as we can tell: no feed has brought this address, and no title reads like it."
        return Message(fallback=sentence, blocks=(Paragraph((text(sentence),)), steps))
    sentence = "No feed has brought this address. Its event may be known all the same:"
    items = [
        Item(
            0,
            (linked(story.title or "untitled", story.link),),
            small=(text(f"{count(story.sources, 'source')} · {_facts(story, asking)}"),),
        )
        for story in likely
    ]
    return Message(fallback=sentence, blocks=(Paragraph((text(sentence),)), *items, steps))


def _likely(session: Session, address: str) -> list[Story]:
    """The stories with titles that have most of the words in an address, those with more of them first."""
    words = _words_of(address)
    if len(words) < 2:
        return []
    query = parse(" OR ".join(f'"{word}"' for word in words.values()))
    shared: dict[int, int] = {}
    for entry in session.entries.search(words=admitted([query]), limit=_READ):
        found = len(words.keys() & terms_of(entry.title).keys())
        if found >= max(2, _SHARE * len(words)):
            shared[entry.story_id] = max(found, shared.get(entry.story_id, 0))
    stories = session.stories.get(shared)
    ranked = sorted(shared, key=lambda story: (shared[story], stories[story].last_at, story), reverse=True)
    return [stories[story] for story in ranked[:_LIKELY]]


def _words_of(address: str) -> dict[str, str]:
    """The telling words of an address's path, such as those of a title that stands in it."""
    path = unquote(urlsplit(address).path).replace("-", " ").replace("_", " ").replace("/", " ")
    return terms_of(path.rpartition(".htm")[0] or path)
