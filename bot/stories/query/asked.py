"""What a topic asks: its query, and the score that a match must reach."""

from dataclasses import replace
from functools import lru_cache

from bot.errors import QueryError
from bot.model.topic import Topic, TopicSpec
from bot.stories.query.parser import parse
from bot.stories.query.tree import Query

_NOTHING = "after:9999-12-31"  # no article is of later than the poll that brought it


def query_of(topic: Topic | TopicSpec) -> Query:
    """The query of a topic, with its threshold: whoever judges by it judges alike.

    One that cannot be read any more, as it names what the lists of entities have lost, finds nothing: it must keep
    nothing else from being read, shown or mended. `fault_of` says why.
    """
    return judged_as(_read(topic.query) or parse(_NOTHING), topic)


def fault_of(topic: Topic | TopicSpec) -> QueryError | None:
    """Why a topic's query cannot be read; None where it can."""
    try:
        _read(topic.query) or parse(topic.query)
    except QueryError as fault:
        return fault
    return None


@lru_cache(maxsize=128)  # topics are asked for their fault, then for their query, by many and often
def _read(query: str) -> Query | None:
    """The query; None for one that cannot be read. A fault is found anew each time: whoever raises it marks it."""
    try:
        return parse(query)
    except QueryError:
        return None


def judged_as(query: Query, topic: Topic | TopicSpec | None) -> Query:
    """Another query under a topic's threshold; without a topic as it is."""
    return replace(query, threshold=topic.threshold) if topic else query
