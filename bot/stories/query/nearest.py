"""Nearest: of all the ways in which a query could have held, the one that came nearest, and what it lacks."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain

from bot.stories.query.document import Document
from bot.stories.query.explain import whole
from bot.stories.query.explanation import Explanation, NodeKind, Shortfall
from bot.stories.query.lack import Lack, Reason
from bot.stories.query.standing import standing
from bot.stories.query.tree import And, Near, Node, Not, Or, join, terms


def nearest(explanation: Explanation) -> Explanation:
    """The explanation without what does not matter: of alternatives the one that came nearest (the greatest share of
    its conditions met, then the fewest lacking, then words in the title), or those that hold; no words of a chain that
    are nowhere, and no exclusions that found nothing. Where no alternative has anything, one that excludes is told, or
    all of them are."""
    match explanation.kind:
        case NodeKind.ALL:
            return _rebuilt(NodeKind.ALL, explanation.document, _telling(explanation.parts))
        case NodeKind.ANY:
            return _nearest_of(explanation)
        case NodeKind.NOT if explanation.parts[0].kind is NodeKind.ANY and not explanation.holds:
            return _nearest_exclusion(explanation.parts[0])
        case NodeKind.NEAR:
            return _nearest_chain(explanation)
    return explanation


def shortfall(explanation: Explanation) -> Shortfall | None:
    """Why the query fails; None when it holds."""
    if explanation.holds:
        return None
    nearer = nearest(explanation)
    conditions = nearer.parts if nearer.kind is NodeKind.ALL else (nearer,)
    return Shortfall(
        clause=nearer.clause,
        met=tuple(dict.fromkeys(chain.from_iterable(part.evidence for part in conditions))),
        lacks=tuple(dict.fromkeys(chain.from_iterable(_lacks(part) for part in conditions if not part.holds))),
        nearness=standing(explanation).share,
    )


def _telling(parts: Iterable[Explanation]) -> list[Explanation]:
    """All but the exclusions that found nothing, unless there is nothing else."""
    every = list(parts)
    return [nearest(part) for part in every if not (part.holds and part.kind is NodeKind.NOT)] or every


def _nearest_of(choice: Explanation) -> Explanation:
    held = [nearest(part) for part in choice.parts if part.holds]
    if held:
        return _rebuilt(NodeKind.ANY, choice.document, held)
    best = max(choice.parts, key=lambda part: standing(part).rank)
    if standing(best).met:
        return nearest(best)
    excluding = (nearest(part) for part in choice.parts if part.kind is NodeKind.NOT)  # of it there is too much
    return next(excluding, choice)


def _nearest_exclusion(choice: Explanation) -> Explanation:
    """What of several things excluded is there; an exclusion among them asks for what it excludes itself."""
    excluded = _rebuilt(NodeKind.ANY, choice.document, [part for part in choice.parts if part.holds])
    if excluded.kind is NodeKind.NOT:
        return nearest(excluded.parts[0])
    return whole(NodeKind.NOT, Not(excluded.node), choice.document, [excluded])


def _nearest_chain(near: Explanation) -> Explanation:
    operands = [nearest(part) if part.holds else part for part in near.parts]
    steps = near.node.steps if isinstance(near.node, Near) else ()
    return replace(near, node=Near(tuple(tuple(terms(part.node)) for part in operands), steps), parts=tuple(operands))


def _rebuilt(kind: NodeKind, document: Document, parts: Iterable[Explanation]) -> Explanation:
    """One flat clause of these parts, each once; a single part stays itself."""
    flat: dict[Node, Explanation] = {}
    for part in parts:
        for piece in part.parts if part.kind is kind else (part,):
            flat.setdefault(piece.node, piece)
    if len(flat) == 1:
        return next(iter(flat.values()))
    node = join(And, flat) if kind is NodeKind.ALL else join(Or, flat)
    return whole(kind, node, document, list(flat.values()))


def _lacks(failing: Explanation) -> Iterator[Lack]:
    match failing.kind:
        case NodeKind.ALL:
            for part in failing.parts:
                if not part.holds:
                    yield from _lacks(part)
        case NodeKind.ANY:
            yield _of_choice(failing)
        case NodeKind.NOT:
            excluded = failing.parts[0]
            held = [part for part in excluded.parts if part.holds] if excluded.kind is NodeKind.ANY else [excluded]
            yield from chain.from_iterable(map(_of_excluded, held))
    if failing.lack is not None:
        yield failing.lack


def _of_choice(failing: Explanation) -> Lack:
    """None of the alternatives has anything; where all are values, the entry's own are told."""
    values = all(part.kind is NodeKind.VALUE for part in failing.parts)
    found = chain.from_iterable(part.lack.found for part in failing.parts if part.lack is not None)
    return Lack(
        clause=failing.clause,
        reason=Reason.VALUE if values else Reason.ABSENT,
        found=tuple({piece.field: piece for piece in found}.values()) if values else (),
        missing=tuple(part.clause for part in failing.parts),
    )


def _of_excluded(found: Explanation) -> Iterator[Lack]:
    if found.kind is NodeKind.NOT:  # an exclusion of an exclusion asks for what that one excludes
        yield from _lacks(found.parts[0])
    else:
        yield Lack(clause=str(Not(found.node)), reason=Reason.EXCLUDED, found=found.evidence)
