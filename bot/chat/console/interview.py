"""A form that is being filled in at a terminal: which question stands, and what a line means as its answer."""

from dataclasses import dataclass, replace
from typing import Self

from bot.model.form import Field, FieldKind, Form, Suggestion

EMPTY = "-"  # said to an optional question: nothing at all


@dataclass(frozen=True, slots=True, kw_only=True)
class Interview:
    """A form, the questions that were answered, and the one that stands; without one it is: save or not?"""

    form: Form
    answered: frozenset[str] = frozenset()

    @property
    def field(self) -> Field | None:
        """The question that stands. Values decide which fields a form has, so it is sought anew each time."""
        return next((field for field in self.form.fields if field.name not in self.answered), None)

    def after(self, form: Form, answered: str) -> Self:
        """One question further, with the form as its values have made it."""
        return replace(self, form=form, answered=self.answered | {answered})

    def with_form(self, form: Form) -> Self:
        """As far as before, with other values in the form; a field that is new is asked for, so is a faulty one."""
        faulty = {field.name for field in form.fields if field.error}
        return replace(self, form=form, answered=self.answered - faulty)

    def again(self, form: Form) -> Self:
        """Back to the questions whose values are wrong; to all of them where none is."""
        faulty = frozenset(field.name for field in form.fields if field.error)
        everything = frozenset(field.name for field in form.fields)
        return replace(self, form=form, answered=everything - faulty if faulty else frozenset())


def taken(form: Form, line: str) -> Suggestion | None:
    """The suggestion that a number names."""
    numbered = {str(i): offer for i, offer in enumerate(form.suggestions, start=1)}
    return numbered.get(line)


def meant(field: Field, line: str) -> str | None:
    """The value that a line gives; None where it is none of the choices.

    Nothing keeps what stands there, `-` empties an optional field, and a choice is known by value, label, number, or
    a part of its label that no other has.
    """
    if not line:
        return field.value
    if line == EMPTY and field.optional:
        return ""
    return _chosen(field, line) if field.kind is FieldKind.CHOICE else line


def agreed(field: Field) -> str | None:
    """The value that a plain yes gives: what stands there, or a choice of that name; nothing where nothing stands."""
    return (_chosen(field, "yes") if field.kind is FieldKind.CHOICE else None) or field.value


def _chosen(field: Field, line: str) -> str | None:
    said = line.casefold()
    named = {choice.label.casefold(): choice.value for choice in field.choices}
    named |= {choice.value.casefold(): choice.value for choice in field.choices}
    numbered = {str(i): choice.value for i, choice in enumerate(field.choices, start=1)}
    partly = {choice.value for choice in field.choices if said in choice.label.casefold()}
    by_part = partly.pop() if len(partly) == 1 else None
    return named.get(said, numbered.get(said, by_part))
