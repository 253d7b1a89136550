"""An explanation, asked again, says the same: for two thousand generated queries and texts, --thorough for ten."""

from collections.abc import Iterator
from functools import lru_cache

import pytest

from bot.model.topic import Evidence
from bot.stories.query import (
    Document,
    Explanation,
    Lack,
    NodeKind,
    Query,
    Reason,
    Shortfall,
    evaluate,
    explain,
    nearest,
    parse,
    read_document,
    shortfall,
)
from bot.stories.query.pieces import pieces
from bot.stories.query.tree import And, Near, Node, Not, Or, Phrase, Step, join, negate
from tests.stories.generated import MAGIC, Case, cases

SEEDS, EACH = range(10), 1_000


read = lru_cache(maxsize=20_000)(parse)  # the same small clauses come again and again


def holds(clause: str, document: Document) -> bool:
    return evaluate(read(clause), document).matched


@pytest.mark.parametrize("seed", SEEDS)
def test_an_explanation_asked_again_says_the_same(seed: int, share: float) -> None:
    matched, count = 0, round(EACH * share)
    for case in cases(seed, count):
        explained = explain(case.query, case.document)
        verdict = evaluate(case.query, case.document)
        assert explained.holds is verdict.matched is recombined(explained)
        assert verdict.evidence == tuple(dict.fromkeys(explained.evidence))
        for leaf in leaves(explained):
            check_leaf(leaf, case)
        check_nearest(explained, case)
        matched += verdict.matched
    assert 0.3 < matched / count < 0.7


def leaves(explained: Explanation) -> Iterator[Explanation]:
    """The terms, values and chains, and the terms of the chains."""
    if explained.kind in (NodeKind.TERM, NodeKind.NEAR, NodeKind.VALUE):
        yield explained
    for part in explained.parts:
        yield from leaves(part)


def recombined(explained: Explanation) -> bool:
    """The verdict that follows from the leaves alone."""
    match explained.kind:
        case NodeKind.ALL:
            return all(map(recombined, explained.parts))
        case NodeKind.ANY:
            return any(map(recombined, explained.parts))
        case NodeKind.NOT:
            return not recombined(explained.parts[0])
    return explained.holds


def check_leaf(leaf: Explanation, case: Case) -> None:
    """Read and asked alone, a clause has the same verdict, and each piece of its evidence alone meets it."""
    assert read(leaf.clause).root == leaf.node
    assert bool(leaf.evidence) is holds(leaf.clause, case.document) is leaf.holds is (leaf.lack is None)
    check_evidence(leaf.evidence, case)


def check_evidence(evidence: tuple[Evidence, ...], case: Case) -> None:
    for piece in evidence:
        if piece.field in case.texts:
            assert case.texts[piece.field][piece.start : piece.end] == piece.text
        assert holds(piece.clause, alone(piece, case.document)), piece


def alone(piece: Evidence, document: Document) -> Document:
    """A document that holds nothing but this evidence."""
    texts = dict.fromkeys(("title", "body", "source", "author", "site", "lang"), "") | {piece.field: piece.text}
    return read_document(
        title=texts["title"],
        body=texts["body"],
        source=texts["source"],
        author=texts["author"],
        link=f"https://{texts['site']}",
        language=texts["lang"],
        published=document.published if piece.field in ("after", "before") else None,
        covered=int(piece.text) if piece.field == "covered" else 1,
    )


def check_nearest(explained: Explanation, case: Case) -> None:
    """What is left of the query has its verdict too, and tells truly what is there and what is not."""
    nearer = nearest(explained)
    assert nearer.holds is explained.holds is recombined(nearer) is holds(nearer.clause, case.document)
    short = shortfall(explained)
    assert (short is None) is explained.holds
    if short is not None:
        assert short.lacks
        assert 0 <= short.nearness < 1
        check_evidence(short.met, case)
        for lack in short.lacks:
            check_lack(lack, case)
            check_comes_nearer(lack, short, explained, case)


def check_lack(lack: Lack, case: Case) -> None:
    assert not holds(lack.clause, case.document)
    if lack.reason not in (Reason.VALUE, Reason.UNSURE):
        check_evidence(lack.found, case)
    for clause in lack.missing:
        assert holds(clause, case.document) is (lack.reason is Reason.AGAIN)
    assert (lack.apart is not None) is (lack.reason in (Reason.APART, Reason.ORDER))
    assert lack.found or lack.missing
    chain = read(lack.clause).root
    if isinstance(chain, Near) and len(chain.operands) == 2 and lack.apart is not None:
        check_distance(chain, lack, case.document)


def check_distance(chain: Near, lack: Lack, document: Document) -> None:
    """So many words farther apart, the chain would hold, and with one less it would not."""
    apart = lack.apart or 0
    ordered = chain.steps[0].ordered and lack.reason is Reason.APART
    reaches = [Query(Near(chain.operands, (Step(words, ordered),))) for words in (apart, apart - 1)]
    assert evaluate(reaches[0], document).matched
    assert not evaluate(reaches[1], document).matched or lack.reason is Reason.ORDER


def check_comes_nearer(lack: Lack, short: Shortfall, explained: Explanation, case: Case) -> None:
    """If just this condition held, or excluded nothing, the query would hold or come nearer."""
    changed = Query(without_lack(explained, lack.clause, wanted=True))
    again = shortfall(explain(changed, case.document))
    assert again is None or (again.nearness, -len(again.lacks)) > (short.nearness, -len(short.lacks)), lack


def without_lack(explained: Explanation, clause: str, *, wanted: bool) -> Node:
    """The query with one of its clauses as if it held (or, where it is excluded, as if it did not)."""
    told = nearest(explained).clause if explained.kind is NodeKind.NEAR else explained.clause
    if (wanted and clause in (explained.clause, told)) or (not wanted and str(Not(explained.node)) == clause):
        return stand_in(explained.node) if wanted else read("covered<0").root
    match explained.kind:
        case NodeKind.ALL:
            return join(And, [without_lack(part, clause, wanted=wanted) for part in explained.parts])
        case NodeKind.ANY:
            return join(Or, [without_lack(part, clause, wanted=wanted) for part in explained.parts])
        case NodeKind.NOT:
            return negate(without_lack(explained.parts[0], clause, wanted=not wanted))
    return explained.node


def stand_in(node: Node) -> Node:
    """A clause that always holds, of as many words."""
    size = len(node.operands) if isinstance(node, Near) else len(pieces(node)) if isinstance(node, Phrase) else 1
    if isinstance(node, Not):
        return read("covered>=0").root
    words = [read(f"author:{word}").root for word in MAGIC.split()[: max(1, size)]]
    terms = tuple((word,) for word in words if isinstance(word, Phrase))
    return Near(terms, (Step(0, True),) * (size - 1)) if size > 1 else words[0]
