"""Teams, channels and chats that let us in, send us off, are renamed, deleted, archived or come back."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from bot.chat.teams.inbox import Caller, Json, brings_us, caller_of, inner, text
from bot.chat.teams.listen.clerk import Clerk
from bot.chat.teams.people import PLATFORM, note_place
from bot.chat.teams.places import in_team
from bot.flow.greeting import plan_greeting
from bot.flow.reach import channel_back, channel_gone, channel_renamed
from bot.model.channel import IN_TEAM, Channel
from bot.ports.store import Session

REMOVED = "Presswatch was removed from it"
_ARCHIVED, _DELETED, _TEAM_DELETED = "the team is archived", "the channel is deleted", "the team is deleted"
Change = Callable[[Session, Channel, datetime], None]


def installed(clerk: Clerk, activity: Json) -> None:
    """An administrator or a member put us there, or took us out, or brought a newer version of us."""
    match text(activity, "action"):
        case "add":
            _welcomed(clerk, activity)
        case "remove":
            _change(clerk, activity, _gone(REMOVED))


def updated(clerk: Clerk, activity: Json) -> None:
    """Something happened to a place. Others who come or go are no concern of ours."""
    event = text(inner(activity, "channelData"), "eventType")
    if brings_us(activity, "membersAdded"):
        _welcomed(clerk, activity)
    elif brings_us(activity, "membersRemoved"):
        _change(clerk, activity, _gone(REMOVED))
    elif rename := _rename(activity, event):
        clerk.means.people.forget_team(caller_of(activity))
        _change(clerk, activity, rename)
    elif event in _CHANGES:
        _change(clerk, activity, _CHANGES[event])


def _welcomed(clerk: Clerk, activity: Json) -> None:
    """We are let in: what waited goes on, and we say what to do first, once, where we were not before."""
    caller = _public(caller_of(activity))
    chosen = text(inner(inner(inner(activity, "channelData"), "settings"), "selectedChannel"), "id")
    caller = replace(caller, conversation=chosen or caller.conversation)
    ours = text(inner(activity, "recipient"), "id")
    by = caller.person if caller.account != ours else ""  # a policy put us there, and nobody in particular

    def act() -> None:
        name, now = clerk.means.people.place_name(caller), clerk.means.clock()
        with clerk.means.store.writing(durable=True) as session:
            if _is_first(session, caller, now):
                _let_in(session, caller, name=name, by=by, now=now)

    clerk.quietly(act)


def _let_in(session: Session, caller: Caller, *, name: str, by: str, now: datetime) -> None:
    known = _places(session, caller)
    here = note_place(session, caller, name=name, creator=by)
    for channel in known:
        if channel.parked != _DELETED or channel.key == caller.channel:
            channel_back(session, channel, now=now)
    if all(one.parked for one in known):  # else we were there
        plan_greeting(session, here.id, now=now)


def _change(clerk: Clerk, activity: Json, change: Change) -> None:
    """Note a change of the places that it is about, as far as we know them, once."""
    caller = _public(caller_of(activity))
    event = text(inner(activity, "channelData"), "eventType")
    if event.startswith("channel"):  # of one alone, whatever else its team has
        caller = replace(caller, team="", conversation=text(inner(inner(activity, "channelData"), "channel"), "id"))

    def act() -> None:
        now = clerk.means.clock()
        with clerk.means.store.writing(durable=True) as session:
            if _is_first(session, caller, now):
                for channel in _places(session, caller):
                    change(session, channel, now)

    clerk.quietly(act)


def _rename(activity: Json, event: str) -> Change | None:
    """A new name: of a channel, of its team, or of a chat. None where there is none."""
    data = inner(activity, "channelData")
    team, name = text(inner(data, "team"), "name"), text(inner(data, "channel"), "name")
    if event == "channelRenamed" and name:
        return _renamed(lambda channel: in_team(team or channel.name.rpartition(IN_TEAM)[0], name))
    if event == "teamRenamed" and team:
        return _renamed(lambda channel: in_team(team, channel.own_name))
    topic = text(activity, "topicName")
    return _renamed(lambda _channel: topic) if topic and not event else None


def _renamed(name_of: Callable[[Channel], str]) -> Change:
    return lambda session, channel, _now: channel_renamed(session, channel, name_of(channel))


def _is_first(session: Session, caller: Caller, now: datetime) -> bool:
    """Whether this is news: what Teams gave no id cannot be told from a repetition, and does no harm twice."""
    return not caller.key or session.heard.first(caller.key, now=now)


def _public(caller: Caller) -> Caller:
    """What happens to a place is told there, to all."""
    return replace(caller, conversation=caller.channel, is_private=False)


def _places(session: Session, caller: Caller) -> list[Channel]:
    """The channels that an event is about: a team's, or one."""
    workspace = session.channels.workspace(platform=PLATFORM, key=caller.tenant)
    if workspace is None:
        return []
    team = session.channels.of_team(workspace.id, caller.team) if caller.team else []
    one = session.channels.of_key(workspace.id, caller.channel)
    return [*team, *([one] if one and one.id not in {each.id for each in team} else [])]


def _gone(reason: str) -> Change:
    """It cannot be reached; one that could not before stays so for its own reason."""

    def gone(session: Session, channel: Channel, now: datetime) -> None:
        if not channel.parked:
            channel_gone(session, channel, reason=reason, now=now)

    return gone


def _back(*reasons: str) -> Change:
    """It can be reached again, where that was why it could not."""

    def back(session: Session, channel: Channel, now: datetime) -> None:
        if channel.parked in reasons:
            channel_back(session, channel, now=now)

    return back


_CHANGES: dict[str, Change] = {
    "channelDeleted": _gone(_DELETED),
    "channelRestored": _back(_DELETED),
    "teamArchived": _gone(_ARCHIVED),
    "teamUnarchived": _back(_ARCHIVED),
    "teamDeleted": _gone(_TEAM_DELETED),
    "teamHardDeleted": _gone(_TEAM_DELETED),
    "teamRestored": _back(_TEAM_DELETED),
}
