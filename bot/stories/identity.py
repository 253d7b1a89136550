"""Identity: which items of a document are entries we know, in whatever way a feed may have changed them.

An entry is known by its feed's id, by its canonical link, and by its words; never by its date alone. Evidence is
weighed strongest first, and each known entry is claimed by one item of a document at most, so that what is left over
is really new.
"""

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.model.feed import IdKind
from bot.stories.words import Words, read

Key = tuple[str, str]  # kind, key: what the store files an entry under

_SAME_TIME = timedelta(days=2)  # the same words under the same link within this are one item, told twice
_AGAIN = timedelta(days=5)  # the same title this much later is the next issue of something regular
_SIMILAR = 0.5  # shared stems of two titles over all their stems: a headline revised, not another article
_DOWNWARD = (IdKind.GUID, IdKind.LINK, IdKind.TEXT)


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """What identity looks at in one item: of a document just received, or of an entry on file."""

    feed_id: int
    guid: str  # the feed's own id, as given
    link: str  # canonical; "" for none and for a bare home page, which tells nothing apart
    text: str  # a fingerprint of title and summary
    title: frozenset[str]  # stems
    published: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """An entry on file."""

    entry_id: int
    item: Received
    settled: bool = False  # its words are never revised: they were taken down


@dataclass(frozen=True, slots=True)
class New:
    """Never seen before."""


@dataclass(frozen=True, slots=True)
class Same:
    """This feed's own entry again; `changed` when its words are others now."""

    entry_id: int
    changed: bool


@dataclass(frozen=True, slots=True)
class Duplicate:
    """Another feed's article, or an item that this document has told already (then without an entry)."""

    entry_id: int | None


Fate = New | Same | Duplicate
Evidence = Callable[[Received], Iterable[Known]]


def received(*, feed_id: int, guid: str, link: str, title: str, summary: str, published: datetime | None) -> Received:
    """An item as identity sees it; `link` is canonical."""
    return received_in_words(
        feed_id=feed_id, guid=guid, link=link, title=read(title), summary=read(summary), published=published
    )


def received_in_words(
    *, feed_id: int, guid: str, link: str, title: Words, summary: Words, published: datetime | None
) -> Received:
    """The same of texts that are read already: reading is most of the work."""
    return Received(
        feed_id=feed_id,
        guid=guid,
        link="" if _is_home(link) else link,
        text=_fingerprint(title, summary),
        title=frozenset(title.stems),
        published=published,
    )


def choose_kind(items: Sequence[Received], current: IdKind) -> IdKind:
    """What tells this feed's entries apart, now that this document was seen. Only ever moves down."""
    kept = [item for item, repeats in zip(items, _repeats(items), strict=True) if not repeats]
    if _tells_apart(item.guid for item in kept):
        seen = IdKind.GUID
    else:
        seen = IdKind.LINK if _tells_apart(item.link for item in kept) else IdKind.TEXT
    return max(seen, current, key=_DOWNWARD.index)


def keys_of(item: Received) -> tuple[Key, ...]:
    """What an entry is filed under, and what to look up before `assign`. Links are known across feeds."""
    return tuple([(kind, key) for kind in ("text", "guid", "link") if (key := _key(kind, item))])


def _key(kind: str, item: Received) -> str:
    """An item's key of one kind; "" where it has none."""
    match kind:
        case "text":
            return f"{item.feed_id} {item.text}"
        case "guid":
            return f"{item.feed_id} {item.guid}" if item.guid else ""
    return item.link


def assign(items: Sequence[Received], known: Mapping[Key, Sequence[Known]], kind: IdKind) -> tuple[Fate, ...]:
    """What each item of one document is, given what is on file for its keys. Pure and one to one."""
    return tuple(_Assignment(items, known, kind).fates())


