"""Who asks, where and when: what every answer may depend on beside the command itself."""

import difflib
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.digests.compose import USUAL_LIMITS, ExtractLimits
from bot.errors import CommandError, NotFound
from bot.flow.look import Look
from bot.model.channel import AlertRules, Channel
from bot.model.person import OPERATOR, Person
from bot.model.topic import Topic
from bot.ports.store import Session
from bot.stories.origin import NO_OUTLETS, Outlets
from bot.stories.query import fault_of

_LONGEST = 80  # characters of a name worth repeating
_NAMED = 8  # topics in an error
_GUESSED = 3  # topics that may have been meant; words that more of them have mean none
_UNREAD = "A new file under config/topics/ is read when the worker starts, or by `presswatch poll`."
_TO_MAKE = "`topic new` makes one."


def _nameless(_key: str) -> str:
    """Where nobody tells what people are called."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asking:
    """One question. `zone` is the asker's, for dates and for schedules that name none."""

    channel: Channel
    zone: str
    now: datetime
    new_token: Callable[[], str]
    look: Callable[[str], Look]  # visits one address, outside any transaction
    rules: AlertRules  # of a channel that has none of its own
    interval: timedelta = timedelta(minutes=30)  # between the visits to a feed that is new
    keep: timedelta | None = None  # how long articles are kept; None for ever
    person: Person = OPERATOR
    editors: frozenset[str] = frozenset()  # keys of people who may change things in every channel
    keepers: str = "an admin of the workspace"  # who on this platform may change things in any channel, in words
    limits: ExtractLimits = USUAL_LIMITS  # how much of a source's text may be shown
    outlets: Outlets = NO_OUTLETS  # that texts may credit, beside the publications that we read
    name_of: Callable[[str], str] = _nameless  # what the platform calls the person of a key; it may have to be asked

    @property
    def is_operator(self) -> bool:
        """Whether files and the terminal are at the asker's hand."""
        return self.person.key == OPERATOR.key


def known_channels(session: Session, asking: Asking) -> list[Channel]:
    """The workspace's channels that the asker may know of: public ones, this one, and those that are their own."""
    every = session.channels.of_workspace(asking.channel.workspace_id)
    here, who = asking.channel.id, asking.person.key
    return [channel for channel in every if not channel.is_private or channel.id == here or channel.creator == who]


def own_topic_named(session: Session, asking: Asking, name: str) -> Topic:
    """The topic a person means, sought first among those this channel is subscribed to, on offer still or not."""
    for order in session.subscriptions.of_channel(asking.channel.id):
        topic = session.topics.get(order.topic_id)
        if _plain(name) in (_plain(topic.name), _plain(topic.title)):
            return topic
    return topic_named(session, asking, name)


def topic_named(session: Session, asking: Asking, name: str, say: Callable[[str], str] = str) -> Topic:
    """The topic a person means by its name or its title, or NotFound with those on offer; `say` says the same of
    another."""
    offered = session.topics.offered(asking.channel.workspace_id)
    wanted = _plain(name)
    for topic in offered:
        if wanted in (_plain(topic.name), _plain(topic.title)):
            return topic
    raise _no_topic(name, [topic.name for topic in offered], asking, say)


def expect_readable(topic: Topic) -> None:
    """CommandError for a topic whose query cannot be read any more: its fault is not in what the person said."""
    if fault := fault_of(topic):
        raise CommandError(
            f"{topic.title} cannot be read: {fault.message}",
            f"`topic edit {topic.name}` mends it.",
            meant=f"topic edit {topic.name}",
        )


def _no_topic(name: str, offered: Sequence[str], asking: Asking, say: Callable[[str], str]) -> NotFound:
    """No such topic: perhaps a slip, perhaps a file that no worker has read yet."""
    near = _near(_plain(name)[:_LONGEST], offered)
    guess = f"Did you mean {' or '.join(f'`{say(one)}`' for one in near)}? " if near else ""
    more = ", … (`topics` lists all)" if len(offered) > _NAMED else ""
    names = ", ".join(f"`{one}`" for one in offered[:_NAMED]) + more
    known = f"On offer: {names}." if names else "No topic is set up yet."
    unread = "" if near else f" {_UNREAD if asking.is_operator else _TO_MAKE}"
    return NotFound(f"There is no topic “{name[:_LONGEST]}”.", f"{guess}{known}{unread}")


def _near(name: str, offered: Sequence[str]) -> list[str]:
    """The topics that look like this name, else those whose names have most of its words, or words that begin so."""
    if alike := difflib.get_close_matches(name, offered, n=1):
        return alike
    words = [word for word in name.split("-") if len(word) > 1]
    shared = {one: sum(any(part.startswith(word) for part in one.split("-")) for word in words) for one in offered}
    most = max(shared.values(), default=0)
    found = [one for one in offered if shared[one] == most] if most else []
    return found if len(found) <= _GUESSED else []


def _plain(name: str) -> str:
    return "-".join(name.casefold().replace("-", " ").replace("_", " ").split())
