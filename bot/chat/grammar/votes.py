"""Commands that teach a channel's order: votes, and what they taught."""

from collections.abc import Callable, Sequence

from bot.chat.grammar.alone import Reader, alone
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
    """A reader of `VERB ID`, or of `VERB story ID`."""

    def reader(rest: Sequence[str]) -> Command:
        words = rest[1:] if rest and rest[0].casefold() == "story" else rest
        story = number(words[0]) if len(words) == 1 else None
        if not story:
            guess = next((f"{verb} {word}" for word in words if number(word)), "")
            raise CommandError(f"{question} Give its id: `search` and `why` show it.", "", meant=guess)
        return Vote(story=story, useful=useful)

    return reader


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
    "learned": alone("learned", Learned()),
    "unlearn": _unlearn("unlearn"),
    "relearn": _unlearn("relearn"),
}
