"""Titles: how plainly a title says who did what, and what makes it a bad one to show a story by.

Rules of thumb for English headlines. In another language few of them apply, and a title is judged by what it shares
with the other titles of its story.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import fsum, sqrt
from typing import Self

from bot.stories.cluster.common import SHARES
from bot.stories.cluster.headline import headline_span
from bot.stories.words import read, word_set

FEWEST, MOST = 4, 16  # words of a title that says what happened in one line
_COMMON = 32  # texts of a thousand in which a word stands that says little
_TELLING = 8  # words: more of them say no more
_FIGURE = 0.06  # what a number adds
_VERB = 0.08  # what a plain statement adds
_LATER = 0.3  # what a title loses that tells what followed
_ROUNDING = 1e-9  # more than sums of few figures can be off by

_ASKS = word_set(  # a title that begins so asks, teases or talks of itself
    "how why what when where who which this these that's meet inside watch listen even it's there's can could should",
    "will is are do does did has have here here's",
)
_PERSONS = word_set("i my me i'm we our you your")
_STATES = word_set(  # verbs of headlines that "-ed" and "-es" do not tell
    "says say said bans ban sues sue fines wants want warns calls finds find found asks seeks plans shows votes vote",
    "urges demands orders opens ends loses lost wins win won cuts hits puts sets lets gets got makes made takes took",
    "buys bought sells sold begins began builds built halts backs blocks drops joins adds rules signs uses turns",
    "tells told gives gave to is are was were has have will can may could",
)
_TEASE = re.compile(
    r"\b(?:(?:things|what|need) to know|won['’]t believe|turns out|here['’]s (?:why|how|what)|explained|"
    r"everything you|round-?up|recap|podcast|webinar|newsletter|week in review|live updates?)\b|"
    r"(?:…|\.\.\.)$|^(?:yes|no|so),|"
    r"^\d+ (?:\w+ ){0,3}(?:things|ways|reasons|tips|takeaways|trends|questions|facts|best|top)\b",
    re.IGNORECASE,
)
_ROUND_UP = re.compile(  # a column that tells of many things
    r"^(?:[\w'’]+ ){0,3}(?:weekly|daily|headlines|briefing|trending|digest|notes|coffee|predictions?(?: #?\d+)?)\s?"
    r"(?:: | [–—-] )",
    re.IGNORECASE,
)
_WISH = re.compile(r"\b(?:should|must|ought to|needs? (?:an?|more|proper|better|new|\w+er))\b", re.IGNORECASE)
_REPORTED = re.compile(  # somebody's wish
    r"\b(?:says?|said|tells?|told|warns?|warned|urges?|urged|calls?|called|according to|report|study|argues?)\b|"
    r"^[A-Z][\w .'’-]{1,30}: ",
    re.IGNORECASE,
)
_OPINION = re.compile(
    r"^(?:opinion|op-?ed|editorial|commentary|column|letters?|analysis|perspective|review|guest \w+|voices?|"
    r"point of view|\w*beat|the \w+ (?:eye|view|take))\s?[:|—–]|(?:[|:—–] ?)(?:opinion|editorial|op-ed)$",
    re.IGNORECASE,
)
_FOLLOWS = re.compile(r"^(?:after|as|amid|despite|following|days after|ahead of)\b|^update \d", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*")
_QUOTES = tuple("\"'“‘«")
_SHOUTED = 0.7  # of the letters in capitals
_SHORT = 4  # letters
_CLOSERS = " \"'”’)"


@dataclass(frozen=True, slots=True)
class Title:
    """A title as read once: how much it tells by itself, and whether it may show a story."""

    stems: frozenset[str]  # its words, those that are everywhere left out
    tells: float  # up to about 1.1
    loud: bool  # a question, a tease, an opinion or a shout
    fits: bool  # long enough to say what happened, and short enough for a line

    @property
    def plain(self) -> bool:
        """Whether it may show a story where another may not."""
        return self.fits and not self.loud


# A story that grows asks all its titles again with every article: they are short, and remembered.
@lru_cache(maxsize=20_000)
def read_title(title: str) -> Title:
    """What a title tells, without the outlet's name that hangs on it."""
    start, end = headline_span(title)
    told = title[start:end].strip()
    words = read(told)
    telling = frozenset(stem for stem in words.stems if SHARES.get(stem, 0) < _COMMON)
    tells = min(len(telling), _TELLING) / _TELLING
    tells += _FIGURE * any(char.isdigit() for char in told) + _VERB * any(map(_states, _plain_words(told)))
    tells -= _LATER * (_FOLLOWS.match(told) is not None)
    fits = FEWEST <= len(words.stems) <= MOST
    return Title(stems=telling, tells=tells, loud=_is_loud(title[:end].strip()), fits=fits)


@dataclass(frozen=True, slots=True)
class Shared:
    """The words of a story's titles. Each source counts once, however many titles it has, and none by its own: nobody
    can make its own words those of the story."""

    sources: Mapping[str, Mapping[str, float]]  # by source: each word with the share of its titles that have it
    all: Mapping[str, float]  # the sum of these
    square: float  # of its length as a vector

    @classmethod
    def of(cls, titles: Iterable[tuple[str, str]]) -> Self:
        """What these titles, each behind its source, have in common."""
        by_source: dict[str, list[str]] = {}
        for source, title in titles:
            by_source.setdefault(source, []).append(title)
        sources = {source: _shares(told) for source, told in by_source.items()}
        weights: dict[str, list[float]] = {}
        for shares in sources.values():
            for stem, share in shares.items():
                weights.setdefault(stem, []).append(share)
        together = {stem: fsum(each) for stem, each in weights.items()}
        return cls(sources=sources, all=together, square=fsum(weight * weight for weight in together.values()))

    def typical(self, source: str, title: str) -> float:
        """How much of what the other sources' titles have in common a title says and little else, from 0 to 1: one on
        the edge of its story, or of another that came into it by mistake, says little of it."""
        own = self.sources.get(source, {}) if len(self.sources) > 1 else {}
        others = {stem: self.all[stem] - share for stem, share in own.items()}
        square = self.square - fsum(self.all[stem] ** 2 - weight**2 for stem, weight in others.items())
        stems = read_title(title).stems
        said = fsum(others.get(stem, self.all.get(stem, 0.0)) for stem in stems)
        return said / sqrt(square * len(stems)) if said > _ROUNDING and square > _ROUNDING else 0.0


def _shares(titles: Sequence[str]) -> Mapping[str, float]:
    counted = Counter(stem for title in titles for stem in read_title(title).stems)
    return {stem: count / len(titles) for stem, count in counted.items()}


def _is_loud(title: str) -> bool:
    """Whether it asks, teases, argues or shouts instead of saying what happened."""
    words = _plain_words(title)
    if title.rstrip(_CLOSERS).endswith(("?", "!")) or title[:1] in _QUOTES:
        return True
    if not words or words[0] in _ASKS or not _PERSONS.isdisjoint(words):
        return True
    if _WISH.search(title) is not None and _REPORTED.search(title) is None:
        return True
    return _is_shouted(title) or any(mark.search(title) for mark in (_TEASE, _OPINION, _ROUND_UP))


def _is_shouted(title: str) -> bool:
    letters = sum(char.isalpha() for char in title)
    return sum(char.isupper() for char in title) > _SHOUTED * letters


def _states(word: str) -> bool:
    return word in _STATES or (len(word) > _SHORT and word.endswith(("ed", "es")))


def _plain_words(title: str) -> list[str]:
    """The words in lower case; "US" is a country."""
    return [word.casefold().replace("’", "'") for word in _WORD.findall(title) if word != "US"]
