"""Saving and deleting topics: a workspace's own, beside or in the place of those that come with the installation."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bot.errors import CommandError
from bot.flow.answer.asking import Asking, known_channels, topic_named
from bot.flow.answer.phrases import count, plain_answer, says, strong, text
from bot.flow.answer.preview import difference
from bot.flow.answer.replayed import headline, listed
from bot.flow.answer.topic_names import installed, known_as, readable, title_of
from bot.flow.answer.topic_owners import expect_own
from bot.flow.match import rematch
from bot.flow.replay import WINDOW, replay, replays
from bot.model.command import DeleteTopic, SaveTopic
from bot.model.message import Block, Button, Buttons, Message, Paragraph, Small
from bot.model.subscription import Subscription
from bot.model.topic import Topic
from bot.ports.store import Session, Store
from bot.stories.query import Query, parse, query_of

_NAMED = 3  # stories that a change adds, and as many that it loses


@dataclass(frozen=True, slots=True, kw_only=True)
class _Saved:
    """What saving a topic did. `undo` are words that take it back."""

    before: Topic | None  # what people had under this name
    topic: Topic
    found: int  # stories of the open window
    subscribed: bool  # here
    undo: str = ""

    @property
    def is_copy(self) -> bool:
        """It now stands in the place of a topic that comes with the installation."""
        return self.before is not None and self.before.id != self.topic.id


@dataclass(frozen=True, slots=True)
class _Change:
    """What saving brings and loses: in a sentence, and by name."""

    headline: str
    stories: tuple[Block, ...] = ()


def save_topic(store: Store, command: SaveTopic, asking: Asking, *, undo: str = "") -> Message:
    """Save a topic of the asker's workspace and match the open window anew, without alerts; say what that changes.

    `undo` are short words that take the change back from the workspace's own topic, where the caller knows some.
    """
    with store.reading() as session:
        before = known_as(session, asking, command.topic)
        query = replace(parse(command.query), threshold=_threshold(command, before))
        if before is not None and query_of(before) == query:
            return plain_answer(
                f"{before.title} has this query already: nothing is changed.",
                buttons=[says(f"topic show {before.name}", "Show it")],
            )
        expect_own(session, before, asking)
        change = _change(session, before, query, asking)
    with store.writing() as session:
        return _saved(replace(_save(session, command, asking), undo=undo), change)


def _threshold(command: SaveTopic, before: Topic | None) -> float:
    """What is asked for, else what was."""
    if command.threshold is not None:
        return command.threshold
    return before.threshold if before else 0.0


def _change(session: Session, before: Topic | None, query: Query, asking: Asking) -> _Change:
    """What saving will bring and lose, or bring."""
    since = asking.now - WINDOW
    if before is None:
        return _Change(headline(replay(session, query, since=since, now=asking.now)))
    both = replays(session, {0: query_of(before), 1: query}, since=since, now=asking.now)
    stories = (
        *listed("Added", both[1].beside(both[0]), asking, most=_NAMED),
        *listed("Lost", both[0].beside(both[1]), asking, most=_NAMED),
    )
    return _Change(difference(both[0], both[1]), stories)


def _save(session: Session, command: SaveTopic, asking: Asking) -> _Saved:
    before, here = known_as(session, asking, command.topic), asking.channel
    expect_own(session, before, asking)  # again: a channel may have come to follow it meanwhile
    name = before.name if before else readable(command.topic)
    topic = session.topics.save(
        workspace_id=here.workspace_id,
        name=name,
        title=before.title if before else title_of(name),
        query=command.query,
        threshold=_threshold(command, before),
        now=asking.now,
    )
    if before is not None and before.id != topic.id:
        session.subscriptions.move(
            workspace_id=here.workspace_id, from_topic=before.id, to_topic=topic.id, now=asking.now
        )
    found = rematch(session, topic, now=asking.now, instead_of=before)
    subscribed = session.subscriptions.find(channel_id=here.id, topic_id=topic.id) is not None
    return _Saved(before=before, topic=topic, found=found, subscribed=subscribed)


def _saved(saved: _Saved, change: _Change) -> Message:
    topic = saved.topic
    sentence = f" is saved as version {topic.version}. {change.headline}."
    return Message(
        fallback=f"{topic.title}{sentence}",
        blocks=(
            Paragraph((strong(topic.title), text(sentence))),
            *change.stories,
            Small((text(_consequences(saved)),)),
            Buttons(tuple(_next_steps(saved))),
        ),
    )


def _consequences(saved: _Saved) -> str:
    """What follows for those who hear of it."""
    if saved.is_copy:
        return (
            f"It is this workspace's own now, in the installation's place; subscriptions go on with it. {_found(saved)}"
        )
    if saved.before is None:
        return _found(saved)
    return f"{_found(saved)} What was told is not told again."


def _found(saved: _Saved) -> str:
    if not saved.found:
        return "None of the stories of the last 7 days match it: it finds what comes from now on."
    verb = "matches" if saved.found == 1 else "match"
    return (
        f"{count(saved.found, 'story', 'stories')} of the last 7 days {verb} it, for the next digest; no alert is sent."
    )


def _next_steps(saved: _Saved) -> list[Button]:
    name, before = saved.topic.name, saved.before
    anew = saved.undo or (f"topic save {name} {before.query}" if before else "")
    undo = f"topic delete {name} yes" if before is None or saved.is_copy else anew
    steps = [says(undo, "Undo"), says(f"topic show {name}", "Show it")]
    if not saved.subscribed:
        steps.insert(0, says(f"subscribe {name} weekly", "Subscribe", primary=True))
    return steps


def delete_topic(store: Store, command: DeleteTopic, asking: Asking) -> Message:
    """Delete a topic of this workspace; where channels are subscribed, only when the person is sure."""
    with store.writing() as session:
        topic = topic_named(session, asking, command.topic)
        if topic.workspace_id is None:
            where = "where it is set up, under config/topics/" if asking.is_operator else "by whoever runs Presswatch"
            raise CommandError(
                f"{topic.title} comes with this installation and is deleted {where}.",
                f"`unsubscribe {topic.name}` ends it in this channel; `topic edit {topic.name}` changes it for you.",
                meant=f"topic show {topic.name}",
            )
        expect_own(session, topic, asking)
        orders, hidden = session.subscriptions.of_topic(topic.id), installed(session, topic.name)
        if orders and not command.sure:
            return _warned(asking, session, topic, hidden, orders)
        _end(session, topic, hidden, orders, asking)
        return _deleted(topic, hidden, len(orders))


def _end(
    session: Session, topic: Topic, original: Topic | None, orders: Sequence[Subscription], asking: Asking
) -> None:
    """Retire the topic; its subscriptions go back to the original, or end."""
    if original is not None:
        session.subscriptions.move(
            workspace_id=asking.channel.workspace_id, from_topic=topic.id, to_topic=original.id, now=asking.now
        )
    else:
        for order in orders:
            session.subscriptions.end(order.id, now=asking.now)
    session.topics.retire(topic.id, now=asking.now)


def _warned(
    asking: Asking, session: Session, topic: Topic, original: Topic | None, orders: Sequence[Subscription]
) -> Message:
    names = {channel.id: channel.name for channel in known_channels(session, asking)}
    channels = ", ".join(names.get(order.channel_id, "a private channel") for order in orders)
    ends = f"{count(len(orders), 'subscription')} ({channels})"
    sentence = f"Deleting {topic.title} ends {ends}."
    if original:
        sentence = (
            f"Deleting this workspace's {topic.title} brings the installation's back; {ends} would go on with it."
        )
    return plain_answer(
        sentence,
        small="Nothing is deleted yet.",
        buttons=[says(f"topic delete {topic.name} yes", "Delete it"), says(f"topic show {topic.name}", "Show it")],
    )


def _deleted(topic: Topic, original: Topic | None, orders: int) -> Message:
    ended = f", and {count(orders, 'subscription')} ended" if orders else ""
    sentence = f"{topic.title} is deleted{ended}."
    small = "What was posted stays. Saved again, it goes on where it stopped."
    if original is not None:
        sentence = f"This workspace's {topic.title} is deleted; the installation's is back."
        small = f"{count(orders, 'subscription goes', 'subscriptions go')} on with it." if orders else ""
    return plain_answer(sentence, small=small, buttons=[says(f"topic save {topic.name} {topic.query}", "Undo")])
