"""Words: `/press …`, a mention, a direct message. What was said is answered to whoever said it."""

from collections.abc import Mapping
from typing import Any

from slack_bolt import Ack

from bot.chat.slack.listen.clerk import Clerk
from bot.chat.slack.listen.inbox import bot_of, of_command, of_event, words_said


def slash(clerk: Clerk, ack: Ack, body: Mapping[str, Any]) -> None:
    """`/press WORDS`."""
    ack()
    caller = of_command(body)
    clerk.later(caller, lambda: clerk.say(caller, words_said(body.get("text") or "")))


def mention(clerk: Clerk, body: Mapping[str, Any]) -> None:
    """`@Presswatch WORDS` in a channel, or in a thread of it."""
    event = body["event"]
    if _by_a_person(event):
        caller = of_event(body)
        clerk.later(caller, lambda: clerk.say(caller, words_said(event.get("text") or "", bot_of(body))))


def message(clerk: Clerk, body: Mapping[str, Any]) -> None:
    """Words in our direct messages with somebody. What is said elsewhere without a mention is not for us."""
    event = body["event"]
    if event.get("channel_type") == "im" and _by_a_person(event):
        caller = of_event(body)
        clerk.later(caller, lambda: clerk.say(caller, words_said(event.get("text") or "", bot_of(body))))


def _by_a_person(event: Mapping[str, Any]) -> bool:
    """Not an app's words, nor words that were changed or deleted later."""
    return bool(event.get("user")) and not any(event.get(mark) for mark in ("bot_id", "edited", "subtype"))
