"""Where people are: workspaces and their channels."""

from dataclasses import dataclass, replace

NEVER_QUIET = (-1, -1)  # what a channel sets that wants no quiet hours, whatever is usual
WORKFLOWS = "workflows"  # the platform that only takes messages, and its one workspace
OPERATORS = "console"  # the platform of those who run this installation: this machine
DIRECT = "direct messages"  # what we call a place that we opened to write to somebody who has said nothing there
NAMELESS = "group chat"  # what we call a chat of several that has no name of its own
IN_TEAM = " › "  # in a name: between a team's and its channel's, for each team has a “General”


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One organisation on one platform."""

    id: int
    platform: str  # "console", "slack", "teams", "workflows"
    key: str  # the platform's own id of it
    name: str
    parked: str = ""  # why it cannot be reached; "" while it can
    is_removed: bool = False  # the app was taken out of it: only a new installation brings it back


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A place in a workspace where messages are posted."""

    id: int
    workspace_id: int
    platform: str
    key: str  # the platform's own id of it
    name: str
    workspace_key: str = ""  # the platform's own id of its workspace
    creator: str = ""  # the person's key; "" where unknown
    is_private: bool = False  # only those in it may know of it
    service_url: str = ""  # where its platform takes messages for it; "" for the usual place
    team: str = ""  # the platform's own id of the team that it belongs to; "" for none
    kind: str = ""  # the platform's own word for this kind of place; "" where it has not said
    parked: str = ""  # why it cannot be reached, be it for its workspace; "" while it can

    @property
    def said_here(self) -> str:
        """What to call it to those who are in it."""
        return "this chat" if self.name == NAMELESS else self.name

    @property
    def own_name(self) -> str:
        """Its name without its team's."""
        return self.name.rpartition(IN_TEAM)[2]


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertRules:
    """How a channel may be interrupted: so many alerts a day of its zone, and none in its quiet hours.

    Hours are 0 to 23; quiet from 22 to 7 spans midnight. Both are None where there are no quiet hours.
    """

    ceiling: int  # alerts a day
    quiet_from: int | None
    quiet_to: int | None
    zone: str  # IANA
    storm: int  # so many alerts within `storm_minutes` are a storm: the rest is held
    storm_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnRules:
    """What a channel has set itself; None is as everywhere on this installation."""

    ceiling: int | None = None
    quiet: tuple[int, int] | None = None  # from and to, in hours; NEVER_QUIET for none
    zone: str | None = None

    def over(self, usual: AlertRules) -> AlertRules:
        """The rules in force: the channel's own over the installation's."""
        quiet = (usual.quiet_from, usual.quiet_to) if self.quiet is None else self.quiet
        never = self.quiet == NEVER_QUIET
        return replace(
            usual,
            ceiling=usual.ceiling if self.ceiling is None else self.ceiling,
            quiet_from=None if never else quiet[0],
            quiet_to=None if never else quiet[1],
            zone=self.zone or usual.zone,
        )
