"""`page N` at the end of a command."""

from collections.abc import Callable, Sequence

from bot.chat.grammar.alone import Reader
from bot.chat.grammar.echo import echo
from bot.chat.grammar.typed import number
from bot.errors import CommandError
from bot.model.command import Command


def split_page(words: Sequence[str], verb: str) -> tuple[list[str], int]:
    """The words before a last `page N`, and N; 1 where no page is named."""
    page = number(words[-1]) if len(words) > 1 and words[-2].casefold() == "page" else None
    if page is None or words[-1].startswith("#"):
        return list(words), 1
    rest = list(words[:-2])
    if page < 1:
        raise CommandError("Pages count from 1.", "", meant=" ".join([verb, *rest, "page 1"]))
    return rest, page


def paged(verb: str, command: Callable[[int], Command]) -> Reader:
    """A reader for a command that takes a page and no other words."""

    def reader(rest: Sequence[str]) -> Command:
        words, page = split_page(rest, verb)
        if words:
            said = echo(" ".join(words))
            raise CommandError(f"`{verb}` takes a page and nothing else; “{said}” is too much.", "", meant=verb)
        return command(page)

    return reader
