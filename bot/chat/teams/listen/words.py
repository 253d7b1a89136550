"""Words: a mention, what is said to us alone, and what is said in a chat with us."""

from bot.chat.teams.inbox import Json, caller_of, words_said
from bot.chat.teams.listen.clerk import Clerk


def message(clerk: Clerk, activity: Json) -> None:
    """Somebody's words. In a channel and among several Teams brings us only what is for us."""
    if activity.get("value") is not None and not activity.get("text"):
        return  # an older kind of button, which is none of ours
    caller = caller_of(activity)
    clerk.later(caller, lambda: clerk.say(caller, words_said(activity)))
