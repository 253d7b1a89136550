"""Which of thousands of topics a document is about: an index of the words each topic cannot do without.

A query that offers a choice at its top is filed alternative by alternative. An alternative has covers: sets of keys, of
each of which a matching document holds at least one. It is filed under the keys of its rarest cover; a document's own
words then name the few alternatives whose other covers are worth a look, and a topic is asked with those alone of whose
covers all are met: no other can hold. Alternatives without covers (exclusions, dates, sites) are always tried.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from bot.stories.entities import gazetteer
from bot.stories.query import Document, Query, Verdict
from bot.stories.query.common import COMMON
from bot.stories.query.evaluate import verdict_of_match
from bot.stories.query.split import narrowed, split
from bot.stories.query.tree import TEXT_FIELDS, And, Exact, Near, Node, Or, Phrase, Prefix, Sum, Term
from bot.stories.query.values import Named
from bot.stories.words import fold

Id = TypeVar("Id", int, str)
Cover = frozenset[str]  # keys: `stem`, `two stems` in a row, `title:stem`, `head*` of a word

_HEAD = 4  # letters of a prefix that are indexed: the fewest a prefix has


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)  # each is itself alone, which sets can tell at once
class _Alternative(Generic[Id]):
    """One alternative of a topic, by which an index finds it."""

    topic_id: Id
    number: int  # as `split` counts
    filed: Cover  # the keys that it is filed under, its rarest cover; none where it is always tried
    others: tuple[Cover, ...]
    alone: Query  # the topic, narrowed to it

    @property
    def has_prefix(self) -> bool:
        """Whether a document's keys must tell how its words begin."""
        return any(key.endswith("*") for cover in (self.filed, *self.others) for key in cover)


class TopicIndex(Generic[Id]):
    """Topics by their alternatives' covers. Adding and removing one touches only its own keys."""

    def __init__(self, topics: Iterable[tuple[Id, Query]] = ()) -> None:
        self._queries: dict[Id, Query] = {}
        self._alternatives: dict[Id, tuple[_Alternative[Id], ...]] = {}
        self._by_key: dict[str, set[_Alternative[Id]]] = {}
        self._always: set[_Alternative[Id]] = set()  # those that no words can be required of
        self._prefixed = 0  # alternatives that have a prefix among their covers
        for topic_id, query in topics:
            self.add(topic_id, query)

    def __len__(self) -> int:
        return len(self._queries)

    def add(self, topic_id: Id, query: Query) -> None:
        """Add a topic, or replace its query."""
        self.remove(topic_id)
        self._queries[topic_id] = query
        self._alternatives[topic_id] = tuple(_alternatives(topic_id, query))
        for one in self._alternatives[topic_id]:
            self._prefixed += one.has_prefix
            if not one.filed:
                self._always.add(one)
            for key in one.filed:
                self._by_key.setdefault(key, set()).add(one)

    def remove(self, topic_id: Id) -> None:
        """Forget a topic; unknown ones are no fault."""
        self._queries.pop(topic_id, None)
        for one in self._alternatives.pop(topic_id, ()):
            self._prefixed -= one.has_prefix
            self._always.discard(one)
            for key in one.filed:
                self._by_key[key].discard(one)
                if not self._by_key[key]:
                    del self._by_key[key]

    def matches(self, document: Document) -> list[tuple[Id, Verdict]]:
        """The topics the document is about, by id, with the verdict on each."""
        found: list[tuple[Id, Verdict]] = []
        for topic_id, admitted in self._candidates(document).items():
            if verdict := verdict_of_match(self._narrowed(topic_id, admitted), document):
                found.append((topic_id, verdict))
        return sorted(found, key=lambda pair: pair[0])

    def _narrowed(self, topic_id: Id, admitted: list[_Alternative[Id]]) -> Query:
        """The topic's query with these alternatives; mostly it is a single one, made ready."""
        if len(admitted) > 1:
            return narrowed(self._queries[topic_id], [one.number for one in admitted])
        return admitted[0].alone

    def _candidates(self, document: Document) -> dict[Id, list[_Alternative[Id]]]:
        """The topics that the document's words do not rule out, each with its alternatives that they do not."""
        keys = _keys(document, with_heads=self._prefixed > 0)
        found: dict[Id, list[_Alternative[Id]]] = {}
        for one in self._filed(keys):
            found.setdefault(one.topic_id, []).append(one)
        return found

    def _filed(self, keys: set[str]) -> Iterator[_Alternative[Id]]:
        """The alternatives of whose covers the keys meet all."""
        for one in set().union(*[self._by_key[key] for key in self._by_key.keys() & keys]):
            for cover in one.others:
                if keys.isdisjoint(cover):
                    break
            else:
                yield one
        yield from self._always


