"""The reply: one top story in the thread, with its extract, who was first, who else tells it and why it matched."""

from bot.digests.redact import REMOVED
from bot.digests.write.dates import day, hour_in_zone
from bot.digests.write.feedback import feedback
from bot.digests.write.headline import headline, name, other_sources, title_span
from bot.digests.write.links import Anchor, coverage_anchor, page, web, why_anchor
from bot.digests.write.origin import first_told, independence, is_open, quoted
from bot.digests.write.spans import Fact, dotted, fact
from bot.digests.write.text import clip, one_line, owned
from bot.model.digest import Digest, DigestEntry, DigestStory, Extract
from bot.model.message import Block, Item, Message, Quote, Small, Span, Style
from bot.model.topic import Evidence

_NAMED = 4  # other sources named
_CREDITS = 2  # shown
_PHRASE = 3  # words
_WORDS_SHOWN = 4  # evidence shown
_EVIDENCE = 60  # characters of one piece of evidence
_FIELDS = {"body": "text", "lang": "language", "before": "date", "after": "date", "covered": "coverage"}


def story_reply(digest: Digest, story: DigestStory) -> Message:
    """The thread's message about one story."""
    blocks: list[Block] = [Item(story.position, (title_span(story),))]
    if story.summary is not None:
        blocks.append(_quote(story, story.summary))
    small = (_first(digest, story), _origin(digest, story), _also(digest, story), matched(digest, story))
    blocks += [Small(spans) for spans in small if spans]
    blocks.append(feedback(story.story_id, story.source))
    return Message(fallback=f"{story.position} · {headline(story)}", blocks=tuple(blocks))


def _quote(story: DigestStory, extract: Extract) -> Quote:
    article = next((entry for entry in story.coverage if entry.entry_id == extract.entry_id), None)
    source = Span(
        name(article.source if article else story.source), Style.EMPHASIS, web(article.link) if article else None
    )
    return Quote((Span(f"{one_line(extract.text)}  "), source))


def _first(digest: Digest, story: DigestStory) -> tuple[Span, ...]:
    if len(story.sources) == 1:
        return (Span("One source so far ", Style.STRONG), Span(name(story.source)))
    when = day(story.first_at, zone=digest.zone, near=digest.window.until)
    oldest, at = name(story.first_source), f"{when} {hour_in_zone(story.first_at, digest.zone)}"
    if told := first_told(story.origin):
        words = f"{told}; the oldest article is {owned(oldest)}, {at}"
        return (Span("Who was first ", Style.STRONG), Span(words))
    return (Span("First seen " if is_open(story.origin) else "Who was first ", Style.STRONG), Span(f"{oldest}, {at}"))


def _origin(digest: Digest, story: DigestStory) -> tuple[Span, ...]:
    """Whose reports the articles are, and the words that say so."""
    if story.origin is None or not (words := independence(story.origin)):
        return ()
    articles = {entry.entry_id: entry for entry in story.coverage}
    more = page(digest, why_anchor(story.position))
    credits = quoted(story.origin.credits, articles, most=_CREDITS, more=more)
    label = "Whose report " if story.origin.sources == 1 else "Whose reports "
    return (Span(label, Style.STRONG), *dotted((fact(words), *credits)))


def _also(digest: Digest, story: DigestStory) -> tuple[Span, ...]:
    others = other_sources(story)
    if not others:
        return ()
    left = len(others) - _NAMED
    more = fact(f"+{left:,}" if left > 0 else "", page(digest, coverage_anchor(story.position)))
    return (Span("Also covered by ", Style.STRONG), *dotted((*map(_article, others[:_NAMED]), more)))


def _article(entry: DigestEntry) -> Fact:
    return fact(name(entry.source), web(entry.link))


def matched(digest: Digest, story: DigestStory) -> tuple[Span, ...]:
    """The words that made a story match, the telling ones, with the fields they stand in."""
    found = _by_words(story.evidence)
    if not found:
        return ()
    telling = min(len(_telling([text for text, _ in found])), _WORDS_SHOWN)
    shown = [_found(text, fields) for text, fields in found[:telling]]
    left = len(found) - telling
    more = fact(f"+{left:,}" if left > 0 else "", page(digest, Anchor.WHY))
    return (Span("Why ", Style.STRONG), *dotted((*shown, more)))


def _found(text: str, fields: list[str]) -> tuple[Span, ...]:
    if text == REMOVED:
        return (Span(text),)
    return Span(text, Style.CODE), Span(f" in {' and '.join(fields)}")


def _by_words(evidence: tuple[Evidence, ...]) -> list[tuple[str, list[str]]]:
    """The words that matched, each once, with the fields they stand in."""
    fields: dict[str, list[str]] = {}
    shown: dict[str, str] = {}
    for piece in evidence:
        text = REMOVED if piece.is_removed else clip(piece.text, _EVIDENCE) or clip(piece.clause, _EVIDENCE)
        key = shown.setdefault(text.casefold(), text)
        place = _FIELDS.get(piece.field, piece.field)
        if place not in fields.setdefault(key, []):
            fields[key].append(place)
    return [(text, fields[text]) for text in _telling_first(list(fields))]


def _telling_first(texts: list[str]) -> list[str]:
    """The texts in an order that tells most in a few: short phrases before long spans, and of those that hold one
    another only the first in front. The others follow, so that each is counted."""
    front, ranked = _telling(texts), sorted(texts, key=_wordiness)
    return [*front, *(text for text in ranked if text not in front)]


def _telling(texts: list[str]) -> list[str]:
    """Those that hold no other, and are no long span where a short one tells it."""
    front: list[str] = []
    for text in sorted(texts, key=_wordiness):
        alike = any(text.casefold() in other.casefold() or other.casefold() in text.casefold() for other in front)
        if not alike and not (front and len(text.split()) > _PHRASE):
            front.append(text)
    return front


def _wordiness(text: str) -> tuple[bool, int]:
    """Two words tell most, then three, then one, then more."""
    count = len(text.split())
    return (count > _PHRASE, (count - 2) % _PHRASE if count <= _PHRASE else count)
