"""What a person's words mean: from `/press subscribe ai privacy weekly` to a Command, on every platform alike."""

import difflib
import re
from collections.abc import Callable, Sequence

from bot.chat import schedule
from bot.chat.echo import echo
from bot.errors import CommandError
from bot.model.command import (
    COMMANDS,
    Command,
    FeedsHealth,
    Help,
    ListTopics,
    Search,
    ShowDigest,
    Status,
    Subscribe,
    Unsubscribe,
    Why,
)

SLASH = "/press"

# Phones and word processors turn what was typed into these.
_TYPED = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "`": " "})
_SMART_MINUS = re.compile(r"(?<!\S)[–—−](?=\S)")
_NUMBER = re.compile(r"[0-9]{1,9}")
_LONGEST_TOPIC = 80  # characters
_LONGEST_VERB = 40  # characters of a word worth comparing with the verbs

_USAGE = {row.verb: row for row in COMMANDS}
_OTHER_WORDS = {
    "alert": "subscribe",
    "find": "search",
    "follow": "subscribe",
    "health": "feeds",
    "hello": "help",
    "list": "topics",
    "look": "search",
    "sources": "feeds",
    "stop": "unsubscribe",
    "watch": "subscribe",
}


def read(words: str) -> Command:
    """Read a person's words, with or without the leading `/press`; no words at all ask for help.

    Raises CommandError and nothing else; its `meant` is a whole command that reads, "" when none is near.
    """
    tokens = _tokens(words)
    try:
        return _parse(tokens)
    except CommandError as fault:
        raise _with_cure(fault, tokens) from fault


def _parse(tokens: Sequence[str]) -> Command:
    """The command these tokens are. Raises CommandError, whose `meant` is a guess that may not read either."""
    if not tokens:
        return Help()
    reader = _READERS.get(tokens[0].casefold())
    if reader is None:
        raise _unknown(tokens)
    return reader(tokens[1:])


def _with_cure(fault: CommandError, tokens: Sequence[str]) -> CommandError:
    """The fault with what was meant, or with the command's usage and example where no guess reads."""
    guess = _tokens(fault.meant)
    if guess and _reads(guess):
        return CommandError(fault.message, f"Did you mean `{fault.meant}`?", meant=fault.meant)
    usage = _USAGE.get((guess or tokens)[0].casefold())
    if usage is None:
        return CommandError(fault.message, "Say `help` for the list of commands.")
    return CommandError(fault.message, f"Write `{usage.usage}`, for example `{usage.example}`.", meant=usage.example)


def _reads(tokens: Sequence[str]) -> bool:
    try:
        _parse(tokens)
    except CommandError:
        return False
    return True


def _tokens(words: str) -> list[str]:
    """The words as they were typed: plain quotes and minus signs, no invisible characters, no slash."""
    visible = "".join(char if char.isprintable() else " " for char in words)
    plain = _SMART_MINUS.sub("-", visible.translate(_TYPED))
    tokens = plain.split()
    return tokens[1:] if tokens and tokens[0].casefold() == SLASH else tokens


def _unknown(tokens: Sequence[str]) -> CommandError:
    """No such command; the guess keeps the person's other words."""
    word = tokens[0].casefold()
    verb = _nearest_verb(word) or _OTHER_WORDS.get(word, "")
    guess = " ".join([verb, *tokens[1:]]) if verb else ""
    return CommandError(f"There is no command “{echo(tokens[0])}”.", "", meant=guess)


def _nearest_verb(word: str) -> str:
    near = difflib.get_close_matches(word[:_LONGEST_VERB], _USAGE, n=1, cutoff=0.6)
    return near[0] if near else ""


def _help(rest: Sequence[str]) -> Command:
    if not rest:
        return Help()
    verb = rest[0].casefold().removeprefix(SLASH)
    if verb in _USAGE:
        return Help(verb)
    raise CommandError(f"There is no command “{echo(rest[0])}”.", "", meant=f"help {_nearest_verb(verb)}".strip())


