"""A small judge of cards: what Adaptive Cards 1.5 and Teams say of the elements we use, in our own words.

`faults` names what a client would refuse or drop: an unknown key, a missing one, a text that is empty, an id twice, too
many buttons in a row, too many bytes. https://adaptivecards.io/explorer
"""

import json
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Json = Mapping[str, Any]

EVERY = frozenset({"separator", "spacing"})
SPACINGS = ("None", "Small", "Default", "Medium", "Large", "ExtraLarge", "Padding")
SIZES = ("Small", "Default", "Medium", "Large", "ExtraLarge")
BOXES = ("default", "emphasis", "accent", "good", "warning", "attention")
KINDS = ("say", "share", "form", "refresh")


def faults(card: Json, most: int = 20_000) -> list[str]:
    """What is wrong with a card."""
    found = keys(card, {"type", "version", "body"}, {"$schema", "msteams", "fallbackText", "refresh"})
    found += [] if (card.get("type"), card.get("version")) == ("AdaptiveCard", "1.5") else ["no card of version 1.5"]
    found += elements(card.get("body", ()), "body")
    found += refresh(card["refresh"]) if "refresh" in card else []
    found += [f"{count} × id {name}" for name, count in Counter(ids(card)).items() if count > 1]
    size = len(json.dumps(card, ensure_ascii=False, separators=(",", ":")).encode())
    return found + ([] if size <= most else [f"{size} bytes, {most} are the most"])


def elements(shown: Any, where: str) -> list[str]:
    """What is wrong with the elements of a place."""
    if not isinstance(shown, list) or not shown:
        return [f"{where}: nothing in it"]
    found = []
    for i, element in enumerate(shown):
        kind = element.get("type", "")
        check = CHECKS.get(kind)
        told = [*check(element), *look(element)] if check else ["unknown"]
        found += [f"{where}/{i} {kind}: {fault}" for fault in told]
    return found


def ids(value: Any) -> Iterator[str]:
    """Every input's id."""
    if isinstance(value, Mapping):
        yield from [value["id"]] if "id" in value else []
        for each in value.values():
            yield from ids(each)
    elif isinstance(value, list):
        for each in value:
            yield from ids(each)


def keys(value: Json, required: set[str], optional: set[str] | frozenset[str] = frozenset()) -> list[str]:
    missing, unknown = required - value.keys(), value.keys() - required - optional
    return [f"without {name}" for name in sorted(missing)] + [f"unknown {name}" for name in sorted(unknown)]


def look(element: Json) -> list[str]:
    found = [] if element.get("spacing", "Default") in SPACINGS else ["unknown spacing"]
    return found if element.get("separator", True) is True else [*found, "a separator is True"]


def said(text: Any) -> list[str]:
    return [] if isinstance(text, str) and text.strip() else [f"{text!r} says nothing"]


def text_block(element: Json) -> list[str]:
    found = keys(element, {"type", "text", "wrap"}, EVERY | {"size", "weight", "isSubtle", "style", "color"})
    found += [] if element.get("size", "Default") in SIZES else ["unknown size"]
    found += [] if element.get("style", "heading") == "heading" else ["unknown style"]
    found += [] if element.get("wrap") is True else ["its end is cut on a phone"]
    return found + said(element.get("text"))


def container(element: Json) -> list[str]:
    found = keys(element, {"type", "items"}, EVERY | {"style"}) + elements(element.get("items"), "items")
    return found + ([] if element.get("style", "default") in BOXES else ["unknown style"])


def fact_set(element: Json) -> list[str]:
    facts = element.get("facts", ())
    found = keys(element, {"type", "facts"}, EVERY) + ([] if facts else ["no facts"])
    return found + [fault for fact in facts for fault in keys(fact, {"title", "value"})]


