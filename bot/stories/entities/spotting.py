"""Spotting: one pass over the words of a text for every name that stands in it, the longest where several do."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.stories.entities.casing import Case, case_of, stands
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
    case = case_of(words.text)
    for spot in _longest(words, gazetteer.names, range(len(words.stems)), case):
        if spot.form.bearers:
            yield spot
        if _is_public(spot.form) and len(spot.form.stems) > 1:
            yield from _longest(words, gazetteer.country_names, range(spot.first, spot.last + 1), case)


def _longest(words: Words, names: Node, places: range, case: Case) -> Iterator[Spot]:
    stems, first, at = words.stems, names.onward, places.start
    while at < places.stop:
        node = first.get(stems[at])
        found = _form_at(node, words, range(at, places.stop), case) if node else None
        if found:
            yield Spot(found, at)
        at += len(found.stems) if found else 1


def _form_at(node: Node, words: Words, places: range, case: Case) -> Form | None:
    """The longest form that stands at the first of these places; the node is that of its first word."""
    stems, ended = words.stems, [node.forms]
    for i in places[1:]:
        onward = node.onward.get(stems[i])
        if onward is None:
            break
        node = onward
        ended.append(node.forms)
    return next((form for forms in reversed(ended) for form in forms if stands(form, words, places.start, case)), None)


def _is_public(form: Form) -> bool:
    return bool(form.bearers) and all(one.id.startswith(_PUBLIC) for one in form.bearers)
