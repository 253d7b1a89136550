"""The bottom line: the lead story in one sentence, a title's own words and facts that the digest counts."""

from dataclasses import dataclass

from bot.digests.prose import ELLIPSIS, content_words, is_complete, word_set
from bot.digests.write.dates import same_day, spoken_day
from bot.digests.write.headline import headline_end, name
from bot.digests.write.links import coverage_anchor, page
from bot.digests.write.text import clip_end, number_of, one_line
from bot.model.digest import Digest, DigestEntry, DigestStory, Extract, Novelty
from bot.model.message import Span

_LENGTHS = range(30, 111)  # characters of a title that makes a sentence
_SHARED = 2  # words with the lead's title: it is the same event …
_FRESH = 2  # … and so many others: it is not the same title again
_ASKS = word_set("how why what when where who which is are do does did can could should will")  # to begin with


@dataclass(frozen=True, slots=True, kw_only=True)
class BottomLine:
    """The sentence. It opens with `extract`, the span of an article's title; the rest is counted from the digest."""

    extract: Extract
    spans: tuple[Span, ...]


def bottom_line(digest: Digest, *, words: int | None = None) -> BottomLine | None:
    """The sentence about the first story; None when no story is new to the channel or it has no title.

    `words` bounds the words taken from the title.
    """
    story = next((story for story in digest.stories if story.novelty is not Novelty.SEEN), None)
    if story is None or not one_line(story.title):
        return None
    opening = _opening(story, words)
    closed = opening.text.endswith(("?", "!", ELLIPSIS))
    joint = " " if closed else "; "
    figure, rest = _facts(digest, story)
    text = opening.text if closed else opening.text.rstrip(" .;:,")
    link = page(digest, coverage_anchor(story.position))
    return BottomLine(extract=opening, spans=(Span(f"{text}{joint}"), Span(figure, link=link), Span(rest)))


def _opening(story: DigestStory, words: int | None) -> Extract:
    """The title to open with: another source's where one tells the same in other words, so that none is read twice."""
    rivals = [entry for entry in story.coverage if _tells_the_same(story, entry)]
    article = max(rivals, key=lambda entry: _readability(story, entry), default=story.coverage[0])
    whole = headline_end(article.title, article.source)
    end = clip_end(article.title[:whole], _LENGTHS.stop - 1, words)
    text = one_line(article.title[:end])
    shown = text if end == whole else f"{text} {ELLIPSIS}"
    return Extract(entry_id=article.entry_id, field="title", start=0, end=end, text=shown)


def _tells_the_same(story: DigestStory, entry: DigestEntry) -> bool:
    """Whether a title can stand for the story's: the same event in other words, and a plain statement."""
    title = entry.title[: headline_end(entry.title, entry.source)]
    fresh = len(content_words(title) - content_words(story.title))
    plain = len(title) in _LENGTHS and not title.endswith(("?", "!", ELLIPSIS)) and not any(c in title for c in "|:\n")
    asks = title.split(" ", 1)[0].casefold() in _ASKS
    return plain and not asks and title[:1].isupper() and _shared(story, entry) >= _SHARED and fresh >= _FRESH


def _readability(story: DigestStory, entry: DigestEntry) -> tuple[int, int]:
    """How well a title reads as a statement about the story: near it, with a verb, without lists, not too terse."""
    near = min(_shared(story, entry), _SHARED + 1)
    return near + is_complete(entry.title) - entry.title.count(","), len(entry.title)


def _shared(story: DigestStory, entry: DigestEntry) -> int:
    return len(content_words(entry.title) & content_words(story.title))


def _facts(digest: Digest, story: DigestStory) -> tuple[str, str]:
    """What is counted of the story: the figure that opens a list, and the words behind it."""
    sources = len(story.sources)
    if story.novelty is Novelty.DEVELOPING:
        figure = number_of(story.gained, "new article")
        return figure, f" since No. {story.since_number}, {number_of(sources, 'source')} in all."
    start = spoken_day(story.first_at, zone=digest.zone, near=digest.window.until)
    together = all(same_day(entry.when, story.first_at, digest.zone) for entry in story.coverage)
    if sources == 1:
        return name(story.source), f" reported it on {start}."
    verb = "reported it on" if together else "have reported it since"
    return number_of(sources, "source"), f" {verb} {start}."
