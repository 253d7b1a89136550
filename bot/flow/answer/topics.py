"""Topics: what one is and finds, and what a new or changed query would bring before it is saved."""

from collections.abc import Iterator, Sequence

from bot.digests.cadence import describe
from bot.errors import QueryError
from bot.flow.answer.asking import Asking, topic_named
from bot.flow.answer.coming import coming
from bot.flow.answer.lessons import advice
from bot.flow.answer.phrases import clipped, code, count, day, fault_words, joined, says, strong, text
from bot.flow.answer.preview import Preview, blocks, change_buttons, preview
from bot.flow.answer.replayed import headline, listed, reach, weeks
from bot.flow.answer.samples import samples_of
from bot.flow.answer.spread import is_long, spread
from bot.flow.answer.topic_fields import core_of
from bot.flow.answer.topic_form import topic_form
from bot.flow.answer.topic_like import topic_like
from bot.flow.answer.topic_names import new_name, title_of
from bot.flow.answer.topic_owners import is_own
from bot.flow.answer.topic_threshold import percent
from bot.flow.replay import WINDOW, replay
from bot.model.answer import Answer
from bot.model.command import EditTopic, NewTopic, ShowTopic
from bot.model.message import Button, Buttons, Fields, Header, Message, Paragraph, Span
from bot.model.topic import Topic
from bot.ports.store import Session, Store
from bot.stories.propose import Sample
from bot.stories.query import fault_of, judged_as, parse, query_of
from bot.stories.query.beside import as_words

_LATEST = 5  # stories
_AGAIN = 300  # characters of a query that is worth saying again in a button


def show_topic(session: Session, command: ShowTopic, asking: Asking) -> Message:
    """What a topic asks for, since when, who hears of it here, and what it finds."""
    topic = topic_named(session, asking, command.topic)
    if fault := fault_of(topic):
        return _unreadable(session, topic, fault, asking)
    query = query_of(topic)
    found = replay(session, query, since=asking.now - WINDOW, now=asking.now)
    facts = Fields(
        (
            ("Name", (code(topic.name),)),
            ("Version", _version(topic, asking)),
            ("Here", _here(session, topic, asking)),
            ("Finds", (text(headline(found)),)),
            *_beside(session, topic),
        )
    )
    return Message(
        fallback=f"{topic.title}: {headline(found)}",
        blocks=(
            Header(topic.title),
            facts,
            *reach(found, asking),
            *([] if is_long(topic.query) else spread(query, topic.query)),
            *weeks(found),
            *listed("Latest stories", found.stories[:_LATEST], asking),
            *(spread(query, topic.query) if is_long(topic.query) else []),
            *(advice(query) if topic.workspace_id is not None else ()),
            Buttons(tuple(_steps(session, topic, asking))),
        ),
    )


def _unreadable(session: Session, topic: Topic, fault: QueryError, asking: Asking) -> Message:
    """A topic whose query cannot be read any more: what is wrong, and the way to mend it."""
    facts = (
        ("Name", (code(topic.name),)),
        ("Version", _version(topic, asking)),
        ("Here", _here(session, topic, asking)),
        ("Finds", (text(f"nothing until its query is mended: {fault_words(fault)}"),)),
    )
    words = Paragraph((code(clipped(topic.query, _AGAIN)),))
    steps = (says(f"topic edit {topic.name}", "Edit", primary=True),) if is_own(session, topic, asking) else ()
    return Message(
        fallback=f"{topic.title} finds nothing until its query is mended",
        blocks=(Header(topic.title), Fields(facts), words, *([Buttons(steps)] if steps else [])),
    )


def new_topic(store: Store, command: NewTopic, asking: Asking) -> Answer:
    """What a new topic would find; without a query, ask for it, with words of the examples where there are some."""
    samples = samples_of(store, command.like, asking) if not command.query else ()
    with store.reading() as session:
        return _new(session, command, samples, asking)


def _new(session: Session, command: NewTopic, samples: Sequence[Sample], asking: Asking) -> Answer:
    if samples:
        return topic_like(session, command, samples, asking)
    if not command.query:
        return topic_form(session, command.topic, asking)
    name = new_name(session, asking, command.topic)
    seen = preview(session, command.query, parse(command.query), asking)
    return _previewed(seen, title_of(name), name, "new", asking)


def edit_topic(session: Session, command: EditTopic, asking: Asking) -> Answer:
    """What a changed query would add and lose; without one, ask for it."""
    topic = topic_named(session, asking, command.topic)
    if not command.query:
        return topic_form(session, topic.name, asking)
    query = judged_as(parse(command.query), topic)
    seen = preview(session, command.query, query, asking, saved=query_of(topic))
    return _previewed(seen, topic.title, topic.name, "edit", asking)


def _previewed(seen: Preview, title: str, name: str, verb: str, asking: Asking) -> Message:
    save = says(f"topic save {name} {seen.words}", "Save", primary=True)
    changes = change_buttons(seen, lambda changed: f"topic {verb} {name} {changed}")
    return Message(
        fallback=f"{title}: {seen.headline}",
        blocks=(Header(f"{title} – {seen.headline}"), *blocks(seen, asking), Buttons((save, *changes))),
    )


def _version(topic: Topic, asking: Asking) -> tuple[Span, ...]:
    origin = "this workspace's own" if topic.workspace_id is not None else "comes with this installation"
    return (text(f"{topic.version}, since {day(topic.changed_at, asking.zone, asking.now)}; {origin}"),)


def _beside(session: Session, topic: Topic) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """The topic's threshold, and what this workspace has beside the installation's query."""
    found = core_of(session, topic).beside
    if topic.threshold:
        yield "Threshold", (text(f"{percent(topic.threshold)}: what is less central is no match"),)
    if found.counted:
        yield "Also counts", (code(as_words(found.counted)),)
    if found.excluded:
        yield "Never counts", (code(as_words(found.excluded)),)


def _here(session: Session, topic: Topic, asking: Asking) -> tuple[Span, ...]:
    """This channel's order, and how many other channels of the workspace have one."""
    order = session.subscriptions.find(channel_id=asking.channel.id, topic_id=topic.id)
    channels = [session.channels.get(other.channel_id) for other in session.subscriptions.of_topic(topic.id)]
    others = sum(
        channel.workspace_id == asking.channel.workspace_id and channel.id != asking.channel.id for channel in channels
    )
    elsewhere = [(text(f"also in {count(others, 'other channel')}"),)] if others else []
    if order is None:
        return joined([(text("not subscribed"),), *elsewhere])
    return joined([(strong(describe(order.schedule)),), coming(order, asking), *elsewhere])


def _steps(session: Session, topic: Topic, asking: Asking) -> Iterator[Button]:
    if session.subscriptions.find(channel_id=asking.channel.id, topic_id=topic.id) is None:
        yield says(f"subscribe {topic.name} weekly", "Subscribe", primary=True)
    if is_own(session, topic, asking):
        yield says(f"topic edit {topic.name}", "Edit")
    if len(topic.query) <= _AGAIN:
        yield says(f"try {topic.query}", "Try")
