"""Check config/slack-manifest.yaml against a published JSON schema: `python -m bench.manifest SCHEMA.json [MANIFEST]`.

The schema is Slack's own (https://github.com/slackapi/manifest-schema, schemas/manifest.schema.2.0.0.json). It is read
with the part of JSON Schema that it is written in; a word that this part does not have is said, and is a failure.
"""

import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import yaml

MANIFEST = Path(__file__).parent.parent / "config" / "slack-manifest.yaml"
_KINDS: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "integer": lambda value: isinstance(value, int) and not isinstance(value, bool),
    "number": lambda value: isinstance(value, int | float) and not isinstance(value, bool),
    "null": lambda value: value is None,
}
_SILENT = frozenset(
    {"$schema", "$id", "$comment", "title", "description", "default", "definitions", "format", "examples"}
    | {"id", "example", "version", "features"}  # what Adaptive Cards' schema says of itself
)


def faults(value: Any, schema: dict[str, Any], root: dict[str, Any], where: str = "") -> Iterator[str]:
    """What is wrong with a value by a schema, each with its place."""
    if "$ref" in schema:
        yield from faults(value, _definition(schema["$ref"], root), root, where)
        return
    for word, rule in schema.items():
        if word in _RULES:
            yield from _RULES[word](value, rule, schema, root, where)
        elif word not in _SILENT:
            yield f"{where or 'the schema'}: it says {word}, which is not understood here"


def _definition(reference: str, root: dict[str, Any]) -> dict[str, Any]:
    found: Any = root
    for part in reference.removeprefix("#/").split("/"):
        found = found[part]
    return dict(found)


Faults = Iterator[str]
Schema = dict[str, Any]


def _type(value: Any, rule: Any, _schema: Schema, _root: Schema, where: str) -> Faults:
    kinds = rule if isinstance(rule, list) else [rule]
    if not any(_KINDS[kind](value) for kind in kinds):
        yield f"{where or 'the whole'}: is no {' or '.join(kinds)}"


def _required(value: Any, rule: Any, _schema: Schema, _root: Schema, where: str) -> Faults:
    if isinstance(value, dict):
        yield from (f"{where}/{name}: is missing" for name in rule if name not in value)


def _properties(value: Any, rule: Any, _schema: Schema, root: Schema, where: str) -> Faults:
    if isinstance(value, dict):
        for name in value.keys() & rule.keys():
            yield from faults(value[name], rule[name], root, f"{where}/{name}")


def _patterned(value: Any, rule: Any, _schema: Schema, root: Schema, where: str) -> Faults:
    if isinstance(value, dict):
        for pattern, inner in rule.items():
            for name in value:
                if re.search(pattern, name):
                    yield from faults(value[name], inner, root, f"{where}/{name}")


def _additional(value: Any, rule: Any, schema: Schema, root: Schema, where: str) -> Faults:
    if not isinstance(value, dict) or rule is True:
        return
    patterns = schema.get("patternProperties", {})
    for name in value.keys() - schema.get("properties", {}).keys():
        if any(re.search(pattern, name) for pattern in patterns):
            continue
        if rule is False:
            yield f"{where}/{name}: is not known"
        else:
            yield from faults(value[name], rule, root, f"{where}/{name}")


def _items(value: Any, rule: Any, _schema: Schema, root: Schema, where: str) -> Faults:
    if isinstance(value, list):
        for place, one in enumerate(value):
            yield from faults(one, rule, root, f"{where}/{place}")


def _any_of(value: Any, rule: Any, _schema: Schema, root: Schema, where: str) -> Faults:
    """Where it is none of the kinds, what keeps it from the one that it is nearest to."""
    yield from min((list(faults(value, one, root, where)) for one in rule), key=len)


def _all_of(value: Any, rule: Any, _schema: Schema, root: Schema, where: str) -> Faults:
    for one in rule:
        yield from faults(value, one, root, where)


def _check(fits: Callable[[Any, Any], bool], said: str) -> Callable[[Any, Any, Schema, Schema, str], Faults]:
    def check(value: Any, rule: Any, _schema: Schema, _root: Schema, where: str) -> Faults:
        if not fits(value, rule):
            yield f"{where}: {said.format(rule)}"

    return check


def _is_like(value: Any, rule: Any) -> bool:
    return not isinstance(value, str) or bool(re.search(rule, value))


_RULES: dict[str, Callable[[Any, Any, Schema, Schema, str], Faults]] = {
    "type": _type,
    "required": _required,
    "properties": _properties,
    "patternProperties": _patterned,
    "additionalProperties": _additional,
    "items": _items,
    "anyOf": _any_of,
    "allOf": _all_of,
    "const": _check(lambda value, rule: value == rule, "is not {}"),
    "enum": _check(lambda value, rule: value in rule, "is none of {}"),
    "pattern": _check(_is_like, "is not like {}"),
    "regex": _check(_is_like, "is not like {}"),  # no word of JSON Schema; Slack's says it of a colour
    "minLength": _check(lambda value, rule: not isinstance(value, str) or len(value) >= rule, "is shorter than {}"),
    "maxLength": _check(lambda value, rule: not isinstance(value, str) or len(value) <= rule, "is longer than {}"),
    "minItems": _check(lambda value, rule: not isinstance(value, list) or len(value) >= rule, "has fewer than {}"),
    "maxItems": _check(lambda value, rule: not isinstance(value, list) or len(value) <= rule, "has more than {}"),
    "minProperties": _check(lambda value, rule: not isinstance(value, dict) or len(value) >= rule, "has fewer than {}"),
    "maxProperties": _check(lambda value, rule: not isinstance(value, dict) or len(value) <= rule, "has more than {}"),
    "uniqueItems": _check(
        lambda value, rule: (
            not (rule and isinstance(value, list)) or len({json.dumps(one) for one in value}) == len(value)
        ),
        "says a thing twice",
    ),
}


def main(schema: Path, manifest: Path = MANIFEST) -> int:
    """Print what is wrong; 0 where nothing is."""
    rules = json.loads(schema.read_text("utf-8"))
    found = list(faults(yaml.safe_load(manifest.read_text("utf-8")), rules, rules))
    for fault in found:
        print(f"{manifest.name}{fault}")
    print(f"{manifest.name}: {len(found)} faults by {schema.name}")
    return int(bool(found))


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
