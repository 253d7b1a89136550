"""Presses: how what a button says travels in Slack's payload and back.

An action's id is its kind and a running number (`say:3`), for ids must be unique in a message. Listeners register for
SAY, OPEN, SUGGEST and FIELD; what was pressed is read by `words_of` and `suggested`.
"""

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from bot.chat.render import packing
from bot.chat.render.fit import fitted, size
from bot.chat.render.packing import unpacked
from bot.chat.render.safe import address, plain
from bot.chat.slack.limits import LABEL, OPTION_VALUE, URL, VALUE
from bot.model.form import Suggestion
from bot.model.message import Button

Json = dict[str, Any]

SAY = re.compile(r"^say:\d+$")  # says words for whoever pressed
OPEN = re.compile(r"^open:\d+$")  # opens an address: Slack tells of it all the same and wants an ack
SUGGEST = re.compile(r"^suggest:\d+$")  # puts values into a modal's fields
FIELD = re.compile(r"^field:\w+$")  # a modal's field has changed

_ESCAPED = "&<>"  # Slack escapes them in texts; nothing says that it never does in values
_NOTHING = "-"  # what an option that only opens an address carries


def words_of(action: Mapping[str, Any]) -> str:
    """The words that a pressed button, a vote or a chosen option says; "" where it says none."""
    option = action.get("selected_option") or {}
    value = option.get("value") or action.get("value") or _NOTHING
    return "" if value == _NOTHING else unpacked(value)


def suggested(action: Mapping[str, Any]) -> dict[str, str]:
    """The values that a pressed suggestion puts into the fields."""
    values: dict[str, str] = json.loads(unpacked(action["value"]))
    return values


def button(pressed: Button, base_url: str) -> Json | None:
    """A button that opens an address or says words; None where it could do neither."""
    shown: Json = {"type": "button", "text": label(pressed.label)}
    if pressed.primary:
        shown["style"] = "primary"
    url = address(pressed.link, base_url)
    if url and size(url) <= URL:
        return {**shown, "action_id": "open", "url": url}
    value = packed(pressed.command, VALUE)
    return {**shown, "action_id": "say", "value": value} if value else None


def option(pressed: Button, base_url: str) -> Json | None:
    """The same as one line of an overflow menu, which has less room."""
    url = address(pressed.link, base_url)
    if url and size(url) <= URL:
        return {"text": label(pressed.label), "value": _NOTHING, "url": url}
    value = packed(pressed.command, OPTION_VALUE)
    return {"text": label(pressed.label), "value": value} if value else None


def overflow(options: list[Json]) -> Json:
    """A menu of options."""
    return {"type": "overflow", "action_id": "say", "options": options}


def vote(useful: Button, useless: Button) -> Json | None:
    """Slack's own pair of a thumb up and a thumb down; None where one of them has no words."""
    yes, no = packed(useful.command, VALUE), packed(useless.command, VALUE)
    if not yes or not no:
        return None
    return {
        "type": "feedback_buttons",
        "action_id": "say",
        "positive_button": {"text": label(useful.label), "value": yes},
        "negative_button": {"text": label(useless.label), "value": no},
    }


def suggestion(offered: Suggestion) -> Json | None:
    """A button that puts values into a modal's fields; None where they do not fit into one."""
    value = packed(json.dumps(dict(offered.values), ensure_ascii=False, separators=(",", ":")), VALUE)
    if not value:
        return None
    return {"type": "button", "text": label(offered.label), "action_id": "suggest", "value": value}


def label(words: str) -> Json:
    """What stands on a button or an option."""
    return {"type": "plain_text", "text": fitted(words, LABEL, plain).strip() or "…", "emoji": False}


def numbered(blocks: Iterable[Json]) -> list[Json]:
    """The blocks with a number behind each action's kind."""
    count = 0

    def walk(value: Any) -> Any:
        nonlocal count
        if isinstance(value, list):
            return [walk(each) for each in value]
        if not isinstance(value, dict):
            return value
        kind = value.get("action_id", "")
        if kind in ("say", "open", "suggest"):
            count += 1
            return {**{key: walk(each) for key, each in value.items()}, "action_id": f"{kind}:{count}"}
        return {key: walk(each) for key, each in value.items()}

    return [walk(block) for block in blocks]


def packed(words: str, limit: int) -> str:
    """The words, or the same in less room and in letters that Slack leaves alone; "" where even that is too long."""
    return packing.packed(words, limit, without=_ESCAPED)
