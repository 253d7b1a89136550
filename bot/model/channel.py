"""Where people are: workspaces and their channels."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Workspace:
    """One organisation on one platform."""

    id: int
    platform: str  # "console"
    key: str  # the platform's own id of it
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Channel:
    """A place in a workspace where messages are posted."""

    id: int
    workspace_id: int
    platform: str
    key: str  # the platform's own id of it
    name: str
