"""Random queries and documents over a few words, so that they meet often."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from bot.stories import words
from bot.stories.query import Document, read_document
from bot.stories.query.tree import (
    And,
    Exact,
    Near,
    Node,
    Or,
    Phrase,
    Prefix,
    Query,
    Step,
    Sum,
    Term,
    Weight,
    join,
    negate,
)
from bot.stories.query.values import Covered, Dated, Language, Named, Site, Value

WORDS = (
    "face",
    "Faces",
    "facial",
    "scanning",
    "scan",
    "ban",
    "bans",
    "privacy",
    "AT&T",
    "U.S.",
    "café",
    "人脸",
    "4.5",
    "ﹰ",
    "Google",
    "YouTube",
    "French",
    "Target",
    "retailer",
)
FIELDS = ("", "title", "body", "source", "author")

texts = st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join)
documents = st.builds(
    lambda title, body, source, site, covered, lang, published: read_document(
        title=title, body=body, source=source, link=site, covered=covered, language=lang, published=published
    ),
    title=texts,
    body=texts,
    source=texts,
    site=st.sampled_from(["https://a.example/x", "https://www.b.example", ""]),
    covered=st.integers(1, 4),
    lang=st.sampled_from(["", "en", "en-GB", "de"]),
    published=st.sampled_from([None, datetime(2020, 1, 1, tzinfo=UTC), datetime(2021, 5, 5, 5, tzinfo=UTC)]),
)

_known = [word for word in WORDS if words.read(word).stems]


def phrases(fields: st.SearchStrategy[str]) -> st.SearchStrategy[Term]:
    """Words, phrases, exact forms and prefixes."""
    quoted = st.lists(st.sampled_from(_known), min_size=1, max_size=3).map(" ".join)
    single = st.sampled_from(_known)
    return st.one_of(
        st.builds(lambda text, field: Phrase(text, words.read(text).stems, field), single, fields),
        st.builds(lambda text, field: Phrase(text, words.read(text).stems, field, True), quoted, fields),
        st.builds(lambda text, field: Exact(text, words.read(text).stems, field), single, fields),
        st.builds(lambda text, field: Exact(text, words.read(text).stems, field, True), quoted, fields),
        st.builds(
            lambda text, field: Prefix(text, words.fold(text), field), st.sampled_from(["face", "scan", "priv"]), fields
        ),
    )


def _near(field: str) -> st.SearchStrategy[Node]:
    operand = st.lists(phrases(st.just(field)), min_size=1, max_size=2, unique=True).map(tuple)
    steps = st.builds(Step, st.integers(0, 4), st.booleans())
    return st.integers(1, 2).flatmap(
        lambda n: st.builds(
            Near,
            st.lists(operand, min_size=n + 1, max_size=n + 1).map(tuple),
            st.lists(steps, min_size=n, max_size=n).map(tuple),
        )
    )


def _sums() -> st.SearchStrategy[Sum]:
    """Weights that can reach what is asked for."""
    plain = phrases(st.just("")).filter(lambda term: not isinstance(term, Prefix))
    words_of = st.lists(plain, min_size=1, max_size=3, unique=True).map(tuple)
    weights = st.lists(st.builds(Weight, words_of, st.integers(-3, 5), st.integers(-3, 5)), min_size=1, max_size=4)
    return weights.filter(lambda found: any(one.most for one in found)).flatmap(
        lambda found: st.builds(Sum, st.integers(1, sum(one.most for one in found)), st.just(tuple(found)))
    )


values: st.SearchStrategy[Value] = st.one_of(
    st.sampled_from(
        [Site("a.example"), Site("example"), Language("en"), Language("en-gb"), Covered(">=", 2), Covered("<", 3)]
    ),
    st.sampled_from(
        [
            Named("company", "google"),
            Named("company", "google", strict=True),
            Named("company", "big-tech"),
            Named("company", "target"),
            Named("country", "fr"),
            Named("country", "fr", strict=True),
        ]
    ),
    st.builds(Dated, st.sampled_from(["after", "before"]), st.dates(date(2019, 12, 1), date(2021, 12, 1))),
)
sums = _sums()
leaves: st.SearchStrategy[Node] = st.one_of(
    phrases(st.sampled_from(FIELDS)), phrases(st.just("")), st.sampled_from(FIELDS).flatmap(_near), values, sums
)
nodes: st.SearchStrategy[Node] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.lists(inner, min_size=2, max_size=3).map(lambda items: join(And, items)),
        st.lists(inner, min_size=2, max_size=3).map(lambda items: join(Or, items)),
        inner.map(negate),
    ),
    max_leaves=6,
)
queries: st.SearchStrategy[Query] = nodes.map(Query)


def document(title: str = "", body: str = "", **more: object) -> Document:
    """A document of these texts."""
    return read_document(title=title, body=body, **more)  # type: ignore[arg-type]
