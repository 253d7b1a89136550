"""Reads a person's words: the verb, then what its family's reader makes of the rest."""

from collections.abc import Iterable, Sequence

from bot.chat.grammar import channel, feeds, helping, keeping, reading, topics, votes
from bot.chat.grammar.alone import Reader
from bot.chat.grammar.echo import echo
from bot.chat.grammar.guess import guesses, told_apart
from bot.chat.grammar.typed import typed
from bot.chat.grammar.verbs import FAMILIES, USAGE, split_verb
from bot.errors import CommandError
from bot.model.command import Command, Help
from bot.model.usage import CommandUsage

READERS: dict[str, Reader] = {
    **reading.READERS,
    **helping.READERS,
    **channel.READERS,
    **votes.READERS,
    **topics.READERS,
    **feeds.READERS,
    **keeping.READERS,
}
_TRIES = 3  # corrections of a correction


def read(words: str) -> Command:
    """Read a person's words, with or without the leading `/press`; no words at all ask for help.

    Raises CommandError and nothing else; its `meant` is a whole command that reads, "" when none is near.
    """
    tokens = typed(words)
    try:
        return _parse(tokens)
    except CommandError as fault:
        raise _with_cure(fault, tokens) from fault


def _parse(tokens: Sequence[str]) -> Command:
    """The command these words are. Raises CommandError, whose `meant` is a guess that may not read either."""
    if not tokens:
        return Help()
    verb, rest = split_verb(tokens)
    if not verb and (polite := helping.courtesy(tokens)):
        return polite
    if not verb:
        said = " ".join(tokens[:2] if tokens[0].casefold() in FAMILIES else tokens[:1])
        raise CommandError(f"There is no command “{echo(said)}”.", "")
    return READERS[verb](rest)


def _with_cure(fault: CommandError, tokens: Sequence[str]) -> CommandError:
    """The fault with what was meant, or with the command's usage and example where no guess reads."""
    verb, _ = split_verb(tokens)
    candidates = [*told_apart(tokens), fault.meant] if verb else list(guesses(tokens))
    if meant := _first_that_reads(candidates):
        if fault.cure and meant == fault.meant:  # whoever guessed has more to say
            return CommandError(fault.message, fault.cure, meant=meant)
        return CommandError(fault.message, f"Did you mean `{meant}`?", meant=meant)
    usage = _usage(verb, candidates)
    if usage is None:
        return CommandError(fault.message, "Say `help` for what you can ask.")
    return CommandError(fault.message, f"Write `{usage.usage}`, for example `{usage.example}`.", meant=usage.example)


def _first_that_reads(candidates: Iterable[str]) -> str:
    """The first candidate that is a command as it stands; else the first that can be put right."""
    found = list(candidates)
    return next(filter(_reads, found), "") or next(filter(None, map(_put_right, found)), "")


def _reads(words: str) -> bool:
    return bool(words) and _put_right(words, tries=1) == words


def _put_right(words: str, tries: int = _TRIES) -> str:
    """The words, or what they are corrected to, once it reads; "" when that leads nowhere."""
    for _ in range(tries):
        if not words:
            break
        try:
            _parse(typed(words))
        except CommandError as fault:
            words = fault.meant
        else:
            return words
    return ""


def _usage(verb: str, candidates: Iterable[str]) -> CommandUsage | None:
    """The row of the verb that was said, else of the first guess that has one."""
    verbs = [verb, *(split_verb(words.split())[0] for words in candidates)]
    return next((USAGE[verb] for verb in verbs if verb), None)
