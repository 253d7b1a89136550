"""Recognising: which entities an article names, where, and which it may name."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.stories.entities.entity import Bearer, Mention
from bot.stories.entities.gazetteer import Gazetteer
from bot.stories.entities.sensing import Scene, opening_of
from bot.stories.entities.spotting import Spot, spots
from bot.stories.words import Words


@dataclass(frozen=True, slots=True)
class Mentions:
    """What an article names, by its fields, each in the order of the words."""

    sure: Mapping[str, tuple[Mention, ...]]
    doubtful: Mapping[str, tuple[Mention, ...]]  # names that may mean it, with nothing that says so

    @property
    def ids(self) -> frozenset[str]:
        """Everything that is named for certain."""
        return frozenset(one.id for mentions in self.sure.values() for one in mentions)

    def of(self, ids: frozenset[str], field: str, *, strict: bool = False) -> Iterator[Mention]:
        """Where one of these is named in a field; strict: by a name of its own."""
        return (one for one in self.sure[field] if one.id in ids and not (strict and one.weak))

    def perhaps(self, ids: frozenset[str], field: str) -> Iterator[Mention]:
        """Where one of these may be named in a field."""
        return (one for one in self.doubtful[field] if one.id in ids)


def recognise(title: Words, body: Words, gazetteer: Gazetteer) -> Mentions:
    """The entities in an article's title and text."""
    fields = {"title": title, "body": body}
    found = {field: tuple(spots(words, gazetteer)) for field, words in fields.items()}
    if not any(found.values()):
        return Mentions(dict.fromkeys(fields, ()), dict.fromkeys(fields, ()))
    return _Reading(fields, found, gazetteer).mentions()


class _Reading:
    """What is certain at once, and then what follows from it: of one article a name has one meaning."""

    def __init__(
        self, fields: Mapping[str, Words], found: Mapping[str, tuple[Spot, ...]], gazetteer: Gazetteer
    ) -> None:
        self._fields, self._found, self._gazetteer = fields, found, gazetteer
        self._sure: dict[str, dict[tuple[int, str], Mention]] = {field: {} for field in fields}

    def mentions(self) -> Mentions:
        """All of them. A second look sees what the first one made certain."""
        for field in self._fields:
            scene = self._scene(field)
            for spot in self._found[field]:
                plain = [one for one in spot.form.bearers if not one.unsure and scene.is_named(spot, one)]
                self._keep(field, spot, plain)
        for _ in range(2 if self._pending() else 0):
            for field in self._fields:
                self._look_again(field)
        doubtful = {field: tuple(self._doubtful(field)) for field in self._fields}
        return Mentions({field: _in_order(found.values()) for field, found in self._sure.items()}, doubtful)

    def _pending(self) -> bool:
        return any(one.unsure for found in self._found.values() for spot in found for one in spot.form.bearers)

    def _look_again(self, field: str) -> None:
        scene = self._scene(field)
        for spot in self._found[field]:
            meant = scene.sense(spot)
            self._keep(field, spot, [meant] if meant else [])

    def _scene(self, field: str) -> Scene:
        named = {mention.id for found in self._sure.values() for mention in found.values()}
        return Scene(
            words=self._fields[field],
            opening=opening_of(self._fields["body"]) if field == "title" else (),
            certain=tuple(self._sure[field].values()),
            named=frozenset().union(*(self._gazetteer.above[one] for one in named)),
            gazetteer=self._gazetteer,
        )

    def _keep(self, field: str, spot: Spot, bearers: Iterable[Bearer]) -> None:
        for one in bearers:
            self._sure[field][spot.first, one.id] = _mention(spot, one)

    def _doubtful(self, field: str) -> Iterator[Mention]:
        for spot in self._found[field]:
            sure = any((spot.first, one.id) in self._sure[field] for one in spot.form.bearers)
            yield from (_mention(spot, one) for one in spot.form.bearers if not sure)


def _mention(spot: Spot, bearer: Bearer) -> Mention:
    return Mention(id=bearer.id, first=spot.first, last=spot.last, weak=bearer.weak)


def _in_order(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    return tuple(sorted(mentions, key=lambda one: (one.first, one.id)))
