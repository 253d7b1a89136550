"""Views: what stands in a modal while an answer is made, and answers that are shown in one."""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.chat.answering.shown import message_of
from bot.chat.render.budget import Budget
from bot.chat.render.share_button import ShareButton
from bot.chat.render.spoken import BY_SLASH, spoken
from bot.chat.slack.blocks import render
from bot.chat.slack.budget import within
from bot.chat.slack.draw import Frame, Surface, drawn
from bot.chat.slack.limits import VALUE, VIEW_BLOCKS, VIEW_TEXT
from bot.chat.slack.listen.notes import Note, dumped
from bot.chat.slack.modal import modal
from bot.chat.slack.press import label, numbered, packed
from bot.model.answer import Answer
from bot.model.form import Form
from bot.model.message import (
    Block,
    Message,
    Notice,
    Paragraph,
    Span,
    Style,
    Tone,
)

Json = dict[str, Any]

SHARE = re.compile(r"^share(?::\w+)?$")  # the action of the button that shares an answer, with the answer's key
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


def with_invitation(message: Message) -> Message:
    """A message about posts to come, where we cannot post yet."""
    words = (
        Span("I am not in this channel yet: say "),
        Span("/invite @Presswatch", Style.CODE),
        Span(" to let me in."),
    )
    return replace(message, blocks=(*message.blocks, Notice(Tone.WARNING, words)))


def ephemeral(
    message: Message, *, base_url: str, thread: str = "", instead: bool = False, share: ShareButton | None = None
) -> Json:
    """A message to one person by a response_url, or `instead` of the one that has it."""
    shown = render(message, base_url=base_url, more=_drawn_button(share) if share else ())
    body: Json = {"response_type": "ephemeral", "replace_original": instead, "text": shown.text}
    return {**body, "blocks": list(shown.blocks), **({"thread_ts": thread} if thread and not instead else {})}


def share_key_of(action: Mapping[str, Any]) -> str:
    """The key of the answer that a pressed button shares."""
    return str(action["action_id"]).partition(":")[2]


def _drawn_button(share: ShareButton) -> tuple[Json, ...]:
    value = packed(share.words, VALUE)
    if not value:
        return ()
    button = {
        "type": "button",
        "action_id": f"share:{share.key}",
        "text": label("Share to channel"),
        "value": value,
    }
    return ({"type": "actions", "elements": [button]},)


def _shown(blocks: tuple[Block, ...], note: Note, *, base_url: str) -> Json:
    shown = spoken(blocks, BY_SLASH)

    def draw(longest: int) -> list[Json]:
        return drawn(shown, Frame(base_url=base_url, surface=Surface.MODAL, longest=longest))

    return {
        "type": "modal",
        "callback_id": ANSWER,
        "private_metadata": dumped(note),
        "title": {"type": "plain_text", "text": _TITLE},
        "close": {"type": "plain_text", "text": "Close"},
        "blocks": numbered(within(Budget(blocks=VIEW_BLOCKS, weight=VIEW_TEXT), draw)),
    }
