"""Shortcuts: search from anywhere, and “Is this covered?” on a message with a link."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.chat.slack.listen.clerk import Clerk
from bot.chat.slack.listen.inbox import Caller, links_in, of_press
from bot.model.message import Message, Paragraph, Span

_LINKS = 3  # answers to one message


def search(clerk: Clerk, ack: Ack, body: Mapping[str, Any]) -> None:
    """Search, from wherever somebody is."""
    ack()
    caller = of_press(body)
    clerk.later(caller, lambda: clerk.say(caller, "search"))


def covered(clerk: Clerk, ack: Ack, body: Mapping[str, Any]) -> None:
    """Whether what a message links to is a story we know."""
    ack()
    caller, links = of_press(body), links_in(body.get("message") or {})
    clerk.later(caller, lambda: _covered(clerk, caller, links))


def _covered(clerk: Clerk, caller: Caller, links: list[str]) -> None:
    if not clerk.is_first(caller):
        return
    if not links:
        clerk.tell(caller, _no_link())
    for link in links[:_LINKS]:
        clerk.answer(caller, f"covered {link}")


def _no_link() -> Message:
    words = "There is no link in this message. Try it on one with an article’s link."
    return Message(fallback=words, blocks=(Paragraph((Span(words),)),))
