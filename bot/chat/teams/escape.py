"""Strangers' text made safe for Teams: what stands in a title must not ping, link, style, list or count down.

An Adaptive Card's text is a subset of Markdown (https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format),
with dates in double braces, and mentions in angle brackets. Backslashes escape on some clients and show on others
(https://github.com/microsoft/AdaptiveCards/issues/5590), so the signs become characters that look the same.
"""

import re

from bot.chat.render.safe import plain

_SIGNS = str.maketrans({"*": "∗", "~": "∼", "`": "ˋ", "[": "❲", "]": "❳", "\\": "∖"})
_EDGES = re.compile(r"(?<![^\W_])_|_(?![^\W_])")  # an underscore inside a word styles nothing
_ENTITY = re.compile(r"&(?=#?\w*;?)")
_BLOCK = re.compile(r"[#+=|>\-]|\d{1,9}[.)](?!\S)")  # opens a list, a heading, a line: at the start of one
_GAP = "\u200b"  # a space of no width
_ADDRESS = str.maketrans({"(": "%28", ")": "%29", "*": "%2A", "[": "%5B", "]": "%5D", "~": "%7E", "_": "%5F"})


def literal(text: str) -> str:
    """Text for a TextBlock, a fact or a cell that shows as it stands, in the midst of a line."""
    unstyled = _EDGES.sub("ˍ", plain(text).translate(_SIGNS))
    return _unbraced(_ENTITY.sub(f"&{_GAP}", unstyled))


def begun(line: str) -> str:
    """A dressed line to stand at a TextBlock's beginning, where its first signs would open a list or a heading."""
    return f"{_GAP}{line}" if _BLOCK.match(line) else line


def label(text: str) -> str:
    """Text for a place without Markdown: a button, an input's label, a chart. Dates in braces are read there, too."""
    return _unbraced(plain(text))


def _unbraced(text: str) -> str:
    """Braces that open no date, {{DATE(…)}}, and no place in a template, ${…}."""
    return text.replace("{", f"{_GAP}{{{_GAP}")


def target(url: str) -> str:
    """An address to stand between a link's parentheses: none of its characters ends it or styles it.

    Teams on phones ends a link at its first closing parenthesis: https://github.com/microsoft/AdaptiveCards/issues/5553
    """
    return url.translate(_ADDRESS)
