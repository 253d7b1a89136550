"""The wording of a form's questions at a terminal."""

from collections.abc import Sequence

from bot.chat.console.interview import EMPTY
from bot.flow.answer.phrases import with_code
from bot.model.form import Field, FieldKind, Form, Suggestion
from bot.model.message import (
    Block,
    Bullets,
    Fields,
    Header,
    Message,
    Notice,
    Paragraph,
    Quote,
    Small,
    Span,
    Style,
    Tone,
)

_DEFAULT_YES, _DEFAULT_NO = "Y/n/edit", "y/N/edit"
_LONGEST = 40  # characters in brackets; what is longer stands above
_STANDING = 1_000  # characters of what stands there that are shown before it is asked for: more is a wall of words
_REVIEWED = 300  # characters of an answer that are shown again at the end


def opening(form: Form) -> Message:
    """What a form is about, and how it is filled in."""
    code = Style.CODE
    how = [Span("Enter keeps what stands in brackets; "), Span("cancel", code), Span(" leaves without saving.")]
    if any(field.optional for field in form.fields):
        how[1:1] = [Span(EMPTY, code), Span(" empties an optional answer; ")]
    return Message(fallback=form.title, blocks=(Header(form.title), *form.intro, Small(tuple(how))))


def review(form: Form) -> Message:
    """What was answered, what it would bring, and what would bring more."""
    pairs = tuple((field.label, (Span(_cut(_standing(field), _REVIEWED) or "–"),)) for field in form.fields)
    blocks = (Header(form.title), Fields(pairs), *form.preview, *_offered(form))
    return Message(fallback=form.title, blocks=blocks)


def _offered(form: Form) -> list[Block]:
    """The suggestions, each with the number that takes it."""
    if not form.suggestions:
        return []
    offers = tuple((str(i), _offer(offer)) for i, offer in enumerate(form.suggestions, start=1))
    return [Small((Span("A number puts what stands behind it into the form:"),)), Fields(offers)]


def _offer(offer: Suggestion) -> tuple[Span, ...]:
    return Span(offer.label, Style.STRONG), Span(f"  {offer.gist}" if offer.gist else "")


def whole(form: Form) -> Message:
    """All of a form at once, for a place where nobody can be asked: it says how to put it into one line."""
    blocks: list[Block] = [Header(form.title), *form.intro]
    for field in form.fields:
        blocks.extend(_described(field))
    blocks.extend(form.preview)
    if form.suggestions:
        blocks.append(Bullets(tuple(map(_offer, form.suggestions))))
    if form.spoken:
        blocks.append(Paragraph((Span("In one line: "), Span(form.spoken, Style.COMMAND))))
    return Message(fallback=form.title, blocks=tuple(blocks))


def _described(field: Field) -> list[Block]:
    """A field with what stands there, what may stand there, and what is wrong with it."""
    label = f"{field.label} (optional)" if field.optional else field.label
    blocks: list[Block] = [Paragraph((Span(label, Style.STRONG), Span(f"  {_cut(_standing(field), _STANDING)}")))]
    choices = ", ".join(choice.label for choice in field.choices)
    explained = " ".join(filter(None, (field.hint, f"One of: {choices}." if choices else "")))
    if explained:
        blocks.append(Small(with_code(explained)))
    if field.error:
        blocks.append(Notice(Tone.WARNING, with_code(field.error)))
    return blocks


def question(field: Field) -> Message | None:
    """What is to be read before a field's prompt: a hint, a long answer that stands, the choices; None for nothing."""
    blocks: list[Block] = []
    if field.hint:
        blocks.append(Small(with_code(field.hint)))
    if len(_standing(field)) > _LONGEST:
        blocks.append(Quote((Span(_cut(_standing(field), _STANDING)),)))
    if field.kind is FieldKind.CHOICE:
        numbered = enumerate(field.choices, start=1)
        blocks.append(Fields(tuple((str(i), (Span(choice.label),)) for i, choice in numbered)))
    return Message(fallback=field.label, blocks=tuple(blocks)) if blocks else None


def prompt(field: Field) -> str:
    """The label, and in brackets what stands there now."""
    label = f"{field.label} (optional)" if field.optional else field.label
    now = _standing(field)
    return f"{label} [{_cut(now, _LONGEST)}]" if now else label


def _standing(field: Field) -> str:
    """What stands in a field now, as people read it."""
    return next((choice.label for choice in field.choices if choice.value == field.value), field.value)


def confirmation(form: Form) -> str:
    """The last question."""
    count = len(form.suggestions)
    numbers = {0: "", 1: "/1"}.get(count, f"/1-{count}")
    return f"{form.submit}? [{_DEFAULT_NO if form.loses_all else _DEFAULT_YES}{numbers}]"


def refusal(sentence: str) -> Message:
    """Why a value is not taken."""
    return Message(fallback=sentence, blocks=(Notice(Tone.WARNING, with_code(sentence)),))


def within(form: Form, line: str) -> Message:
    """That a command is no answer; there is a way to mean its words."""
    words = "in quotes or (brackets) its words are an answer"
    return refusal(f"You are in a form: {form.title}. `{line}` is a command; `cancel` leaves the form, and {words}.")


def unclear(others: Sequence[str]) -> Message:
    """Why a plain yes takes nothing, and what may be said instead."""
    if not others:
        return refusal("The last answer offers nothing to say yes to; type the step you want.")
    typed = " or ".join(f"`{step}`" for step in others)
    if len(others) == 1:
        return refusal(f"A plain yes does not take the one step offered; type {typed} if you want it.")
    return refusal(f"Several steps are offered; type {typed}.")


def said(sentence: str) -> Message:
    """One plain sentence."""
    return Message(fallback=sentence, blocks=(Paragraph((Span(sentence),)),))


def _cut(value: str, longest: int) -> str:
    return value if len(value) <= longest else f"{value[: longest - 1]}…"
