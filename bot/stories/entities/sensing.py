"""Sensing: which meaning an ambiguous name has, by what stands beside it and by what else the article names."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from bot.stories.entities.casing import is_mid, is_possessive
from bot.stories.entities.condition import Beside, Condition, Named, Sense, Sign
from bot.stories.entities.entity import Bearer, Kind, Mention
from bot.stories.entities.gazetteer import Gazetteer
from bot.stories.entities.spotting import Spot
from bot.stories.words import Words, fold

_BESIDE = 12  # words
_CLOSE = 6
_OPENING = 40  # words of the text that speak for a name in the title
_USUAL: Mapping[Kind, tuple[Condition, ...]] = {
    Kind.COMPANY: (Sign.POSSESSIVE, Sign.VERB, Sign.COMPANY, Sign.COMPANIES, Sign.MID),
    Kind.COUNTRY: (Sign.IN, Sign.PLACE, Sign.COUNTRIES),
}
_OTHERWISE = (Sign.POSSESSIVE, Sign.VERB, Sign.MID)


@dataclass(frozen=True)
class Scene:
    """A field in which names are sensed."""

    words: Words
    opening: tuple[str, ...]  # stems that follow the field, for a title
    certain: tuple[Mention, ...]  # in this field
    named: frozenset[str]  # ids named for certain in the article, with all above them
    gazetteer: Gazetteer

    def sense(self, spot: Spot) -> Bearer | None:
        """The meaning that something speaks for; of several the first in the rule."""
        bearers = {one.id: one for one in spot.form.bearers if one.unsure}
        told = next((one for one in bearers.values() if one.id in self.named), None)
        if told or _is_somebodys(spot, self):
            return told
        for sense in senses_of(spot, self.gazetteer):
            if sense.id in bearers and self._speaks(sense.conditions, spot):
                return bearers[sense.id]
        return None

    def is_named(self, spot: Spot, bearer: Bearer) -> bool:
        """Whether a name that is no word is its bearer's: a surname behind another's given name is not."""
        return not (bearer.id.startswith(f"{Kind.PERSON}:") and _is_somebodys(spot, self))

    def _speaks(self, conditions: Iterable[Condition], spot: Spot) -> bool:
        known = list(conditions)
        if any(isinstance(one, Beside) and one.forbids and self._is_beside(one.stems, spot) for one in known):
            return False
        return any(self._holds(one, spot) for one in known)

    def _holds(self, condition: Condition, spot: Spot) -> bool:
        match condition:
            case Beside():
                return not condition.forbids and self._is_beside(condition.stems, spot)
            case Named():
                return condition.id in self.named
            case _:
                return self._shows(condition, spot)

    def _shows(self, sign: Sign, spot: Spot) -> bool:
        words, vocabulary = self.words, self.gazetteer.vocabulary
        match sign:
            case Sign.POSSESSIVE:
                return is_possessive(words.surface(spot.last))
            case Sign.VERB:
                return spot.last + 1 < len(words.stems) and words.stems[spot.last + 1] in vocabulary.verbs
            case Sign.IN:
                return spot.first > 0 and words.stems[spot.first - 1] in vocabulary.before_places
            case Sign.MID:
                return is_mid(words, spot.first)
            case Sign.COUNTRIES | Sign.COMPANIES:
                return self._is_near(Kind.COUNTRY if sign is Sign.COUNTRIES else Kind.COMPANY, spot)
            case Sign.COMPANY | Sign.PLACE:
                wanted = vocabulary.company if sign is Sign.COMPANY else vocabulary.place
                return not wanted.isdisjoint(self._around(spot, _CLOSE))
        return True

    def _is_near(self, kind: Kind, spot: Spot) -> bool:
        """Another of this kind is named for certain close by."""
        near = (one for one in self.certain if 0 < abs(one.first - spot.first) <= _CLOSE)
        return any(one.id.startswith(f"{kind}:") for one in near)

    def _around(self, spot: Spot, reach: int) -> tuple[str, ...]:
        """The stems before and behind, without the name's own."""
        stems = self.words.stems
        return stems[max(0, spot.first - reach) : spot.first] + stems[spot.last + 1 : spot.last + 1 + reach]

    def _is_beside(self, stems: tuple[str, ...], spot: Spot) -> bool:
        around = (*self._around(spot, _BESIDE), *self.opening)
        if len(stems) == 1:
            return stems[0] in around
        return any(around[i : i + len(stems)] == stems for i in range(len(around) - len(stems) + 1))


def senses_of(spot: Spot, gazetteer: Gazetteer) -> tuple[Sense, ...]:
    """The rule for a name, or its kind's."""
    rule = gazetteer.senses.get(spot.form.folds)
    return rule or tuple(_usual(one) for one in spot.form.bearers if one.unsure)


def opening_of(words: Words) -> tuple[str, ...]:
    """The first words of a text, which speak for names in its title."""
    return words.stems[:_OPENING]


def _usual(bearer: Bearer) -> Sense:
    return Sense(bearer.id, _USUAL.get(Kind(bearer.id.partition(":")[0]), _OTHERWISE))


def _is_somebodys(spot: Spot, scene: Scene) -> bool:
    """Whether a single word stands behind a given name: "Michael Jordan" is no country, "Lara Trump" another Trump."""
    if spot.first == 0 or len(spot.form.stems) > 1:
        return False
    before, words = spot.first - 1, scene.words
    if words.text[words.ends[before] : words.starts[spot.first]] != " ":
        return False
    surface = words.surface(before)
    return surface[0].isupper() and fold(surface) in scene.gazetteer.vocabulary.given and not is_possessive(surface)
