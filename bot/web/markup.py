"""From neutral spans and strangers' words to HTML: everything is escaped, and only http(s) addresses become links."""

import re
from collections.abc import Iterable, Sequence

from markupsafe import Markup, escape

from bot.model.message import Link, PageLink, Span, Style
from bot.model.topic import Evidence

_ADDRESS = re.compile(r"https?://[^\s\x00-\x20\x7f-\x9f]+", re.IGNORECASE)
_TAGS = {
    Style.PLAIN: Markup("{}"),
    Style.STRONG: Markup("<b>{}</b>"),
    Style.EMPHASIS: Markup("<em>{}</em>"),
    Style.CODE: Markup("<code>{}</code>"),
    Style.COMMAND: Markup("<code>{}</code>"),
}
_HERE = Markup('<a href="{}">{}</a>')
_OUT = Markup('<a href="{}" rel="noopener noreferrer nofollow">{}</a>')
_READ = ("title", "body")  # the fields whose words are shown


def spans_html(spans: Iterable[Span], here: str) -> Markup:
    """Spans in one line; `here` is the path of the page they stand on, whose own anchors are links."""
    return Markup("").join(_span(span, here) for span in spans)


def link_html(text: str, url: str) -> Markup:
    """A stranger's title, linked where its address may be opened; its direction is kept to itself."""
    shown = Markup("<bdi>{}</bdi>").format(text)
    return _OUT.format(url, shown) if _ADDRESS.fullmatch(url) else shown


def marked(text: str, evidence: Sequence[Evidence]) -> Markup:
    """The text with each word that matched in a <mark>."""
    found = {piece.text for piece in evidence if piece.field in _READ and piece.text.strip()}
    if not found:
        return escape(text)
    pattern = "|".join(_whole(words) for words in sorted(found, key=len, reverse=True))
    pieces = re.split(f"({pattern})", text, flags=re.IGNORECASE)
    return Markup("").join(mark(piece) if i % 2 else piece for i, piece in enumerate(pieces))


def mark(words: str) -> Markup:
    """Words that matched."""
    return Markup("<mark>{}</mark>").format(words)


def _span(span: Span, here: str) -> Markup:
    shown = _TAGS[span.style].format(span.text)
    if isinstance(span.link, PageLink):
        return _HERE.format(f"#{span.link.anchor}", shown) if _is_anchor(span.link, here) else shown
    return _OUT.format(span.link.url, shown) if span.link and _ADDRESS.fullmatch(span.link.url) else shown


def _is_anchor(link: Link, here: str) -> bool:
    return isinstance(link, PageLink) and link.path == here and link.anchor != ""


def _whole(words: str) -> str:
    """A pattern for these words and not for a part of a longer one; scripts without spaces have no such edges."""
    start = r"(?<!\w)" if words[0].isascii() else ""
    end = r"(?!\w)" if words[-1].isascii() else ""
    return f"{start}{re.escape(words)}{end}"
