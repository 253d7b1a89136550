"""The gazetteer: all entities that we know, found by the words of a text or by what a query calls them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from bot.stories.entities.condition import Sense
from bot.stories.entities.entity import Bearer, Entity, Form, Kind
from bot.stories.words import fold, read


@dataclass(frozen=True, slots=True)
class Node:
    """Where a reader of stems stands in a trie: the forms that end there, and the stems that lead on."""

    forms: list[Form]
    onward: "dict[str, Node]"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """The words of the standard conditions: stems, but for given names, which are folded."""

    company: frozenset[str] = frozenset()
    place: frozenset[str] = frozenset()
    before_places: frozenset[str] = frozenset()
    verbs: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Gazetteer:
    """Entities by id, the names of other things, and the rules for names that mean several things."""

    entities: Mapping[str, Entity]
    others: tuple[str, ...] = ()
    senses: Mapping[tuple[str, ...], tuple[Sense, ...]] = field(default_factory=dict)  # by the folds of the name
    vocabulary: Vocabulary = Vocabulary()
    former: Mapping[str, str] = field(default_factory=dict)  # by an id that an entity had before: its own

    @cached_property
    def names(self) -> Node:
        """All forms."""
        return trie(self._forms)

    @cached_property
    def country_names(self) -> Node:
        """The forms that name countries, which count inside the names of laws and public bodies, too."""
        return trie(one for one in self._forms if _of_country(one))

    @cached_property
    def below(self) -> Mapping[str, frozenset[str]]:
        """Each entity's id, with its own and those of all that belong to it, directly or not."""
        found: dict[str, set[str]] = {id_: {id_} for id_ in self.entities}
        for id_ in self.entities:
            for above in self.above[id_]:
                found[above].add(id_)
        return {id_: frozenset(ids) for id_, ids in found.items()}

    @cached_property
    def above(self) -> Mapping[str, frozenset[str]]:
        """Each entity's id, with its own and those of all that it belongs to, directly or not."""
        return {id_: frozenset(self._above(id_, set())) for id_ in self.entities}

    def known_as(self, kind: Kind, value: str, *, weakly: bool = False) -> tuple[Entity, ...]:
        """The entities of a kind that a person could mean by this value: by its key, be it a former one, else by a
        name. `weakly`: by what points at them, too."""
        key = f"{kind}:{'-'.join(value.casefold().split())}"
        exact = self.entities.get(self.former.get(key, key))
        if exact is not None:
            return (exact,)
        bearers = self._by_name.get(folds_of(value), ())
        found = [self.entities[one.id] for one in bearers if weakly or not one.weak]
        return tuple(one for one in dict.fromkeys(found) if one.kind is kind)

    def forms_of(self, id_: str, *, strict: bool = False) -> tuple[tuple[str, ...], ...]:
        """The stems of every name that makes a text name this entity: an article without any of them does not."""
        return self._stems[id_, strict]

    def held(self, id_: str, *, strict: bool = False) -> frozenset[str]:
        """The ids whose naming names this entity: its own and, unless strict, those below it."""
        return frozenset((id_,)) if strict else self.below[id_]

    @cached_property
    def _forms(self) -> tuple[Form, ...]:
        """Each name once, with all who bear it."""
        bearers: dict[str, list[Bearer]] = {text: [] for text in self.others}
        for id_, entity in self.entities.items():
            for name in entity.names:
                bearers.setdefault(name.text, []).append(Bearer(id_, name.weak, name.unsure))
        return tuple(form_of(text, who) for text, who in bearers.items())

    @cached_property
    def _by_name(self) -> Mapping[tuple[str, ...], tuple[Bearer, ...]]:
        found: dict[tuple[str, ...], tuple[Bearer, ...]] = {}
        for one in self._forms:
            found[one.folds] = found.get(one.folds, ()) + one.bearers
        return found

    @cached_property
    def _stems(self) -> "_StemsOf":
        return _StemsOf(self)

    def _above(self, id_: str, seen: set[str]) -> set[str]:
        if id_ not in seen:
            seen.add(id_)
            entity = self.entities[id_]
            for parent in entity.parents:
                self._above(f"{entity.kind}:{parent}", seen)
        return seen


class _StemsOf(dict[tuple[str, bool], tuple[tuple[str, ...], ...]]):
    """The stems of names by entity, made when they are first asked for."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        super().__init__()
        self._gazetteer = gazetteer

    def __missing__(self, key: tuple[str, bool]) -> tuple[tuple[str, ...], ...]:
        id_, strict = key
        held = (self._gazetteer.entities[one] for one in sorted(self._gazetteer.held(id_, strict=strict)))
        texts = [name.text for entity in held for name in entity.names if not (strict and name.weak)]
        self[key] = tuple(dict.fromkeys(read(text).stems for text in texts))
        return self[key]


def trie(forms: Iterable[Form]) -> Node:
    """The forms, each at the end of its stems."""
    root = Node([], {})
    for one in forms:
        node = root
        for stem in one.stems:
            node = node.onward.setdefault(stem, Node([], {}))
        node.forms.append(one)
    return root


def form_of(text: str, bearers: Iterable[Bearer] = ()) -> Form:
    """A name as words."""
    words = read(text)
    ends = (*words.starts[1:], len(text))
    parts = tuple(map(words.surface, range(len(words.stems))))
    return Form(
        text=text,
        parts=parts,
        folds=tuple(map(fold, parts)),
        stems=words.stems,
        gaps=tuple(text[end:start] for end, start in zip(words.ends, ends, strict=True)),
        bearers=tuple(bearers),
    )


def folds_of(text: str) -> tuple[str, ...]:
    """A text's words as names are compared: without case, accents and possessives."""
    words = read(text)
    return tuple(fold(words.surface(i)) for i in range(len(words.stems)))


def _of_country(form: Form) -> bool:
    return any(one.id.startswith(f"{Kind.COUNTRY}:") for one in form.bearers) or not form.bearers
