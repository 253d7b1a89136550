"""Permission: who may ask for what. Everyone reads and searches; what changes something depends on who asks. Pure."""

from collections.abc import Callable, Collection, Iterable
from enum import IntEnum
from typing import Any

from bot.errors import NotAllowed
from bot.flow.answer.asking import Asking
from bot.model.channel import Channel
from bot.model.command import (
    AddFeed,
    Alerts,
    Command,
    Covered,
    DeleteTopic,
    EditTopic,
    Examine,
    ExportFeeds,
    FeedsHealth,
    FillForm,
    Help,
    Home,
    ImportFeeds,
    Learned,
    ListChanges,
    ListMutes,
    ListTopics,
    Mute,
    MuteTerm,
    NewTopic,
    Pause,
    RemoveFeed,
    Resume,
    SaveTopic,
    Search,
    ShowDigest,
    ShowLedger,
    ShowTopic,
    Since,
    Status,
    Subscribe,
    Takedown,
    Try,
    Unlearn,
    Unmute,
    Unsubscribe,
    Vote,
    Why,
    WhyLink,
)
from bot.model.person import OPERATOR, Person


class Role(IntEnum):
    """What somebody is to a channel; each may do what those before it may."""

    GUEST = 0
    MEMBER = 1
    KEEPER = 2  # the channel's creator, an admin of its workspace
    EDITOR = 3  # whoever runs Presswatch, and people whom they named in the settings


# The least that a command wants, by what it does.
READING, VOTING, CHANGING, RUNNING = Role.GUEST, Role.MEMBER, Role.KEEPER, Role.EDITOR

_FORMS = {"search": READING, "feed": RUNNING}  # what their submissions want; the others change something

# What is asked of each command. Feeds and the archive belong to whoever runs Presswatch: they serve every workspace.
WANTED: dict[type[Command], Role | Callable[[Any], Role]] = {
    Help: READING,
    Home: READING,
    ListTopics: READING,
    Status: READING,
    Search: READING,
    ShowDigest: READING,
    Why: READING,
    WhyLink: READING,
    Since: READING,
    Covered: READING,
    ListMutes: READING,
    Learned: READING,
    ListChanges: READING,
    ShowTopic: READING,
    Try: READING,
    FeedsHealth: READING,
    ExportFeeds: READING,
    ShowLedger: READING,
    Vote: VOTING,
    Examine: VOTING,
    Subscribe: CHANGING,
    Unsubscribe: CHANGING,
    Pause: CHANGING,
    Resume: CHANGING,
    Mute: CHANGING,
    Unmute: CHANGING,
    MuteTerm: CHANGING,
    Unlearn: CHANGING,
    SaveTopic: CHANGING,
    DeleteTopic: CHANGING,
    # A query that is only tried is read; without one, a form opens that saves what it tried.
    NewTopic: lambda command: READING if command.query else CHANGING,
    EditTopic: lambda command: READING if command.query else CHANGING,
    Alerts: lambda command: READING if command == Alerts() else CHANGING,
    AddFeed: RUNNING,
    RemoveFeed: RUNNING,
    ImportFeeds: lambda command: VOTING if command.dry else RUNNING,
    Takedown: lambda command: RUNNING if command.sure else READING,
    FillForm: lambda command: _FORMS.get(command.form, CHANGING),
}


def wanted(command: Command) -> Role:
    """What one must at least be to ask for this."""
    want = WANTED[type(command)]
    return want if isinstance(want, Role) else want(command)


def role_of(person: Person, channel: Channel, editors: Collection[str]) -> Role:
    """What somebody is to a channel. `editors` are keys of people; a guest is never more than a guest."""
    if person.key == OPERATOR.key:
        return Role.EDITOR
    if person.is_guest:
        return Role.GUEST
    if person.key in editors:
        return Role.EDITOR
    keeps = person.is_admin or (channel.creator and person.key == channel.creator)
    return Role.KEEPER if keeps else Role.MEMBER


def may(command: Command, person: Person, channel: Channel, editors: Collection[str]) -> str:
    """Why somebody may not ask for this in a channel, in a sentence for them; "" where they may."""
    least, is_now = wanted(command), role_of(person, channel, editors)
    if is_now >= least:
        return ""
    return "Guests can read and search here, and change nothing." if is_now is Role.GUEST else _REASONS[least]


def expect(command: Command, asking: Asking) -> None:
    """Raise NotAllowed where the asker may not ask for this, with whom to turn to."""
    reason = may(command, asking.person, asking.channel, asking.editors)
    if reason:
        raise NotAllowed(reason, _CURES[wanted(command)])


def expect_keeper(channels: Iterable[Channel], asking: Asking) -> None:
    """Raise NotAllowed where what is to change comes to a channel that the asker does not keep. Everybody keeps their
    direct messages and the channels that they make: what others follow is not theirs to change from there."""
    if any(role_of(asking.person, channel, asking.editors) < CHANGING for channel in channels):
        raise NotAllowed(
            "Other channels follow this topic, too.",
            "Ask an admin of the workspace to change it, or save yours under another name: `topic save NAME QUERY`.",
        )


_REASONS = {
    CHANGING: "This is for the channel’s creator, the workspace’s admins and its editors.",
    RUNNING: "Feeds and takedowns count for everybody here, so they are for those who look after Presswatch.",
}
_CURES = {
    VOTING: "You can ask somebody in the channel to do it for you.",
    CHANGING: "Ask one of them to do it for you; `changes` shows who changed something before.",
    RUNNING: "Ask whoever runs Presswatch, or ask them to name you in their settings as an editor.",
}
