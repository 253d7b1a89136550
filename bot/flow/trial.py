"""Trial: what each part of a query brings and costs over the archive, and which stories it just misses."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bot.flow.arrival import document_of
from bot.flow.replay import Replay, Replayed, admitted
from bot.model.entry import Entry
from bot.model.story import Story
from bot.ports.store import Session
from bot.stories.match import TopicIndex
from bot.stories.query import (
    Document,
    Part,
    Query,
    Relaxation,
    Role,
    differing,
    evaluate,
    narrow,
    parse,
    parts,
    relaxations,
)
from bot.stories.query.widen import Cost

READ = 1_000  # articles outside the replay that are looked at, the newest ones
FEW = 60  # relaxations of a query whose conditions are worth dropping one by one: each drop admits a flood
NEAR_ENOUGH = 10  # stories: a change that brings more of them, and more than a fifth of what was there, is no small one
Brought = dict[int, set[int]]  # by the identity of a part or change: ids of stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A part of a query, counted in stories."""

    part: Part
    stories: int  # in which it holds
    alone: int  # that would be lost without it
    kept_out: int | None  # that would be added without it; None where that is nearly everything


@dataclass(frozen=True, slots=True, kw_only=True)
class NearMiss:
    """Stories that the query misses by one change, and by no smaller one."""

    relaxation: Relaxation
    stories: tuple[Story, ...]  # newest first
    brought: frozenset[int]  # the ids of all stories that the change would bring

    @property
    def adds(self) -> int:
        """How many stories the change would bring."""
        return len(self.brought)


@dataclass(frozen=True, slots=True, kw_only=True)
class Below:
    """A story that the query finds, with a score below its threshold."""

    story: Story
    score: float  # the best that one of its entries has


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What a query's parts do, and what it just misses."""

    parts: tuple[Weighed, ...]  # the most telling first
    near: tuple[NearMiss, ...]  # the smallest change first
    below: tuple[Below, ...]  # the best score first
    cut: bool  # more articles than were read might be brought or kept out


