"""The Home tab: the workspace's panel, drawn anew each time somebody looks at it."""

from collections.abc import Mapping
from typing import Any

from bot.chat.answering.shown import message_of
from bot.chat.slack.listen.clerk import Clerk
from bot.chat.slack.listen.inbox import Caller, of_event
from bot.chat.slack.panel import home_view
from bot.model.answer import Answer
from bot.model.command import Home
from bot.model.form import Form
from bot.model.panel import Panel, Section


def visited(clerk: Clerk, body: Mapping[str, Any]) -> None:
    """Somebody looks at the tab."""
    if body["event"].get("tab", "home") == "home":
        caller = of_event(body)
        clerk.later(caller, lambda: publish(clerk, caller))


def publish(clerk: Clerk, caller: Caller) -> None:
    """Draw the tab for one person."""
    answer = clerk.obey(caller, Home()).answer
    view = home_view(_panel(answer), clerk.means.base_url)
    clerk.means.api.call(caller.team, lambda client: client.views_publish(user_id=caller.user, view=view))


def _panel(answer: Answer) -> Panel:
    """The panel; what went wrong instead stands in one."""
    if isinstance(answer, Panel):
        return answer
    blocks = answer.intro if isinstance(answer, Form) else message_of(answer).blocks
    return Panel(title="Home", fallback="Home", sections=(Section("Home", blocks),))
