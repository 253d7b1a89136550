"""Who asks, and where: people and channels as Slack knows them, asked for once and remembered for a while."""

import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import available_timezones

from bot.chat.answering.remembered import Remembered
from bot.chat.slack.api import SlackApi
from bot.errors import PlatformFault
from bot.model.channel import Channel
from bot.model.person import Person
from bot.ports.store import Session, Store

log = logging.getLogger(__name__)
PLATFORM = "slack"
_DIRECT = "D"  # what the key of direct messages begins with
_TOLD = frozenset({"channel_not_found", "missing_scope"})  # Slack's last word on a channel, until something changes
_NAMELESS = frozenset({"", "directmessage", "privategroup"})  # what a slash command calls a channel it may not name


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkspaceName:
    """The workspace that let us in."""

    key: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A channel as Slack tells of it."""

    name: str
    creator: str  # "" where Slack does not say
    is_member: bool  # Presswatch is
    is_private: bool  # only those in it may know of it
    person: str = ""  # in direct messages with us: who the other is


_UNSEEN = Place(name="", creator="", is_member=False, is_private=True)


class People:
    """Answers who somebody is and which channel of ours a place is. Safe to share between threads."""

    def __init__(self, api: SlackApi, store: Store, clock: Callable[[], datetime], *, is_alone: bool = False) -> None:
        """`is_alone` says that one workspace let us in, whichever a payload names."""
        self._api = api
        self._is_alone = is_alone
        self._store = store
        self._told = Remembered(clock)

    def workspace(self, team: str) -> WorkspaceName:
        """The workspace that let us in where a payload names this one: with one token, that token's own.

        People of other organisations, in a channel that is shared with them, are strangers by it.
        """
        if not self._is_alone:
            return WorkspaceName(key=team, name=team)
        return self._told.get(("workspace", "", ""), lambda: self._ask_workspace(team))

    def person(self, team: str, user: str) -> Person:
        """Somebody with their zone and role. Whom Slack does not tell us about may do no more than a guest."""
        return self._told.get(("person", team, user), lambda: self._ask_person(team, user))

    def name(self, team: str, user: str) -> str:
        """What somebody is called who may do more than a guest; "" of others, and where Slack does not tell."""
        found = self.person(team, user)
        return "" if found.is_guest else found.name

    def place(self, team: str, key: str) -> Place:
        """A channel's name, creator, and whether we are in it; nothing of it where Slack shows us no such channel."""
        return self._told.get(("place", team, key), lambda: self._ask_place(team, key))

    def direct(self, team: str, user: str) -> str:
        """The key of our direct messages with somebody."""
        return self._told.get(("direct", team, user), lambda: self._ask_direct(team, user))

    def forget_place(self, team: str, key: str) -> None:
        """Ask anew next time: something has changed there."""
        self._told.forget(("place", team, key))

    def channel(self, team: str, key: str, *, said: str = "") -> Channel:
        """Our record of a channel, made on first sight; `said` is what the question called it."""
        ours = self.workspace(team)
        seen = key
        if key.startswith(_DIRECT):
            key = self._person_key(ours.key, key, self.place(team, key).person)
        with self._store.reading() as session:
            known = _known_channel(session, ours.key, key)
        heard = "" if said in _NAMELESS else said
        if known is not None and known.creator and heard in ("", known.name):
            return known
        place = self.place(team, seen)
        name = place.name or heard or (known.name if known else key)
        if known is not None and known.name == name and known.creator == (place.creator or known.creator):
            return known
        with self._store.writing() as session:
            workspace = session.channels.workspace(platform=PLATFORM, key=ours.key)
            if workspace is None or self._is_alone:  # else an installation gave it its name
                workspace = session.channels.ensure_workspace(platform=PLATFORM, key=ours.key, name=ours.name)
            channel = session.channels.ensure(workspace=workspace, key=key, name=name)
            if place.creator:
                session.channels.set_creator(channel.id, place.creator)
            session.channels.set_private(channel.id, place.is_private)
            return session.channels.get(channel.id)

    def _person_key(self, workspace: str, key: str, person: str) -> str:
        """The key by which our direct messages with somebody are kept: the person's, as notices to them know no other.

        What was kept by Slack's key of the conversation goes on by the person's. Where both are kept there is something
        in each, and what people ask for stays where they asked for it.
        """
        if not person:
            return key
        with self._store.reading() as session:
            former, kept = _known_channel(session, workspace, key), _known_channel(session, workspace, person)
        if former is not None and kept is None:
            with self._store.writing() as session:
                session.channels.rekey(former.id, person)
        return key if former is not None and kept is not None else person

    def _ask_workspace(self, team: str) -> tuple[WorkspaceName, bool]:
        """PlatformFault where Slack does not tell: by a payload’s own word strangers would be at home."""
        told = self._api.call(team, lambda client: client.auth_test())
        return WorkspaceName(key=str(told["team_id"]), name=str(told.get("team") or team)), True

    def _ask_person(self, team: str, user: str) -> tuple[Person, bool]:
        try:
            told = self._api.call(team, lambda client: client.users_info(user=user))["user"]
        except PlatformFault as fault:
            log.warning("nobody tells who %s is: %s", user, fault)
            return Person(key=user, name=user, is_guest=True), False
        return person_of(told, self.workspace(team).key), True

    def _ask_place(self, team: str, key: str) -> tuple[Place, bool]:
        try:
            told = self._api.call(team, lambda client: client.conversations_info(channel=key))["channel"]
        except PlatformFault as fault:
            if key.startswith(_DIRECT) and fault.code not in _TOLD:
                raise  # by a guess it would be kept a second time
            log.info("Slack tells nothing of the channel %s: %s", key, fault)
            return _UNSEEN, fault.code == "channel_not_found"
        return self._place(team, told), True

    def _place(self, team: str, told: Any) -> Place:
        """A channel; direct messages are named for whom they are with, who may do there as they please."""
        if told.get("is_im"):
            other = str(told.get("user") or "")
            name = f"direct messages with {self.person(team, other).name}" if other else "direct messages"
            return Place(name=name, creator=other, is_member=True, is_private=True, person=other)
        return Place(
            name=str(told.get("name", "")),
            creator=str(told.get("creator", "")),
            is_member=bool(told.get("is_member")),
            is_private=bool(told.get("is_private") or told.get("is_mpim")),
        )

    def _ask_direct(self, team: str, user: str) -> tuple[str, bool]:
        told = self._api.call(team, lambda client: client.conversations_open(users=[user]))
        return str(told["channel"]["id"]), True


def _known_channel(session: Session, team: str, key: str) -> Channel | None:
    workspace = session.channels.workspace(platform=PLATFORM, key=team)
    return session.channels.of_key(workspace.id, key) if workspace else None


def person_of(told: Any, team: str) -> Person:
    """Guests, people of other organisations who share a channel with us, and those who have left, are guests."""
    profile = told.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or told.get("real_name") or told.get("name")
    return Person(
        key=str(told["id"]),
        name=str(name or told["id"]),
        zone=_zone(str(told.get("tz") or "")),
        is_admin=bool(told.get("is_admin") or told.get("is_owner")),
        is_guest=any(
            told.get(mark) for mark in ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot", "deleted")
        )
        or not _belongs(told, team),
    )


def _zone(name: str) -> str:
    return name if name in available_timezones() else ""


def _belongs(told: Any, team: str) -> bool:
    """Whether somebody is of this workspace; one who is of a whole organisation names its workspaces."""
    home = str(told.get("team_id") or team)
    return home == team or team in ((told.get("enterprise_user") or {}).get("teams") or ())
