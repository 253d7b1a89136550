"""Commands about topics and their queries."""

import re
from collections.abc import Iterator, Sequence

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
    PlaceWords,
    Placing,
    SaveTopic,
    SetThreshold,
    ShowTopic,
    Try,
)

_OPERATORS = ("AND", "OR", "NEAR", "ONEAR")  # each wants something before it
_OPTION = "--from-example"  # before each example, on a command line
_LIKE = ("like", _OPTION)
_BETWEEN = ("and", "&", ",")
_PERCENT = ("%", "percent")
_SETTING = ("to", "at", "=")
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
    named, said = rest[:place], rest[place + 1 :]
    if not said or len(named) != quoted_end(named):
        return (), ()
    known = [_example(word) for word in said if word.casefold() not in (*_BETWEEN, _OPTION)]
    if all(known):
        return named, tuple(known)
    if rest[place].casefold() == _OPTION:
        return named, tuple(_read_example(words) for words in _between_options(said) if words)
    words = " ".join(said)
    is_text = len(said) >= _TEXT and not _OF_A_QUERY.search(words)
    return (named, (_read_example(said),)) if is_text else ((), ())


def _between_options(said: Sequence[str]) -> Iterator[Sequence[str]]:
    """What stands behind each option: a text may have several words."""
    ends = [i for i, word in enumerate(said) if word.casefold() == _OPTION]
    for start, end in zip([0, *(i + 1 for i in ends)], [*ends, len(said)], strict=True):
        yield said[start:end]


def _read_example(words: Sequence[str]) -> str:
    """A story, an article or a text, which may stand in quotes."""
    known = _example(words[0]) if len(words) == 1 else ""
    return known or " ".join(words).strip('"“”')


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


def _placing(placing: Placing) -> Reader:
    """`TOPIC WORDS`; where both are missing, or only the words, the usage tells."""

    def place(rest: Sequence[str]) -> Command:
        name, words = _name_and_query(rest)
        if not name or not words:
            raise CommandError(f"`topic {placing}` takes a topic and words.", "")
        return PlaceWords(topic=name, placing=placing, words=words)

    return place


def _threshold(rest: Sequence[str]) -> Command:
    """`TOPIC 60%`, `TOPIC to 60 percent`; whether it is a percentage is for the answer to say."""
    said = rest[:-1] if rest and rest[-1].casefold() in _PERCENT else rest
    named = said[:-2] if len(said) > 2 and said[-2].casefold() in _SETTING else said[:-1]
    if not named:
        raise CommandError("`topic threshold` takes a topic and a percentage.", "")
    return SetThreshold(topic(named, "topic threshold"), said[-1])


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
    **{f"topic {placing}": _placing(placing) for placing in Placing},
    "topic threshold": _threshold,
    "topic delete": _delete,
    "try": _try,
}
