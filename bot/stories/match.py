"""Which of thousands of topics a document is about: an index of the words each topic cannot do without.

A topic has covers: sets of keys, of each of which a matching document holds at least one. The topic is filed under
the keys of its rarest cover; a document's own words then name the few topics whose other covers are worth a look, and
of those only the ones that meet all are evaluated. Topics without covers (exclusions, dates, sites) are always tried.
"""

from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import Generic, TypeVar

from bot.stories.query import Document, Query, Verdict
from bot.stories.query.common import COMMON
from bot.stories.query.evaluate import verdict_of_match
from bot.stories.query.tree import TEXT_FIELDS, And, Exact, Near, Node, Or, Phrase, Prefix, Term

Id = TypeVar("Id", int, str)
Cover = frozenset[str]  # keys: `stem`, `two stems` in a row, `title:stem`, `head*` of a word

_HEAD = 4  # letters of a prefix that are indexed: the fewest a prefix has


class TopicIndex(Generic[Id]):
    """Topics by their covers. Adding and removing one touches only its own keys."""

    def __init__(self, topics: Iterable[tuple[Id, Query]] = ()) -> None:
        self._queries: dict[Id, Query] = {}
        self._covers: dict[Id, tuple[Cover, ...]] = {}  # the rarest first
        self._by_key: dict[str, set[Id]] = {}
        self._always: set[Id] = set()
        self._prefixed = 0  # topics that have a prefix among their covers
        for topic_id, query in topics:
            self.add(topic_id, query)

    def __len__(self) -> int:
        return len(self._queries)

    def add(self, topic_id: Id, query: Query) -> None:
        """Add a topic, or replace its query."""
        self.remove(topic_id)
        self._queries[topic_id] = query
        self._covers[topic_id] = found = covers(query)
        self._prefixed += _has_prefix(found)
        if not found:
            self._always.add(topic_id)
        for key in found[0] if found else ():
            self._by_key.setdefault(key, set()).add(topic_id)

    def remove(self, topic_id: Id) -> None:
        """Forget a topic; unknown ones are no fault."""
        self._queries.pop(topic_id, None)
        self._always.discard(topic_id)
        found = self._covers.pop(topic_id, ())
        self._prefixed -= _has_prefix(found)
        for key in found[0] if found else ():
            self._by_key[key].discard(topic_id)
            if not self._by_key[key]:
                del self._by_key[key]

    def matches(self, document: Document) -> list[tuple[Id, Verdict]]:
        """The topics the document is about, by id, with the verdict on each."""
        verdicts = [
            (topic_id, verdict_of_match(self._queries[topic_id], document)) for topic_id in self._candidates(document)
        ]
        return sorted([(topic_id, verdict) for topic_id, verdict in verdicts if verdict], key=lambda pair: pair[0])

    def _candidates(self, document: Document) -> Iterator[Id]:
        """The topics that the document's words do not rule out."""
        keys = _keys(document, with_heads=self._prefixed > 0)
        filed: set[Id] = set().union(*(self._by_key[key] for key in self._by_key.keys() & keys))
        for topic_id in filed:
            if not any(map(keys.isdisjoint, self._covers[topic_id])):
                yield topic_id
        yield from self._always


def covers(query: Query) -> tuple[Cover, ...]:
    """Sets of keys: a matching document holds one of each in title or body. The rarest is first; maybe none."""
    return tuple(sorted(set(_covers(query.root)), key=_cost))


def _covers(node: Node) -> list[Cover]:
    match node:
        case Phrase() | Exact() | Prefix():
            return _of_term(node)
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
    keys = [f"title:{stem}" for stem in term.stems] if term.field == "title" else [*term.stems]
    return [frozenset({key}) for key in (*keys, *map(" ".join, pairwise(term.stems)))]


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


def _has_prefix(found: Iterable[Cover]) -> bool:
    return any(key.endswith("*") for cover in found for key in cover)


def _keys(document: Document, *, with_heads: bool) -> set[str]:
    """All keys that the document holds; heads only where some topic asks for them."""
    keys = {*document.stems, *(f"title:{stem}" for stem in document.title.stems)}
    for words in (document.title, document.body):
        keys.update(map(" ".join, pairwise(words.stems)))
    if with_heads:
        keys.update(f"{fold[:_HEAD]}*" for field in TEXT_FIELDS for fold in document.stream(field).folds)
    return keys
