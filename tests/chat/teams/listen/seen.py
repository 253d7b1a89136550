"""What people read in a card, as plain text: the marks of Markdown taken off, one line a text."""

from collections.abc import Iterator
from typing import Any

from bot.chat.teams.press import CHOSEN, TYPED
from tests.chat.teams.reader import words

Json = dict[str, Any]

_LOOKALIKES = str.maketrans(
    {
        "\u200b": "",
        "\u200a": "",
        "∗": "*",
        "∼": "~",
        "ˋ": "`",
        "❲": "[",
        "❳": "]",
        "∖": "\\",
        "ˍ": "_",
        "‹": "<",
        "›": ">",
    }
)


def seen(card: Any) -> str:
    """All that stands in a card, in the order in which it stands there."""
    return "\n".join(line for line in _lines(card) if line).translate(_LOOKALIKES)


def buttons(card: Any) -> dict[str, Json]:
    """What can be pressed, by its label."""
    return {each["title"]: each for each in _found(card, "Action.Execute")}


def inputs(card: Any) -> dict[str, Json]:
    """The fields, by their names."""
    return {each["id"].partition(":")[2]: each for each in _objects(card) if str(each.get("type")).startswith("Input.")}


def filled(card: Any) -> Json:
    """What a press brings of the fields as they stand."""
    return {each["id"]: each.get("value", "") for each in inputs(card).values()}


def fill(card: Any, name: str, value: str) -> None:
    """Put a value into a field, as a person does: a choice by what it stands for."""
    field = inputs(card)[name]
    if field["id"].startswith(CHOSEN):
        assert f"={value}" in [choice["value"] for choice in field["choices"]], f"{value} is not on offer"
        field["value"] = f"={value}"
    else:
        assert field["id"].startswith(TYPED)
        field["value"] = value


def _found(value: Any, kind: str) -> Iterator[Json]:
    return (each for each in _objects(value) if each.get("type") == kind and "title" in each)


def _objects(value: Any) -> Iterator[Json]:
    if isinstance(value, dict):
        yield value
        for name, each in value.items():
            if name not in ("data", "refresh", "fallback"):
                yield from _objects(each)
    elif isinstance(value, list):
        for each in value:
            yield from _objects(each)


def _lines(value: Any) -> Iterator[str]:
    for each in _objects(value):
        match each.get("type", ""):
            case "TextBlock":
                yield _plain(each["text"])
            case "ActionSet":
                yield " ".join(f"[{action['title']}]" for action in each["actions"])
            case kind if kind.startswith("Input."):
                yield f"{each['label']}: {_value(each)}"
                yield from (choice["title"] for choice in each.get("choices", ()))
            case "Chart.VerticalBar":
                yield f"{each['title']} {each['data']}"
            case "":
                if each.keys() == {"title", "value"} and not str(each["value"]).startswith("="):
                    yield f"{_plain(each['title'])}: {_plain(each['value'])}"


def _value(field: Json) -> str:
    chosen = [choice["title"] for choice in field.get("choices", ()) if choice["value"] == field.get("value")]
    return str((chosen or [field.get("value", "") or "–"])[0])


def _plain(text: str) -> str:
    lines = ((words(line), line.startswith("- ")) for line in text.split("\n"))
    return "\n".join(f"• {said}" if is_item else said for said, is_item in lines)
