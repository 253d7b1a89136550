"""Faults of settings, in our words."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, get_origin

from pydantic import BaseModel
from pydantic_settings import DotEnvSettingsSource, EnvSettingsSource

from bot.settings.whole import SECRETS, Settings

# What pydantic finds, in our words: what is wrong, and how to write it (https://docs.pydantic.dev/latest/errors/validation_errors/).
_WHOLE = "is no whole number; write one such as 30"
_NUMBER = "is no number; write one such as 30 or 0.5"
_TEXT = 'is no text; put it in quotes, such as "data"'
_LIST = 'is no list; write one such as ["127.0.0.1:8001"]'
_TABLE = '{"newsroom": "https://…"}'
_SAID = {
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float", "int_parsing_size"), _WHOLE),
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), _NUMBER),
    **dict.fromkeys(("string_type", "path_type", "string_unicode"), _TEXT),
    **dict.fromkeys(("tuple_type", "list_type"), _LIST),
    **dict.fromkeys(
        ("model_type", "model_attributes_type", "dict_type"),
        "is no table; write its settings below a line with its name in brackets, such as [web]",
    ),
    "greater_than": "is too small; it must be over {gt:g}",
    "greater_than_equal": "is too small; the least is {ge:g}",
    "less_than_equal": "is too large; the most is {le:g}",
    "literal_error": "is none of {expected}",
}


def fault_of(error: Any, place: Path) -> str:
    """One of pydantic's errors in a sentence, with its place, its value (unless it is secret) and the cure.

    No colon stands behind the name of a secret: what follows one is hidden wherever this is shown.
    """
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"there is no setting {name}; see docs/reference.md"
    said = _SAID.get(error["type"], "").format(**error.get("ctx", {})) or error["msg"].removeprefix("Value error, ")
    value = "" if _is_secret(error["loc"]) else f" = {error['input']!r}:"
    return f"{name}{value} {said} (in {place}, .env or the environment)"


def misplaced_secrets(told: dict[str, Any], place: Path) -> list[str]:
    """The secrets that stand in the settings file, which people copy and commit."""
    return [
        f"{part}.{name} stands in {place}, which is no place for a secret; set"
        f" PRESSWATCH_{part.upper()}__{name.upper()} in the environment or in {place.parent / '.env'}"
        for part, names in SECRETS.items()
        for name in names
        if isinstance(told.get(part), dict) and name in told[part]
    ]


def no_json(settings: type[Settings]) -> list[str]:
    """The lists and tables of the environment and of `.env` that are no JSON; they may be secret, and are not said."""
    config = settings.model_config
    told = {
        **DotEnvSettingsSource(settings, env_file=config.get("env_file")).env_vars,
        **EnvSettingsSource(settings).env_vars,
    }
    wanted = {
        f"presswatch_{part}__{name}": _TABLE
        if get_origin(inner.annotation) is Mapping
        else _LIST.partition("such as ")[2]
        for part, field in Settings.model_fields.items()
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel)
        for name, inner in field.annotation.model_fields.items()
        if get_origin(inner.annotation) in (Mapping, tuple)
    }
    return [
        f"{name.upper()} is no JSON; write it such as {example}"
        for name, example in wanted.items()
        if not _is_json(told.get(name) or "[]")
    ]


def _is_json(written: str) -> bool:
    try:
        json.loads(written)
    except ValueError:
        return False
    return True


def _is_secret(place: tuple[int | str, ...]) -> bool:
    """Whether a value there is a secret, or a whole table with secrets in it."""
    part = str(place[0])
    return part in SECRETS and (len(place) == 1 or place[1] in SECRETS[part])
