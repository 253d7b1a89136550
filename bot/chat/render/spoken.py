"""Spoken: an answer whose words for us stand as they are said in one place: `/press help`, `@Presswatch help`. Pure."""

from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

from bot.chat.grammar.typed import SLASH
from bot.flow.answer.phrases import parts_of
from bot.model.form import Field
from bot.model.message import Button, Span, Style
from bot.model.usage import is_command

T = TypeVar("T")

BY_SLASH = f"{SLASH} "  # works wherever a platform has commands
BY_MENTION = "@Presswatch "  # works wherever people can be named


def spoken(value: T, before: str) -> T:
    """A message, a form, a panel or some of one, with `before` in front of all words that one says to us.

    What a button says stays as it is, for a press says it to us alone. What is spoken once is not spoken again.
    """
    said: T = _spoken(value, before)
    return said


def _spoken(value: Any, before: str) -> Any:
    match value:
        case Span(style=Style.COMMAND):
            return replace(value, text=f"{before}{value.text}", style=Style.CODE)
        case Span() | Button():
            return value
        case Field():
            hint, error, elsewhere = (_sentence(said, before) for said in (value.hint, value.error, value.elsewhere))
            return replace(value, hint=hint, error=error, elsewhere=elsewhere)
        case tuple():
            return tuple([_spoken(each, before) for each in value])
    if is_dataclass(value) and not isinstance(value, type):
        return replace(value, **{field.name: _spoken(getattr(value, field.name), before) for field in fields(value)})
    return value


def _sentence(words: str, before: str) -> str:
    """A sentence with its quoted commands as they are said."""
    return "".join(_code(said, before) if is_code else said for said, is_code in parts_of(words))


def _code(words: str, before: str) -> str:
    return f"`{before if is_command(words) else ''}{words}`"
