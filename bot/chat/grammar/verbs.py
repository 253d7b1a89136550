"""The verbs of the command table: one word, or two."""

from collections.abc import Sequence

from bot.model.usage import COMMANDS, CommandUsage

USAGE: dict[str, CommandUsage] = {row.verb: row for row in COMMANDS}
FAMILIES = frozenset(verb.split()[0] for verb in USAGE if " " in verb)  # first words that are no command alone
_ALONE = {"feeds": "feeds health"}  # what such a word means without a second


def split_verb(tokens: Sequence[str]) -> tuple[str, Sequence[str]]:
    """The verb these words begin with, "" when it is none, and the words behind it."""
    for length in (2, 1):
        verb = " ".join(tokens[:length]).casefold()
        if len(tokens) >= length and verb in USAGE:
            return verb, tokens[length:]
    if len(tokens) == 1 and tokens[0].casefold() in _ALONE:
        return _ALONE[tokens[0].casefold()], ()
    return "", tokens
