"""The table of answers: which function answers which command, and whether it may change anything."""

from bot.flow.answer.asking import Asking
from bot.flow.answer.digests import show_digest, why
from bot.flow.answer.feeds import feeds_health
from bot.flow.answer.help import help_with
from bot.flow.answer.search import search
from bot.flow.answer.subscriptions import list_topics, status, subscribe, unsubscribe
from bot.model.command import (
    Command,
    FeedsHealth,
    Help,
    ListTopics,
    Search,
    ShowDigest,
    Status,
    Subscribe,
    Unsubscribe,
    Why,
)
from bot.model.message import Message
from bot.ports.store import Session, Store


def answer(store: Store, command: Command, asking: Asking) -> Message:
    """What Presswatch says to a command. Raises PresswatchError where it cannot be done."""
    changes = isinstance(command, Subscribe | Unsubscribe | ShowDigest)
    with store.writing() if changes else store.reading() as session:
        return _answer(session, command, asking)


def _answer(session: Session, command: Command, asking: Asking) -> Message:
    match command:
        case Help():
            return help_with(command)
        case ListTopics():
            return list_topics(session, asking)
        case Subscribe():
            return subscribe(session, command, asking)
        case Unsubscribe():
            return unsubscribe(session, command, asking)
        case Status():
            return status(session, asking)
        case Search():
            return search(session, command, asking)
        case ShowDigest():
            return show_digest(session, command, asking)
        case Why():
            return why(session, command, asking)
        case FeedsHealth():
            return feeds_health(session, asking)
