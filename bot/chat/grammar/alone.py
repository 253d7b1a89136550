"""Commands of nothing but their verb."""

from collections.abc import Callable, Sequence

from bot.chat.grammar.echo import echo
from bot.errors import CommandError
from bot.model.command import Command

Reader = Callable[[Sequence[str]], Command]  # from the words after the verb


def alone(verb: str, command: Command) -> Reader:
    """A reader for a command that takes no words."""

    def reader(rest: Sequence[str]) -> Command:
        if rest:
            raise CommandError(f"`{verb}` stands alone; “{echo(' '.join(rest))}” is too much.", "", meant=verb)
        return command

    return reader
