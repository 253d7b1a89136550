"""Presses: a button's words said by whoever pressed it, in a message, a modal or the Home tab; and sharing."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from slack_bolt import Ack

from bot.chat.answering.respond import turns_page
from bot.chat.answering.shown import ANEW, message_of, offer
from bot.chat.render.share_button import ShareButton
from bot.chat.slack.listen import views
from bot.chat.slack.listen.clerk import Clerk
from bot.chat.slack.listen.home import publish
from bot.chat.slack.listen.inbox import Caller, of_press
from bot.chat.slack.listen.notes import kept, loaded, note_of
from bot.chat.slack.press import words_of
from bot.model.form import Form
from bot.model.message import Message, Paragraph, Span

Body = Mapping[str, Any]


def opened(ack: Ack) -> None:
    """A button that only leads somewhere: Slack wants an ack all the same."""
    ack()


def pressed(clerk: Clerk, ack: Ack, body: Body) -> None:
    """A button, a vote or a line of a menu that says words."""
    ack()
    caller, words = of_press(body), words_of(body["actions"][0])
    if not words:
        return
    match (body.get("view") or {}).get("type"):
        case "home":
            clerk.later(caller, lambda: _at_home(clerk, caller, words))
        case "modal":
            clerk.later(caller, lambda: _in_modal(clerk, caller, words, body["view"]))
        case _:
            clerk.later(caller, lambda: _in_message(clerk, caller, words, body))


def shared(clerk: Clerk, ack: Ack, body: Body) -> None:
    """“Share to channel”: the answer that the button stands below."""
    ack()
    caller, action = of_press(body), body["actions"][0]
    shown = (body.get("container") or {}).get("message_ts", "")
    share = ShareButton(words_of(action), views.share_key_of(action))
    clerk.later(caller, lambda: _share(clerk, caller, share, wish=f"{caller.channel}:{shown}:{share.words}"))


def _in_message(clerk: Clerk, caller: Caller, words: str, body: Body) -> None:
    """A page of an answer that only they see takes its place; anything else is said beside it."""
    if not ((body.get("container") or {}).get("is_ephemeral") and turns_page(words)):
        clerk.say(caller, words)
    elif clerk.is_first(caller):
        clerk.show(caller, words, clerk.hear(caller, words), instead=True)


def _at_home(clerk: Clerk, caller: Caller, words: str) -> None:
    """The Home tab has no place for an answer: it comes in a modal, and the tab is drawn anew."""
    note = note_of(caller, words, at_home=True)
    view = clerk.open(caller, views.waiting(note))
    if clerk.is_first(caller):
        answer = clerk.hear(caller, words).answer
        if view:
            clerk.update(caller, view, answer, note)
        else:
            clerk.tell(caller, offer(answer, words) if isinstance(answer, Form) else message_of(answer))
        publish(clerk, caller)


def _in_modal(clerk: Clerk, caller: Caller, words: str, shown: Body) -> None:
    """In a modal an answer lies upon what stood there; a page takes its place."""
    note = replace(loaded(shown["private_metadata"]), form="", subject="", words=kept(words))
    caller = note.caller(caller)
    view = shown["id"] if turns_page(words) else clerk.push(caller, shown["id"], note)
    if clerk.is_first(caller):
        clerk.update(caller, view, clerk.hear(caller, words).answer, note)
        if note.at_home:
            publish(clerk, caller)


def _share(clerk: Clerk, caller: Caller, share: ShareButton, *, wish: str) -> None:
    """Put an answer into the channel as it was seen, where we are let in; the button goes."""
    if not clerk.means.people.place(caller.team, caller.channel).is_member:
        clerk.means.people.forget_place(caller.team, caller.channel)
        clerk.tell(caller, _invite())
    elif seen := clerk.shown.of(share.key):
        shared = clerk.share(caller, seen, wish=wish)
        clerk.tell(caller, shared.told, instead=shared.is_done)
    elif clerk.is_first(caller):  # nobody shares what they have not seen
        clerk.show(caller, share.words, clerk.hear(caller, share.words), instead=True, line=ANEW)


def _invite() -> Message:
    return views.with_invitation(Message(fallback="Not shared.", blocks=(Paragraph((Span("Not shared."),)),)))
