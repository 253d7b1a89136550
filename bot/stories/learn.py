"""Learn: what a channel's votes teach about the order of its stories. Bounded, a pure function of the votes, and open
to view: each lesson is one rule about a source or a term, and a story is moved by a few of them."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import prod
from typing import Self

from bot.model.learned import LearnedKind, Lesson, Vote
from bot.stories.cluster.common import SHARES
from bot.stories.words import folded, read, stem

REACH = 2.0  # the votes make a story worth less than so many times as much, and more than that part
TERMS = 3  # of a title, that move a story
_SHARES = {LearnedKind.SOURCE: 1 / 2, LearnedKind.TERM: 1 / (2 * TERMS)}  # of the reach, so that all together keep it
COUNTED = 1_000  # votes, the newest ones
_DOUBT = 4  # votes that are missing: one vote alone moves little, and none ever moves all
_COMMON = 32  # texts of a thousand in which a word stands that says nothing
_BY_VOTES = "by votes here"
_FEW = 4  # stories from which on a word that most of them have is what the channel is about, not what it prefers


@dataclass(frozen=True, slots=True)
class Shown:
    """What people saw of a story that they voted on, or will see: its lead's source and title."""

    source: str
    title: str


@dataclass(frozen=True, slots=True)
class Moved:
    """How far lessons move a story: a factor of its score, between 1 / REACH and REACH, and why in one clause."""

    factor: float = 1.0
    reason: str = ""  # "": it is not moved


UNMOVED = Moved()


def votes_told(reason: str) -> bool:
    """Whether a reason says that votes moved the story, as issues freeze the words alone."""
    return _BY_VOTES in reason


@dataclass(slots=True)
class _Tally:
    """The votes about one source or term, and the names it went by."""

    useful: int = 0
    useless: int = 0
    names: set[str] = field(default_factory=set)

    def add(self, vote: Vote, name: str) -> None:
        """Count one vote."""
        self.useful += vote.useful
        self.useless += not vote.useful
        self.names.add(name)

    @property
    def lean(self) -> float:
        """How far the votes lean, from -1 to 1; none ever gets there."""
        return (self.useful - self.useless) / (self.useful + self.useless + _DOUBT)


_Key = tuple[LearnedKind, str]  # what makes two names of one thing one


@dataclass(frozen=True, slots=True)
class Lessons:
    """All that a channel's votes teach."""

    rules: Mapping[_Key, Lesson] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        votes: Sequence[Vote],
        shown: Mapping[int, Shown],
        unlearned: Mapping[LearnedKind, Collection[str]] | None = None,
    ) -> Self:
        """What these votes teach, each the one word of one person on one story, oldest first. Pure.

        A vote on a story that is not among the `shown` teaches nothing. What is `unlearned` is listed all the same,
        and moves nothing.
        """
        left = {(kind, sameness(kind, value)): value for kind, values in (unlearned or {}).items() for value in values}
        counted = [vote for vote in votes if vote.story_id in shown][-COUNTED:]
        tallies = _tallied(counted, shown)
        rules = {key: _lesson(key[0], tally, unlearned=key in left) for key, tally in tallies.items()}
        for key, value in left.items():
            rules.setdefault(key, Lesson(kind=key[0], value=value, weight=1.0, useful=0, useless=0, unlearned=True))
        return cls(rules)

    def __iter__(self) -> Iterator[Lesson]:
        """All lessons, those that weigh most first."""
        return iter(sorted(self.rules.values(), key=_by_strength))

    def find(self, kind: LearnedKind, value: str) -> Lesson | None:
        """The lesson about a source, however it is written, or about a term in any of its forms."""
        return self.rules.get((kind, sameness(kind, value)))

    def moved(self, shown: Shown) -> Moved:
        """How far a story is moved: by its source, and by the terms of its title that weigh most, either way."""
        found = list(self._about(shown))
        factor = round(prod(lesson.weight for lesson in found), 6)
        if factor == 1.0:
            return UNMOVED
        return Moved(factor, f"×{factor:.2f} {_BY_VOTES} ({', '.join(map(_spoken, found))})")

    def _about(self, shown: Shown) -> Iterator[Lesson]:
        """The rules that count for a story."""
        if source := self._counting(LearnedKind.SOURCE, sameness(LearnedKind.SOURCE, shown.source)):
            yield source
        known = [self._counting(LearnedKind.TERM, stemmed) for stemmed in rarest_first(terms_of(shown.title))]
        yield from sorted((term for term in known if term), key=_distance, reverse=True)[:TERMS]

    def _counting(self, kind: LearnedKind, key: str) -> Lesson | None:
        lesson = self.rules.get((kind, key))
        return lesson if lesson and not lesson.unlearned and lesson.weight != 1 else None