class _Assignment:
    """One document's items on one side, entries on file on the other."""

    def __init__(self, items: Sequence[Received], known: Mapping[Key, Sequence[Known]], kind: IdKind) -> None:
        self._items = items
        self._known = known
        self._repeats = _repeats(items)
        kept = [item for item, repeats in zip(items, self._repeats, strict=True) if not repeats]
        self._guids = Counter(item.guid for item in kept) if kind is IdKind.GUID else Counter[str]()
        self._links = Counter(item.link for item in kept if item.link)
        self._found: dict[int, Fate] = {i: Duplicate(None) for i, repeats in enumerate(self._repeats) if repeats}
        self._claimed: set[int] = set()

    def fates(self) -> Iterable[Fate]:
        """Claims from the strongest evidence to the weakest."""
        self._claim(self._by_guid)
        ids_hold = bool(self._claimed)
        self._claim(self._by_link_and_words)
        self._claim(lambda item: self._by_link(item, ids_hold=ids_hold))
        dates_hold = self._dates_hold()
        self._claim(lambda item: self._by_words_and_date(item, ids_hold=ids_hold))
        self._claim(lambda item: self._by_words(item, ids_hold=ids_hold, dates_hold=dates_hold))
        return (self._found.get(i, New()) for i in range(len(self._items)))

    def _claim(self, evidence: Evidence) -> None:
        for i, item in enumerate(self._items):
            if i in self._found:
                continue
            for known in evidence(item):
                if known.item.feed_id != item.feed_id:
                    self._found[i] = Duplicate(known.entry_id)
                elif known.entry_id not in self._claimed:
                    self._claimed.add(known.entry_id)
                    self._found[i] = Same(known.entry_id, changed=known.item.text != item.text and not known.settled)
                else:
                    continue
                break

    def _by_guid(self, item: Received) -> Iterable[Known]:
        """The same id: the same item, unless title and link are both others (some feeds number by position)."""
        if self._guids[item.guid] != 1 or not item.guid:
            return ()
        return (
            known
            for known in self._on_file("guid", item)
            if item.link == known.item.link or _alike(item, known.item) or not (item.link and known.item.link)
        )

    def _by_link_and_words(self, item: Received) -> Iterable[Known]:
        return (known for known in self._by_own_link(item) if known.item.text == item.text)

    def _by_link(self, item: Received, *, ids_hold: bool) -> Iterable[Known]:
        """The same address: the same article, unless the feed reuses an address for its next issue, or another feed
        only points at it under a title of its own (else it could take an article's place before it appears)."""
        for known in self._by_own_link(item):
            if known.item.feed_id != item.feed_id:
                same = _alike(item, known.item)
            else:
                same = _similar(item, known.item) and not (ids_hold and _is_later(item, known.item))
            if same:
                yield known

    def _by_own_link(self, item: Received) -> Iterable[Known]:
        return self._on_file("link", item) if self._links[item.link] == 1 else ()

    def _by_words_and_date(self, item: Received, *, ids_hold: bool) -> Iterable[Known]:
        """Before the same words alone, so that of two equal ones each claims its own."""
        found = self._by_words(item, ids_hold=ids_hold, dates_hold=False)
        return (known for known in found if known.item.published == item.published)

    def _by_words(self, item: Received, *, ids_hold: bool, dates_hold: bool) -> Iterable[Known]:
        """The same words, where neither id nor link says otherwise."""
        for known in self._on_file("text", item):
            links_differ = bool(item.link and known.item.link and item.link != known.item.link)
            new_id = ids_hold and bool(item.guid) and item.guid != known.item.guid
            next_issue = dates_hold and _is_later(item, known.item)
            if not (links_differ or new_id or next_issue):
                yield known

    def _dates_hold(self) -> bool:
        """Whether this feed keeps its dates: some item that is known by its words has the date on file."""
        return any(
            known.item.published == item.published is not None
            for item in self._items
            for known in self._on_file("text", item)
        )

    def _on_file(self, kind: str, item: Received) -> Iterable[Known]:
        key = _key(kind, item)
        return self._known.get((kind, key), ()) if key else ()


def _repeats(items: Sequence[Received]) -> list[bool]:
    """Which items say again what an earlier one of the same document said."""
    seen: dict[tuple[str, str], list[Received]] = {}
    repeats = []
    for item in items:
        earlier = seen.setdefault((item.link, item.text), [])
        repeats.append(any(_same_time(item, one) for one in earlier))
        earlier.append(item)
    return repeats


def _same_time(one: Received, other: Received) -> bool:
    if one.published is None or other.published is None:
        return one.published == other.published and one.guid == other.guid
    return abs(one.published - other.published) <= _SAME_TIME


def _is_later(item: Received, known: Received) -> bool:
    """Whether an item is dated so much later that it may be the next issue of something regular."""
    if item.published is None or known.published is None:
        return False
    return item.published - known.published >= _AGAIN


def _similar(one: Received, other: Received) -> bool:
    """Whether items of one feed under one address are one: their ids do not say otherwise, or they read alike."""
    return not one.guid or not other.guid or one.guid == other.guid or _alike(one, other)


def _alike(one: Received, other: Received) -> bool:
    """Whether two items read alike: the same words, or titles that share most of theirs."""
    if one.text == other.text:
        return True
    together = len(one.title | other.title)
    return together > 0 and len(one.title & other.title) / together >= _SIMILAR


def _tells_apart(values: Iterable[str]) -> bool:
    counted = Counter(values)
    return "" not in counted and all(number == 1 for number in counted.values())


def _is_home(link: str) -> bool:
    """Whether a canonical link names a site and no page of it."""
    _, _, place = link.rpartition("//")
    return not place.strip("/").partition("/")[2]


def _fingerprint(title: Words, summary: Words) -> str:
    """Title and summary without case, spacing and punctuation."""
    words = " ".join([*title.stems, "|", *summary.stems])
    return hashlib.blake2b(words.encode(), digest_size=12).hexdigest()
