"""Lists: the texts of the files under config/entities/ become a gazetteer, or a list of their faults."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.stories.entities.condition import Sense, read_condition
from bot.stories.entities.entity import Entity, Kind, Name
from bot.stories.entities.gazetteer import Gazetteer, Vocabulary, folds_of, form_of
from bot.stories.words import fold, read

FILES: Mapping[str, Kind] = {
    "companies.toml": Kind.COMPANY,
    "countries.toml": Kind.COUNTRY,
    "laws.toml": Kind.LAW,
    "people.toml": Kind.PERSON,
    "regulators.toml": Kind.REGULATOR,
}
OTHERS, AMBIGUOUS, PARENTS = "others.toml", "ambiguous.toml", "parents"
FORMER = "former"  # a table of keys that entities had before: saved queries hold them
OURS = (*FILES, OTHERS, AMBIGUOUS)  # other rooms may keep lists beside them
_LINE = re.compile(r"(?:(?P<key>[a-z0-9-]+): )?(?P<names>[^<]+?)(?: < (?P<parent>[a-z0-9-]+))?")
_NAME = re.compile(r"(?P<marks>[~?]*)(?P<text>.+)")
_NO_KEY = re.compile(r"[^a-z0-9]+")


@dataclass
class _Reader:
    """What has been read so far, and what was wrong with it."""

    entities: dict[str, Entity] = field(default_factory=dict)
    former: dict[str, str] = field(default_factory=dict)  # an id that was: the one that is
    others: list[str] = field(default_factory=list)
    senses: dict[tuple[str, ...], tuple[Sense, ...]] = field(default_factory=dict)
    vocabulary: Vocabulary = field(default_factory=Vocabulary)
    faults: list[str] = field(default_factory=list)

    def add(self, entity: Entity, place: str) -> None:
        """Another entity; its key must be new."""
        if entity.id in self.entities:
            self.faults.append(f"{place}: {entity.id} is there twice")
        self.entities[entity.id] = entity


def read_lists(files: Mapping[str, bytes]) -> Gazetteer | tuple[str, ...]:
    """The gazetteer of these files, by their names, or all their faults, each with its place."""
    reader = _Reader()
    for name, data in sorted((name, data) for name, data in files.items() if name in OURS):
        table = _table(name, data, reader)
        if name in FILES:
            _read_entities(FILES[name], name, table, reader)
        elif name == OTHERS:
            reader.others = [line for text in table.values() for line in _lines(text)]
        elif name == AMBIGUOUS:
            _read_rules(table, reader)
    reader.faults.extend(_loose_ends(reader))
    if reader.faults:
        return tuple(reader.faults)
    return Gazetteer(reader.entities, tuple(reader.others), reader.senses, reader.vocabulary, reader.former)


def _table(name: str, data: bytes, reader: _Reader) -> dict[str, Any]:
    try:
        return tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        reader.faults.append(f"{name}: this is no TOML: {error}")
        return {}


def _read_entities(kind: Kind, place: str, table: dict[str, Any], reader: _Reader) -> None:
    above = table.pop(PARENTS, {})
    _read_former(kind, place, table.pop(FORMER, {}), reader)
    for group, text in table.items():
        reader.add(Entity(kind=kind, key=group, parents=(above[group],) if group in above else ()), place)
        for line in _lines(text):
            entity = _entity(kind, group, line)
            if entity is None:
                reader.faults.append(f"{place}: “{line}” is no line of the form `key: Name | other name < parent`")
            else:
                reader.add(entity, place)


def _read_former(kind: Kind, place: str, keys: object, reader: _Reader) -> None:
    if isinstance(keys, dict) and all(isinstance(new, str) for new in keys.values()):
        reader.former.update((f"{kind}:{old}", f"{kind}:{new}") for old, new in keys.items())
    else:
        reader.faults.append(f'{place}: `[{FORMER}]` takes lines of the form `old-key = "new-key"` alone')


def _lines(text: str) -> Iterator[str]:
    lines = (line.strip() for line in text.splitlines())
    return (line for line in lines if line and not line.startswith("#"))


def _entity(kind: Kind, group: str, line: str) -> Entity | None:
    match = _LINE.fullmatch(line)
    names = tuple(_name(text.strip()) for text in match["names"].split("|")) if match else ()
    known = tuple(name for name in names if name and read(name.text).stems)
    if not match or len(known) < len(names):
        return None
    parents = (match["parent"], group) if match["parent"] else (group,)
    return Entity(kind=kind, key=match["key"] or key_of(known[0].text), names=known, parents=parents)


def key_of(name: str) -> str:
    """Clearview AI is clearview-ai."""
    return "-".join(filter(None, (_NO_KEY.sub("", fold(word)) for word in re.split(r"[\s-]+", name))))


def _name(text: str) -> Name | None:
    match = _NAME.fullmatch(text)
    return Name(match["text"], "~" in match["marks"], "?" in match["marks"]) if match else None


def _read_rules(table: dict[str, Any], reader: _Reader) -> None:
    for name, senses in table.get("names", {}).items():
        reader.senses[folds_of(name)] = tuple(_senses(name, senses, reader))
    words = {key: read(text) for key, text in table.get("words", {}).items()}
    stems = {key: frozenset(found.stems) for key, found in words.items()}
    reader.vocabulary = Vocabulary(
        company=stems.get("company", frozenset()),
        place=stems.get("place", frozenset()),
        before_places=stems.get("in", frozenset()),
        verbs=stems.get("verbs", frozenset()),
        given=frozenset(fold(word) for word in table.get("words", {}).get("given", "").split()),
    )


def _senses(name: str, senses: Mapping[str, list[str]], reader: _Reader) -> Iterator[Sense]:
    for id_, texts in senses.items():
        conditions = [read_condition(text) for text in texts]
        for text, condition in zip(texts, conditions, strict=True):
            if condition is None:
                reader.faults.append(f"{AMBIGUOUS}: {name} has “{text}”, which is no condition")
        yield Sense(id_, tuple(one for one in conditions if one is not None))


def _loose_ends(reader: _Reader) -> Iterator[str]:
    """Parents, and entities in rules, that do not exist; names of several that no rule tells apart."""
    for entity in reader.entities.values():
        for parent in entity.parents:
            if f"{entity.kind}:{parent}" not in reader.entities:
                yield f"{entity.id}: there is no {entity.kind}:{parent} for it to belong to"
    for old, new in reader.former.items():
        if old in reader.entities:
            yield f"{old} is no former key: the lists have it"
        elif new not in reader.entities:
            yield f"`[{FORMER}]`: there is no {new} to take {old}'s place: name a key of the lists"
    yield from _unknown_in_rules(reader)
    yield from _told_apart_by_nothing(reader)


def _unknown_in_rules(reader: _Reader) -> Iterator[str]:
    for folds, senses in reader.senses.items():
        for sense in senses:
            entity = reader.entities.get(sense.id)
            bears = entity is not None and any(name.unsure and folds_of(name.text) == folds for name in entity.names)
            if not bears:
                yield f"{AMBIGUOUS}: “{' '.join(folds)}” is no name with a ? of {sense.id}"
            for named in (one.id for one in sense.conditions if hasattr(one, "id")):
                if named not in reader.entities:
                    yield f"{AMBIGUOUS}: “{' '.join(folds)}” asks for {named}, which there is not"


def _told_apart_by_nothing(reader: _Reader) -> Iterator[str]:
    bearers: dict[tuple[Kind, tuple[str, ...]], list[tuple[str, str]]] = {}
    for entity in reader.entities.values():
        for name in entity.names:
            bearers.setdefault((entity.kind, folds_of(name.text)), []).append((entity.id, name.text))
    for (_, folds), named in bearers.items():
        ids = {id_ for id_, _ in named}
        if len(ids) > 1 and len(reader.senses.get(folds, ())) < len(ids):
            yield f"“{' '.join(folds)}” names {' and '.join(sorted(ids))}, and no rule of {AMBIGUOUS} tells them apart"
        elif len(ids) < len(named) and len({form_of(text).gaps for _, text in named}) < len(named):
            yield f"“{' '.join(folds)}” stands twice with {' and '.join(sorted(ids))}"