def _subscribe(rest: Sequence[str]) -> Command:
    end = _topic_end(rest)
    topic = _topic(rest[:end], "subscribe")
    try:
        said = schedule.read(rest[end:])
    except CommandError as fault:
        guess = f"subscribe {topic} {fault.meant}" if fault.meant else ""
        raise CommandError(fault.message, "", meant=guess) from fault
    return Subscribe(topic=topic, cadence=said.cadence, hour=said.hour, weekday=said.weekday, zone=said.zone)


def _topic_end(rest: Sequence[str]) -> int:
    """How many words name the topic: up to the closing quote, or to the first word of a schedule."""
    if rest and rest[0].startswith('"'):
        closing = (i + 1 for i, word in enumerate(rest) if word.endswith('"') and word != '"')
        return next(closing, len(rest))
    return next((i for i in range(1, len(rest)) if schedule.starts_clause(rest[i])), len(rest))


def _topic(words: Sequence[str], verb: str) -> str:
    """A topic's name as the store knows it: lower case, hyphens. `AI privacy` and `ai-privacy` are one."""
    text = " ".join(words).casefold().strip("\"' .,;:!?#")
    name = "-".join(re.split(r"[\s_-]+", text)).strip("-")
    if not name:
        raise CommandError(f"`{verb}` which topic? `topics` lists them.", "")
    if len(name) > _LONGEST_TOPIC:
        raise CommandError(f"“{echo(name)}” is too long for a topic's name.", "")
    return name


def _search(rest: Sequence[str]) -> Command:
    """Everything is the query, but for a last `page N`."""
    query, page = list(rest), 1
    if len(rest) > 2 and rest[-2].casefold() == "page" and _NUMBER.fullmatch(rest[-1]):
        query, page = query[:-2], int(rest[-1])
    if not query:
        raise CommandError("Search for what?", "")
    if page < 1:
        raise CommandError("Pages count from 1.", "", meant=f"search {' '.join(query)} page 1")
    return Search(query=" ".join(query), page=page)


def _why(rest: Sequence[str]) -> Command:
    """`3 [TOPIC]` is a place in the last digest, `story 812 [TOPIC]` a story's own id."""
    by_id = bool(rest) and rest[0].casefold() == "story"
    words = list(rest[1:] if by_id else rest)
    number = words[0].lstrip("#") if words else ""
    if not _NUMBER.fullmatch(number) or int(number) < 1:
        raise CommandError("Why which story? Give its number in the last digest.", "", meant=_why_in_order(words))
    return Why(story=int(number), by_id=by_id, topic=_topic(words[1:], "why") if words[1:] else "")


def _why_in_order(words: Sequence[str]) -> str:
    """`why ai-privacy 3` with the number first; "" when there is no number."""
    numbers = [word for word in words if _NUMBER.fullmatch(word)]
    others = [word for word in words if word not in numbers]
    return " ".join(["why", numbers[0], *others]) if numbers else ""


def _feeds(rest: Sequence[str]) -> Command:
    if [word.casefold() for word in rest] in ([], ["health"]):
        return FeedsHealth()
    raise CommandError(f"`feeds` does not know “{echo(' '.join(rest))}”.", "", meant="feeds health")


def _alone(verb: str, command: Command) -> Callable[[Sequence[str]], Command]:
    """A reader for a command of one word."""

    def reader(rest: Sequence[str]) -> Command:
        if rest:
            raise CommandError(f"`{verb}` stands alone; “{echo(' '.join(rest))}” is too much.", "", meant=verb)
        return command

    return reader


_READERS: dict[str, Callable[[Sequence[str]], Command]] = {
    "help": _help,
    "topics": _alone("topics", ListTopics()),
    "subscribe": _subscribe,
    "unsubscribe": lambda rest: Unsubscribe(_topic(rest, "unsubscribe")),
    "status": _alone("status", Status()),
    "search": _search,
    "digest": lambda rest: ShowDigest(_topic(rest, "digest")),
    "why": _why,
    "feeds": _feeds,
}