def table(element: Json) -> list[str]:
    known = EVERY | {"showGridLines", "firstRowAsHeaders"}
    found = keys(element, {"type", "columns", "rows"}, known)
    columns, rows = element.get("columns", ()), element.get("rows", ())
    found += [] if columns and rows else ["empty"]
    for column in columns:
        found += keys(column, {"width"}, {"horizontalCellContentAlignment"})
        found += [] if column["width"] > 0 else ["a column without width"]
    for row in rows:
        found += keys(row, {"type", "cells"}) + (
            [] if len(row["cells"]) == len(columns) else ["rows of several widths"]
        )
        found += [fault for cell in row["cells"] for fault in keys(cell, {"type", "items"})]
        found += [fault for cell in row["cells"] for fault in elements(cell["items"], "cell")]
    return found


def chart(element: Json) -> list[str]:
    """No part of Adaptive Cards: https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards"""
    found = keys(element, {"type", "title", "data", "color", "showBarValues", "fallback"}, EVERY)
    bars = element.get("data", ())
    found += [] if 1 <= len(bars) <= 20 else [f"{len(bars)} bars"]
    found += [fault for bar in bars for fault in (*keys(bar, {"x", "y"}), *said(bar["x"]))]
    found += [] if len({bar["x"] for bar in bars}) == len(bars) else ["two bars in one place"]
    return found + elements([element.get("fallback", {})], "fallback")


def action_set(element: Json) -> list[str]:
    actions = element.get("actions", ())
    found = keys(element, {"type", "actions"}, EVERY) + ([] if actions else ["no actions"])
    shown = [each for each in actions if each.get("mode", "primary") == "primary"]
    found += [] if len(shown) <= 6 else [f"{len(shown)} buttons in a row"]
    return found + [fault for each in actions for fault in action(each)]


def action(each: Json) -> list[str]:
    common = {"style", "mode"}
    if each.get("type") == "Action.OpenUrl":
        found = keys(each, {"type", "title", "url"}, common)
        found += [] if str(each.get("url", "")).startswith(("https://", "http://")) else ["leads nowhere"]
    else:
        found = keys(each, {"type", "title", "verb", "data"}, common)
        found += [] if each.get("data", {}).get("seal") else ["nobody sealed it"]
        found += ["a browser's client fails of data called key"] if "key" in each.get("data", {}) else []
        found += [] if each.get("type") == "Action.Execute" else [f"no {each.get('type')} here"]
        found += [] if each.get("verb") in KINDS and each["verb"] == each["data"].get("action") else ["it says nothing"]
    found += [] if each.get("style", "positive") in ("default", "positive", "destructive") else ["unknown style"]
    found += [] if each.get("mode", "primary") in ("primary", "secondary") else ["unknown mode"]
    return found + said(each.get("title"))


def text_input(element: Json) -> list[str]:
    found = keys(element, {"type", "id", "label"}, EVERY | {"value", "isMultiline", "maxLength"})
    found += [] if len(element.get("value", "")) <= element.get("maxLength", 0) else ["its value is too long"]
    return found + said(element.get("label"))


def choice_set(element: Json) -> list[str]:
    found = keys(element, {"type", "id", "label", "choices", "style"}, EVERY | {"value", "placeholder"})
    choices = element.get("choices", ())
    found += [] if choices else ["no choices"]
    found += [fault for each in choices for fault in (*keys(each, {"title", "value"}), *said(each["title"]))]
    values = [each["value"] for each in choices]
    found += [] if all(values) else ["a choice without a value"]
    found += [] if element.get("style") in ("compact", "expanded", "filtered") else ["unknown style"]
    return found if element.get("value", values[0]) in values else [*found, "its value is none of its choices"]


def refresh(value: Json) -> list[str]:
    found = keys(value, {"action", "userIds"}) + action(value.get("action", {}))
    people = value.get("userIds", ())
    return found if 1 <= len(people) <= 60 and all(people) else [*found, "it refreshes for nobody, or for too many"]


CHECKS: dict[str, Callable[[Json], list[str]]] = {
    "TextBlock": text_block,
    "Container": container,
    "FactSet": fact_set,
    "Table": table,
    "Chart.VerticalBar": chart,
    "ActionSet": action_set,
    "Input.Text": text_input,
    "Input.ChoiceSet": choice_set,
}
