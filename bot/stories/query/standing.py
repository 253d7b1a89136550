"""Standing: how many conditions of a clause are met, so that alternatives can be compared."""

from collections.abc import Iterable
from dataclasses import dataclass

from bot.model.topic import Evidence
from bot.stories.query.explanation import Explanation, NodeKind
from bot.stories.query.pieces import pieces
from bot.stories.query.tree import Near, Node, Phrase

Rank = tuple[float, int, float, bool]


@dataclass(frozen=True, slots=True)
class Standing:
    """A clause's conditions. A chain or a phrase counts once for each of its words: it says more than one word does.
    Exclusions and values count only where they fail: by themselves they bring nothing."""

    met: float  # half-met ones in part
    conditions: int
    lacks: int  # conditions that do not hold
    in_title: bool = False  # some of what is met is in the title

    @property
    def share(self) -> float:
        """The share of the conditions that are met, 0 to 1."""
        return self.met / self.conditions if self.conditions else float(not self.lacks)

    @property
    def rank(self) -> Rank:
        """Greater is nearer: the share met, then the fewest lacking, then the most met, then words in the title."""
        return round(self.share, 9), -self.lacks, round(self.met, 9), self.in_title


def standing(explained: Explanation) -> Standing:
    """How a clause stands; of alternatives it is the one that came nearest."""
    match explained.kind:
        case NodeKind.ALL:
            return _together(standing(part) for part in explained.parts)
        case NodeKind.ANY:
            held = [part for part in explained.parts if part.holds] or explained.parts
            return max((standing(part) for part in held), key=lambda one: one.rank)
        case NodeKind.NOT:
            return _of_excluded(explained.parts[0])
    return _of_leaf(explained)


def _together(parts: Iterable[Standing]) -> Standing:
    all_parts = list(parts)
    return Standing(
        met=sum(one.met for one in all_parts),
        conditions=sum(one.conditions for one in all_parts),
        lacks=sum(one.lacks for one in all_parts),
        in_title=any(one.in_title for one in all_parts),
    )


def _of_excluded(excluded: Explanation) -> Standing:
    """One lack for each thing excluded that is there; an exclusion among them asks for what it excludes itself."""
    match excluded.kind:
        case NodeKind.ANY:
            return _together(_of_excluded(part) for part in excluded.parts)
        case NodeKind.NOT:
            return standing(excluded.parts[0])
    lacks = int(excluded.holds)
    return Standing(met=0.0, conditions=lacks, lacks=lacks)


def _of_leaf(explained: Explanation) -> Standing:
    lack, words = explained.lack, _words(explained.node)
    if lack is not None:
        return Standing(met=lack.nearness * words, conditions=words, lacks=1, in_title=_titled(lack.found))
    if explained.kind is NodeKind.VALUE:
        return Standing(met=0.0, conditions=0, lacks=0)
    return Standing(met=words, conditions=words, lacks=0, in_title=_titled(explained.evidence))


def _words(leaf: Node) -> int:
    match leaf:
        case Near():
            return len(leaf.operands)
        case Phrase():
            return max(1, len(pieces(leaf)))
    return 1


def _titled(evidence: Iterable[Evidence]) -> bool:
    return any(piece.field == "title" for piece in evidence)
