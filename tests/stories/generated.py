"""Queries and texts from a seed: each text is made for its query, so that about half of them match."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from bot.stories.query import Document, Query, body_text, parse, read_document
from bot.stories.query.tree import Prefix, Term, terms

_TEXT = """
face faces facial scan scans scanning recognition ban banned privacy law court police camera school data deal iris rules
票 人脸 café AT&T U.S. Face++ 4.5 Clearview’s don't well-known Apple the of and
Google YouTube Paris France Nvidia
"""
WORDS = tuple(_TEXT.split())
PLAIN = tuple(word for word in WORDS if word.isascii() and word.isalpha())
MAGIC = " ".join(f"magic{chr(97 + i)}" for i in range(10))  # stands in every author: a clause that always holds


@dataclass(frozen=True, slots=True)
class Case:
    """A query, a document and the texts that the document was read from."""

    query: Query
    document: Document
    texts: dict[str, str]  # by field


def cases(seed: int, count: int) -> Iterator[Case]:
    """So many cases; the same seed gives the same ones."""
    random = Random(seed)
    for _ in range(count):
        query = parse(_query(random, depth=random.choice((0, 1, 1, 2, 2, 3))))
        yield _case(random, query)


def _case(random: Random, query: Query) -> Case:
    planted = [term for term in terms(query.root) if random.random() < 0.4]
    title, body, source, author = (_text(random, planted, field) for field in ("title", "body", "source", "author"))
    summary = _text(random, planted, "body") if random.random() < 0.3 else ""
    author = f"{author} {MAGIC}"
    document = read_document(
        title=title,
        summary=summary,
        body=body,
        source=source,
        author=author,
        link=random.choice(("https://a.example/x", "https://news.a.example/y", "https://b.example", "")),
        language=random.choice(("en", "en-GB", "de", "")),
        published=random.choice((None, datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 5, 5, 5, 5, tzinfo=UTC))),
        covered=random.randint(1, 5),
    )
    texts = {"title": title, "body": body_text(summary, body), "source": source, "author": author}
    return Case(query, document, texts)


def _text(random: Random, planted: list[Term], field: str) -> str:
    """Words by chance, among them some of the query's; source and author are short."""
    size = {"title": 6, "body": 20}.get(field, 2)
    pieces = [random.choice(WORDS) for _ in range(random.randint(0, size))]
    for term in planted:
        if term.field == field or (not term.field and field in ("title", "body") and random.random() < 0.7):
            pieces.insert(random.randint(0, len(pieces)), f"{term.text}s" if isinstance(term, Prefix) else term.text)
    return random.choice((" ", ", ", "\n")).join(pieces)


def _query(random: Random, depth: int) -> str:
    """A query's text, of clauses inside each other."""
    if depth == 0:
        return _leaf(random)
    items = [_query(random, depth - 1) for _ in range(random.choice((1, 2, 2, 3)))]
    if random.random() < 0.2:
        items.append(f"-({_query(random, depth - 1)})")
    joint = random.choice((" ", " OR ", " OR "))
    return joint.join(f"({item})" for item in items)


def _leaf(random: Random) -> str:
    kind = random.random()
    if kind < 0.15:
        return _value(random)
    if kind < 0.4:
        return _scoped(random, _near(random))
    if kind < 0.55:
        return _scoped(random, " OR ".join(_term(random) for _ in range(random.randint(2, 4))))
    return _scoped(random, _term(random))


def _scoped(random: Random, text: str) -> str:
    field = random.choice(("", "", "", "title:", "title:", "body:", "source:", "author:"))
    return f"{field}({text})"


def _near(random: Random) -> str:
    operands = [_operand(random) for _ in range(random.choice((2, 2, 2, 3, 4)))]
    joints = [f" {random.choice(('NEAR', 'ONEAR'))}/{random.choice((0, 1, 2, 3, 8))} " for _ in operands[1:]]
    return operands[0] + "".join(joint + operand for joint, operand in zip(joints, operands[1:], strict=True))


def _operand(random: Random) -> str:
    return f"({' OR '.join(_term(random) for _ in range(random.choice((1, 1, 2, 3))))})"


def _term(random: Random) -> str:
    kind = random.random()
    if kind < 0.4:
        return random.choice(WORDS)
    if kind < 0.55:
        return f"={random.choice(WORDS)}"
    if kind < 0.65:
        return f"{random.choice([word for word in PLAIN if len(word) >= 4])}*"
    words = " ".join(random.choice(WORDS) for _ in range(random.choice((1, 2, 2, 3))))
    return f'="{words}"' if kind < 0.75 else f'"{words}"'


def _value(random: Random) -> str:
    return random.choice(
        (
            "site:a.example",
            "site:b.example",
            "company:google",
            "company:=google",
            "company:(nvidia OR alphabet)",
            "country:fr",
            "country:=fr",
            "lang:en",
            "lang:en-gb",
            "after:2020-06-01",
            "before:2020-06-01",
            f"covered{random.choice(('>=', '>', '<', '<=', '='))}{random.randint(1, 4)}",
        )
    )
