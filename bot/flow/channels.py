"""Which channel somebody at this machine means, of all that there are."""

import re

from bot.errors import NotFound
from bot.model.channel import IN_TEAM, Channel
from bot.ports.store import Session

_BETWEEN = re.compile(r"\s+[›>/]\s+")  # a team's name and its channel's, as keyboards have it, too
_NAMED = 12  # channels that an answer names


def channel_named(session: Session, name: str, *, platform: str = "") -> Channel:
    """The channel of that name, with its team's or without, or of the platform's own id, on one platform or on any;
    NotFound says which there are, and where names meet."""
    every = channels_of(session, platform)
    wanted = _plain(name)
    exact = [one for one in every if one.key.casefold() == wanted]
    named = [one for one in every if _plain(one.name) == wanted]
    found = exact or named or [one for one in every if _plain(one.own_name) == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        keys = ", ".join(f"`{one.key}` ({one.platform})" for one in found)
        raise NotFound(f"{len(found)} channels are called “{name}”.", f"Name one by its id: {keys}.")
    names = ", ".join(f"`{one.name}`" for one in every[:_NAMED]) or "none yet"
    raise NotFound(f"There is no channel “{name}”.", f"Channels: {names}{', …' if len(every) > _NAMED else ''}.")


def channels_of(session: Session, platform: str = "", workspace: str = "") -> list[Channel]:
    """The channels that we know, of one platform or of one workspace of it, by their keys; else all."""
    houses = [house for house in session.channels.workspaces() if platform in ("", house.platform)]
    wanted = (house for house in houses if workspace in ("", house.key))
    return [channel for house in wanted for channel in session.channels.of_workspace(house.id)]


def _plain(name: str) -> str:
    return _BETWEEN.sub(IN_TEAM, name.removeprefix("#")).casefold()
