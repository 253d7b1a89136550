"""Topic packs: the text of a file under config/topics/ becomes a TopicSpec, or a list of its faults."""

import re
import tomllib
from collections.abc import Mapping
from typing import Any

from bot.errors import QueryError
from bot.model.topic import Measured, TopicSpec
from bot.stories.query import parse

_KEYS = ("name", "title", "description", "query")
_MORE = ("order", "threshold", "measured")  # may be left out
_MEASURED = {
    "on": "text that is not empty",
    "rows": "a whole number, at least 1",
    "precision": "a number from 0 to 1",
    "recall": "a number from 0 to 1",
}
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")


def read_pack(data: bytes, place: str) -> TopicSpec | tuple[str, ...]:
    """The topic a TOML text describes, or all its faults, each beginning with `place`.

    The text has four keys: `name`, `title`, `description`, `query`, and it may have an `order`, a `threshold` and a
    table `measured`. In the query, lines that begin with # are comments and line breaks are spaces;
    `TopicSpec.query` is the plain text that is left.
    """
    try:
        table = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return (f"{place}: this is no TOML: {error}",)
    faults = [*_key_faults(table), *_value_faults(table), *_figure_faults(table)]
    if faults:
        return tuple(f"{place}: {fault}" for fault in faults)
    name, title, description, query = (str(table[key]).strip() for key in _KEYS)
    return TopicSpec(
        name=name,
        title=title,
        description=description,
        query=plain_query(query),
        threshold=float(table.get("threshold", 0.0)),
        measured=_measured(table["measured"]) if "measured" in table else None,
        order=table.get("order"),
    )


def plain_query(text: str) -> str:
    """A query without its comment lines and line breaks."""
    lines = (line.strip() for line in text.splitlines())
    return " ".join(line for line in lines if line and not line.startswith("#"))


def _key_faults(table: dict[str, object]) -> list[str]:
    missing = [f"`{key}` is missing" for key in _KEYS if key not in table]
    known = (*_KEYS, *_MORE)
    unknown = [f"`{key}` is unknown; a topic has {', '.join(known)}" for key in table if key not in known]
    return missing + unknown


def _value_faults(table: dict[str, object]) -> list[str]:
    found = {key: table[key] for key in _KEYS if key in table}
    faults = [f"`{key}` must be text that is not empty" for key, value in found.items() if not _is_text(value)]
    name, query = found.get("name"), found.get("query")
    if isinstance(name, str) and name and not _NAME.fullmatch(name):
        faults.append(f"`name` is “{name}”; use lower-case letters, digits and hyphens")
    if isinstance(query, str) and query.strip():
        faults.extend(_query_faults(plain_query(query)))
    return faults


def _figure_faults(table: dict[str, object]) -> list[str]:
    """What is wrong with the threshold, the place in lists, and the line that says how well the topic does."""
    threshold, measured = table.get("threshold", 0.0), table.get("measured")
    faults = [] if _is_share(threshold) else ["`threshold` must be a number from 0 to 1"]
    if not _is_count(table.get("order", 1)):
        faults.append("`order` must be a whole number, at least 1")
    if measured is None:
        return faults
    if not isinstance(measured, dict) or set(measured) != set(_MEASURED):
        return [*faults, f"`measured` must have {', '.join(_MEASURED)}"]
    fits = {"on": _is_text, "rows": _is_count, "precision": _is_share, "recall": _is_share}
    wrong = [key for key, is_fit in fits.items() if not is_fit(measured[key])]
    return [*faults, *(f"`measured`: `{key}` must be {_MEASURED[key]}" for key in wrong)]


def _measured(table: Mapping[str, Any]) -> Measured:
    precision, recall = float(table["precision"]), float(table["recall"])
    return Measured(on=table["on"].strip(), rows=table["rows"], precision=precision, recall=recall)


def _is_count(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and value >= 1


def _is_share(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and 0 <= value <= 1


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def _query_faults(query: str) -> list[str]:
    try:
        parse(query)
    except QueryError as error:
        near = query[max(0, error.position - 10) : error.position + 30]
        return [f"`query`, near “{near}”: {error.message} {error.cure}"]
    return []
