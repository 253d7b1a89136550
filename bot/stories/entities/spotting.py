"""Spotting: one pass over the words of a text for every name that stands in it, the longest where several do."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.stories.entities.casing import stands
from bot.stories.entities.entity import Form, Kind
from bot.stories.entities.gazetteer import Gazetteer, Node
from bot.stories.words import Words

_PUBLIC = (f"{Kind.LAW}:", f"{Kind.REGULATOR}:")


@dataclass(frozen=True, slots=True)
class Spot:
    """A form stands there, from its first word to its last."""

    form: Form
    first: int

    @property
    def last(self) -> int:
        """Its last word, inclusive."""
        return self.first + len(self.form.stems) - 1


def spots(words: Words, gazetteer: Gazetteer) -> Iterator[Spot]:
    """The names in a text, in their order. A country inside the name of a law or a public body is named as well, as in
    "California Privacy Rights Act"; inside any other name it is not, as in "Bank of America"."""
    for spot in _longest(words, gazetteer.names, 0, len(words.stems)):
        if spot.form.bearers:
            yield spot
        if _is_public(spot.form) and len(spot.form.stems) > 1:
            yield from _longest(words, gazetteer.country_names, spot.first, spot.last + 1)


def _longest(words: Words, names: Node, at: int, end: int) -> Iterator[Spot]:
    stems, first = words.stems, names.onward
    while at < end:
        node = first.get(stems[at])
        found = _form_at(node, words, at, end) if node else None
        if found:
            yield Spot(found, at)
        at += len(found.stems) if found else 1


def _form_at(node: Node, words: Words, at: int, end: int) -> Form | None:
    """The longest form that stands there; the node is that of its first word."""
    stems, ended = words.stems, [node.forms]
    for i in range(at + 1, end):
        onward = node.onward.get(stems[i])
        if onward is None:
            break
        node = onward
        ended.append(node.forms)
    return next((form for forms in reversed(ended) for form in forms if stands(form, words, at)), None)


def _is_public(form: Form) -> bool:
    return bool(form.bearers) and all(one.id.startswith(_PUBLIC) for one in form.bearers)
