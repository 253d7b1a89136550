"""Propose: queries that find examples that a person points at, made of the words that tell them from other news."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log2

from bot.stories.cluster.common import SHARES
from bot.stories.entities import Kind, gazetteer, recognise
from bot.stories.learn import terms_of
from bot.stories.plain_words import PLAIN
from bot.stories.query import Document, evaluate, parse, read_document
from bot.stories.words import Words, read

_TOLD = 5  # words that say what one example is about
_CHOICES = 4  # words that may stand for each other, at most
_NEAR = 10  # words between two that belong together: about a sentence
_PHRASE = 1.5  # two words in a row say more than each of them
_TITLE = 2  # a word in a title counts as so many in the text
_PLAIN = 0.1  # what is in every headline says so much less
_FIELD = 2.0  # a word that topics here ask for
_NAME = 1.6
_PLACE = 0.4  # a country, its people or a city of it: where it happened is seldom what it is about
_SPELLED_SO = 0.6  # of a text's words: then capitals tell nothing of names
_SHARED = 1.3  # a word that another title, or the text, has as well


@dataclass(frozen=True, slots=True, kw_only=True)
class Sample:
    """One example: what its title says, what its text says, and the titles of all articles that tell it."""

    title: str
    text: str = ""
    titles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Proposal:
    """A query, and whether it is one word that asks for too much, whatever it finds today."""

    query: str
    is_bare: bool = False


def proposals(samples: Sequence[Sample], field: Collection[str] = ()) -> list[Proposal]:
    """Queries made of the examples' telling words, from narrow to wide. Of several examples each finds as many as any
    does. None where nothing is telling. `field` are the stems of words that topics ask for: these say most."""
    return _of_one(samples[0], field) if len(samples) == 1 else _of_several(samples, field)


def _of_one(sample: Sample, field: Collection[str]) -> list[Proposal]:
    """The words that say most: each of two near the others, the first of them near the others, the two, one alone."""
    units = _told(sample, field)
    words = [unit.written for unit in units]
    if not words:
        return []
    first, *others = words
    found = [Proposal(f"{first} NEAR/{_NEAR} {second}") for second in others[:1]]
    if len(others) > 1:
        found.append(Proposal(f"{first} NEAR/{_NEAR} {_any(others)}"))
        found.append(Proposal(f"{_any(words[:2])} NEAR/{_NEAR} {_any(words[2:])}"))
    found.append(Proposal(first, is_bare=_is_bare(units[0])))
    return [*found, *(Proposal(second, is_bare=True) for second in others[:1])]  # such as the firm beside its product


@dataclass(frozen=True, slots=True)
class _Unit:
    """A word, or two in a row, by their stems; `weight` is how much they tell."""

    stems: tuple[str, ...]
    written: str
    weight: float
    is_name: bool = False


def _is_bare(unit: _Unit) -> bool:
    return not (unit.is_name or len(unit.stems) > 1)


def _told(sample: Sample, field: Collection[str]) -> list[_Unit]:
    """What one example is about, in a few words, those first that say most; none stands in two of them."""
    told: list[_Unit] = []
    units = sorted(_units(sample, field).values(), key=lambda unit: (-unit.weight, unit.written))
    for unit in units:
        if len(told) < _TOLD and not any(set(unit.stems) & set(one.stems) for one in told):
            told.append(unit)
    return told


def _units(sample: Sample, field: Collection[str]) -> dict[tuple[str, ...], _Unit]:
    """The telling words and rows of two of an example."""
    title, text = read(sample.title), read(sample.text)
    places = _places(title, text)
    names = (_names(title) | _names(text)) - places
    seconded = {stemmed for other in (sample.text, *sample.titles[1:]) for stemmed in read(other).stems}
    found: dict[tuple[str, ...], _Unit] = {}
    for words, times in ((title, _TITLE), (text, 1)):
        terms = terms_of(words.text)
        for stemmed, written in terms.items():
            weight = times * _weight(stemmed, field, names) * (_SHARED if stemmed in seconded else 1)
            weight *= _PLACE if stemmed in places else 1
            found.setdefault((stemmed,), _Unit((stemmed,), written, weight, stemmed in names))
        for pair in _rows(words):
            if set(pair) <= terms.keys() and _is_phrase(pair, names):
                weight = times * _PHRASE * max(_weight(stemmed, field, names) for stemmed in pair)
                written = f'"{terms[pair[0]]} {terms[pair[1]]}"'
                found.setdefault(pair, _Unit(pair, written, weight, names.issuperset(pair)))
    return found


def _rows(words: Words) -> Iterator[tuple[str, str]]:
    """Two words with nothing but a space between them."""
    for i, pair in enumerate(pairwise(words.stems)):
        if words.text[words.ends[i] : words.starts[i + 1]].isspace():
            yield pair


def _is_phrase(pair: tuple[str, str], names: frozenset[str]) -> bool:
    """Whether two words say more in a row: two of a name do, and common ones; what is in every headline does not."""
    if PLAIN & set(pair):
        return names.issuperset(pair)
    return names.issuperset(pair) or (not names & set(pair) and any(stemmed in SHARES for stemmed in pair))


def _weight(stemmed: str, field: Collection[str], names: frozenset[str]) -> float:
    """In bits, about: how much one learns of a text by the word's standing in it."""
    bits = log2(1000 / (SHARES.get(stemmed, 0) + 1))
    return (
        bits
        * (_PLAIN if stemmed in PLAIN else 1)
        * (_FIELD if stemmed in field else 1)
        * (_NAME if stemmed in names else 1)
    )


