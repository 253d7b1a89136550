"""Who asks, and where: people and channels as Slack knows them, asked for once and remembered for a while."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import available_timezones

from bot.chat.slack.api import SlackApi
from bot.errors import PlatformFault
from bot.model.channel import Channel
from bot.model.person import Person
from bot.ports.store import Session, Store

log = logging.getLogger(__name__)
PLATFORM = "slack"
_FRESH = timedelta(minutes=10)  # a role that is taken away counts here no longer than this
_KEPT = 10_000  # people and channels
_NAMELESS = frozenset({"", "directmessage", "privategroup"})  # what a slash command calls a channel it may not name


@dataclass(frozen=True, slots=True, kw_only=True)
class Home:
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


_UNSEEN = Place(name="", creator="", is_member=False, is_private=True)


class People:
    """Answers who somebody is and which channel of ours a place is. Safe to share between threads."""

    def __init__(self, api: SlackApi, store: Store, clock: Callable[[], datetime], *, is_alone: bool = False) -> None:
        """`is_alone` says that one workspace let us in, whichever a payload names."""
        self._api = api
        self._is_alone = is_alone
        self._store = store
        self._clock = clock
        self._known: dict[tuple[str, str, str], tuple[datetime, Any]] = {}
        self._lock = threading.Lock()

    def home(self, team: str) -> Home:
        """The workspace that let us in where a payload names this one: with one token, that token's own.

        People of other organisations, in a channel that is shared with them, are strangers by it.
        """
        if not self._is_alone:
            return Home(key=team, name=team)
        found: Home = self._remembered(("home", "", ""), lambda: self._ask_home(team))
        return found

    def person(self, team: str, user: str) -> Person:
        """Somebody with their zone and role. Whom Slack does not tell us about may do no more than a guest."""
        found: Person = self._remembered(("person", team, user), lambda: self._ask_person(team, user))
        return found

    def place(self, team: str, key: str) -> Place:
        """A channel's name, creator, and whether we are in it; nothing of it where Slack shows us no such channel."""
        found: Place = self._remembered(("place", team, key), lambda: self._ask_place(team, key))
        return found

    def direct(self, team: str, user: str) -> str:
        """The key of our direct messages with somebody."""
        found: str = self._remembered(("direct", team, user), lambda: self._ask_direct(team, user))
        return found

    def forget_place(self, team: str, key: str) -> None:
        """Ask anew next time: something has changed there."""
        with self._lock:
            self._known.pop(("place", team, key), None)

    def channel(self, team: str, key: str, *, said: str = "") -> Channel:
        """Our record of a channel, made on first sight; `said` is what the question called it."""
        home = self.home(team)
        with self._store.reading() as session:
            known = _known_channel(session, home.key, key)
        heard = "" if said in _NAMELESS else said
        if known is not None and known.creator and heard in ("", known.name):
            return known
        place = self.place(team, key)
        name = place.name or heard or (known.name if known else key)
        if known is not None and known.name == name and known.creator == (place.creator or known.creator):
            return known
        with self._store.writing() as session:
            workspace = session.channels.workspace(platform=PLATFORM, key=home.key)
            if workspace is None or self._is_alone:  # else an installation gave it its name
                workspace = session.channels.ensure_workspace(platform=PLATFORM, key=home.key, name=home.name)
            channel = session.channels.ensure(workspace=workspace, key=key, name=name)
            if place.creator:
                session.channels.set_creator(channel.id, place.creator)
            session.channels.set_private(channel.id, place.is_private)
            return session.channels.get(channel.id)

    def _remembered(self, key: tuple[str, str, str], ask: Callable[[], Any]) -> Any:
        """What was asked not long ago, else asked now. A fault is not remembered."""
        now = self._clock()
        with self._lock:
            if (kept := self._known.get(key)) is not None and kept[0] > now - _FRESH:
                return kept[1]
        found, sure = ask()
        if sure:
            with self._lock:
                if len(self._known) >= _KEPT:
                    self._known.clear()
                self._known[key] = (now, found)
        return found

    def _ask_home(self, team: str) -> tuple[Home, bool]:
        """PlatformFault where Slack does not tell: by a payload’s own word strangers would be at home."""
        told = self._api.call(team, lambda client: client.auth_test())
        return Home(key=str(told["team_id"]), name=str(told.get("team") or team)), True

    def _ask_person(self, team: str, user: str) -> tuple[Person, bool]:
        try:
            told = self._api.call(team, lambda client: client.users_info(user=user))["user"]
        except PlatformFault as fault:
            log.warning("nobody tells who %s is: %s", user, fault)
            return Person(key=user, name=user, is_guest=True), False
        return _person(told, self.home(team).key), True

    def _ask_place(self, team: str, key: str) -> tuple[Place, bool]:
        try:
            told = self._api.call(team, lambda client: client.conversations_info(channel=key))["channel"]
        except PlatformFault as fault:
            log.info("Slack tells nothing of the channel %s: %s", key, fault)
            return _UNSEEN, fault.code == "channel_not_found"
        return self._place(team, told), True

    def _place(self, team: str, told: Any) -> Place:
        """A channel; direct messages are named for whom they are with, who may do there as they please."""
        if told.get("is_im"):
            other = str(told.get("user", ""))
            name = f"direct messages with {self.person(team, other).name}"
            return Place(name=name, creator=other, is_member=True, is_private=True)
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


def _person(told: Any, team: str) -> Person:
    """Guests, and people of other organisations who share a channel with us, are guests."""
    profile = told.get("profile") or {}
    name = profile.get("display_name") or profile.get("real_name") or told.get("real_name") or told.get("name")
    return Person(
        key=str(told["id"]),
        name=str(name or told["id"]),
        zone=_zone(str(told.get("tz") or "")),
        is_admin=bool(told.get("is_admin") or told.get("is_owner")),
        is_guest=any(told.get(mark) for mark in ("is_restricted", "is_ultra_restricted", "is_stranger", "is_bot"))
        or not _belongs(told, team),
    )


def _zone(name: str) -> str:
    return name if name in available_timezones() else ""


def _belongs(told: Any, team: str) -> bool:
    """Whether somebody is of this workspace; one who is of a whole organisation names its workspaces."""
    home = str(told.get("team_id") or team)
    return home == team or team in ((told.get("enterprise_user") or {}).get("teams") or ())
