"""A conversation at a terminal: one line is heard at a time, and a form is asked question by question.

It knows no screen and no keyboard: a line goes in; what is to be shown, and asked next, comes out.
"""

from collections.abc import Callable
from dataclasses import dataclass

from bot.chat.answering.respond import command_of
from bot.chat.console import question
from bot.chat.console.interview import Interview, agreed, meant, taken
from bot.chat.console.offers import first_offer, other_offers
from bot.model.answer import Answer
from bot.model.command import Command, FillForm
from bot.model.form import Field, Form, Suggestion

_LEAVE = frozenset({"cancel", "exit", "quit", "bye"})
_AGREE = frozenset({"y", "yes"})
_NO, _EDIT = frozenset({"n", "no"}), frozenset({"e", "edit"})


@dataclass(frozen=True, slots=True)
class Turn:
    """What is to be drawn, and the question before the next line; "" for the usual prompt."""

    shown: tuple[Answer, ...] = ()
    prompt: str = ""


class Conversation:
    """Says words and fills in forms for one person."""

    def __init__(self, respond: Callable[[str], Answer], carry_out: Callable[[Command], Answer]) -> None:
        self._respond = respond
        self._carry_out = carry_out
        self._interview: Interview | None = None
        self._offer = ""  # what "yes" says now
        self._others: tuple[str, ...] = ()  # what it might have said

    @property
    def form(self) -> Form | None:
        """The form that is open, as it stands."""
        return self._interview.form if self._interview else None

    @property
    def field(self) -> str:
        """The name of the field that is asked for; "" when none is."""
        field = self._interview.field if self._interview else None
        return field.name if field else ""

    def hear(self, line: str) -> Turn:
        """One line: words for Presswatch, or the answer to the question that stands."""
        words = line.strip()
        if self._interview is None:
            return self._agreed() if words.casefold() in _AGREE else self._said(words)
        if words.casefold() in _LEAVE:
            return self.leave()
        field = self._interview.field
        return self._given(self._interview, field, words) if field else self._decided(self._interview, words)

    def leave(self) -> Turn:
        """Leave the form, if one is open: nothing is saved."""
        was_open, self._interview = self._interview, None
        return Turn((question.said("Left as it was; nothing is saved."),)) if was_open else Turn()

    def _agreed(self) -> Turn:
        """Take the step that the last answer offered above all."""
        if self._offer:
            return self._said(self._offer)
        return Turn((question.unclear(self._others),))

    def _said(self, words: str) -> Turn:
        """What is answered to words, and what it offers for a plain yes."""
        answer = self._respond(words)
        self._offer, self._others = first_offer(answer, words), other_offers(answer)
        return self._opened(answer)

    def _opened(self, answer: Answer) -> Turn:
        """Draw an answer, or begin to ask where it is a form."""
        if not isinstance(answer, Form):
            self._interview = None
            return Turn((answer,))
        return self._asked(Interview(form=answer), question.opening(answer), *_faults(answer))

    def _asked(self, interview: Interview, *shown: Answer) -> Turn:
        """Ask the question that stands; after the last, show the whole and ask whether to save it."""
        self._interview = interview
        field = interview.field
        if field is None:
            return Turn((*shown, question.review(interview.form)), question.confirmation(interview.form))
        read_before = question.question(field)
        return Turn((*shown, read_before) if read_before else shown, question.prompt(field))

    def _refused(self, interview: Interview, field: Field, why: Answer) -> Turn:
        """Ask the same again; what was to be read before it still stands on the screen."""
        self._interview = interview
        return Turn((why,), question.prompt(field))

    def _given(self, interview: Interview, field: Field, line: str) -> Turn:
        """Take a value, or say at once what is wrong with it and ask again."""
        value = agreed(field) if line.casefold() in _AGREE else meant(field, line)
        if value != field.value and command_of(line) is not None and not field.choices:
            return self._refused(interview, field, question.within(interview.form, line))
        if value is None:
            return self._refused(interview, field, question.refusal(f"Choose one of 1 to {len(field.choices)}."))
        if not value and not field.optional:
            return self._refused(interview, field, question.refusal("An answer is needed here."))
        answer = self._carry_out(_submission(interview.form, {field.name: value}, done=False))
        if not isinstance(answer, Form):
            return self._refused(interview, field, answer)
        error = next((one.error for one in answer.fields if one.name == field.name), "")
        if error:
            return self._refused(interview, field, question.refusal(error))
        return self._asked(interview.after(answer, field.name))

    def _decided(self, interview: Interview, line: str) -> Turn:
        """Save, leave, take a suggestion, or go through the questions again."""
        word = line.casefold() or ("n" if interview.form.loses_all else "y")
        if word in _NO:
            return self.leave()
        if word in _EDIT:
            return self._asked(interview.again(interview.form))
        if offer := taken(interview.form, word):
            return self._taken(interview, offer)
        if word not in _AGREE:
            return self._asked(interview, question.refusal("Say y to save, n to leave, or edit to change an answer."))
        answer = self._carry_out(_submission(interview.form, {}, done=True))
        if isinstance(answer, Form):
            return self._asked(interview.again(answer), *_faults(answer))
        return self._opened(answer)

    def _taken(self, interview: Interview, offer: Suggestion) -> Turn:
        """Put a suggestion's values into the form and show what they would bring."""
        answer = self._carry_out(_submission(interview.form, dict(offer.values), done=False))
        if not isinstance(answer, Form):
            return self._asked(interview, answer)
        return self._asked(interview.with_form(answer), *_faults(answer))


def _submission(form: Form, values: dict[str, str], *, done: bool) -> FillForm:
    return FillForm(form=form.name, subject=form.subject, values={**form.values, **values}, done=done)


def _faults(form: Form) -> list[Answer]:
    """What is wrong with a form that came back."""
    return [question.refusal(f"{field.label}: {field.error}") for field in form.fields if field.error]
