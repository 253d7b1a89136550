"""Texts made to fit: how long they are, shortened where they are too long, bundled where they are short."""

from collections.abc import Callable, Iterable, Iterator

from bot.chat.render.safe import printable

_MORE = "…"
_LOOSE = " \u200d"  # not to be left at a cut: a space, a joiner without what it joined


def size(text: str) -> int:
    """The text's length in UTF-16 units, the larger of the usual counts: platforms do not say how they count."""
    return len(text) + sum(char > "\uffff" for char in text)


def fitted(text: str, limit: int, dress: Callable[[str], str]) -> str:
    """The text in a dress, shortened until it fits; an escape or a character is never cut in two."""
    text = printable(text)[: max(0, limit) + 1]
    whole = dress(text)
    if size(whole) <= limit:
        return whole
    low, high = 0, len(text)
    while low < high:
        middle = (low + high + 1) // 2
        if size(dress(text[:middle])) + len(_MORE) <= limit:
            low = middle
        else:
            high = middle - 1
    return dress(text[:low].rstrip(_LOOSE)) + _MORE if limit >= len(_MORE) else ""


def bundled(lines: Iterable[str], limit: int) -> Iterator[str]:
    """Lines joined into as few texts as hold them."""
    text = ""
    for each in lines:
        if text and size(text) + 1 + size(each) > limit:
            yield text
            text = ""
        text = f"{text}\n{each}" if text else each
    yield text
