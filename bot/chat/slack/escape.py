"""Strangers' text made safe for Slack: what stands in a title must not ping, link, style, quote or end a message.

Slack's mrkdwn has three escapes (https://docs.slack.dev/messaging/formatting-message-text): `&`, `<` and `>`. They stop
pings and links; nothing escapes the signs of styles and emoji. Those become characters that look the same.
"""

import re
from collections.abc import Callable

from bot.chat.safe import printable

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_ANGLES = str.maketrans({"<": "‹", ">": "›"})  # plain text has no escapes that every client undoes
_STYLES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_TICKS = str.maketrans({"`": "ˋ"})
_EDGES = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # an underscore inside a word styles nothing
_QUOTATION = re.compile(r"^(\s*)>")  # at the start of a line, escaped or not
_EMOJI = re.compile(r":(?=[\w+'-]+:)|:(?!\d\d$)(?=[\w+'-]+$)")  # its end may stand in the next span; 15:02 is none
_MORE = "…"
_LOOSE = " \u200d"  # not to be left at a cut: a space, a joiner without what it joined


def size(text: str) -> int:
    """The text's length as Slack may count it: in UTF-16 units."""
    return len(text) + sum(char > "\uffff" for char in text)


def literal(text: str) -> str:
    """Text for mrkdwn that shows as it stands."""
    unstyled = _EDGES.sub("ˍ", printable(text).translate(_STYLES))
    return _QUOTATION.sub(r"\1›", _EMOJI.sub("∶", unstyled)).translate(_ENTITIES)


def coded(text: str) -> str:
    """Text for mrkdwn to stand between backticks, where they alone mean something."""
    return printable(text).translate(_TICKS).translate(_ENTITIES)


def plain(text: str) -> str:
    """Text for a plain_text object, a cell of a table or a label of a chart."""
    return printable(text).translate(_ANGLES)


def typed(text: str) -> str:
    """Text that is to come back as it stands: a field’s value, a button’s words. Half characters cannot be sent."""
    return "".join([char for char in text if not "\ud800" <= char <= "\udfff"])


def fitted(text: str, limit: int, dress: Callable[[str], str]) -> str:
    """The text in a dress, shortened until it fits; an entity or a character is never cut in two."""
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
