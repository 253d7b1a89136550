"""Tables of a TOML file, read field by field: every fault is kept, with its line."""

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches

from bot.errors import SettingsError


@dataclass(frozen=True, slots=True, kw_only=True)
class TableReader:
    """One table. Each reader returns a value of the right type and notes a fault where the file has none.

    `faults` is shared by all tables of a file: look at it once, after the last field was read.
    """

    fields: Mapping[str, object]
    place: str  # the file's name, as a fault shows it
    faults: list[str] = field(default_factory=list)
    name: str = ""  # what people call this table, such as the source
    lines: Mapping[str, int] = field(default_factory=dict)  # 1-based; "" is the table's header

    def text(self, key: str, default: str | None = None) -> str:
        """A string with no blanks around it; empty only by default."""
        value = self.fields.get(key, default)
        if isinstance(value, str) and value.strip():
            return value.strip()
        if value != default or default is None:
            self.fault(key, f"{key} {_must(value, 'a text in quotes')}")
        return default or ""

    def number(self, key: str, low: int, high: int, default: int | None = None) -> int:
        """A whole number from `low` to `high`."""
        value = self.fields.get(key, default)
        if isinstance(value, int) and not isinstance(value, bool) and low <= value <= high:
            return value
        self.fault(key, f"{key} {_must(value, f'a whole number from {low} to {high}')}")
        return low

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of strings; absent is empty."""
        value = self.fields.get(key, [])
        if isinstance(value, list) and all(isinstance(item, str) and item.strip() for item in value):
            return tuple(item.strip() for item in value)
        self.fault(key, f"{key} {_must(value, 'a list of texts in quotes')}")
        return ()

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """One of `choices`, which are not empty."""
        value, known = self.text(key, default), tuple(choices)
        if value in known:
            return value
        if value:
            self.fault(key, f'{key} "{value}" is none of {", ".join(known)}{_meant(value, known)}')
        return known[0]

    def only(self, known: Iterable[str]) -> None:
        """Note each field that this table has no use for: most are misspelt."""
        names = tuple(known)
        for key in self.fields:
            if key not in names:
                self.fault(key, f"{key} is no field here{_meant(key, names)}")

    def fault(self, key: str, sentence: str) -> None:
        """Note what is wrong with `key`, with its line where the text shows one."""
        line = self.lines.get(key, self.lines.get("", 0))
        where = f"{self.place} line {line}" if line else self.place
        self.faults.append(f"{where}{f' ({self.name})' if self.name else ''}: {sentence}")


def read_document(text: str, *, place: str) -> TableReader:
    """The file's own fields as one table. Raises SettingsError, with the line, where it is no TOML."""
    try:
        fields = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise SettingsError([f"{place} is no valid TOML: {error}"]) from error
    return TableReader(fields=fields, place=place, lines=_spans(text, "")[0])


def read_tables(root: TableReader, key: str, text: str) -> tuple[TableReader, ...]:
    """The tables under `[[key]]`, each with its lines in `text`. Their faults go to the list of `root`."""
    value = root.fields.get(key, [])
    if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
        root.fault(key, f"{key} must be tables: write [[{key}]] above each")
        return ()
    spans = _spans(text, key)
    known = spans if len(spans) == len(value) else [{} for _ in value]
    return tuple(
        TableReader(fields=table, place=root.place, faults=root.faults, name=_name(table, key, index), lines=lines)
        for index, (table, lines) in enumerate(zip(value, known, strict=True), start=1)
    )


def _name(table: Mapping[str, object], key: str, index: int) -> str:
    source = table.get("source")
    return source if isinstance(source, str) and source.strip() else f"{key} number {index}"


def _spans(text: str, key: str) -> list[dict[str, int]]:
    """For each `[[key]]` the lines of its header (under "") and its fields; key "" is the part above all headers.

    tomllib keeps no lines, so they are read from the text: a help to the reader, which may fall short of one.
    """
    span: dict[str, int] = {}
    spans = [] if key else [span]
    for number, line in enumerate(text.splitlines(), start=1):
        if header := re.match(r"\s*\[+\s*([\w.-]*)", line):
            span = {"": number}
            spans.extend([span] if header[1] == key else [])
        elif found := re.match(r"\s*([\w-]+)\s*=", line):
            span.setdefault(found[1], number)
    return spans


def _must(value: object, wanted: str) -> str:
    if value is None:
        return f"is missing: it must be {wanted}"
    return f"must be {wanted}, not {value!r}"


def _meant(word: str, known: tuple[str, ...]) -> str:
    near = get_close_matches(word, known, n=1)
    return f": did you mean {near[0]}?" if near else ""
