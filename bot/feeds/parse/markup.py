"""Mark-up that is not well-formed, surveyed by its tags alone. Linear in the document's length."""

import re
from dataclasses import dataclass

from bot.errors import ParseRejected
from bot.feeds.limits import ParseLimits

_MARK = re.compile(
    rb"<!--|<!\[CDATA\[|<(?P<close>/?)(?:(?:atom|rss):)?(?P<item>item|entry)(?=[\s/>])|<[a-zA-Z][^<>]{767,}",
    re.IGNORECASE,
)
_FIRST = re.compile(rb"<(?:[a-z0-9_.-]+:)?([a-z][a-z0-9_.-]*)", re.IGNORECASE)
_ROOT_END = re.compile(rb"</(?:channel|rss|(?:atom:)?feed|rdf:rdf)\s*>", re.IGNORECASE)
_QUOTED = re.compile(rb"\"[^\"]*\"|'[^']*'")
_ENDS = {b"<!--": b"-->", b"<![CDATA[": b"]]>"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What the tags tell."""

    root: str
    items: int
    excess_at: int | None  # the byte where the items beyond the limit begin
    cut_short: bool  # the document ends within its last item


def read_markup(data: bytes, limits: ParseLimits) -> Markup:
    """Count the items outside of comments and CDATA; raises ParseRejected on a tag with too many attributes."""
    if wide := b"\x00" in data:
        data = data.replace(b"\x00", b"")  # UTF-16 or UTF-32: the tags remain
    items, last_start, last_end, excess_at = 0, -1, -1, None
    for mark in _marks(data):
        if mark["item"] is None:
            _check_attributes(mark.group(), limits)
        elif mark["close"]:
            last_end = mark.start()
        else:
            items += 1
            last_start = mark.start()
            if items == limits.entries + 1 and not wide:
                excess_at = mark.start()
    return Markup(
        root=_root(data),
        items=items,
        excess_at=excess_at,
        cut_short=last_start > last_end and _ROOT_END.search(data, last_start) is None,
    )


def _marks(data: bytes) -> "list[re.Match[bytes]]":
    """Item tags and overlong tags in order, without those inside of comments and CDATA that have an end."""
    marks: list[re.Match[bytes]] = []
    endless: set[bytes] = set()
    at = 0
    while (mark := _MARK.search(data, at)) is not None:
        at = mark.end()
        opening = mark.group().upper()
        if opening not in _ENDS:
            marks.append(mark)
        elif opening not in endless:
            end = data.find(_ENDS[opening], at)
            if end < 0:
                endless.add(opening)  # looked for once, or many openings would make this quadratic
            else:
                at = end
    return marks


def _check_attributes(tag: bytes, limits: ParseLimits) -> None:
    if len(_QUOTED.sub(b"", tag).split()) > limits.attributes:
        raise too_many_attributes(limits)


def too_many_attributes(limits: ParseLimits) -> ParseRejected:
    """The refusal of a tag that would take feedparser minutes."""
    return ParseRejected("too-many-attributes", f"A tag of the document has more than {limits.attributes} attributes.")


def _root(data: bytes) -> str:
    """The first element's local name, in lower case; "" where there is none near the start."""
    found = _FIRST.search(data, 0, 65_536)
    return found[1].decode("ascii").lower() if found else ""
