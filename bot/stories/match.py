"""Which of thousands of topics a document is about: an index of the words each topic cannot do without.

A query that offers a choice at its top is filed alternative by alternative. An alternative has covers: sets of keys, of
each of which a matching document holds at least one. It is filed under the keys of its rarest cover; a document's own
words then name the few alternatives whose other covers are worth a look, and a topic is asked with those alone of whose
covers all are met: no other can hold. Alternatives without covers (exclusions, dates, sites) are always tried.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Generic, TypeVar

from bot.stories.entities import gazetteer
from bot.stories.query import Document, Query, Verdict
from bot.stories.query.common import COMMON
from bot.stories.query.evaluate import verdict_of_match
from bot.stories.query.split import narrowed, split
from bot.stories.query.tree import TEXT_FIELDS, And, Exact, Named, Near, Node, Or, Phrase, Prefix, Term
from bot.stories.words import fold

Id = TypeVar("Id", int, str)
Cover = frozenset[str]  # keys: `stem`, `two stems` in a row, `title:stem`, `head*` of a word

_HEAD = 4  # letters of a prefix that are indexed: the fewest a prefix has


class TopicIndex(Generic[Id]):
    """Topics by their alternatives' covers. Adding and removing one touches only its own keys."""

    def __init__(self, topics: Iterable[tuple[Id, Query]] = ()) -> None:
        self._queries: dict[Id, Query] = {}
        self._covers: dict[Id, tuple[tuple[Cover, ...], ...]] = {}  # of each alternative; the rarest first
        self._others: dict[tuple[Id, int], tuple[Cover, ...]] = {}  # the covers that it is not filed under
        self._by_key: dict[str, set[tuple[Id, int]]] = {}
        self._always: set[tuple[Id, int]] = set()
        self._alone: dict[tuple[Id, int], Query] = {}  # topics narrowed to one alternative
        self._prefixed = 0  # alternatives that have a prefix among their covers
        for topic_id, query in topics:
            self.add(topic_id, query)

    def __len__(self) -> int:
        return len(self._queries)

    def add(self, topic_id: Id, query: Query) -> None:
        """Add a topic, or replace its query."""
        self.remove(topic_id)
        self._queries[topic_id] = query
        alternatives = split(query)
        self._covers[topic_id] = tuple([_rarest_first(_covers(node)) for node in alternatives])
        for number, (node, found) in enumerate(zip(alternatives, self._covers[topic_id], strict=True)):
            place = topic_id, number
            self._prefixed += _has_prefix(found)
            self._others[place] = found[1:]
            self._alone[place] = replace(query, root=node)
            if not found:
                self._always.add(place)
            for key in found[0] if found else ():
                self._by_key.setdefault(key, set()).add(place)

    def remove(self, topic_id: Id) -> None:
        """Forget a topic; unknown ones are no fault."""
        self._queries.pop(topic_id, None)
        for number, found in enumerate(self._covers.pop(topic_id, ())):
            self._prefixed -= _has_prefix(found)
            self._always.discard((topic_id, number))
            self._others.pop((topic_id, number))
            self._alone.pop((topic_id, number))
            for key in found[0] if found else ():
                self._by_key[key].discard((topic_id, number))
                if not self._by_key[key]:
                    del self._by_key[key]

    def matches(self, document: Document) -> list[tuple[Id, Verdict]]:
        """The topics the document is about, by id, with the verdict on each."""
        found: list[tuple[Id, Verdict]] = []
        for topic_id, numbers in self._candidates(document).items():
            if verdict := verdict_of_match(self._narrowed(topic_id, numbers), document):
                found.append((topic_id, verdict))
        return sorted(found, key=lambda pair: pair[0])

    def _narrowed(self, topic_id: Id, numbers: list[int]) -> Query:
        """The topic's query with these alternatives; mostly it is a single one, made ready."""
        if len(numbers) > 1:
            return narrowed(self._queries[topic_id], numbers)
        return self._alone[topic_id, numbers[0]]

    def _candidates(self, document: Document) -> dict[Id, list[int]]:
        """The topics that the document's words do not rule out, each with its alternatives that they do not."""
        keys = _keys(document, with_heads=self._prefixed > 0)
        found: dict[Id, list[int]] = {}
        for topic_id, number in self._filed(keys):
            found.setdefault(topic_id, []).append(number)
        return found

    def _filed(self, keys: set[str]) -> Iterator[tuple[Id, int]]:
        """The alternatives of whose covers the keys meet all."""
        for place in set().union(*[self._by_key[key] for key in self._by_key.keys() & keys]):
            for cover in self._others[place]:
                if keys.isdisjoint(cover):
                    break
            else:
                yield place
        yield from self._always


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


def _has_prefix(found: Iterable[Cover]) -> bool:
    return any(key.endswith("*") for cover in found for key in cover)


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
