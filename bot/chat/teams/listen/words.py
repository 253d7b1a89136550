"""Words: a mention, what is said to us alone, and what is said in a chat with us."""

from bot.chat.teams.inbox import Json, caller_of, words_said
from bot.chat.teams.listen.clerk import Clerk

_BOT = "28:"  # what a bot's id in Teams begins with


def message(clerk: Clerk, activity: Json) -> None:
    """Somebody's words. In a channel and among several Teams brings us only what is for us."""
    caller = caller_of(activity)
    if caller.account.startswith(_BOT) or not activity.get("text"):
        return  # another bot, or an older kind of button, which is none of ours
    clerk.later(caller, lambda: clerk.say(caller, words_said(activity)))
