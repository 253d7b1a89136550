"""The issue: which candidates are told, in which order, and what is frozen of each."""

from collections.abc import Iterable

from bot.digests.compose.draft import Draft
from bot.digests.compose.extract import ExtractLimits, choose_extracts
from bot.digests.compose.quotable import quotable, quotable_evidence
from bot.digests.compose.request import Candidate, ComposeRequest
from bot.digests.compose.spread import spread
from bot.model.digest import DigestEntry, DigestStory, Novelty
from bot.model.entry import Entry
from bot.model.origin import Origin
from bot.model.topic import Evidence

HISTORY = 8  # earlier windows that an issue looks back on


def compose(request: ComposeRequest) -> Draft:
    """The issue of one subscription and window. Pure: the same request gives the same draft.

    Stories stand in the order of their score, equal ones by story id, but for what `spread` keeps from the head.
    Those the channel has seen under another topic stand last. A story that an earlier issue told and that gained no
    article since is no news and is left out.
    """
    ranked = spread(sorted(filter(_is_news, request.candidates), key=_rank))
    return Draft(
        subscription_id=request.subscription.id,
        channel_id=request.subscription.channel_id,
        topic_name=request.topic.name,
        topic_title=request.topic.title,
        topic_query=request.topic.query,
        topic_version=request.topic.version,
        cadence=request.subscription.schedule.cadence,
        zone=request.subscription.schedule.zone,
        window=request.window,
        created_at=request.now,
        stories=tuple(_story(candidate, place, request.limits) for place, candidate in enumerate(ranked, start=1)),
        feeds=request.feeds,
        articles_read=request.articles_read,
        history=request.history[-HISTORY:],
        token=request.token,
        next_at=request.next_at,
    )


def lead_first(entries: Iterable[Entry], lead_id: int) -> tuple[Entry, ...]:
    """A story's articles: the lead, then the best tier first and the oldest first within a tier."""
    return tuple(sorted(entries, key=lambda entry: (entry.id != lead_id, entry.tier, entry.when, entry.id)))


def _is_news(candidate: Candidate) -> bool:
    return candidate.told.number is None or _gained(candidate) > 0


def _rank(candidate: Candidate) -> tuple[bool, float, int]:
    return (candidate.told.novelty is Novelty.SEEN, -candidate.score, candidate.story.id)


def _gained(candidate: Candidate) -> int:
    return sum(entry.id in candidate.gained for entry in candidate.entries)


def _story(candidate: Candidate, position: int, limits: ExtractLimits) -> DigestStory:
    entries = lead_first(candidate.entries, candidate.story.lead_id)
    lead = entries[0]
    first = min(entries, key=lambda entry: (entry.when, entry.id))
    extracts = choose_extracts(entries, lead.title, limits)
    return DigestStory(
        story_id=candidate.story.id,
        position=position,
        title=lead.title,
        link=lead.link,
        source=lead.source,
        when=lead.when,
        clause=extracts.clause,
        summary=extracts.summary,
        novelty=candidate.told.novelty,
        gained=_gained(candidate),
        since_number=candidate.told.number,
        seen_under=candidate.told.topic_title if candidate.told.number is None else "",
        first_source=first.source,
        first_at=first.when,
        score=candidate.score,
        reason=candidate.reason,
        evidence=_evidence(candidate, limits),
        coverage=tuple(_article(entry) for entry in entries),
        origin=_origin(candidate, limits),
    )


def _evidence(candidate: Candidate, limits: ExtractLimits) -> tuple[Evidence, ...]:
    whose = next((entry.source for entry in candidate.entries if entry.id == candidate.match.entry_id), "")
    return quotable_evidence(candidate.match.evidence, limits.of(whose))


def _origin(candidate: Candidate, limits: ExtractLimits) -> Origin | None:
    sources = {entry.id: entry.source for entry in candidate.entries}
    return quotable(candidate.origin, sources, limits) if candidate.origin else None


def _article(entry: Entry) -> DigestEntry:
    return DigestEntry(entry_id=entry.id, source=entry.source, title=entry.title, link=entry.link, when=entry.when)
