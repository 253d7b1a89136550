"""Commands about topics and their queries."""

from collections.abc import Sequence

from bot.chat.grammar.alone import Reader, alone
from bot.chat.grammar.names import quoted_end, topic, topic_or_none
from bot.chat.grammar.typed import number
from bot.errors import CommandError
from bot.model.command import (
    Command,
    DeleteTopic,
    EditTopic,
    ListTopics,
    NewTopic,
    SaveTopic,
    ShowTopic,
    Try,
)

_OPERATORS = ("AND", "OR", "NEAR", "ONEAR")  # each wants something before it


def _new(rest: Sequence[str]) -> Command:
    """`NAME QUERY`; a last `like ID` stands in a query's place."""
    like = number(rest[-1]) if len(rest) > 1 and rest[-2].casefold() == "like" else None
    named = rest[:-2]
    if like and len(named) == quoted_end(named):
        return NewTopic(topic=topic_or_none(named), like=like)
    name, query = _name_and_query(rest)
    return NewTopic(topic=name, query=query)


def _edit(rest: Sequence[str]) -> Command:
    name, query = _name_and_query(rest)
    if not name:
        raise CommandError("Edit which topic? `topics` lists them.", "")
    return EditTopic(topic=name, query=query)


def _save(rest: Sequence[str]) -> Command:
    name, query = _name_and_query(rest)
    if not name or not query:
        raise CommandError("A topic is saved with a name and a query.", "")
    return SaveTopic(topic=name, query=query)


def _name_and_query(rest: Sequence[str]) -> tuple[str, str]:
    """The first word, or the first quotation, is the name; the query is the rest, exactly as typed."""
    end = quoted_end(rest)
    name, query = topic_or_none(rest[:end]), rest[end:]
    if query and query[0].partition("/")[0] in _OPERATORS:
        guess = f"try {' '.join(rest)}"
        raise CommandError("The topic's name stands before its query, and here it is missing.", "", meant=guess)
    return name, " ".join(query)


def _delete(rest: Sequence[str]) -> Command:
    sure = len(rest) > 1 and rest[-1].casefold() == "yes"
    return DeleteTopic(topic=topic(rest[:-1] if sure else rest, "topic delete"), sure=sure)


def _try(rest: Sequence[str]) -> Command:
    if not rest:
        raise CommandError("Try which query?", "")
    return Try(" ".join(rest))


READERS: dict[str, Reader] = {
    "topics": alone("topics", ListTopics()),
    "topic show": lambda rest: ShowTopic(topic(rest, "topic show")),
    "topic new": _new,
    "topic edit": _edit,
    "topic save": _save,
    "topic delete": _delete,
    "try": _try,
}
