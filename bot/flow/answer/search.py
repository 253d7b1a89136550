"""Search: the archive by the query language, newest stories first, five to a page."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bot.digests.write.text import and_more
from bot.flow.answer.asking import Asking
from bot.flow.answer.excerpt import Hit, excerpt
from bot.flow.answer.nearest_words import nearly, unnamed
from bot.flow.answer.phrases import (
    code,
    count,
    day,
    empty_archive,
    joined,
    linked,
    no_page,
    plain_answer,
    says,
    strong,
    text,
    turning,
)
from bot.flow.answer.topic_names import suggested
from bot.flow.arrival import document_of
from bot.model.command import Search
from bot.model.entry import Entry
from bot.model.message import Block, Buttons, Item, Message, Small
from bot.model.story import Story
from bot.ports.store import Session
from bot.stories.query import Query, evaluate, lint, narrow, parse, to_fts5
from bot.stories.query.counting import counts_sources

PAGE = 5  # stories
SCANNED = 2_000  # candidates, the newest ones
_TOPICS = 2  # named of a story


@dataclass(frozen=True, slots=True)
class Found:
    """What a query finds."""

    stories: dict[int, list[Hit]]  # by their ids, the newest first
    cut: bool  # older articles than were read may match


def search(session: Session, command: Search, asking: Asking) -> Message:
    """One page of stories that match; QueryError where it cannot be read, NotFound where there is no such page."""
    query = parse(command.query, now=asking.now)
    if session.entries.total() == 0:
        return empty_archive(is_operator=asking.is_operator)
    found = found_by(session, query)
    if found.stories:
        answer = _page(session, command, query, found.stories, asking)
    else:
        answer = nothing_found(command.query, query, _meant(session, command.query, asking))
    if not found.cut:
        return answer
    scope = Small((text(f"Searched: the newest {SCANNED:,} articles that may match. Rarer words reach further back."),))
    return replace(answer, blocks=(*answer.blocks, scope))


def found_by(session: Session, query: Query) -> Found:
    """What a query finds among the newest entries that the engine admits."""
    narrowing = narrow(query)
    candidates = session.entries.search(words=to_fts5(narrowing) if narrowing else None, limit=SCANNED)
    return Found(_by_story(hits(session, query, candidates)), cut=len(candidates) >= SCANNED)


def hits(session: Session, query: Query, candidates: Sequence[Entry]) -> Iterator[Hit]:
    """The candidates that the query is true of, in their order."""
    stories = session.stories.get({entry.story_id for entry in candidates}) if counts_sources(query) else {}
    for entry in candidates:
        covered = stories[entry.story_id].sources if stories else 1
        verdict = evaluate(query, document_of(entry, covered=covered))
        if verdict.matched:
            yield Hit(entry, verdict)


def _by_story(found: Iterable[Hit]) -> dict[int, list[Hit]]:
    stories: dict[int, list[Hit]] = {}
    for hit in found:
        stories.setdefault(hit.entry.story_id, []).append(hit)
    return stories


def _meant(session: Session, words: str, asking: Asking) -> str:
    """The words without slips of the hand, as far as they find something among the newest entries."""

    def finds(meant: str) -> bool:
        return bool(found_by(session, parse(meant, now=asking.now)).stories)

    return nearly(words, session.entries.search(words=None, limit=SCANNED), finds)


def nothing_found(words: str, query: Query, meant: str = "") -> Message:
    """What to say where a query finds nothing; `meant` finds something."""
    if meant:
        return plain_answer(f"Nothing in the archive matches {words}.", small=f"Did you mean `search {meant}`?")
    if nobody := unnamed(query):
        return plain_answer(nobody)
    advice = " ".join(piece.message for piece in lint(query))
    return plain_answer(
        f"Nothing in the archive matches {words}.",
        small=advice or "Fewer words find more; OR joins alternatives; a word finds all its forms.",
    )


def _page(session: Session, command: Search, query: Query, found: dict[int, list[Hit]], asking: Asking) -> Message:
    pages = -(-len(found) // PAGE)
    page = command.page
    if page > pages:
        raise no_page(f"search {command.query}", page, pages)
    shown = list(found)[(page - 1) * PAGE : page * PAGE]
    stories = session.stories.get(shown)
    blocks: list[Block] = [_facts(command.query, found, page, pages)]
    blocks.extend(story_item(session, stories[one], found[one], asking) for one in shown)
    blocks.extend(Small((text(piece.message),)) for piece in lint(query))
    name = suggested(session, asking, query)
    topic = says(f"topic new {name} {command.query}" if name else "topic new", "Make it a topic")
    turned = turning(f"search {command.query}", page, pages, onward=f"Next {PAGE}", back=f"Previous {PAGE}")
    blocks.append(Buttons((*turned, topic)))
    return Message(fallback=f"{count(len(found), 'story', 'stories')} for {command.query}", blocks=tuple(blocks))


def _facts(words: str, found: dict[int, list[Hit]], page: int, pages: int) -> Small:
    """How much was found for which words, and how far one has read."""
    articles = sum(len(group) for group in found.values())
    facts = [
        (strong(count(len(found), "story", "stories")), text(f", {count(articles, 'article')}")),
        (code(words),),
        *([(text(f"page {page} of {pages}"),)] if pages > 1 else []),
    ]
    return Small(joined(facts))


def story_item(session: Session, story: Story, found: Sequence[Hit], asking: Asking, *, is_answer: bool = True) -> Item:
    """A story's line, with what was found in it. Who reads an answer of ours can ask for more by the story's number."""
    topics = [session.topics.get(match.topic_id).title for match in session.stories.matches_of([story.id])]
    more = f" +{story.coverage}" if story.coverage else ""
    lead = session.entries.get([story.lead_id])[story.lead_id]
    small = [
        (text(day(lead.when, asking.zone, asking.now)),),
        (text(f"{story.source}{more}"),),
        *([(text(and_more(topics, _TOPICS)),)] if topics else []),
        *([(text(f"story {story.id}"),)] if is_answer else []),
    ]
    return Item(
        number=0,
        title=(linked(story.title, story.link),),
        clause=excerpt(lead, found, asking.limits),
        small=joined(small),
    )
