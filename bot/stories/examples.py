"""Examples of a topic: the text of a file under config/topics/examples/ becomes rows, or a list of its faults."""

import tomllib
from dataclasses import dataclass

_LISTS = ("belongs", "other")
_KEYS = ("title", "text", "because")


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One article, made up, and whether it belongs to the topic."""

    topic: str  # its name
    title: str
    text: str = ""
    belongs: bool
    because: str = ""  # why it does not, in a few words


def read_examples(data: bytes, *, topic: str, place: str) -> tuple[Example, ...] | list[str]:
    """The examples of a topic, or all faults of the text, each beginning with `place`.

    The text has two lists, `belongs` and `other`, of tables with `title`, `text` and `because`; all but the title may
    be left out.
    """
    try:
        table = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return [f"{place}: this is no TOML: {error}"]
    faults = [fault for name in _LISTS for fault in _faults(name, table.get(name))]
    faults += [f"`{key}` is unknown; there are `belongs` and `other`" for key in table if key not in _LISTS]
    if faults:
        return [f"{place}: {fault}" for fault in faults]
    return tuple(Example(topic=topic, belongs=name == "belongs", **row) for name in _LISTS for row in table[name])


def _faults(name: str, rows: object) -> list[str]:
    if not isinstance(rows, list) or not rows:
        return [f"`{name}` must be a list of tables with a `title`"]
    return [f"`{name}`, number {number}: {fault}" for number, row in enumerate(rows, start=1) for fault in _wrong(row)]


def _wrong(row: object) -> list[str]:
    if not isinstance(row, dict):
        return ["this is no table"]
    unknown = [f"`{key}` is unknown; a row has {', '.join(_KEYS)}" for key in row if key not in _KEYS]
    texts = [f"`{key}` must be text" for key, value in row.items() if key in _KEYS and not isinstance(value, str)]
    return [*unknown, *texts, *([] if str(row.get("title", "")).strip() else ["it has no `title`"])]
