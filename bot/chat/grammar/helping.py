"""Help, on all commands or on one."""

from collections.abc import Sequence

from bot.chat.echo import echo
from bot.chat.grammar.alone import Reader
from bot.chat.grammar.guess import nearest
from bot.chat.grammar.typed import SLASH
from bot.chat.grammar.verbs import FAMILIES, split_verb
from bot.errors import CommandError
from bot.model.command import Command, Help


def _help(rest: Sequence[str]) -> Command:
    """`help`, `help feeds add`, or `help feeds` for all of that family; words behind the verb do no harm."""
    words = [word.casefold().removeprefix(SLASH) for word in rest]
    if not any(words):
        return Help()
    if len(words) == 1 and words[0] in FAMILIES:
        return Help(words[0])
    verb, _ = split_verb(words)
    if verb or words[0] in FAMILIES:
        return Help(verb or words[0])
    guess = nearest(" ".join(words[:2])) or nearest(words[0])
    raise CommandError(f"There is no command “{echo(' '.join(rest))}”.", "", meant=f"help {guess}".strip())


READERS: dict[str, Reader] = {"help": _help}