def _names(words: Words) -> frozenset[str]:
    """The stems of words that begin with a capital within a sentence, where not all words do."""
    capital = [words.surface(i)[:1].isupper() for i in range(len(words.stems))]
    inner = [i for i in range(1, len(words.stems)) if words.text[words.ends[i - 1] : words.starts[i]].isspace()]
    if sum(capital) > _SPELLED_SO * len(capital):
        return frozenset()
    return frozenset(words.stems[i] for i in inner if capital[i])


def _places(title: Words, text: Words) -> frozenset[str]:
    """The stems of words that name a country, or point at it."""
    found = recognise(title, text, gazetteer()).sure
    spans = [(words, one) for field, words in (("title", title), ("body", text)) for one in found[field]]
    return frozenset(
        stemmed
        for words, one in spans
        if one.id.startswith(Kind.COUNTRY)
        for stemmed in words.stems[one.first : one.last + 1]
    )


def _of_several(samples: Sequence[Sample], field: Collection[str]) -> list[Proposal]:
    """What they share: words and phrases that stand for each other, near others of their kind."""
    units = [_units(sample, field) for sample in samples]
    first = _choice(units, frozenset())
    second = _choice(units, frozenset(stemmed for unit in first for stemmed in unit.stems)) if first else []
    documents = [read_document(title=sample.title, summary=sample.text) for sample in samples]
    found = {query: _found(query, documents) for query in dict.fromkeys(_joined(first, second))}
    most = max(found.values(), default=0)
    bare = {choice[0].written for choice in (first, second) if len(choice) == 1 and _is_bare(choice[0])}
    return [Proposal(query, query in bare) for query, count in found.items() if count == most]


def _choice(units: Sequence[dict[tuple[str, ...], _Unit]], taken: frozenset[str]) -> list[_Unit]:
    """Words that stand for each other: in each example stands one. Those that most share come first."""
    left, chosen = list(range(len(units))), list[_Unit]()
    while left and len(chosen) < _CHOICES:
        weights: dict[tuple[str, ...], list[float]] = defaultdict(list)
        for place in left:
            for key, unit in units[place].items():
                if not taken.intersection(key):
                    weights[key].append(unit.weight)
        if not weights:
            break
        best = max(weights, key=lambda key: (len(weights[key]), sum(weights[key]), key))
        chosen.append(next(units[place][best] for place in left if best in units[place]))
        left = [place for place in left if best not in units[place]]
    return chosen


def _joined(first: Sequence[_Unit], second: Sequence[_Unit]) -> Iterator[str]:
    """Both choices near each other, or one in the title; both anywhere; one of them alone."""
    if first and second:
        one, other = _any([unit.written for unit in first]), _any([unit.written for unit in second])
        yield f"{one} NEAR/{_NEAR} {other}"
        yield f"(title:{one} {other}) OR ({one} NEAR/{_NEAR} {other})"
        yield f"{one} {other}"
    for choice in (first, second):
        if choice:
            yield _any([unit.written for unit in choice])


def _any(words: Sequence[str]) -> str:
    distinct = list(dict.fromkeys(words))
    return f"({' OR '.join(distinct)})" if len(distinct) > 1 else distinct[0]


def _found(query: str, documents: Sequence[Document]) -> int:
    asked = parse(query)
    return sum(evaluate(asked, document).matched for document in documents)
