"""Beside a topic: words that count, too, or keep a story out, and how central its words must be, without a word of its
query being written anew. Each is saved at once, says what that changes, and offers the way back."""

from bot.errors import CommandError
from bot.flow.answer.asking import Asking, expect_readable, topic_named
from bot.flow.answer.phrases import plain_answer, says
from bot.flow.answer.topic_names import installed
from bot.flow.answer.topic_threshold import percent, share_of
from bot.flow.answer.topics_change import save_topic
from bot.model.command import PlaceWords, Placing, SaveTopic, SetThreshold
from bot.model.message import Message
from bot.model.topic import Topic
from bot.ports.store import Session, Store
from bot.stories.query import Query, fault_of, parse
from bot.stories.query.beside import Beside, clauses, cleared, top_of, with_beside
from bot.stories.query.tree import Node, Not

Clauses = tuple[Node, ...]


def place_words(store: Store, command: PlaceWords, asking: Asking) -> Message:
    """Let words count for a topic, keep what has them out, or take either back."""
    said = expect_clauses(command.words)
    with store.reading() as session:
        topic = topic_named(session, asking, command.topic)
        expect_readable(topic)
        before, base = parse(topic.query), base_of(session, topic)
    after, back = _placed(before, command.placing, said, base), _standing(before, said)
    if back is command.placing or after == before:
        return _unchanged(topic, command)
    return save_topic(
        store,
        SaveTopic(topic=topic.name, query=str(after)),
        asking,
        undo=f"topic {back} {topic.name} {command.words}" if back else "",
    )


def set_threshold(store: Store, command: SetThreshold, asking: Asking) -> Message:
    """Ask a topic's matches to be more or less central."""
    share = share_of(command.share)
    with store.reading() as session:
        topic = topic_named(session, asking, command.topic)
    expect_readable(topic)
    if share == topic.threshold:
        return plain_answer(
            f"{topic.title} has this threshold already: nothing is changed.",
            buttons=[says(f"topic show {topic.name}", "Show it")],
        )
    return save_topic(
        store,
        SaveTopic(topic=topic.name, query=topic.query, threshold=share),
        asking,
        undo=f"topic threshold {topic.name} {percent(topic.threshold)}",
    )


def expect_clauses(words: str) -> Clauses:
    """The clauses that words list, none of them an exclusion. Raises QueryError and CommandError."""
    said = clauses(words)
    if any(isinstance(one, Not) for one in said):
        raise CommandError(
            "Words beside a topic stand without a minus.", "`topic exclude TOPIC WORDS` keeps what has them out."
        )
    return said


def base_of(session: Session, topic: Topic) -> Topic | None:
    """The installation's topic that this one is or stands in the place of; None where there is none that can be read:
    then nothing stands beside it."""
    known = installed(session, topic.name) if topic.workspace_id is not None else topic
    return None if known is None or fault_of(known) else known


def _placed(query: Query, placing: Placing, said: Clauses, base: Topic | None) -> Query:
    """The query with these clauses in one place, and in no other."""
    bare = cleared(query, said, parse(base.query) if base else None)
    match placing:
        case Placing.INCLUDE:
            return with_beside(bare, Beside(counted=said))
        case Placing.EXCLUDE:
            return with_beside(bare, Beside(excluded=said))
    return bare


def _standing(query: Query, said: Clauses) -> Placing | None:
    """Where all of these clauses stand; None where some stand here and others there."""
    known = top_of(query)
    places = {
        Placing.EXCLUDE if one in known.excluded else Placing.INCLUDE if one in known.counted else Placing.CLEAR
        for one in said
    }
    return places.pop() if len(places) == 1 else None


def _unchanged(topic: Topic, command: PlaceWords) -> Message:
    if command.placing is Placing.CLEAR:
        raise CommandError(
            f"These words were not added to {topic.title}.",
            f"`topic show {topic.name}` shows what was; `topic exclude {topic.name} WORDS` keeps words out.",
            meant=f"topic show {topic.name}",
        )
    does = "counts" if command.placing is Placing.INCLUDE else "is kept out"
    return plain_answer(
        f"That {does} already in {topic.title}: nothing is changed.",
        buttons=[says(f"topic show {topic.name}", "Show it")],
    )
