"""A field of choices as a menu to select from, and what was selected or typed."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.chat.render.fit import size
from bot.chat.render.safe import typed
from bot.chat.slack.limits import GROUPS, LABEL, OPTION_VALUE, OPTIONS
from bot.chat.slack.press import label
from bot.model.form import Choice, Field

Json = dict[str, Any]

_MARK = "="  # before each value: an option's value cannot be empty, a choice's can
_NAME = (LABEL - 3) // 2  # characters of each of two names in a group's label


def select(field: Field, action: str) -> Json | None:
    """The menu; None where there is nothing to select. More choices than one menu takes stand in groups."""
    options = [(choice.value, _option(choice)) for choice in field.choices if _carries(choice)][: OPTIONS * GROUPS]
    if not options:
        return None
    shown = [option for _, option in options]
    menu: Json = {"type": "static_select", "action_id": action, "placeholder": label("Choose")}
    if len(shown) <= OPTIONS:
        menu["options"] = shown
    else:
        menu["option_groups"] = [_group(shown[i : i + OPTIONS]) for i in range(0, len(shown), OPTIONS)]
    standing = next((option for value, option in options if value == field.value), None)
    return {**menu, "initial_option": standing} if standing else menu


def chosen(state: Mapping[str, Any]) -> str:
    """What a field's state holds."""
    option = state.get("selected_option")
    if option:
        return str(option["value"]).removeprefix(_MARK)
    return str(state.get("value") or "")


def _carries(choice: Choice) -> bool:
    return size(_MARK + typed(choice.value)) <= OPTION_VALUE


def _option(choice: Choice) -> Json:
    return {"text": label(choice.label), "value": f"{_MARK}{typed(choice.value)}"}


def _group(options: Sequence[Json]) -> Json:
    first, last = (option["text"]["text"][:_NAME] for option in (options[0], options[-1]))
    return {"label": label(f"{first} – {last}"), "options": list(options)}