def _alternatives(topic_id: Id, query: Query) -> Iterator[_Alternative[Id]]:
    for number, node in enumerate(split(query)):
        filed, *others = _rarest_first(_covers(node)) or (frozenset(),)
        yield _Alternative(
            topic_id=topic_id, number=number, filed=filed, others=tuple(others), alone=replace(query, root=node)
        )


def covers(query: Query) -> tuple[Cover, ...]:
    """Sets of keys: a matching document holds one of each in title or body. The rarest is first; maybe none."""
    return _rarest_first(_covers(query.root))


def _rarest_first(found: Iterable[Cover]) -> tuple[Cover, ...]:
    return tuple(sorted(set(found), key=_cost))


def _covers(node: Node) -> list[Cover]:
    match node:
        case Phrase() | Exact() | Prefix():
            return _of_term(node)
        case Named():
            return _of_choice(map(_of_stems, gazetteer().forms_of(node.id, strict=node.strict)))
        case Sum():
            return _of_choice(map(_of_term, node.weighty))
        case And():
            return [cover for item in node.items for cover in _covers(item)]
        case Or():
            return _of_choice(_covers(item) for item in node.items)
        case Near():
            return [cover for operand in node.operands for cover in _of_choice(_of_term(term) for term in operand)]
    return []


def _of_term(term: Term) -> list[Cover]:
    if term.field and term.field not in TEXT_FIELDS:
        return []
    if isinstance(term, Prefix):
        return [frozenset({f"{term.letters[:_HEAD]}*"})]
    return _of_stems(term.stems, "title:" if term.field == "title" else "")


def _of_stems(stems: tuple[str, ...], field: str = "") -> list[Cover]:
    """A row of stems: each of them, and each two in a row."""
    keys = (f"{field}{stem}" for stem in stems)
    return [frozenset({key}) for key in (*keys, *map(" ".join, pairwise(stems)))]


def _of_choice(choices: Iterable[list[Cover]]) -> list[Cover]:
    """One of several choices must hold: its rarest cover, so any of their rarest. A choice without covers spoils it."""
    rarest = [min(found, key=_cost, default=None) for found in choices]
    known = [cover for cover in rarest if cover is not None]
    return [frozenset().union(*known)] if len(known) == len(rarest) else []


def _cost(cover: Cover) -> float:
    """How often a cover is met by chance, guessed."""
    return sum(map(_chance, cover))


def _chance(key: str) -> float:
    """Long words are rarer than short ones, two in a row much rarer than one, titles a tenth of the text."""
    first, _, second = key.partition(" ")
    if second:
        return _chance(first) * _chance(second) / 10
    stem = key.removeprefix("title:")
    chance = 1.0 if stem in COMMON else 0.5 / len(stem) ** 2
    return chance if stem == key else chance / 10


def _keys(document: Document, *, with_heads: bool) -> set[str]:
    """All keys that the document holds; heads only where some topic asks for them."""
    keys = {*document.stems, *(f"title:{stem}" for stem in document.title.stems)}
    for words in (document.title, document.body):
        keys.update(map(" ".join, pairwise(words.stems)))
    if with_heads:
        for words in (document.title, document.body):
            keys.update(map(_head, [words.text[a:b] for a, b in zip(words.starts, words.ends, strict=True)]))
    return keys


@lru_cache(maxsize=50_000)
def _head(word: str) -> str:
    """The key of the prefixes that a word may begin with."""
    return f"{fold(word)[:_HEAD]}*"
