"""Commands that teach a channel's order: votes, and what they taught."""

from collections.abc import Callable, Sequence

from bot.chat.grammar.alone import Reader
from bot.chat.grammar.names import topic_or_none
from bot.chat.grammar.pages import paged
from bot.chat.grammar.typed import number, plain_name
from bot.errors import CommandError
from bot.model.command import Command, Learned, Unlearn, Vote
from bot.model.learned import LearnedKind

_KINDS = {
    "source": LearnedKind.SOURCE,
    "feed": LearnedKind.SOURCE,
    "publication": LearnedKind.SOURCE,
    "term": LearnedKind.TERM,
    "word": LearnedKind.TERM,
}


def _vote(verb: str, question: str, useful: bool | None) -> Reader:
    """A reader of `VERB 3 [TOPIC]`, a place in the last digest, and of `VERB story 812`, a story's own id."""

    def reader(rest: Sequence[str]) -> Command:
        by_id = bool(rest) and rest[0].casefold() == "story"
        words = list(rest[1:] if by_id else rest)
        story = number(words[0]) if words else None
        if not story or (by_id and len(words) > 1):
            how = f"{question} Give its number in the last digest, or `story` and its id."
            raise CommandError(how, "", meant=_number_first(verb, words, by_id=by_id))
        return Vote(story=story, useful=useful, by_id=by_id, topic=topic_or_none(words[1:]))

    return reader


def _number_first(verb: str, words: Sequence[str], *, by_id: bool) -> str:
    """The same with the number before the topic; "" where there is none."""
    found = next((word for word in words if number(word)), "")
    topic = [] if by_id else [word for word in words if word != found]
    return " ".join([verb, *(["story"] if by_id else []), found, *topic]) if found else ""


def _unlearn(verb: str) -> Callable[[Sequence[str]], Command]:
    """A reader of `VERB source NAME` and `VERB term WORD`."""

    def reader(rest: Sequence[str]) -> Command:
        kind = _KINDS.get(rest[0].casefold()) if rest else None
        value = plain_name(rest[1:] if kind else rest)
        if kind is None or not value:
            guess = f"{verb} {_likely(rest)} {value}" if value and kind is None else ""
            raise CommandError(f"{verb.capitalize()} what: a source or a term? `learned` lists both.", "", meant=guess)
        return Unlearn(kind=kind, value=value, again=verb == "relearn")

    return reader


def _likely(words: Sequence[str]) -> LearnedKind:
    """What a person means who names no kind: a name with capitals is a source."""
    return LearnedKind.SOURCE if words[0][:1].isupper() else LearnedKind.TERM


READERS: dict[str, Reader] = {
    "useful": _vote("useful", "Which story is useful?", True),
    "useless": _vote("useless", "Which story is not for this channel?", False),
    "unvote": _vote("unvote", "Take back your word on which story?", None),
    "learned": paged("learned", Learned),
    "unlearn": _unlearn("unlearn"),
    "relearn": _unlearn("relearn"),
}
