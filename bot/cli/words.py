"""Words of a shell that name no command of the command line: they are read as the chat reads them."""

import re
from collections.abc import Sequence
from typing import Any

import typer
from typer.core import TyperGroup

from bot.chat.grammar import read
from bot.cli.complaint import complain
from bot.errors import CommandError

_MISUSED = 2  # the exit code of what is no command, as everywhere in a shell
_OF_A_QUERY = re.compile(r'["()=:*]|\b(?:AND|OR|NOT|O?NEAR/\d+)\b')


class Spoken(TyperGroup):
    """Commands; other words are said to the chat, which knows greetings, and what was meant by what is no command."""

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """The command that the words name, else `say` with all of them."""
        if args[0].startswith("-") or self.get_command(ctx, args[0]):
            return super().resolve_command(ctx, args)
        root = ctx.find_root()
        words = line_of(args if ctx is root else [ctx.info_name, *args])
        try:
            read(words)
        except CommandError as fault:
            complain(fault)
            raise typer.Exit(_MISUSED) from fault
        return "say", root.command.get_command(root, "say"), ["--", words]


def line_of(words: Sequence[str]) -> str:
    """The words of a shell as one line: what the shell was given as one word stays together, in quotes.

    A word that is a query already, or the only one, is left as it is.
    """
    return " ".join(words) if len(words) == 1 else " ".join(map(_quoted, words))


def _quoted(word: str) -> str:
    return f'"{word}"' if len(word.split()) > 1 and not _OF_A_QUERY.search(word) else word
