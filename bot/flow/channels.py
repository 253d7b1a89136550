"""Which channel somebody at this machine means, of all that there are."""

from bot.errors import NotFound
from bot.model.channel import Channel
from bot.ports.store import Session

_NAMED = 12  # channels that an answer names


def channel_named(session: Session, name: str) -> Channel:
    """The channel of that name, or of the platform's own id; NotFound says which there are, and where names meet."""
    every = [one for house in session.channels.workspaces() for one in session.channels.of_workspace(house.id)]
    wanted = name.removeprefix("#").casefold()
    exact = [one for one in every if one.key.casefold() == wanted]
    found = exact or [one for one in every if one.name.casefold() == wanted]
    if len(found) == 1:
        return found[0]
    if found:
        keys = ", ".join(f"`{one.key}` ({one.platform})" for one in found)
        raise NotFound(f"{len(found)} channels are called “{name}”.", f"Name one by its id: {keys}.")
    names = ", ".join(f"`{one.name}`" for one in every[:_NAMED]) or "none yet"
    raise NotFound(f"There is no channel “{name}”.", f"Channels: {names}{', …' if len(every) > _NAMED else ''}.")
