"""What all renderers share: strangers' text without what commands a screen, and addresses that are fit to open."""

import re
import unicodedata
from urllib.parse import quote

from bot.model.message import Link, PageLink

# Joiners and direction marks that languages need; every other format character goes, bidi overrides among them.
_NEEDED = frozenset("\u200c\u200d\u200e\u200f")
_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_ANGLES = str.maketrans({"<": "‹", ">": "›"})  # no client undoes escapes in every plain place
_URI_MARKS = ":/?#[]@!$&'()*+,;=%-._~"  # RFC 3986, 2.2 and 2.3, and the escape sign


def printable(text: str) -> str:
    """The text on one line, without control and format characters and halves of characters."""
    return text if text.isprintable() else "".join([_printable(char) for char in text])


def _printable(char: str) -> str:
    category = unicodedata.category(char)
    if category in ("Zl", "Zp") or char in "\t\n\v\f\r\x85":
        return " "
    return "" if category in ("Cc", "Cf", "Cs") and char not in _NEEDED else char


def plain(text: str) -> str:
    """Text for a place without marks: a label, a cell, a title of a chart, a line for notifications."""
    return printable(text).translate(_ANGLES)


def typed(text: str) -> str:
    """Text that is to come back as it stands: a field’s value, a button’s words. Half characters cannot be sent."""
    return "".join([char for char in text if not "\ud800" <= char <= "\udfff"])


def bare(text: str) -> str:
    """Words that are to stand in quotes, without quotes of their own around all of them."""
    inner = text[1:-1]
    return inner if inner and text[0] == text[-1] == '"' and '"' not in inner else text


def address(link: Link | None, base_url: str) -> str:
    """The absolute address behind a link, in plain ASCII; "" when there is none to show."""
    if link is None:
        return ""
    url = _page(link, base_url) if isinstance(link, PageLink) else link.url
    return quote(url, safe=_URI_MARKS, errors="replace") if _ADDRESS.fullmatch(url) else ""


def _page(link: PageLink, base_url: str) -> str:
    """A page of ours; without a public address this is no address either."""
    anchor = f"#{link.anchor}" if link.anchor else ""
    return f"{base_url.rstrip('/')}/{link.path}{anchor}"
