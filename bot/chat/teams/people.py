"""Who asks, and where: people and channels as Teams tells of them, asked for once and remembered for a while."""

import logging
from collections.abc import Callable
from datetime import datetime

from microsoft_teams.api.models.account import TeamsChannelAccount

from bot.chat.answering.remembered import Remembered
from bot.chat.teams.api import TeamsApi
from bot.chat.teams.inbox import Caller
from bot.chat.teams.places import CHANNEL, GROUP, in_team
from bot.errors import PlatformFault
from bot.model.channel import IN_TEAM, NAMELESS, Channel, Workspace
from bot.model.person import Person
from bot.ports.store import Session, Store

log = logging.getLogger(__name__)
PLATFORM = "teams"
NAME = "Microsoft Teams"  # of the one organisation: Teams does not tell a bot what it is called
_FIRST_CHANNEL = "General"  # the one that each team has; Teams names it not
_GUESTS = frozenset({"guest", "anonymous"})
_OUTSIDE = "#ext#"  # in the sign-in name of whoever was invited from elsewhere
_FINAL = frozenset({"403", "404", "BotNotInConversationRoster", "ConversationNotFound", "MemberNotFoundInConversation"})


class People:
    """Answers who somebody is and which channel of ours a place is. Safe to share between threads."""

    def __init__(self, api: TeamsApi, store: Store, clock: Callable[[], datetime], *, tenant_id: str) -> None:
        self._api = api
        self._store = store
        self._told = Remembered(clock)
        self._tenant_id = tenant_id

    def person(self, caller: Caller) -> Person:
        """Whoever asks. Whom Teams does not tell us about may do no more than a guest."""
        told = self._member(caller, caller.account)
        guest = caller.is_stranger or told is None or _is_guest(told, self._tenant_id)
        return Person(key=caller.person, name=self._called(caller), is_guest=guest)

    def keeps(self, caller: Caller, channel: Channel) -> bool:
        """Whether they keep the place beside whoever made it ours: Teams calls them its owner; or it is a chat of
        several, which has none, and nobody is known to have brought us there."""
        if caller.kind == GROUP and not channel.creator:
            return True
        told = self._member(caller, caller.account)
        return told is not None and (told.user_role or "").casefold() == "owner"

    def name(self, caller: Caller, key: str) -> str:
        """What somebody in the same place is called who may do more than a guest; "" where Teams does not tell."""
        told = self._member(caller, key)
        return (told.name or "") if told and not _is_guest(told, self._tenant_id) else ""

    def channel(self, caller: Caller) -> Channel:
        """Our record of the place, made on first sight, with the way to it as Teams has told it just now."""
        with self._store.reading() as session:
            workspace = session.channels.workspace(platform=PLATFORM, key=self._tenant_id)
            known = session.channels.of_key(workspace.id, caller.channel) if workspace else None
        name = self._name(known, caller) if known else self.place_name(caller)
        if known is not None and known.name == name and _is_on_its_way(known, caller):
            return known
        with self._store.writing() as session:
            return note_place(session, caller, name=name)

    def place_name(self, caller: Caller) -> str:
        """What to call a place: Teams tells it of a team's channels, and of some chats."""
        if caller.is_personal:
            return f"chat with {self._called(caller)}"
        if caller.kind != CHANNEL or not caller.team:
            return caller.place_name or NAMELESS
        names: dict[str, str] = self._told.get(("team", caller.team), lambda: self._ask_names(caller))
        return in_team(self.team_name(caller), names.get(caller.channel) or caller.place_name or caller.channel)

    def team_name(self, caller: Caller) -> str:
        """What to call a team; "" where Teams does not tell."""
        return caller.team_name or self._told.get(("team's name", caller.team), lambda: self._ask_team(caller))

    def forget_team(self, caller: Caller) -> None:
        """Ask anew next time: it has another name."""
        self._told.forget(("team's name", caller.team))

    def _name(self, known: Channel, caller: Caller) -> str:
        """The name of a place that we know; with its team's, which was not asked for always."""
        if known.name == known.key:
            return self.place_name(caller)
        is_whole = IN_TEAM in known.name or caller.kind != CHANNEL or not caller.team
        return known.name if is_whole else in_team(self.team_name(caller), known.name)

    def _called(self, caller: Caller) -> str:
        """What to call whoever asks: who brings us along is not named by Teams, but it tells when it is asked."""
        told = None if caller.name else self._member(caller, caller.account)
        return caller.name or (told.name if told else "") or caller.person

    def _ask_names(self, caller: Caller) -> tuple[dict[str, str], bool]:
        try:
            channels = self._api.channels(caller.team, service_url=caller.service_url)
        except PlatformFault as fault:
            log.info("Teams does not name the channels of a team: %s", fault)
            return {}, False
        return {one.id: one.name or _FIRST_CHANNEL for one in channels if one.id}, True

    def _ask_team(self, caller: Caller) -> tuple[str, bool]:
        try:
            return self._api.team_name(caller.team, service_url=caller.service_url), True
        except PlatformFault as fault:
            log.info("Teams does not name a team: %s", fault)
            return "", fault.code in _FINAL

    def _member(self, caller: Caller, key: str) -> TeamsChannelAccount | None:
        found: TeamsChannelAccount | None = self._told.get(
            ("member", caller.channel, key), lambda: self._ask_member(caller, key)
        )
        return found

    def _ask_member(self, caller: Caller, key: str) -> tuple[TeamsChannelAccount | None, bool]:
        try:
            return self._api.member(caller.channel, key, service_url=caller.service_url), True
        except PlatformFault as fault:
            log.info("nobody tells who %s is: %s", key, fault)
            return None, fault.code in _FINAL


def note_place(session: Session, caller: Caller, *, name: str, creator: str = "") -> Channel:
    """Keep a place with the way to it. Who keeps it is whoever made it ours: in their own chat the person, in a team
    whoever brought us there first; to put us out and bring us back makes nobody its keeper. All are private: what is
    said in a team is for its members."""
    workspace = session.channels.ensure_workspace(platform=PLATFORM, key=caller.tenant, name=NAME)
    channel = session.channels.ensure(workspace=workspace, key=caller.channel, name=name)
    if channel.name != name:
        session.channels.rename(channel.id, name)
    session.channels.set_private(channel.id, True)
    kind = caller.kind if caller.is_kind_told else channel.kind
    session.channels.set_way(channel.id, service_url=caller.service_url, team=caller.team or channel.team, kind=kind)
    keeper = channel.creator or creator or _keeper(session, workspace, caller)
    if keeper != channel.creator:
        session.channels.set_creator(channel.id, keeper)
    return session.channels.get(channel.id)


def _keeper(session: Session, workspace: Workspace, caller: Caller) -> str:
    if caller.is_personal:
        return caller.person
    others = session.channels.of_team(workspace.id, caller.team) if caller.team else []
    return next((one.creator for one in others if one.creator), "")


def _is_guest(told: TeamsChannelAccount, tenant_id: str) -> bool:
    return (
        (told.user_role or "").casefold() in _GUESTS
        or _OUTSIDE in (told.user_principal_name or "").casefold()
        or (told.tenant_id or tenant_id) != tenant_id
    )


def _is_on_its_way(known: Channel, caller: Caller) -> bool:
    """Whether posts take the way that Teams has told just now."""
    return (
        known.service_url == caller.service_url
        and (known.team == caller.team or not caller.team)
        and (known.kind == caller.kind or not caller.is_kind_told)
    )