def trial(session: Session, query: Query, found: Replay) -> Trial:
    """Try the outer parts of a query, and its neighbours one step wider, on the stories of a replay and on what the
    query left out since then."""
    pieces, wider = _outer(query), _small_steps(query)
    keepers = [part for part in pieces if part.role is not Role.ALTERNATIVE and _is_narrow(part.without)]
    missed = _missed(session, [*(one.query for one in wider), *(one.without for one in keepers if one.without)], found)
    brought = _brought(session, query, [*wider, *keepers], missed)
    return Trial(
        parts=_weighed(query, pieces, found.stories, brought),
        near=_near(session, wider, brought, most=max(NEAR_ENOUGH, len(found.stories) // 5)),
        below=_below(session, query, found),
        cut=len(missed) >= READ,
    )


def _outer(query: Query) -> tuple[Part, ...]:
    """The parts of the whole, and of the clauses that it is made of."""
    return parts(query, levels=2)


def _small_steps(query: Query) -> list[Relaxation]:
    """The relaxations that are worth trying."""
    if not _is_narrow(query):
        return []
    found = relaxations(query)
    steps = [one for one in found if one.cost < Cost.CONDITION]  # these leave the engine all that it narrows by
    if len(found) <= FEW:
        steps += [one for one in found if one.cost is Cost.CONDITION and _is_narrow(one.query)]
    return steps


def _is_narrow(query: Query | None) -> bool:
    """Whether the engine can narrow it: what cannot be narrowed would bring nearly everything."""
    return query is not None and narrow(query) is not None


def _missed(session: Session, queries: Sequence[Query], found: Replay) -> list[Entry]:
    """The newest entries that one of the queries may match, of stories that the replay does not tell."""
    if not queries:
        return []
    told = found.story_ids
    theirs = sum(len(one.entries) for one in found.stories)
    near = session.entries.search(words=admitted(queries), limit=READ + theirs, since=found.since)
    return [entry for entry in near if entry.story_id not in told and entry.when >= found.since][:READ]


def _brought(session: Session, query: Query, variants: Sequence[Relaxation | Part], missed: Sequence[Entry]) -> Brought:
    """The stories that each variant would bring."""
    stories = session.stories.get({entry.story_id for entry in missed})
    brought: Brought = {id(variant): set() for variant in variants}
    for entry in missed:
        document = document_of(entry, covered=stories[entry.story_id].sources)
        for variant in differing(query, variants, document):
            if not query.threshold or _reaches(variant, document):
                brought[id(variant)].add(entry.story_id)
    return brought


def _reaches(variant: Relaxation | Part, document: Document) -> bool:
    """Whether what a change finds reaches the threshold, too."""
    changed = variant.query if isinstance(variant, Relaxation) else variant.without
    return changed is not None and evaluate(changed, document).matched


def _below(session: Session, query: Query, found: Replay) -> tuple[Below, ...]:
    """The stories that have the query's words, and not to the score that is asked for."""
    if not query.threshold:
        return ()
    entries, scores = _missed(session, [query], found), dict[int, float]()
    stories = session.stories.get({entry.story_id for entry in entries})
    for entry in entries:
        verdict = evaluate(query, document_of(entry, covered=stories[entry.story_id].sources))
        if verdict.evidence and not verdict.matched:
            scores[entry.story_id] = max(verdict.score, scores.get(entry.story_id, 0.0))
    best = sorted(scores, key=lambda story_id: (-scores[story_id], -story_id))
    return tuple(Below(story=stories[story_id], score=scores[story_id]) for story_id in best)


def _weighed(
    query: Query, pieces: Sequence[Part], stories: Iterable[Replayed], brought: Brought
) -> tuple[Weighed, ...]:
    """Each part with the stories that speak of it."""
    held, alone = Counter[int](), Counter[int]()
    index = TopicIndex((i, parse(part.clause)) for i, part in enumerate(pieces) if part.role is Role.ALTERNATIVE)
    for one in stories:
        holding, deciding = _in_story(query, pieces, index, one)
        held.update(holding)
        alone.update(deciding)
    kept_out = [brought.get(id(part)) for part in pieces]
    counted = (
        Weighed(part=part, stories=held[i], alone=alone[i], kept_out=None if kept is None else len(kept))
        for i, (part, kept) in enumerate(zip(pieces, kept_out, strict=True))
    )
    return tuple(sorted(counted, key=_telling))


def _in_story(query: Query, pieces: Sequence[Part], index: TopicIndex[int], one: Replayed) -> tuple[set[int], set[int]]:
    """The alternatives that hold in a story, and those that alone bring it: each of its entries rests on them."""
    holding, deciding = set[int](), set(range(len(pieces)))
    for entry in one.entries:
        document = document_of(entry, covered=one.story.sources)
        here = {i for i, _ in index.matches(document)}
        turning = {id(part) for part in differing(query, [pieces[i] for i in here], document)}
        holding |= here
        deciding &= {i for i in here if id(pieces[i]) in turning}
    return holding, deciding


def _telling(one: Weighed) -> tuple[int, int]:
    """What decides about many stories stands first."""
    return (-one.alone - (one.kept_out or 0), -one.stories)


def _near(session: Session, wider: Iterable[Relaxation], brought: Brought, *, most: int) -> tuple[NearMiss, ...]:
    """Each story with the smallest change that brings it, and of equal ones the one that brings the fewest."""
    adding = [(one, brought[id(one)]) for one in wider if 0 < len(brought[id(one)]) <= most]
    adding.sort(key=lambda pair: (pair[0].cost, len(pair[1])))
    stories = session.stories.get({story_id for _, found in adding for story_id in found})
    left, near = set(stories), []
    for relaxation, found in adding:
        if ours := found & left:
            left -= ours
            newest = sorted((stories[i] for i in ours), key=lambda story: (story.last_at, story.id), reverse=True)
            near.append(NearMiss(relaxation=relaxation, stories=tuple(newest), brought=frozenset(found)))
    return tuple(near)
