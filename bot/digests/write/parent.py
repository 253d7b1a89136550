"""The parent: an issue in one message of at most 270 words."""

from dataclasses import dataclass
from functools import partial

from bot.digests.write import feeds
from bot.digests.write.bottom import bottom_line
from bot.digests.write.headline import clause_of, headline, title_span
from bot.digests.write.held import held_fact
from bot.digests.write.links import Anchor, page
from bot.digests.write.masthead import comparison, first_issue, next_steps, repeated, title
from bot.digests.write.noted import in_thread, on_web_only, top
from bot.digests.write.plain import words
from bot.digests.write.spans import DOT, dotted, fact
from bot.digests.write.standing import brief_standing, standing
from bot.digests.write.text import number_of, sentence
from bot.model.digest import TOP, Digest, DigestStory, Novelty
from bot.model.message import Block, Bullets, Header, Item, Message, Paragraph, Rule, Small, Span, Style

WORDS = 270

_PER_SECOND = 4  # words: people read about 240 a minute
_STEP = 5  # seconds: a reading time is no stop-watch


_TIGHTER = (24, 16, 12, 6)  # words a title may have


@dataclass(frozen=True, slots=True)
class _Measure:
    """How many words a title may have, and each top story's clause; and whether feeds that ail are named."""

    title: int
    clauses: tuple[int, ...]
    feeds: bool = True


def parent(digest: Digest) -> Message:
    """The first message of an issue with stories: the fullest within 270 words."""
    message = _fitted(digest, _TIGHTER[0])
    for title_words in _TIGHTER[1:]:
        if words(message) > WORDS:
            message = _fitted(digest, title_words)
    return message


def _fitted(digest: Digest, title_words: int) -> Message:
    """The message without the names of feeds that ail, where they would cost a story its words; then with clauses that
    end earlier, the longest first; then without the clauses of the stories that stand last."""
    clauses = [len(story.clause.text.split()) if story.clause else 0 for story in top(digest)]
    message = _message(digest, _Measure(title_words, tuple(clauses)))
    while words(message) > WORDS:
        message = _message(digest, _Measure(title_words, tuple(clauses), feeds=False))
        if words(message) <= WORDS or not _shorten(digest, clauses):
            return message
    return message


def _shorten(digest: Digest, clauses: list[int]) -> bool:
    """Take from one clause the words behind an earlier end; where none ends earlier, from the last story all of its.
    False where no clause is left."""
    stories = top(digest)
    for place in sorted(range(len(clauses)), key=lambda one: (-clauses[one], -one)):
        if clauses[place] and (shorter := clause_of(stories[place], clauses[place] - 1)):
            clauses[place] = len(shorter.split())
            return True
    last = max((place for place, length in enumerate(clauses) if length), default=None)
    if last is not None:
        clauses[last] = 0
    return last is not None


def _message(digest: Digest, measure: _Measure) -> Message:
    body: tuple[Block, ...] = (
        *repeated(digest),
        *first_issue(digest),
        *_opening(digest, measure),
        *map(partial(_item, digest, measure.title), top(digest), measure.clauses),
        *_seen(digest, measure.title),
        Rule(),
        *([Small(held_fact(digest))] if digest.held else []),
        Small(_footer(digest, named=measure.feeds)),
        next_steps(digest),
    )
    seconds = -(-words(Message(fallback="", blocks=body)) // (_PER_SECOND * _STEP)) * _STEP
    return Message(fallback=_fallback(digest), blocks=(Header(title(digest)), Small(_counts(digest, seconds)), *body))


def _counts(digest: Digest, seconds: int) -> tuple[Span, ...]:
    """Such as "11 stories from 64 articles · 4-week mean 7 · ▂▂▃▂▃▇ · 50 s to read"."""
    stories = number_of(len(digest.stories), "story", "stories")
    articles = number_of(digest.articles, "article")
    counted = (
        *fact(stories, page(digest, Anchor.STORIES), Style.STRONG),
        Span(" from "),
        *fact(articles, page(digest, Anchor.ARTICLES)),
    )
    return dotted((counted, *comparison(digest), fact(f"{seconds} s to read")))


def _opening(digest: Digest, measure: _Measure) -> tuple[Block, ...]:
    """The bottom line, or why there is none."""
    if line := bottom_line(digest, words=measure.title):
        return (Paragraph(line.spans),)
    if top(digest):
        return ()
    count = len(digest.stories)
    seen = {1: "the one story", 2: "both stories"}.get(count, f"all {count:,} stories")
    return (Paragraph((Span(f"Nothing new to this channel: it has seen {seen} under another topic."),)),)


def _seen(digest: Digest, title_words: int) -> tuple[Block, ...]:
    """Stories that were told here under another topic, a line each, where they are all that there is or where it is
    the topic's first issue; no more than there is room for beside the top ones."""
    seen = _seen_here(digest)
    lines = tuple((title_span(one, words=title_words), DOT, *brief_standing(digest, one)) for one in seen)
    heading = (Paragraph((Span("Also on this topic, and told here before:"),)),) if top(digest) else ()
    return (*heading, Bullets(lines)) if lines else ()


def _seen_here(digest: Digest) -> list[DigestStory]:
    """Those of them that the first message names; the thread names them all."""
    room = TOP - len(top(digest)) if digest.number == 1 or not top(digest) else 0
    return [story for story in digest.stories if story.novelty is Novelty.SEEN][:room]


def _item(digest: Digest, title_words: int, story: DigestStory, clause_words: int) -> Item:
    clause = sentence(clause_of(story, clause_words))
    title_line = (title_span(story, words=title_words),)
    return Item(story.position, title_line, (Span(clause),) if clause else (), standing(digest, story))


def _footer(digest: Digest, *, named: bool) -> tuple[Span, ...]:
    stories = page(digest, Anchor.STORIES)
    threaded, unnamed = in_thread(digest), on_web_only(digest)
    folded = digest.articles - len(digest.stories)
    more = "" if _seen_here(digest) else "more "
    return dotted(
        (
            fact(f"{threaded:,} {more}below" if threaded else "", stories),
            fact(f"{unnamed:,} more on the web" if unnamed else "", stories),
            fact(f"{number_of(folded, 'article')} folded as coverage" if folded else "", page(digest, Anchor.ARTICLES)),
            feeds.footer_fact(digest, named=named),
        )
    )


def _fallback(digest: Digest) -> str:
    stories = number_of(len(digest.stories), "story", "stories")
    led = f", led by “{headline(top(digest)[0])}”" if top(digest) else ""
    return f"{title(digest)}: {stories}{led}"
