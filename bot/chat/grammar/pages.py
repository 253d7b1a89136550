"""`page N` at the end of a command."""

from collections.abc import Sequence

from bot.chat.grammar.typed import number
from bot.errors import CommandError


def split_page(words: Sequence[str], verb: str) -> tuple[list[str], int]:
    """The words before a last `page N`, and N; 1 where no page is named."""
    page = number(words[-1]) if len(words) > 1 and words[-2].casefold() == "page" else None
    if page is None or words[-1].startswith("#"):
        return list(words), 1
    rest = list(words[:-2])
    if page < 1:
        raise CommandError("Pages count from 1.", "", meant=" ".join([verb, *rest, "page 1"]))
    return rest, page
