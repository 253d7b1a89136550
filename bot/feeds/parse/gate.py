"""The gate: one cheap pass of expat over a document, before any parser that builds things.

It refuses what would take too long, counts the items independently of the parsers, notes what the fast parser does not
tell, and says whether the fast parser can be trusted with the document. Expat loads nothing from outside, and limits
what entities may grow to (https://libexpat.github.io/doc/api/latest/#billion-laughs).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from xml.parsers import expat

from bot.errors import ParseRejected
from bot.feeds.limits import ParseLimits
from bot.feeds.parse.markup import Markup, read_markup, too_many_attributes
from bot.feeds.parse.names import Kind, Name, name_of

_AMPLIFIED = 43  # XML_ERROR_AMPLIFICATION_LIMIT_BREACH in expat.h, for which Python 3.11 has no name
_JUNK_AFTER_ROOT = expat.errors.codes[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]
_XML = "http://www.w3.org/XML/1998/namespace"
_BASE, _LANG = f"{_XML} base xml", f"{_XML} lang xml"
_TEXT_TYPES = frozenset({"text", "html", "text/html", "text/plain"})
_TELLING = frozenset({"description", "summary", "content", "encoded"})
_OWN_FIELDS = frozenset({Kind.TEXT, Kind.ID, Kind.LINK})
_HEARD = frozenset({Kind.PUBLISHED, Kind.UPDATED, Kind.CREATED, Kind.LANGUAGE, Kind.ORIGIN})


@dataclass(slots=True)
class ItemFacts:
    """What an item says that the fast parser does not pass on as written."""

    said: dict[Kind, str]  # the last text of each kind in `_HEARD`
    has_id: bool = False
    has_summary: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Survey:
    """What the gate saw. Offsets are bytes into the document as surveyed."""

    root: str  # the first element's local name, in lower case
    items: int  # counted from the mark-up
    facts: tuple[ItemFacts, ...] = ()  # of each item within the limit; right only where `fast` holds
    language: str = ""
    not_home: frozenset[str] = frozenset()  # links of the feed itself that are not to its site
    fast: bool = False  # the fast parser reads this document right
    end: int | None = None  # where the root element ends, when junk follows
    excess: tuple[int, int | None] | None = None  # the first item beyond the limit, and the end tag of the last
    excess_links: tuple[str, ...] = ()  # of the items beyond the limit, as written; "" for none
    cut_short: bool = False  # the document ends within its last item


def survey(data: bytes, limits: ParseLimits, *, utf8: bool) -> Survey:
    """Survey a document; raises ParseRejected on one that is built to hurt."""
    surveyor = _Surveyor(limits)
    try:
        surveyor.parser.Parse(data, True)
        return surveyor.result(utf8=utf8)
    except expat.ExpatError as error:
        if error.code == _AMPLIFIED:
            raise ParseRejected("entity-bomb", "The document defines entities that grow without end.") from error
        whole = error.code == _JUNK_AFTER_ROOT
    except (ValueError, LookupError):  # an encoding that expat does not know
        whole = False
    markup = read_markup(data, limits)
    if whole and markup.items == surveyor.items:
        return surveyor.result(utf8=utf8, end=surveyor.parser.ErrorByteIndex)
    return _from_markup(surveyor.root, markup)


def _from_markup(root: str, markup: Markup) -> Survey:
    return Survey(
        root=root or markup.root,
        items=markup.items,
        excess=(markup.excess_at, None) if markup.excess_at is not None else None,
        cut_short=markup.cut_short,
    )


class _Surveyor:
    """Expat's handlers, and what they have seen so far."""

    def __init__(self, limits: ParseLimits) -> None:
        self.root = ""
        self.items = 0
        self.parser = _parser(self)
        self._limits = limits
        self._names: dict[str, Name] = {}
        self._depth = self._deepest = self._elements = 0
        self._item_depth = 0  # 0: outside of any item
        self._in_text = False  # in a text field of an item
        self._seen: set[str] = set()  # the feed's own fields that the item has had
        self._has_link = False  # one that the fast parser takes for the item's page, and rightly
        self._heard: list[str] = []
        self._facts: list[ItemFacts] = []
        self._language = ""
        self._not_home: set[str] = set()
        self._plain = True  # nothing so far that the fast parser misreads
        self._excess_at: int | None = None
        self._excess_end: int | None = None
        self._excess_links: list[str] = []

    def result(self, *, utf8: bool, end: int | None = None) -> Survey:
        """The survey of a document whose root element expat has read to its end."""
        small = self._deepest <= self._limits.fast_depth and self._elements <= self._limits.fast_elements
        return Survey(
            root=self.root,
            items=self.items,
            facts=tuple(self._facts),
            language=self._language,
            not_home=frozenset(self._not_home),
            fast=utf8 and small and self._plain and self.items > 0,
            end=end,
            excess=(self._excess_at, self._excess_end) if self._excess_at is not None else None,
            excess_links=tuple(self._excess_links),
        )

    def start(self, spelled: str, attributes: dict[str, str]) -> None:
        """An element begins."""
        self._elements += 1
        if self._elements > self._limits.elements:
            raise ParseRejected("too-many-elements", f"The document has over {self._limits.elements:,} elements.")
        self._depth += 1
        if self._depth > self._deepest:
            self._go_deeper(spelled)
        name = self._names.get(spelled)
        if name is None:
            name = self._names[spelled] = name_of(spelled)
            self._plain &= name.kind is not Kind.XHTML
        if attributes:
            self._check(attributes)
        if name.kind is Kind.ITEM:
            self._start_item(attributes)
        elif not self._item_depth:
            self._start_feed_field(name, attributes)
        elif self._depth == self._item_depth + 1:
            self._start_field(name, attributes)
        elif self._in_text:
            self._plain = False  # mark-up in a text field: the fast parser would read its first words only
        elif name.kind is Kind.RIVAL:
            self._seen.add(f"inner {name.local}")

    def end(self, spelled: str) -> None:
        """An element ends."""
        inner = self._depth - self._item_depth
        if not self._item_depth:
            if self._names[spelled].kind is Kind.LANGUAGE:
                self._language = self._hear() or self._language
        elif inner == 1:
            self._end_field(self._names[spelled].kind)
        elif inner == 0:
            self._end_item()
        self._depth -= 1

    def doctype(self, *_: object) -> None:
        """A DOCTYPE may define entities, which the fast parser does not know."""
        self._plain = False

    def comment(self, *_: object) -> None:
        """A comment or instruction within a text field: the fast parser would read the words before it only."""
        if self._in_text:
            self._plain = False

    def _go_deeper(self, spelled: str) -> None:
        self._deepest = self._depth
        if self._depth == 1:
            self.root = name_of(spelled).local
            self._plain &= self.root != "rdf"  # the fast parser drops the contents of RSS 1.0
        if self._depth > self._limits.depth:
            raise ParseRejected("too-deep", f"The document nests more than {self._limits.depth:,} elements.")

    def _check(self, attributes: Mapping[str, str]) -> None:
        if len(attributes) > self._limits.attributes:
            raise too_many_attributes(self._limits)
        if _BASE in attributes or "base" in attributes or "mode" in attributes:
            self._plain = False  # relative to another address; or base64
        if self._depth == 1:
            self._language = attributes.get(_LANG, "")

    def _start_item(self, attributes: Mapping[str, str]) -> None:
        self.items += 1
        if self._item_depth:
            self._plain = False  # an item within an item
            return
        self._item_depth = self._depth
        self._seen.clear()
        self._has_link = False
        if self.items <= self._limits.entries:
            said = {Kind.LANGUAGE: attributes[_LANG]} if _LANG in attributes else {}
            self._facts.append(ItemFacts(said))
            return
        self._excess_links.append("")
        if self._excess_at is None:
            self._excess_at = self.parser.CurrentByteIndex

    def _end_item(self) -> None:
        self._item_depth = 0
        self._plain &= self._has_link and not ("inner description" in self._seen and self._seen.isdisjoint(_TELLING))
        if self._excess_at is not None:
            self._excess_end = self.parser.CurrentByteIndex
        else:
            self._facts[-1].has_summary = "description" in self._seen or "summary" in self._seen

    def _start_feed_field(self, name: Name, attributes: Mapping[str, str]) -> None:
        if name.kind is Kind.LANGUAGE:
            self._listen()
        elif name.kind is Kind.LINK and attributes.get("rel", "alternate") != "alternate":
            self._not_home.add(attributes.get("href", ""))

    def _start_field(self, name: Name, attributes: Mapping[str, str]) -> None:
        kind = name.kind
        if kind is Kind.LINK:
            self._start_link(attributes)
        elif kind is Kind.TEXT or kind is Kind.ID:
            self._in_text = True
            self._plain &= attributes.get("type", "html").lower() in _TEXT_TYPES
        elif kind is Kind.RIVAL:
            self._plain &= name.local in self._seen  # the fast parser takes whichever title comes first
        elif kind in _HEARD:
            self._listen()
        if kind in _OWN_FIELDS:
            self._seen.add(name.local)

    def _start_link(self, attributes: Mapping[str, str]) -> None:
        """The fast parser takes an explicit alternate, else the very first link whatever it is for."""
        if "href" not in attributes:
            self._listen()
            return
        relation = attributes.get("rel", "")
        if relation in ("", "alternate"):
            self._note_excess_link(attributes["href"])
        self._has_link |= relation == "alternate" or (not relation and "link" not in self._seen)

    def _end_field(self, kind: Kind) -> None:
        self._in_text = False
        if kind is Kind.LINK:
            link = self._hear()
            self._has_link |= bool(link)
            self._note_excess_link(link)
        elif self.items > self._limits.entries:
            self._hear()
        elif kind in _HEARD:
            said = self._hear()
            if said:
                self._facts[-1].said[kind] = said
        elif kind is Kind.ID:
            self._facts[-1].has_id = True

    def _note_excess_link(self, link: str) -> None:
        if self._excess_links and not self._excess_links[-1]:
            self._excess_links[-1] = link

    def _listen(self) -> None:
        self._heard = []
        self.parser.CharacterDataHandler = self._heard.append

    def _hear(self) -> str:
        self.parser.CharacterDataHandler = None
        heard, self._heard = "".join(self._heard).strip(), []
        return heard


def _parser(surveyor: _Surveyor) -> expat.XMLParserType:
    """An expat that reads names with their namespaces, and fetches nothing."""
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.namespace_prefixes = True
    parser.buffer_text = True
    parser.StartElementHandler = surveyor.start
    parser.EndElementHandler = surveyor.end
    parser.StartDoctypeDeclHandler = surveyor.doctype
    parser.CommentHandler = surveyor.comment
    parser.ProcessingInstructionHandler = surveyor.comment
    return parser
