"""What a topic asks: its query, and the score that a match must reach."""

from dataclasses import replace

from bot.model.topic import Topic, TopicSpec
from bot.stories.query.parser import parse
from bot.stories.query.tree import Query


def query_of(topic: Topic | TopicSpec) -> Query:
    """The query of a topic, with its threshold: whoever judges by it judges alike. Raises QueryError."""
    return judged_as(parse(topic.query), topic)


def judged_as(query: Query, topic: Topic | TopicSpec | None) -> Query:
    """Another query under a topic's threshold; without a topic as it is."""
    return replace(query, threshold=topic.threshold) if topic else query
