"""The table of answers: which function answers which command, and what it needs: a view, the write lock, or neither."""

from collections.abc import Callable
from typing import Any

from bot.flow.answer.alerts import alerts
from bot.flow.answer.asking import Asking
from bot.flow.answer.changes import list_changes
from bot.flow.answer.covered import covered
from bot.flow.answer.digests import show_digest
from bot.flow.answer.examine import examine
from bot.flow.answer.feeds import feeds_health
from bot.flow.answer.feeds_change import add_feed, remove_feed
from bot.flow.answer.feeds_lists import export_feeds, import_feeds
from bot.flow.answer.forms import fill_form
from bot.flow.answer.help import help_with
from bot.flow.answer.home import home
from bot.flow.answer.learned import learned, unlearn
from bot.flow.answer.ledger import show_ledger
from bot.flow.answer.mute_form import mute_form
from bot.flow.answer.mutes import list_mutes, mute, unmute
from bot.flow.answer.noting import noting
from bot.flow.answer.pauses import pause, resume
from bot.flow.answer.permission import expect
from bot.flow.answer.search_form import search_or_ask
from bot.flow.answer.since import since
from bot.flow.answer.subscriptions import list_topics, status, subscribe, unsubscribe
from bot.flow.answer.takedown import takedown
from bot.flow.answer.topic_beside import place_words, set_threshold
from bot.flow.answer.topics import edit_topic, new_topic, show_topic
from bot.flow.answer.topics_change import delete_topic, save_topic
from bot.flow.answer.trying import try_query
from bot.flow.answer.votes import vote
from bot.flow.answer.why import why
from bot.flow.answer.why_link import why_link
from bot.model.answer import Answer
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
from bot.ports.store import Session, Store

Read = Callable[[Session, Any, Asking], Answer]
Act = Callable[[Store, Any, Asking], Answer]

# Each function takes the command of its key; the types meet here and nowhere else.
READS: dict[type[Command], Read] = {
    Home: home,
    ListTopics: list_topics,
    Status: status,
    ListMutes: list_mutes,
    MuteTerm: mute_form,
    ListChanges: list_changes,
    Learned: learned,
    Search: search_or_ask,
    Why: why,
    WhyLink: why_link,
    Covered: covered,
    Since: since,
    ShowTopic: show_topic,
    EditTopic: edit_topic,
    Try: try_query,
    FeedsHealth: feeds_health,
    ShowLedger: show_ledger,
}
WRITES: dict[type[Command], Read] = {
    Subscribe: subscribe,
    Unsubscribe: unsubscribe,
    Pause: pause,
    Resume: resume,
    Mute: mute,
    Unmute: unmute,
    Vote: vote,
    Unlearn: unlearn,
    Alerts: alerts,
    ShowDigest: show_digest,
    RemoveFeed: remove_feed,
    ExportFeeds: export_feeds,
}
ACTS: dict[type[Command], Act] = {  # these do more than one transaction, and open each themselves
    NewTopic: new_topic,
    SaveTopic: save_topic,
    PlaceWords: place_words,
    SetThreshold: set_threshold,
    DeleteTopic: delete_topic,
    AddFeed: add_feed,
    ImportFeeds: import_feeds,
    Examine: examine,
    FillForm: fill_form,
    Takedown: takedown,
}


def answer(store: Store, command: Command, asking: Asking) -> Answer:
    """What Presswatch says to a command. Raises PresswatchError where it cannot be done, or not by this person."""
    expect(command, asking)
    return _answered(noting(store, command, asking), command, asking)


def _answered(store: Store, command: Command, asking: Asking) -> Answer:
    kind = type(command)
    if isinstance(command, Help):
        return help_with(command)
    if kind in ACTS:
        return ACTS[kind](store, command, asking)
    if kind in WRITES:
        with store.writing() as session:
            return WRITES[kind](session, command, asking)
    with store.reading() as session:
        return READS[kind](session, command, asking)
