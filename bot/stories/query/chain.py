"""Where a chain of near operands breaks in a field in which it does not hold."""

from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass

from bot.model.topic import Evidence
from bot.stories.query.document import Document
from bot.stories.query.evidence import of_chain, of_term
from bot.stories.query.find import Chain, Span, begin, reach, spans_of
from bot.stories.query.lack import Lack, Reason
from bot.stories.query.tree import Near, Or, Step, Term, join, unscoped

FAR = 4  # times the distance asked for: what stands farther apart than this is not near at all
_SENTENCE = 10  # words that are near in any case


def break_of(near: Near, field: str, document: Document) -> Lack:
    """What the chain lacks in this field, title or body."""
    spots = [spans_of(operand, document.stream(field)) for operand in near.operands]
    if not all(spots):
        return _incomplete(near, spots, field, document)
    reached = begin(near.operands[0], document.stream(field))
    for i, step in enumerate(near.steps):
        onward = reach(reached, step, spots[i + 1])
        if not onward:
            return _Break(near, i, reached, spots[i + 1], field, document).lack()
        reached = onward
    raise AssertionError(f"{near} holds in the {field}")


def _incomplete(near: Near, spots: list[dict[Span, Term]], field: str, document: Document) -> Lack:
    """Operands that are not in this field; some may be in the other one."""
    found: list[Evidence] = []
    missing: list[str] = []
    for operand, spans in zip(near.operands, spots, strict=True):
        if spans:
            found.append(_first(spans, near, field, document))
        elif elsewhere := _anywhere(operand, document):
            found.append(elsewhere)
        else:
            missing.append(bare(operand))
    return Lack(
        clause=str(near),
        reason=Reason.ABSENT if missing else Reason.ELSEWHERE,
        found=tuple(found),
        missing=tuple(missing),
        nearness=sum(map(bool, spots)) / (len(spots) + 1),
    )


def _first(spans: dict[Span, Term], near: Near, field: str, document: Document) -> Evidence:
    span = min(spans)
    return of_chain(Chain((spans[span],), (span,)), near, field, document.stream(field).words)


def _anywhere(operand: tuple[Term, ...], document: Document) -> Evidence | None:
    found = (of_term(unscoped(term), document) for term in operand)
    return next((evidence[0] for evidence in found if evidence), None)


def bare(operand: tuple[Term, ...]) -> str:
    """The terms of an operand without their field."""
    return str(join(Or, map(unscoped, operand)))


@dataclass(frozen=True, slots=True)
class _Pair:
    """A chain so far and a place of the next operand, one behind the other."""

    words: int  # between them
    in_order: bool
    chain: Chain
    span: Span


@dataclass(frozen=True, slots=True)
class _Break:
    """All operands are there, and step `at` reaches none of the places of the next one."""

    near: Near
    at: int
    reached: dict[Span, Chain]
    onward: dict[Span, Term]
    field: str
    document: Document

    def lack(self) -> Lack:
        """What parts the closest pair; where all places overlap, the same words would have to stand there again."""
        pair = self._closest()
        if pair is None:
            return self._again()
        after = Chain((self.onward[pair.span],), (pair.span,))
        wrong_order = self._step.ordered and not pair.in_order
        size = len(self.near.operands)
        return Lack(
            clause=str(self.near),
            reason=Reason.ORDER if wrong_order else Reason.APART,
            found=(self._shown(pair.chain), self._shown(after)),
            apart=pair.words,
            nearness=(size - (pair.words > widest(self._step))) / (size + 1),
        )

    @property
    def _step(self) -> Step:
        return self.near.steps[self.at]

    def _again(self) -> Lack:
        return Lack(
            clause=str(self.near),
            reason=Reason.AGAIN,
            found=(self._shown(next(iter(self.reached.values()))),),
            missing=(bare(self.near.operands[self.at + 1]),),
            nearness=(self.at + 1) / (len(self.near.operands) + 1),
        )

    def _closest(self) -> _Pair | None:
        """The pair that is nearest to what the step asks for: in its order, unless only the order is wrong."""
        pairs = list(_pairs(self.reached, self.onward))
        in_order = [pair for pair in pairs if pair.in_order]
        reversed_near = any(pair.words <= self._step.words for pair in pairs)
        if self._step.ordered and in_order and not reversed_near:
            pairs = in_order
        return min(pairs, key=lambda pair: (pair.words, pair.span), default=None)

    def _shown(self, chain: Chain) -> Evidence:
        return of_chain(chain, self.near, self.field, self.document.stream(self.field).words)


def widest(step: Step) -> int:
    """The most words between two that are not too far apart to be told as nearly right."""
    return max(_SENTENCE, FAR * step.words)


def _pairs(reached: dict[Span, Chain], onward: dict[Span, Term]) -> Iterator[_Pair]:
    """Each place of the next operand with the nearest chain before it and the nearest after it."""
    by_start = sorted(reached)
    by_end = sorted(reached, key=lambda span: span[1])
    starts = [first for first, _ in by_start]
    ends = [last for _, last in by_end]
    for span in onward:
        before = bisect_left(ends, span[0]) - 1
        after = bisect_left(starts, span[1] + 1)
        if before >= 0:
            yield _Pair(span[0] - ends[before] - 1, True, reached[by_end[before]], span)
        if after < len(starts) and not _within(reached[by_start[after]], span):
            yield _Pair(starts[after] - span[1] - 1, False, reached[by_start[after]], span)


def _within(chain: Chain, span: Span) -> bool:
    """A place that the chain went through already."""
    return any(first <= span[1] and span[0] <= last for first, last in chain.spans)
