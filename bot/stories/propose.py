"""Propose: queries that find examples that a person points at, made of the words that tell them from other news."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from bot.stories.cluster.common import SHARES
from bot.stories.learn import rarest_first, terms_of
from bot.stories.query import Document, evaluate, parse, read_document
from bot.stories.words import read

WORDS = 3  # of one example, at most, in a query
_CHOICES = 4  # words that may stand for each other, at most
_NEAR = 10  # words between two that belong together: about a sentence
_PHRASE = 1.5  # two words in a row say more than each of them
_TITLE = 2  # a word in a title counts as so many in the text


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One example: what its title says, what its text says, and the titles of all articles that tell it."""

    title: str
    text: str = ""
    titles: tuple[str, ...] = ()


def proposals(samples: Sequence[Sample]) -> list[str]:
    """Queries made of the examples' telling words, from narrow to wide. Of several examples each finds as many as any
    does. None where nothing is telling."""
    return of_one(samples[0]) if len(samples) == 1 else of_several(samples)


def of_one(sample: Sample) -> list[str]:
    """What its titles say: the telling words together, two of them, a phrase, one word."""
    words = _telling(sample)
    narrow = [" ".join(words[:count]) for count in range(min(WORDS, len(words)), 0, -1)]
    return list(dict.fromkeys([*narrow[:-1], *_phrases(sample.title, words), *narrow[-1:], *words[1:2]]))


def _telling(sample: Sample) -> list[str]:
    """A title's words that say what it is about, those first that most titles share, then the rarest; those of the
    text where the title says next to nothing."""
    shared = Counter(stemmed for one in sample.titles for stemmed in terms_of(one))
    own = terms_of(sample.title)
    found = [own[stemmed] for stemmed in sorted(rarest_first(own), key=lambda stemmed: -shared[stemmed])]
    if len(found) > 1:
        return found
    more = terms_of(sample.text)
    return [*found, *(more[stemmed] for stemmed in rarest_first(more) if stemmed not in own)]


def _phrases(title: str, words: Sequence[str]) -> list[str]:
    """Of the telling words that stand side by side in the title the two that tell most."""
    telling = terms_of(" ".join(words))
    pairs = [pair for pair in pairwise(read(title).stems) if set(pair) <= telling.keys()]
    best = max(pairs, key=lambda pair: sum(map(_rarity, pair)), default=None)
    return [f'"{telling[best[0]]} {telling[best[1]]}"'] if best else []


def of_several(samples: Sequence[Sample]) -> list[str]:
    """What they share: words and phrases that stand for each other, near others of their kind."""
    units = [_units(sample) for sample in samples]
    first = _choice(units, frozenset())
    second = _choice(units, frozenset(stemmed for unit in first for stemmed in unit.stems)) if first else []
    documents = [read_document(title=sample.title, summary=sample.text) for sample in samples]
    found = {query: _found(query, documents) for query in dict.fromkeys(_joined(first, second))}
    most = max(found.values(), default=0)
    return [query for query, count in found.items() if count == most]


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word or two in a row, by their stems; `weight` is how much they tell."""

    stems: tuple[str, ...]
    written: str
    weight: float


def _units(sample: Sample) -> dict[tuple[str, ...], _Unit]:
    """The telling words and rows of two of an example."""
    found: dict[tuple[str, ...], _Unit] = {}
    for text, times in ((sample.title, _TITLE), (sample.text, 1)):
        terms = terms_of(text)
        for stemmed, written in terms.items():
            found.setdefault((stemmed,), _Unit((stemmed,), written, times * _rarity(stemmed)))
        for pair in pairwise(read(text).stems):
            if set(pair) <= terms.keys():
                weight = times * _PHRASE * max(map(_rarity, pair))
                found.setdefault(pair, _Unit(pair, f'"{terms[pair[0]]} {terms[pair[1]]}"', weight))
    return found


def _rarity(stemmed: str) -> float:
    """In bits: how much one learns of a text by the word's standing in it."""
    return log2(1000 / (SHARES.get(stemmed, 0) + 1))


def _choice(units: Sequence[dict[tuple[str, ...], _Unit]], taken: frozenset[str]) -> list[_Unit]:
    """Words that stand for each other: in each example stands one. Those that most share come first."""
    left, chosen = list(range(len(units))), list[_Unit]()
    while left and len(chosen) < _CHOICES:
        weights: dict[tuple[str, ...], float] = defaultdict(float)
        for place in left:
            for key, unit in units[place].items():
                if not taken.intersection(key):
                    weights[key] += unit.weight
        if not weights:
            break
        best = max(weights, key=lambda key: (weights[key], key))
        chosen.append(next(units[place][best] for place in left if best in units[place]))
        left = [place for place in left if best not in units[place]]
    return chosen


def _joined(first: Sequence[_Unit], second: Sequence[_Unit]) -> Iterator[str]:
    """Both choices near each other, or one in the title; both anywhere; one of them alone."""
    if first and second:
        one, other = _listed(first), _listed(second)
        yield f"{one} NEAR/{_NEAR} {other}"
        yield f"(title:{one} {other}) OR ({one} NEAR/{_NEAR} {other})"
        yield f"{one} {other}"
    for choice in (first, second):
        if choice:
            yield _listed(choice)


def _listed(units: Sequence[_Unit]) -> str:
    words = list(dict.fromkeys(unit.written for unit in units))
    return f"({' OR '.join(words)})" if len(words) > 1 else words[0]


def _found(query: str, documents: Sequence[Document]) -> int:
    asked = parse(query)
    return sum(evaluate(asked, document).matched for document in documents)
