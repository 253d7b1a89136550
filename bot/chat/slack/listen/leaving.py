"""Leaving: a workspace takes its token back, or removes the app."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from bot.chat.slack.listen.clerk import Clerk
from bot.chat.slack.people import PLATFORM
from bot.flow.install import access_revoked, app_removed

Body = Mapping[str, Any]


def uninstalled(clerk: Clerk, body: Body) -> None:
    """The app was removed."""
    _once(clerk, body, partial(app_removed, by_itself=clerk.means.keeps_tokens))


def revoked(clerk: Clerk, body: Body) -> None:
    """Tokens were taken back; people's own are none of ours."""
    if (body["event"].get("tokens") or {}).get("bot"):
        _once(clerk, body, access_revoked)


def _once(clerk: Clerk, body: Body, end: Callable[..., None]) -> None:
    """Told again after the app came back, it would be shut out anew."""
    means, team = clerk.means, str(body["team_id"])

    def act() -> None:
        now = means.clock()
        with means.store.writing(durable=True) as session:
            if session.heard.first(f"event:{body['event_id']}", now=now):
                end(session, platform=PLATFORM, key=team, now=now)

    clerk.quietly(act)
