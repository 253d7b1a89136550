"""Commands about topics and their queries."""

import re
from collections.abc import Sequence

from bot.chat.grammar.alone import Reader, alone
from bot.chat.grammar.links import link
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
_OPTION = "--from-example"  # before each example, on a command line
_LIKE = ("like", _OPTION)
_BETWEEN = ("and", "&", ",")
_TEXT = 5  # words: what is shorter is a query
_OF_A_QUERY = re.compile(r"[()=*]|\b(?:AND|OR|NOT|O?NEAR/\d+)\b|\b(?:title|body|source|site|company|country):")


def _new(rest: Sequence[str]) -> Command:
    """`NAME QUERY`; `like` and examples may stand in a query's place."""
    named, like = _examples(rest)
    if like:
        return NewTopic(topic=topic_or_none(named), like=like)
    name, query = _name_and_query(rest)
    return NewTopic(topic=name, query=query)


def _examples(rest: Sequence[str]) -> tuple[Sequence[str], tuple[str, ...]]:
    """The name, and what a topic shall find the like of: stories and articles, or a text; none where a query stands."""
    place = next((i for i, word in enumerate(rest) if word.casefold() in _LIKE), len(rest))
    named, said = rest[:place], [word for word in rest[place + 1 :] if word.casefold() != _OPTION]
    if not said or len(named) != quoted_end(named):
        return (), ()
    known = [_example(word) for word in said if word.casefold() not in _BETWEEN]
    if all(known):
        return named, tuple(known)
    words = " ".join(said)
    is_text = rest[place].casefold() == _OPTION or (len(said) >= _TEXT and not _OF_A_QUERY.search(words))
    return (named, (words.strip('"“”'),)) if is_text else ((), ())


def _example(word: str) -> str:
    """A story's id or an article's address, without what stands around it; "" for other words."""
    story = number(word.rstrip(","))
    return str(story) if story else link(word) or ""


def _topics(rest: Sequence[str]) -> Command:
    """All topics; `topics new` is what one types who thinks of them as many."""
    return _new(rest[1:]) if rest and rest[0].casefold() == "new" else alone("topics", ListTopics())(rest)


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
    "topics": _topics,
    "topic show": lambda rest: ShowTopic(topic(rest, "topic show")),
    "topic new": _new,
    "topic edit": _edit,
    "topic save": _save,
    "topic delete": _delete,
    "try": _try,
}
