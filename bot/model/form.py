"""A form: what we ask, before any platform. A platform draws it and sends back its values; it decides nothing.

A modal, a card and a terminal's questions are all made of it. A submission is a command, `FillForm`: with `done`
unset it asks for the form again as these values would have it (its preview), with `done` set it is meant.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from bot.model.message import Block


class FieldKind(StrEnum):
    """How a value is given."""

    LINE = "line"
    TEXT = "text"  # several lines
    CHOICE = "choice"  # one of `choices`


@dataclass(frozen=True, slots=True)
class Choice:
    """One value to choose from, and what people read."""

    value: str
    label: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Field:
    """One question. `value` is what stands there now, "" for nothing."""

    name: str
    label: str
    kind: FieldKind = FieldKind.LINE
    value: str = ""
    choices: tuple[Choice, ...] = ()
    optional: bool = False
    hint: str = ""
    error: str = ""  # what is wrong with the value, and the cure
    elsewhere: str = ""  # where a value can be changed that is too long for a platform's fields


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """Values that one press would put into the fields, and what would come of it."""

    label: str  # a button's
    values: Mapping[str, str]  # field name to value
    gist: str = ""  # one line: gain and cost


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A handful of questions. `name` and `subject` come back with the values: which form, about what."""

    name: str  # "subscribe", "topic", "feed", "alerts"
    title: str
    fields: tuple[Field, ...]
    subject: str = ""  # such as the topic that is edited
    intro: tuple[Block, ...] = ()
    preview: tuple[Block, ...] = ()  # what the present values would bring
    suggestions: tuple[Suggestion, ...] = ()
    submit: str = "Save"
    spoken: str = ""  # the same as one line of words, for a place without forms
    shows: str = ""  # what the preview is of, where nothing is to be done before it was seen
    loses_all: bool = False  # it would take away all that there was: not to be done by a mere Enter

    @property
    def values(self) -> dict[str, str]:
        """What stands in the fields."""
        return {field.name: field.value for field in self.fields}

    @property
    def faulty(self) -> bool:
        """A value cannot be taken as it is."""
        return any(field.error for field in self.fields)

    def filled(self, values: Mapping[str, str]) -> "Form":
        """The form with these values in it; fields that are not named keep theirs."""
        return replace(
            self, fields=tuple(replace(field, value=values.get(field.name, field.value)) for field in self.fields)
        )
