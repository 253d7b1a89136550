"""Strangers' text made safe for Slack: what stands in a title must not ping, link, style, quote or end a message.

Slack's mrkdwn has three escapes (https://docs.slack.dev/messaging/formatting-message-text): `&`, `<` and `>`. They stop
pings and links; nothing escapes the signs of styles and emoji. Those become characters that look the same.
"""

import re

from bot.chat.render.safe import printable

_ENTITIES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;"})
_STYLES = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ"})
_TICKS = str.maketrans({"`": "ˋ"})
_EDGES = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # an underscore inside a word styles nothing
_QUOTATION = re.compile(r"^(\s*)>")  # at the start of a line, escaped or not
_EMOJI = re.compile(r":(?=[\w+'-]+:)|:(?!\d\d$)(?=[\w+'-]+$)")  # its end may stand in the next span; 15:02 is none


def literal(text: str) -> str:
    """Text for mrkdwn that shows as it stands."""
    unstyled = _EDGES.sub("ˍ", printable(text).translate(_STYLES))
    return _QUOTATION.sub(r"\1›", _EMOJI.sub("∶", unstyled)).translate(_ENTITIES)


def coded(text: str) -> str:
    """Text for mrkdwn to stand between backticks, where they alone mean something."""
    return printable(text).translate(_TICKS).translate(_ENTITIES)
