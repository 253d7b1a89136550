"""Places: what the ids of Teams' conversations tell, and how a thread in one is named. Pure."""

from bot.chat.render.spoken import BY_MENTION
from bot.model.channel import IN_TEAM

KINDS = PERSONAL, CHANNEL, GROUP = "personal", "channel", "groupChat"
_THREAD = ";messageid="


def kind_of(place: str, team: str = "") -> str:
    """PERSONAL, CHANNEL or GROUP, where Teams has not said so: what belongs to a team is a channel, which has threads;
    else their ids' ends tell. A playground's ids tell nothing."""
    bare = without_thread(place)
    if team or bare.endswith("@thread.tacv2"):
        return CHANNEL
    return GROUP if bare.startswith("19:") and "@thread." in bare else PERSONAL


def in_team(team: str, name: str) -> str:
    """What to call a channel: with its team's name where that is known."""
    return f"{team}{IN_TEAM}{name}" if team else name


def before(kind: str) -> str:
    """What stands before words that are said to us in such a place."""
    return "" if kind == PERSONAL else BY_MENTION


def in_thread(place: str, root: str) -> str:
    """The thread below a message of a channel; what is a thread, and where no message is named, stays as it is."""
    return f"{place}{_THREAD}{root}" if root and _THREAD not in place else place


def without_thread(place: str) -> str:
    """The place itself."""
    return place.partition(_THREAD)[0]
