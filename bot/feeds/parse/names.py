"""The element names of the feed dialects, as expat spells them: `namespace local prefix`, parted by spaces."""

from enum import Enum, auto
from typing import NamedTuple

_ATOM = frozenset({"http://www.w3.org/2005/atom", "http://purl.org/atom/ns#"})
_PLAIN = _ATOM | {  # the namespaces whose elements are the feed's own
    "",
    "http://backend.userland.com/rss",
    "http://backend.userland.com/rss2",
    "http://blogs.law.harvard.edu/tech/rss",
    "http://purl.org/rss/1.0/",
    "http://purl.org/net/rss1.1#",
    "http://my.netscape.com/rdf/simple/0.9/",
    "http://channel.netscape.com/rdf/simple/0.9/",
    "http://example.com/newformat#",
    "http://example.com/necho",
    "http://purl.org/echo/",
    "http://purl.org/pie/",
    "http://purl.org/rss/1.0/modules/rss091#",
}
_DUBLIN_CORE = frozenset({"http://purl.org/dc/elements/1.1/", "http://purl.org/dc/terms/"})
_XHTML = "http://www.w3.org/1999/xhtml"
_CONTENT = "http://purl.org/rss/1.0/modules/content/"


class Kind(Enum):
    """What an element is to the gate."""

    OTHER = auto()
    ITEM = auto()
    ID = auto()
    TEXT = auto()  # a field that the parsers read as text
    LINK = auto()
    RIVAL = auto()  # another vocabulary's field of the same local name, such as media:title
    PUBLISHED = auto()
    UPDATED = auto()
    CREATED = auto()
    LANGUAGE = auto()
    ORIGIN = auto()  # the address behind a feed proxy
    XHTML = auto()


class Name(NamedTuple):
    """An element's local name in lower case, and what it is."""

    local: str
    kind: Kind


_DATES = {
    "pubdate": Kind.PUBLISHED,
    "published": Kind.PUBLISHED,
    "issued": Kind.PUBLISHED,
    "date": Kind.UPDATED,
    "updated": Kind.UPDATED,
    "modified": Kind.UPDATED,
    "lastbuilddate": Kind.UPDATED,
    "created": Kind.CREATED,
    "language": Kind.LANGUAGE,
}
_OWN = {
    **_DATES,
    **dict.fromkeys(("item", "entry"), Kind.ITEM),
    **dict.fromkeys(("guid", "id"), Kind.ID),
    **dict.fromkeys(("title", "description", "summary", "content"), Kind.TEXT),
    "link": Kind.LINK,
}
_RIVALS = frozenset({"title", "link", "description", "guid"})


def name_of(spelled: str) -> Name:
    """What an element is, by its name as expat spells it. A default namespace nobody knows counts as the feed's own."""
    parts = spelled.split(" ")
    namespace = parts[0].lower() if len(parts) > 1 else ""
    local = parts[1 if len(parts) > 1 else 0].lower()
    return Name(local, _kind(namespace, local, prefixed=len(parts) > 2))


def _kind(namespace: str, local: str, *, prefixed: bool) -> Kind:
    if namespace in _PLAIN:
        return _OWN.get(local, Kind.OTHER)
    if namespace in _DUBLIN_CORE and local in _DATES:
        return _DATES[local]
    if namespace == _CONTENT and local == "encoded":
        return Kind.TEXT
    if namespace == _XHTML:
        return Kind.XHTML
    if local == "origlink":
        return Kind.ORIGIN
    if local in _RIVALS:
        return Kind.RIVAL
    return Kind.ITEM if not prefixed and _OWN.get(local) is Kind.ITEM else Kind.OTHER
