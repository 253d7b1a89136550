"""Views: what stands in a modal while an answer is made, and answers that are shown in one."""

from dataclasses import replace
from typing import Any

from bot.chat.slack.blocks import render
from bot.chat.slack.budget import Budget, within
from bot.chat.slack.draw import Frame, Surface, drawn
from bot.chat.slack.limits import VALUE, VIEW_BLOCKS, VIEW_TEXT
from bot.chat.slack.listen.notes import Note, dumped
from bot.chat.slack.modal import modal
from bot.chat.slack.press import label, numbered, packed
from bot.model.answer import Answer
from bot.model.form import Form
from bot.model.message import (
    Block,
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

Json = dict[str, Any]

SHARE = "share"  # the action of the button that shares an answer
ANSWER = "answer"  # the callback id of a modal that asks nothing
_TITLE = "Presswatch"


def waiting(note: Note) -> Json:
    """What stands there at once, as Slack lets a modal be opened for seconds only."""
    return _shown((Paragraph((Span("One moment …"),)),), note, base_url="")


def answer_view(answer: Answer, note: Note, *, base_url: str, revision: int = 0) -> Json:
    """An answer as a modal; its note names the form where it is one."""
    if isinstance(answer, Form):
        return modal(answer, private=dumped(note.about(answer)), base_url=base_url, revision=revision)
    message = message_of(answer)
    return _shown(message.blocks or (Paragraph((Span(message.fallback),)),), note, base_url=base_url)


def message_of(answer: Message | Panel) -> Message:
    """An answer as a message: a panel's sections follow each other."""
    if isinstance(answer, Message):
        return answer
    blocks: list[Block] = [Header(answer.title)]
    for section in answer.sections:
        blocks += [Paragraph((Span(section.title, Style.STRONG),)), *section.blocks]
    return Message(fallback=answer.fallback, blocks=tuple(blocks))


def offer(form: Form, words: str) -> Message:
    """A form where none can be opened: a button that opens it, and the same as one line of words."""
    instead = (Small((Span("Or say "), Span(form.spoken, Style.CODE))),) if form.spoken else ()
    return Message(
        fallback=form.title, blocks=(Paragraph((Span(form.title, Style.STRONG),)), *instead, *_opening(words))
    )


def faults_of(form: Form, words: str) -> Message:
    """A form that was refused after it was closed: what is wrong, what was said, and a button that opens it again."""
    wrong = [f"{field.label}: {field.error}" for field in form.fields if field.error]
    said = tuple((field.label, (Span(field.value),)) for field in form.fields if field.value)
    told = Notice(Tone.WARNING, (Span(" ".join(["Nothing is saved.", *wrong])),))
    return Message(fallback=form.title, blocks=(told, *([Fields(said)] if said else []), *_opening(words)))


def _opening(words: str) -> tuple[Buttons, ...]:
    return (Buttons((Button("Open the form", command=words, primary=True),)),) if words else ()


def with_invitation(message: Message) -> Message:
    """A message about posts to come, where we cannot post yet."""
    words = (
        Span("I am not in this channel yet: say "),
        Span("/invite @Presswatch", Style.CODE),
        Span(" to let me in."),
    )
    return replace(message, blocks=(*message.blocks, Notice(Tone.WARNING, words)))


def ephemeral(message: Message, *, base_url: str, thread: str = "", instead: bool = False, share: str = "") -> Json:
    """A message to one person by a response_url, or `instead` of the one that has it; `share` are words whose answer
    it is, for a button that shares it."""
    shown = render(message, base_url=base_url, more=_share_button(share))
    body: Json = {"response_type": "ephemeral", "replace_original": instead, "text": shown.text}
    return {**body, "blocks": list(shown.blocks), **({"thread_ts": thread} if thread and not instead else {})}


def _share_button(words: str) -> tuple[Json, ...]:
    value = packed(words, VALUE)
    if not value:
        return ()
    button = {"type": "button", "action_id": SHARE, "text": label("Share to channel"), "value": value}
    return ({"type": "actions", "elements": [button]},)


def _shown(blocks: tuple[Block, ...], note: Note, *, base_url: str) -> Json:
    def draw(longest: int) -> list[Json]:
        return drawn(blocks, Frame(base_url=base_url, surface=Surface.MODAL, longest=longest))

    return {
        "type": "modal",
        "callback_id": ANSWER,
        "private_metadata": dumped(note),
        "title": {"type": "plain_text", "text": _TITLE},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": numbered(within(Budget(blocks=VIEW_BLOCKS, text=VIEW_TEXT), draw)),
    }
