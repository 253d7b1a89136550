"""Headlines: a story's or an article's title as it is shown, and its link."""

from bot.digests.write.links import web
from bot.digests.write.text import NAME_LIMIT, NAME_WORDS, TITLE_LIMIT, clip, one_line, shorten
from bot.model.digest import DigestEntry, DigestStory
from bot.model.message import Span

_SEPARATORS = " -–—|·:"


def headline_end(title: str, source: str) -> int:
    """Where a title ends without the publication's own name behind it ("… - The Daily Wire")."""
    bare = title.rstrip()
    name = source.strip().casefold()
    if bare[-len(name) :].casefold() != name:
        return len(bare)
    kept = bare[: -len(name)]
    separated = kept.rstrip(_SEPARATORS)
    return len(separated) if separated and kept.rstrip() != separated else len(bare)


def headline(story: DigestStory, *, limit: int = TITLE_LIMIT, words: int | None = None) -> str:
    """A story's title in one line; its clause where the feed gave no title."""
    title = story.title[: headline_end(story.title, story.source)]
    shown = clip(title, limit, words) or (clip(story.clause.text, limit, words) if story.clause else "")
    return shown or f"Untitled, from {name(story.source)}"


def title_span(story: DigestStory, *, limit: int = TITLE_LIMIT, words: int | None = None) -> Span:
    """A story's linked title."""
    return Span(headline(story, limit=limit, words=words), link=web(story.link))


def clause_of(story: DigestStory, words: int) -> str:
    """What happened, in at most `words` words; "" when the title stands for it already."""
    if story.clause is None or not one_line(story.title):
        return ""
    return shorten(one_line(story.clause.text), words)


def name(source: str) -> str:
    """A source's or a topic's name in one line."""
    return clip(source, NAME_LIMIT, NAME_WORDS)


def other_sources(story: DigestStory) -> tuple[DigestEntry, ...]:
    """One article of each other source, in the coverage's order."""
    firsts = {entry.source: entry for entry in reversed(story.coverage)}
    return tuple(firsts[source] for source in story.sources if source != story.source)
