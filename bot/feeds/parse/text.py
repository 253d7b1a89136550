"""From strangers' HTML to plain text: no tags, no entities, no characters that nobody sees, white space folded.

libxml2 reads the HTML, in time linear in its length: html.parser and selectolax are quadratic on crafted input
(64 KiB took them 33 s and 9 s). Its one quadratic spot, many attributes on one tag, is closed by taking overlong
tags out first.
"""

import re
from collections.abc import Iterator

from lxml import etree

_INLINE_NAMES = """
    a abbr acronym b bdi bdo big cite code data del dfn em font i ins kbd mark nobr q rp rt ruby s samp small span
    strike strong sub sup time tt u var wbr
"""
_INLINE = frozenset(_INLINE_NAMES.split())
_UNSEEN = ("script", "style", "noscript", "template", "iframe", "object", "svg", "head")
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True, huge_tree=True)

_LONG_HTML = 8_192
_LONG_TAG = 4_096  # at most some 1,300 attributes: 2 ms
_TAG = re.compile(r"<(?=[a-zA-Z/])(?:[^>=]++|=\s*+(?:\"[^\"]*+\"?|'[^']*+'?)?)*+>?")

_STILL_MARKED = re.compile(
    r"&(?:amp|lt|gt|quot|apos|nbsp|#\d{2,6}|#[xX][0-9a-fA-F]{2,5}|[lr][sd]quo|[nm]dash|hellip);"
    r"|</?(?:a|b|br|div|em|h[1-6]|i|iframe|img|li|ol|p|script|span|strong|style|sub|sup|table|td|tr|u|ul)(?=[\s/>])",
    re.IGNORECASE,
)
_SWALLOWING = re.compile(rf"<({'|'.join(_UNSEEN)}|textarea|title|plaintext|xmp)(?:\s[^<>]*)?>", re.IGNORECASE)
_TAG_LIKE = re.compile(r"<+(?=[a-zA-Z/!?])")
_ODD = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ud800-\udfff\ufdd0-\ufdef\ufeff\uffa0\ufff9-\ufffc\ufffe\uffff"
    "\U000e0000-\U000e0fff]"
)
_LETTER = "[^\x00-\u024f\\s\u200c\u200d]"
_STRAY_JOINER = (
    re.compile(  # between letters joiners make 👨‍👩‍👧, and Persian or Indic words; elsewhere nobody sees them
        f"(?<!{_LETTER})[\u200c\u200d]|[\u200c\u200d](?!{_LETTER})"
    )
)


def plain(html: str) -> str:
    """The words of a piece of HTML. Never raises; whatever comes in, nothing in the result looks like a tag.

    Blocks stand a space apart, inline marks do not: `<p><b>T</b>he end.</p><p>Next` is `The end. Next`. What was
    escaped twice (`AT&amp;amp;T`) is read twice, never more often.
    """
    text = _read(html)
    if _STILL_MARKED.search(text):
        text = _read(text)
    return _TAG_LIKE.sub("", text)


def headline(html: str) -> str:
    """The words of a title: as `plain`, but a title that speaks of `<script>` and never closes it keeps its words."""
    text = _read(_spoken(html))
    if _STILL_MARKED.search(text):
        text = _read(_spoken(text))
    return _TAG_LIKE.sub("", text)


def _spoken(title: str) -> str:
    return title if "</" in title else _SWALLOWING.sub(r"\1", title)


def shortened(text: str, longest: int) -> str:
    """The text in at most `longest` characters, cut between words where there is a space near, with an ellipsis."""
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    space = head.rfind(" ", longest * 4 // 5)
    return (head[:space] if space > 0 else head).rstrip(" ,;:–—-") + "…"


def clean(text: str) -> str:
    """Plain text without what nobody sees (controls, zero widths, bidirectional overrides), white space folded."""
    if not (text.isascii() and text.isprintable()) and _ODD.search(text):
        text = _STRAY_JOINER.sub("", _ODD.sub(_seen, text))
    return " ".join(text.split())


def _seen(odd: re.Match[str]) -> str:
    """What a reader would see: C1 controls are Windows-1252 in disguise (as in HTML), the rest is nothing."""
    code = ord(odd.group())
    if odd.group() in "\u200c\u200d":
        return odd.group()  # judged by its neighbours, once they are clean
    return bytes([code]).decode("cp1252", "ignore") if 0x80 <= code <= 0x9F else ""


def _read(html: str) -> str:
    """One reading: tags out, entities decoded once."""
    if "<" not in html and "&" not in html:
        return clean(html)
    if len(html) > _LONG_HTML:
        html = _TAG.sub(_without_long, html)
    root = etree.fromstring(b"<div>" + _ODD_FOR_XML.sub("", html).encode(), _PARSER)
    etree.strip_elements(root, *_UNSEEN, with_tail=False)
    return clean("".join(_pieces(root)))


def _pieces(root: "etree._Element") -> Iterator[str]:
    """The texts in order, with a space at each edge of a block."""
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if element.tag not in _INLINE:
            yield " "
        yield (element.text if event == "start" else element.tail) or ""


def _without_long(tag: re.Match[str]) -> str:
    return tag.group() if tag.end() - tag.start() <= _LONG_TAG else " "


_ODD_FOR_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
