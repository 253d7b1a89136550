"""The outlines of an OPML document, one by one, in one bounded pass of expat. It loads nothing from outside.

No tree is built, and what could grow is refused: entities of the document's own, depth, attributes, elements, size.
Lists in the wild often have a bare & in an address: where expat stumbles, such marks are mended and it reads once more.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html.entities import name2codepoint
from xml.parsers import expat

from bot.errors import PresswatchError
from bot.feeds.limits import ParseLimits
from bot.feeds.parse.encoding import prepared

LIMITS = ParseLimits(depth=100, elements=100_000)
_MOST_MARKS = 100_000  # & that are looked at again where the document is not well-formed
_FOLDERS = 3  # titles of folders that are kept, the innermost
_AGAIN = "Export the list once more from where it comes from, or mend it by hand."
_BARE = re.compile(rb"&(?!#\d{1,7};|#[xX][0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)(?:([A-Za-z][A-Za-z0-9]{1,31});)?")
_PAGE = re.compile(rb"\s*<(?:!doctype\s+html|html)\b", re.IGNORECASE)
_OTHERS = {
    "rss": ("a feed", "Add it with `feeds add`."),
    "feed": ("a feed", "Add it with `feeds add`."),
    "rdf:rdf": ("a feed", "Add it with `feeds add`."),
    "html": ("a web page", "Give the address of the OPML document itself."),
}


@dataclass(frozen=True, slots=True)
class Outline:
    """One line of the list: its attributes by their names in lower case, and the titles of the folders around it."""

    attributes: Mapping[str, str]
    folders: tuple[str, ...]  # the innermost last

    @property
    def title(self) -> str:
        """What people read."""
        return self.attributes.get("text", "").strip() or self.attributes.get("title", "").strip()


def read_outlines(body: bytes, content_type: str = "") -> tuple[Outline, ...]:
    """All outlines, in order. Raises PresswatchError, with the cure, on what is no OPML or is built to hurt."""
    if len(body) > LIMITS.body_bytes:
        raise PresswatchError(f"The list has more than {LIMITS.body_bytes // 1024**2} MB.", "Split it.")
    if _PAGE.match(body):
        raise _no_list("html")
    document = prepared(body, content_type)
    charset = "utf-8" if document.utf8 else document.charset or None
    try:
        return _read(document.data, charset)
    except expat.ExpatError as error:
        if not document.utf8 or document.data.count(b"&") > _MOST_MARKS:
            raise _malformed(error) from error
    try:
        return _read(_BARE.sub(_escaped, document.data), charset)
    except expat.ExpatError as error:
        raise _malformed(error) from error


def _read(data: bytes, charset: str | None) -> tuple[Outline, ...]:
    """One pass. Raises ExpatError where the document is not well-formed."""
    reader = _Reader()
    try:
        parser = expat.ParserCreate(charset)
        parser.StartElementHandler = reader.start
        parser.EndElementHandler = reader.end
        parser.EntityDeclHandler = _refuse_entities
        parser.Parse(data, True)
    except (ValueError, LookupError) as error:
        raise PresswatchError("The list is written in an encoding that is not known here.", _AGAIN) from error
    return tuple(reader.found)


class _Reader:
    """Expat's handlers: what was found, and the folders of each element that is open."""

    def __init__(self) -> None:
        self.found: list[Outline] = []
        self._folders: list[tuple[str, ...]] = []
        self._elements = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._elements += 1
        self._check(name, attributes)
        around = self._folders[-1] if self._folders else ()
        if name.lower() != "outline":
            self._folders.append(around)
            return
        outline = Outline({key.lower(): value for key, value in attributes.items()}, around)
        self.found.append(outline)
        self._folders.append((*around, outline.title)[-_FOLDERS:])

    def end(self, _name: str) -> None:
        """An element ends."""
        self._folders.pop()

    def _check(self, name: str, attributes: Mapping[str, str]) -> None:
        if self._elements == 1 and name.lower() != "opml":
            raise _no_list(name.lower())
        if self._elements > LIMITS.elements:
            raise PresswatchError(f"The list has over {LIMITS.elements:,} elements.", "Split it.")
        if len(self._folders) >= LIMITS.depth:
            raise PresswatchError(f"The list nests more than {LIMITS.depth} elements.", _AGAIN)
        if len(attributes) > LIMITS.attributes:
            raise PresswatchError(f"A tag of the list has more than {LIMITS.attributes} attributes.", _AGAIN)


def _no_list(root: str) -> PresswatchError:
    what, cure = _OTHERS.get(root, ("something else", "OPML begins with <opml>."))
    return PresswatchError(f"The document is no list of feeds (OPML), but {what}.", cure)


def _refuse_entities(*_: object) -> None:
    raise PresswatchError("The list defines entities of its own, which no list of feeds needs.", _AGAIN)


def _escaped(mark: re.Match[bytes]) -> bytes:
    """A bare & as it should have been written; `&eacute;`, which HTML knows and XML does not, as its number."""
    name = (mark[1] or b"").decode("ascii")
    return b"&#%d;" % name2codepoint[name] if name in name2codepoint else b"&amp;" + mark.group()[1:]


def _malformed(error: expat.ExpatError) -> PresswatchError:
    what = expat.ErrorString(error.code)
    return PresswatchError(f"The document is no well-formed OPML: {what}, in line {error.lineno}.", _AGAIN)
