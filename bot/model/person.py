"""A person who asks: who they are on their platform, and what they are there."""

from dataclasses import dataclass
from enum import IntEnum


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Someone in a workspace. `key` is the platform's own id of them, `zone` their IANA zone ("" where unknown)."""

    key: str
    name: str
    zone: str = ""
    is_admin: bool = False  # of the workspace
    is_guest: bool = False


OPERATOR = Person(key="operator", name="the operator", is_admin=True)  # whoever has this machine's terminal


class Role(IntEnum):
    """What somebody is to a channel; each may do what those before it may."""

    GUEST = 0
    MEMBER = 1
    KEEPER = 2  # the channel's creator, an admin of its workspace
    EDITOR = 3  # whoever runs Presswatch, and people whom they named in the settings
