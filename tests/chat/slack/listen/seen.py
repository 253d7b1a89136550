"""What people read in Slack's blocks, as plain text: the marks of mrkdwn taken off, one line a text."""

import re
from collections.abc import Iterator
from typing import Any

_LINK = re.compile(r"<(?:https?://|mailto:)[^|<>\s]+\|([^<>]*)>")
_EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_LOOKALIKES = str.maketrans({"\u200b": "", "∗": "*", "∼": "~", "ˋ": "`", "∶": ":", "ˍ": "_", "‹": "<", "›": ">"})
_TEXTS = ("mrkdwn", "plain_text", "raw_text")


def seen(blocks: Any) -> str:
    """All that stands in blocks, or in a view, in the order in which it stands there."""
    return "\n".join(line for line in _lines(blocks) if line)


def buttons(blocks: Any) -> dict[str, Any]:
    """What can be pressed, by its label."""
    if isinstance(blocks, list):
        return {label: found for block in blocks for label, found in buttons(block).items()}
    if not isinstance(blocks, dict):
        return {}
    if blocks.get("type") == "feedback_buttons":
        pair = (blocks["positive_button"], blocks["negative_button"])
        return {one["text"]["text"]: {**blocks, "value": one["value"]} for one in pair}
    if blocks.get("type") == "overflow":
        return {one["text"]["text"]: {**blocks, "selected_option": one} for one in blocks["options"]}
    if blocks.get("type") == "button":
        return {blocks["text"]["text"]: blocks}
    return {label: found for value in blocks.values() for label, found in buttons(value).items()}


def _lines(value: Any) -> Iterator[str]:
    if isinstance(value, list):
        for each in value:
            yield from _lines(each)
    elif isinstance(value, dict):
        yield from _of_object(value)


def _of_object(value: dict[str, Any]) -> Iterator[str]:
    match value.get("type"):
        case "mrkdwn":
            yield _bare(value["text"])
        case kind if kind in _TEXTS:
            yield value["text"].translate(_LOOKALIKES)
        case "input":
            yield from _field(value)
        case "button":
            yield f"[{value['text']['text']}]"
        case "actions" | "context_actions":
            yield " ".join(_lines(value["elements"]))
        case "table":
            for row in value["rows"]:
                yield "  ".join("".join(_lines(cell)) for cell in row)
        case "data_visualization":
            yield str(value)
        case "text":
            yield str(value["text"])
        case _:
            yield from _of_block(value)


def _of_block(block: dict[str, Any]) -> Iterator[str]:
    for name in ("title", "text"):
        yield from _lines(block.get(name))
    for pair in block.get("fields") or ():
        yield _bare(pair["text"]).replace("\n", ": ", 1)
    for name in ("elements", "accessory", "blocks"):
        yield from _lines(block.get(name))
    if block.get("type") in ("overflow", "feedback_buttons"):
        yield " ".join(f"[{label}]" for label in buttons(block))
    yield from (f"[{words}]" for words in _lines(block.get("submit")))


def _field(block: dict[str, Any]) -> Iterator[str]:
    """A field with what stands in it, and what can be chosen."""
    element = block["element"]
    chosen = element.get("initial_option", {}).get("text", {}).get("text") or element.get("initial_value") or "–"
    yield f"{block['label']['text']}: {chosen}".translate(_LOOKALIKES)
    yield from _lines(block.get("hint"))
    groups = element.get("option_groups") or [{"options": element.get("options") or []}]
    for option in (one for group in groups for one in group["options"]):
        yield option["text"]["text"].translate(_LOOKALIKES)


def _bare(text: str) -> str:
    """mrkdwn as it is read. What is code keeps its marks: it tells what can be typed."""
    parts = _LINK.sub(r"\1", text).split("`")
    plain = [part if i % 2 else _EDGE.sub("", part).replace("*", "") for i, part in enumerate(parts)]
    bare = "`".join(plain).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    return bare.translate(_LOOKALIKES)