def sameness(kind: LearnedKind, value: str) -> str:
    """What two ways to write one source, or two forms of one term, have in common."""
    if kind is LearnedKind.SOURCE:
        return folded(value)
    return stem(value.strip(" \"'"))


def terms_of(text: str) -> dict[str, str]:
    """The words of a text that say what it is about: their stems, and how they are written."""
    words = read(text)
    found: dict[str, str] = {}
    for i, stemmed in enumerate(words.stems):
        if len(stemmed) > 1 and not stemmed[0].isdigit() and SHARES.get(stemmed, 0) < _COMMON:
            found.setdefault(stemmed, _plain(words.surface(i)))
    return found


def rarest_first(stems: Iterable[str]) -> list[str]:
    """Of words that weigh alike, the rarest says most."""
    return sorted(stems, key=lambda stemmed: (SHARES.get(stemmed, 0), stemmed))


def _tallied(votes: Iterable[Vote], shown: Mapping[int, Shown]) -> dict[_Key, _Tally]:
    """The votes by source and by term; without the terms that most of the stories voted on have."""
    terms = {story_id: terms_of(one.title) for story_id, one in shown.items()}
    voted = list(votes)
    stories = {vote.story_id for vote in voted}
    spread = Counter(term for story_id in stories for term in terms[story_id])
    telling = {term for term, count in spread.items() if len(stories) < _FEW or 2 * count <= len(stories)}
    tallies: dict[_Key, _Tally] = {}
    for vote in voted:
        source = " ".join(shown[vote.story_id].source.split())
        of_source = tallies.setdefault((LearnedKind.SOURCE, sameness(LearnedKind.SOURCE, source)), _Tally())
        of_source.add(vote, source)
        for stemmed, written in terms[vote.story_id].items():
            if stemmed in telling:
                tallies.setdefault((LearnedKind.TERM, stemmed), _Tally()).add(vote, written)
    return tallies


def _lesson(kind: LearnedKind, tally: _Tally, *, unlearned: bool) -> Lesson:
    return Lesson(
        kind=kind,
        value=min(tally.names, key=lambda name: (len(name), name)),
        weight=round(REACH ** (tally.lean * _SHARES[kind]), 6),
        useful=tally.useful,
        useless=tally.useless,
        unlearned=unlearned,
    )


def _plain(word: str) -> str:
    """A word as it stands in a title, in lower case and without a possessive."""
    return word.casefold().replace("’", "'").removesuffix("'s")


def _spoken(lesson: Lesson) -> str:
    name = lesson.value if lesson.kind is LearnedKind.SOURCE else f"“{lesson.value}”"
    return f"{name} ×{lesson.weight:.2f}"


def _by_strength(lesson: Lesson) -> tuple[float, int, str, str]:
    """Those that move a story farthest first, either way; of equal ones those with more votes."""
    return (-_distance(lesson), -lesson.useful - lesson.useless, lesson.kind, lesson.value)


def _distance(lesson: Lesson) -> float:
    """How far it moves a story, up or down, by its votes: rounded weights would tell equal ones apart."""
    lean = abs(lesson.useful - lesson.useless) / (lesson.useful + lesson.useless + _DOUBT)
    return lean * _SHARES[lesson.kind]
