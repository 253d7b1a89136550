"""Traits: all that is true of a command beside its answer, a row a command. What is left out is the safe side."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from bot.feeds.addresses import discreet
from bot.flow.answer import written
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
    PlaceWords,
    RemoveFeed,
    Resume,
    SaveTopic,
    Search,
    SetThreshold,
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
from bot.model.person import Role

# The least that a command wants, by what it does.
READING, VOTING, CHANGING, RUNNING = Role.GUEST, Role.MEMBER, Role.KEEPER, Role.EDITOR

When = Callable[[Any], bool]  # takes the command of its row


def always(_command: Command) -> bool:
    """Of every command of the row."""
    return True


def never(_command: Command) -> bool:
    """Of none."""
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """One row: who may ask for a command, and how it is to be treated."""

    wants: Role | Callable[[Any], Role] = RUNNING  # what one must at least be
    is_noted: bool = True  # what it writes is a line of the audit
    words: Callable[[Any], str] | None = None  # the words that ask for it, for that line; None: its type's name
    is_shareable: bool = False  # its answer may be put before others
    turns_pages: bool = False  # its answer has pages, which are asked for by their numbers
    brings_posts: When = never  # what it does is posted in the channel
    asks: When = never  # a form answers it

    def wanted(self, command: Command) -> Role:
        """What one must at least be to ask for this."""
        return self.wants if isinstance(self.wants, Role) else self.wants(command)


def traits_of(command: Command) -> Traits:
    """What is true of a command; of a form's submission it is what the form stands for."""
    return _FORMS.get(command.form, Traits()) if isinstance(command, FillForm) else TRAITS[type(command)]


def _if_tried(command: NewTopic | EditTopic) -> Role:
    """A query that is only tried is read; without one, a form opens that saves what it tried."""
    return READING if command.query else CHANGING


TRAITS: dict[type[Command], Traits] = {
    # Reading.
    Help: Traits(wants=READING),
    Home: Traits(wants=READING),
    Status: Traits(wants=READING, is_shareable=True),
    Search: Traits(wants=READING, is_shareable=True, turns_pages=True, asks=lambda command: not command.query),
    # The first issue of a subscription is made when it is asked for, and posted.
    ShowDigest: Traits(
        wants=READING, is_shareable=True, brings_posts=always, words=lambda command: f"digest {command.topic}"
    ),
    Why: Traits(wants=READING, is_shareable=True),
    WhyLink: Traits(wants=READING, is_shareable=True),
    Covered: Traits(wants=READING, is_shareable=True),
    Since: Traits(wants=READING, is_shareable=True),
    ListTopics: Traits(wants=READING, is_shareable=True),
    ShowTopic: Traits(wants=READING, is_shareable=True),
    Try: Traits(wants=READING, is_shareable=True),
    ListMutes: Traits(wants=READING),
    Learned: Traits(wants=READING, turns_pages=True),
    ListChanges: Traits(wants=READING, turns_pages=True),
    ShowLedger: Traits(wants=READING, turns_pages=True),
    FeedsHealth: Traits(wants=READING, is_shareable=True),
    ExportFeeds: Traits(wants=READING, is_noted=False),  # it writes an address once, and changes nothing
    # Having a say.
    Vote: Traits(wants=VOTING, is_noted=False),  # votes keep their own record
    Examine: Traits(wants=VOTING),
    # What comes to a channel.
    Subscribe: Traits(
        wants=CHANGING, brings_posts=always, asks=lambda command: not command.topic, words=written.subscribe
    ),
    Unsubscribe: Traits(wants=CHANGING, words=lambda command: f"unsubscribe {command.topic}"),
    Pause: Traits(wants=CHANGING, words=lambda command: f"pause {command.topic} {written.until(command.until)}"),
    Resume: Traits(wants=CHANGING, brings_posts=always, words=lambda command: f"resume {command.topic}"),
    Mute: Traits(wants=CHANGING, words=written.mute),
    MuteTerm: Traits(wants=CHANGING, asks=always),
    Unmute: Traits(wants=CHANGING, words=lambda command: f"unmute {command.kind} {command.value}"),
    Unlearn: Traits(wants=CHANGING, words=written.unlearn),
    Alerts: Traits(wants=lambda command: READING if command == Alerts() else CHANGING, words=written.alerts),
    # Topics.
    NewTopic: Traits(wants=_if_tried, asks=lambda command: not command.query),
    EditTopic: Traits(wants=_if_tried, asks=lambda command: not command.query),
    SaveTopic: Traits(wants=CHANGING, words=lambda command: f"topic save {command.topic} {command.query}"),
    PlaceWords: Traits(
        wants=CHANGING, words=lambda command: f"topic {command.placing} {command.topic} {command.words}"
    ),
    SetThreshold: Traits(wants=CHANGING, words=lambda command: f"topic threshold {command.topic} {command.share}"),
    DeleteTopic: Traits(wants=CHANGING, words=written.delete_topic),
    # Feeds and the archive belong to whoever runs Presswatch: they serve every workspace.
    AddFeed: Traits(wants=RUNNING, asks=lambda command: not command.url, words=written.add_feed),
    RemoveFeed: Traits(wants=RUNNING, words=lambda command: f"feeds remove {discreet(command.feed)}"),
    ImportFeeds: Traits(
        wants=lambda command: VOTING if command.dry else RUNNING,
        words=lambda command: f"feeds import {discreet(command.url)}",
    ),
    Takedown: Traits(
        wants=lambda command: RUNNING if command.sure else READING,
        words=lambda command: f"takedown {discreet(command.link)} yes",
    ),
    FillForm: Traits(),  # by its form
}


def _is_open(command: FillForm) -> bool:
    return not command.done


def _is_done(command: FillForm) -> bool:
    return command.done


# Submissions, by their forms.
_FORMS: dict[str, Traits] = {
    "search": Traits(wants=READING, asks=_is_open),
    "subscribe": Traits(wants=CHANGING, asks=_is_open, brings_posts=_is_done, words=written.subscribe_form),
    "topic": Traits(wants=CHANGING, asks=_is_open, words=written.topic_form),
    "mute": Traits(wants=CHANGING, asks=_is_open, words=written.mute_form),
    "alerts": Traits(wants=CHANGING, asks=_is_open, words=written.alerts_form),
    "feed": Traits(wants=RUNNING, asks=_is_open, words=written.feed_form),
}
