"""Verdicts: what a topic says of a story by the words of any of its articles, and how that is told."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from bot.digests.compose import ExtractLimits, lead_first, quotable_evidence
from bot.digests.write.text import and_more
from bot.flow.answer.phrases import code, strong, text
from bot.flow.answer.shortfalls import asked_by, no_match, places
from bot.flow.answer.topic_threshold import percent
from bot.flow.arrival import OPEN_WINDOW, document_of
from bot.model.entry import Entry
from bot.model.message import Block, Bullets, Paragraph, Span
from bot.model.story import Story
from bot.model.topic import Evidence, Match, Topic
from bot.ports.store import Session
from bot.stories.query import Query, Shortfall, evaluate, explain, query_of, shortfall

_CLAUSES = 5  # of a match, shown
_EXPLAINED = 200  # explanations of one answer, about 5 ms each


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """One topic's verdict on one story."""

    topic: Topic
    match: Match | None  # with the topic as it stands now
    earlier: Match | None  # with an earlier version of it, where the present one has none
    entry: Entry  # whose words matched, else that which came nearest
    short: Shortfall | None  # why the present version does not match; None where its words are there all the same
    below: float | None = None  # the score of the words that are there, where the topic asks for more


def judge(
    session: Session, story: Story, entries: Sequence[Entry], topics: Sequence[Topic], limits: ExtractLimits
) -> list[Judged]:
    """What topics say of a story told by these entries (all of them, at least one), those that match first, in words
    that their sources let us show.

    Of very many topics the last are left out, and of a story with very many articles the last of those are not read.
    """
    kept: dict[int, list[Match]] = {}
    for match in session.stories.matches_ever([story.id]):
        kept.setdefault(match.topic_id, []).append(match)
    found = {topic.id: _matched(topic, kept.get(topic.id, []), entries) for topic in topics}
    others = [topic for topic in topics if found[topic.id] is None][:_EXPLAINED]
    read = lead_first(entries, story.lead_id)[: _EXPLAINED // max(1, len(others))]
    judged = [
        *(judged for judged in found.values() if judged is not None),
        *(_unmatched(topic, kept.get(topic.id, []), story, read) for topic in others),
    ]
    sources = {entry.id: entry.source for entry in entries}
    return [_quotable(one, sources, limits) for one in judged]


def _matched(topic: Topic, kept: Iterable[Match], entries: Sequence[Entry]) -> Judged | None:
    """The verdict of a topic that matches as it stands now."""
    match = next((match for match in kept if match.topic_version == topic.version), None)
    if match is None:
        return None
    entry = next((one for one in entries if one.id == match.entry_id), entries[0])
    return Judged(topic=topic, match=match, earlier=None, entry=entry, short=None)


def _unmatched(topic: Topic, kept: Sequence[Match], story: Story, entries: Sequence[Entry]) -> Judged:
    query = query_of(topic)
    entry, short = _nearest(query, story, entries)
    found = None if short else evaluate(query, document_of(entry, covered=story.sources))
    below = found.score if found and not found.matched else None
    return Judged(topic=topic, match=None, earlier=kept[0] if kept else None, entry=entry, short=short, below=below)


def _quotable(judged: Judged, sources: Mapping[int, str], limits: ExtractLimits) -> Judged:
    """The verdict with the words of each article only as far as its source lets us show them."""
    match, earlier, short = judged.match, judged.earlier, judged.short
    return replace(
        judged,
        match=match and _quoted(match, limits.of(sources.get(match.entry_id, ""))),
        earlier=earlier and _quoted(earlier, limits.of(sources.get(earlier.entry_id, ""))),
        short=short and _quoted_short(short, limits.of(judged.entry.source)),
    )


def _quoted(match: Match, limit: int) -> Match:
    return replace(match, evidence=quotable_evidence(match.evidence, limit))


def _quoted_short(short: Shortfall, limit: int) -> Shortfall:
    lacks = tuple(replace(lack, found=quotable_evidence(lack.found, limit)) for lack in short.lacks)
    return replace(short, met=quotable_evidence(short.met, limit), lacks=lacks)


def _nearest(query: Query, story: Story, entries: Sequence[Entry]) -> tuple[Entry, Shortfall | None]:
    """The article that came nearest, the first of them among equals, and what it lacks; None where it has the words."""
    read = [(entry, document_of(entry, covered=story.sources)) for entry in entries]
    found = [(entry, shortfall(explain(query, document)), evaluate(query, document).score) for entry, document in read]
    entry, short, _ = max(found, key=lambda one: 2.0 + one[2] if one[1] is None else one[1].nearness)
    return entry, short


def verdict_blocks(judged: Judged, story: Story) -> list[Block]:
    """The verdict with its evidence, for one topic among others."""
    if judged.match is not None:
        words = f" – it matches, {judged.match.score:.0%} central{_asked(judged.topic)}{_by(judged, story)}."
        lines = evidence_lines(judged.match.evidence)
        more = len(lines) - _CLAUSES
        rest = ((text(f"and {more} more clauses"),),) if more > 1 else lines[_CLAUSES:]
        bullets = [Bullets((*lines[:_CLAUSES], *rest))] if lines else []
        return [Paragraph((strong(judged.topic.title), text(words))), *bullets]
    return [Paragraph((strong(judged.topic.title), text(" – "), *unmatched(judged, story), text(".")))]


def brief_verdict(judged: Judged, story: Story) -> list[Block]:
    """The verdict in one line: of a topic that nobody here follows the words are enough."""
    if judged.match is None:
        return verdict_blocks(judged, story)
    return [Paragraph((strong(judged.topic.title), text(" – "), *matched_briefly(judged.match), text(".")))]


def matched_briefly(match: Match) -> tuple[Span, ...]:
    """The words by which a story matched, in one line: "“face” in the title"."""
    found = places(match.evidence)
    return (text(f"matched by {and_more(found, 3)}" if found else "matched"),)


def unmatched(judged: Judged, story: Story) -> tuple[Span, ...]:
    """Why the topic as it stands does not match, and by which words an earlier version did."""
    if judged.below is not None:
        return (text(_below(judged, judged.below)), *_elsewhere(judged, story), *_earlier(judged))
    if judged.short is None:
        return (text(_met_too_late(judged)),)
    return (*no_match(judged.short), *_elsewhere(judged, story), *_earlier(judged))


def _elsewhere(judged: Judged, story: Story) -> tuple[Span, ...]:
    """Which article is meant, where it is not the lead."""
    ours = judged.entry.id == story.lead_id
    return () if ours else (text(f" (in the article of {judged.entry.source}, the nearest one)"),)


def evidence_lines(evidence: Iterable[Evidence]) -> tuple[tuple[Span, ...], ...]:
    """One line a clause: its words as written, and those that met it, where they stand. A clause that asks for the same
    in one field only (`body:consent` beside `consent`) tells nothing more."""
    met: dict[str, list[Evidence]] = {}
    for piece in evidence:
        met.setdefault(piece.clause, []).append(piece)
    return tuple(
        (code(asked_by(clause)), text(f" – {', '.join(places(found))}"))
        for clause, found in met.items()
        if not _told_by(met.get(clause.partition(":")[2], []), found)
    )


def _told_by(wider: Iterable[Evidence], found: Iterable[Evidence]) -> bool:
    """Whether each piece of evidence is told of a wider clause, too."""
    told = {(piece.field, piece.start, piece.end) for piece in wider}
    return bool(told) and all((piece.field, piece.start, piece.end) in told for piece in found)


def _asked(topic: Topic) -> str:
    """The score that the topic asks for."""
    return f" where {percent(topic.threshold)} is asked for" if topic.threshold else ""


def _below(judged: Judged, score: float) -> str:
    return f"no match: its words are {score:.0%} central, and {percent(judged.topic.threshold)} is asked for"


def _by(judged: Judged, story: Story) -> str:
    """Whose words they are, where they are not the lead's."""
    return "" if judged.entry.id == story.lead_id else f", by the words of {judged.entry.source}"


def _met_too_late(judged: Judged) -> str:
    """The words are there, and nobody asked for them when they came."""
    topic, entry = judged.topic, judged.entry
    if entry.seen_at < topic.changed_at and entry.when < topic.changed_at - OPEN_WINDOW:
        days = OPEN_WINDOW.days
        return (
            f"no match: it meets the query, but a new or changed topic looks back on {days} days only, and it is older"
        )
    return "no match: it meets the query today, and did not when it came"


def _earlier(judged: Judged) -> tuple[Span, ...]:
    if judged.earlier is None:
        return ()
    version = judged.earlier.topic_version
    return (text(f"; version {version} of the topic "), *matched_briefly(judged.earlier))
