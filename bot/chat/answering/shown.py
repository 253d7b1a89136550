"""Shown: answers and forms as messages, for places that draw nothing else; and what a form still has to show. Pure."""

import zlib
from dataclasses import replace

from bot.chat.render.panels import panel_blocks
from bot.flow.answer.phrases import with_code
from bot.model.form import Form
from bot.model.message import (
    Button,
    Buttons,
    Fields,
    Header,
    Message,
    Notice,
    Paragraph,
    Small,
    Span,
    Style,
    Tone,
)
from bot.model.panel import Panel

ANEW = "Not shared yet: what stood here was from a while ago. This is how it stands now; share it below."


def message_of(answer: Message | Panel) -> Message:
    """An answer as a message: a panel's sections follow each other."""
    if isinstance(answer, Message):
        return answer
    return Message(fallback=answer.fallback, blocks=(Header(answer.title), *panel_blocks(answer)))


def offer(form: Form, words: str) -> Message:
    """A form where none can be opened: a button that opens it, and the same as one line of words."""
    instead = (Small((Span("Or say "), Span(form.spoken, Style.COMMAND))),) if form.spoken else ()
    return Message(
        fallback=form.title, blocks=(Paragraph((Span(form.title, Style.STRONG),)), *instead, *_opening(words))
    )


def unsaved(form: Form) -> Form:
    """A form that was submitted before its preview was seen, with that preview and what to do next."""
    words = Span(f"Nothing is saved yet. What it would bring stands below; {form.submit} keeps it.")
    return replace(form, intro=(Notice(Tone.INFO, (words,)), *form.intro))


def faults_of(form: Form, words: str) -> Message:
    """A form that was refused after it was closed: what is wrong, what was said, and a button that opens it again."""
    wrong = [f"{field.label}: {field.error}" for field in form.fields if field.error]
    said = tuple((field.label, (Span(field.value),)) for field in form.fields if field.value)
    told = Notice(Tone.WARNING, with_code(" ".join(["Nothing is saved.", *wrong])))
    return Message(fallback=form.title, blocks=(told, *([Fields(said)] if said else []), *_opening(words)))


def with_line(message: Message, line: str) -> Message:
    """A message with a line of ours above it, where there is one."""
    return replace(message, blocks=(Notice(Tone.INFO, (Span(line),)), *message.blocks)) if line else message


def seen_of(form: Form) -> str:
    """A mark of what a form's preview is of, to be kept beside it; "" where nothing is to be seen."""
    return f"{zlib.crc32(form.shows.encode()):08x}" if form.shows else ""


def has_shown(form: Form, seen: str) -> bool:
    """Whether what is marked as seen is what is to be seen before the form is done."""
    return not form.shows or seen == seen_of(form)


def _opening(words: str) -> tuple[Buttons, ...]:
    return (Buttons((Button("Open the form", command=words, primary=True),)),) if words else ()
