"""Commands about this channel: its subscriptions, pauses and mutes."""

from collections.abc import Sequence

from bot.chat.grammar import schedule
from bot.chat.grammar.alerts import read_alerts
from bot.chat.grammar.alone import Reader, alone
from bot.chat.grammar.names import quoted_end, topic, topic_or_none
from bot.chat.grammar.typed import number, plain_name
from bot.chat.grammar.until import split_until
from bot.errors import CommandError
from bot.model.command import Command, ListMutes, Mute, MuteTerm, Pause, Resume, Status, Subscribe, Unmute, Unsubscribe
from bot.model.mute import MuteKind

_KINDS = {
    "story": MuteKind.STORY,
    "source": MuteKind.SOURCE,
    "feed": MuteKind.SOURCE,
    "publication": MuteKind.SOURCE,
    "term": MuteKind.TERM,
    "terms": MuteKind.TERM,
    "word": MuteKind.TERM,
    "words": MuteKind.TERM,
}
_GISTS = {
    MuteKind.STORY: "by its id, which `search` shows",
    MuteKind.SOURCE: "all that this publication brings",
    MuteKind.TERM: "all that has these words",
}
_ALL = frozenset({"all", "everything", "here", "it", "this-channel"})


def _subscribe(rest: Sequence[str]) -> Command:
    end = _topic_end(rest)
    name = topic_or_none(rest[:end])
    try:
        said = schedule.read(rest[end:])
    except CommandError as fault:
        guess = f"subscribe {name} {fault.meant}" if fault.meant else ""
        raise CommandError(fault.message, "", meant=guess) from fault
    return Subscribe(topic=name, cadence=said.cadence, hour=said.hour, weekday=said.weekday, zone=said.zone)


def _topic_end(rest: Sequence[str]) -> int:
    """How many words name the topic: up to the closing quote, or to the first word of a schedule; none at all
    where everything is a schedule."""
    if rest and rest[0].startswith('"'):
        return quoted_end(rest)
    if rest and schedule.starts_clause(rest[0]) and _is_schedule(rest):
        return 0
    return next((i for i in range(1, len(rest)) if schedule.starts_clause(rest[i])), len(rest))


def _is_schedule(words: Sequence[str]) -> bool:
    try:
        schedule.read(words)
    except CommandError:
        return False
    return True


def _pause(rest: Sequence[str]) -> Command:
    words, until = split_until(rest)
    return Pause(topic=_topic_or_all(words), until=until)


def _topic_or_all(words: Sequence[str]) -> str:
    """A topic's name, "" for every topic of the channel."""
    name = topic_or_none(words)
    return "" if name in _ALL else name


def _mute(rest: Sequence[str]) -> Command:
    if not rest:
        return ListMutes()
    if len(rest) == 1 and _KINDS.get(rest[0].casefold()) is MuteKind.TERM:
        return MuteTerm()
    if story := _like(rest):
        return MuteTerm(story=story)
    words, until = split_until(rest) if len(rest) > 2 else (list(rest), "")
    kind, value = _muted("mute", words, f" until {until}" if until else "")
    return Mute(kind=kind, value=value, until=until)


def _like(rest: Sequence[str]) -> int:
    """`term like 12` asks which words of that story; 0 where something else is said."""
    if len(rest) != 3 or _KINDS.get(rest[0].casefold()) is not MuteKind.TERM or rest[1].casefold() != "like":
        return 0
    return number(rest[2]) or 0


def _unmute(rest: Sequence[str]) -> Command:
    kind, value = _muted("unmute", rest)
    return Unmute(kind=kind, value=value)


def _muted(verb: str, words: Sequence[str], tail: str = "") -> tuple[MuteKind, str]:
    """What kind of thing, and which; `tail` is what the command ends with."""
    kind = _KINDS.get(words[0].casefold()) if words else None
    if kind is None:
        raise _no_kind(verb, words, tail)
    return kind, _READ_VALUE[kind](words[1:], verb)


def _no_kind(verb: str, words: Sequence[str], tail: str) -> CommandError:
    """Words without their kind; the cure says what each kind that they may be would do, the likeliest first."""
    question = f"{verb.capitalize()} what: a story, a source or a term?"
    if not words:
        return CommandError(question, "")
    said = {kind: f"{verb} {kind} {' '.join(words)}{tail}" for kind in _kinds_of(words)}
    offers = " or ".join(f"`{guess}` ({_GISTS[kind]})" for kind, guess in said.items())
    return CommandError(question, f"Did you mean {offers}?", meant=next(iter(said.values())))


def _kinds_of(words: Sequence[str]) -> tuple[MuteKind, ...]:
    """What a person may mean who names no kind: a number is a story's id, something in quotes a term; a name with
    capitals is rather a source, one without rather a term."""
    if len(words) == 1 and number(words[0]):
        return (MuteKind.STORY,)
    if words[0].startswith('"'):
        return (MuteKind.TERM,)
    return (MuteKind.SOURCE, MuteKind.TERM) if words[0][:1].isupper() else (MuteKind.TERM, MuteKind.SOURCE)


def _story(words: Sequence[str], verb: str) -> str:
    story = number(words[0]) if len(words) == 1 else None
    if not story:
        raise CommandError(f"{verb.capitalize()} which story? `search` shows each story's id.", "")
    return str(story)


def _source(words: Sequence[str], verb: str) -> str:
    name = plain_name(words)
    if not name:
        raise CommandError(f"{verb.capitalize()} which source? `feeds health` names them.", "")
    return name


def _term(words: Sequence[str], verb: str) -> str:
    """A query, exactly as it was typed."""
    if not words:
        raise CommandError(f"{verb.capitalize()} which words?", "")
    return " ".join(words)


_READ_VALUE = {MuteKind.STORY: _story, MuteKind.SOURCE: _source, MuteKind.TERM: _term}

READERS: dict[str, Reader] = {
    "status": alone("status", Status()),
    "subscribe": _subscribe,
    "unsubscribe": lambda rest: Unsubscribe(topic(rest, "unsubscribe")),
    "pause": _pause,
    "resume": lambda rest: Resume(_topic_or_all(rest)),
    "mute": _mute,
    "unmute": _unmute,
    "alerts": read_alerts,
}
