"""Leaving: a workspace takes its token back, or removes the app."""

from collections.abc import Mapping
from typing import Any

from bot.chat.slack.listen.clerk import Clerk
from bot.chat.slack.people import PLATFORM
from bot.flow.install import shut_out

Body = Mapping[str, Any]


def uninstalled(clerk: Clerk, body: Body) -> None:
    """The app was removed. Of the one workspace whose token we were given, nothing is deleted: its data is its own."""
    _shut_out(clerk, body, removed=clerk.desk.keeps_tokens)


def revoked(clerk: Clerk, body: Body) -> None:
    """Tokens were taken back; people's own are none of ours."""
    if (body["event"].get("tokens") or {}).get("bot"):
        _shut_out(clerk, body, removed=False)


def _shut_out(clerk: Clerk, body: Body, *, removed: bool) -> None:
    """Once: told again after the app came back, it would be shut out anew."""
    desk, team = clerk.desk, str(body["team_id"])

    def act() -> None:
        now = desk.clock()
        with desk.store.writing(durable=True) as session:
            if session.heard.first(f"event:{body['event_id']}", now=now):
                shut_out(session, platform=PLATFORM, key=team, removed=removed, now=now)

    clerk.quietly(act)
