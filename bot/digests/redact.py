"""Redact: a frozen digest, and a match's evidence, without the words of articles that were taken down. Pure.

Titles and links stay. In doubt a piece of evidence goes: the clause that it met still stands there.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from bot.model.digest import Digest, DigestStory, Extract
from bot.model.origin import Credit, Origin
from bot.model.topic import Evidence

REMOVED = "words removed on request"


def redacted(digest: Digest, taken: Collection[int], texts: Mapping[int, str]) -> Digest:
    """The issue without what it shows of these entries; equal to it where it shows nothing of them.

    `texts` holds what queries read of the other entries (`body_text`), by id: evidence that stands there is theirs.
    """
    return replace(digest, stories=tuple(_redacted(story, taken, texts) for story in digest.stories))


def without_words(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """The evidence with what stood in the text emptied; which clauses it met stays known."""
    return tuple(_emptied(piece) for piece in evidence)


def _redacted(story: DigestStory, taken: Collection[int], texts: Mapping[int, str]) -> DigestStory:
    if not any(entry.entry_id in taken for entry in story.coverage):
        return story
    others = [texts[entry.entry_id] for entry in story.coverage if entry.entry_id in texts]
    return replace(
        story,
        clause=_kept(story.clause, taken),
        summary=_kept(story.summary, taken),
        evidence=tuple(piece if _is_theirs(piece, others) else _emptied(piece) for piece in story.evidence),
        origin=_uncredited(story.origin, taken),
    )


def _uncredited(origin: Origin | None, taken: Collection[int]) -> Origin | None:
    """Whom an article credits stays known; the words that say so go with its text."""
    if origin is None:
        return None
    return replace(origin, credits=tuple(_wordless(one) if one.entry_id in taken else one for one in origin.credits))


def _wordless(credit: Credit) -> Credit:
    return replace(credit, text="", start=0, end=0) if credit.field in ("summary", "body") else credit


def _kept(extract: Extract | None, taken: Collection[int]) -> Extract | None:
    """A title stays; what was taken from the text goes with it."""
    return None if extract and extract.entry_id in taken and extract.field != "title" else extract


def _is_theirs(piece: Evidence, texts: Iterable[str]) -> bool:
    """Whether a piece stands at its very place in another article's text."""
    return any(text[piece.start : piece.end] == piece.text for text in texts)


def _emptied(piece: Evidence) -> Evidence:
    return replace(piece, text="", start=0, end=0) if piece.field == "body" else piece
