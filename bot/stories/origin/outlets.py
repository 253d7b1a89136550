"""Outlets: the publications that texts may credit, with their other names and sites, read from a TOML text."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import urlsplit

from bot.stories.origin.cues import PAPERS
from bot.stories.origin.tokens import Tokens, tokens
from bot.stories.words import folded, word_set

_LISTS = {"aliases", "short", "hosts"}
_FIELDS = {*_LISTS, "wire", "releases"}
_ARTICLES = frozenset({"the"})
_CALLED = PAPERS | word_set("register standard mirror mail star sun independent express")  # a paper's name ends so
_SECTION = re.compile(r"\s[(\[–—|-]|:\s")
_SMALL = word_set("the of on in and le la les el los der die das il lo de du o a")
_ENDING = 200  # characters of a name in which its last words stand
_ABBREVIATION = 4  # letters: one that is no longer is written in capitals throughout


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlet:
    """A publication. `short` are names such as "the Times", which several share and the context decides."""

    name: str
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    wire: bool = False  # others print its articles
    releases: bool = False  # … which are companies' own


@dataclass(frozen=True, slots=True)
class Name:
    """One way to write an outlet's name: its words as written, and whose name it is."""

    words: tuple[str, ...]
    keys: tuple[str, ...]
    outlet: str
    short: bool = False
    plain: bool = False  # an everyday word behind "the", such as "The Record"

    def stands_at(self, text: Tokens, i: int) -> bool:
        """Whether the name begins at the i-th token, written as a name."""
        if text.keys[i : i + len(self.keys)] != self.keys:
            return False
        return all(_is_written(text.raw(i + place), word) for place, word in enumerate(self.words))


class Outlets:
    """The outlets that are known, by their names and sites. Immutable."""

    def __init__(self, outlets: Iterable[Outlet] = (), *, ours: Iterable[str] = ()) -> None:
        self._outlets = {outlet.name: outlet for outlet in outlets}
        self.ours = frozenset(ours)  # those of them that we read

    def __iter__(self) -> Iterator[Outlet]:
        return iter(self._outlets.values())

    def with_sources(self, sources: Iterable[str]) -> "Outlets":
        """These, and publications that we read, be they among these or not."""
        read = [name for name in dict.fromkeys(sources) if name.strip()]
        new = [Outlet(name=name) for name in read if self.of_source(name) is None]
        return Outlets([*self, *new], ours=self.ours | {self.of_source(name) or name for name in read})

    def is_wire(self, name: str) -> bool:
        """Whether others print what this outlet writes."""
        return name in self._outlets and (self._outlets[name].wire or self._outlets[name].releases)

    def spreads_releases(self, name: str) -> bool:
        """Whether what the outlet sends out was written by whom it is about."""
        return name in self._outlets and self._outlets[name].releases

    def named(self, name: str) -> str | None:
        """The outlet that this is a full name of."""
        return self._by_name.get(_plain(name))

    def of_site(self, host: str) -> str | None:
        """The outlet that publishes on a host or on one above it."""
        labels = host.casefold().rstrip(".").split(".")[-6:]
        sites = (".".join(labels[i:]) for i in range(len(labels) - 1))
        return next((self._by_host[site] for site in sites if site in self._by_host), None)

    def of_link(self, link: str) -> str | None:
        """The outlet that an address belongs to."""
        try:
            return self.of_site(urlsplit(link).hostname or "")
        except ValueError:
            return None

    def of_source(self, source: str) -> str | None:
        """The outlet that one of our sources is: by its name, be a section's behind it, or by a site for a name."""
        site = self.of_site(source) if "." in source and " " not in source else None
        return self.named(source) or site or self.named(_SECTION.split(source, maxsplit=1)[0])

    @cached_property
    def names(self) -> Mapping[str, tuple[Name, ...]]:
        """All names by their first word, the longest first."""
        found: dict[str, list[Name]] = {}
        for name in self._written():
            if name.keys and name not in found.setdefault(name.keys[0], []):
                found[name.keys[0]].append(name)
        for names in found.values():
            names.sort(key=lambda name: (-len(name.keys), name.short))
        return {key: tuple(names) for key, names in found.items()}

    @cached_property
    def telling_words(self) -> frozenset[str]:
        """Of each name the word that is least likely to stand in a text that does not name it; and papers' words."""
        return frozenset(max(name.keys, key=len) for name in self._written() if name.keys) | PAPERS

    @cached_property
    def small_names(self) -> frozenset[str]:
        """The names without a capital letter."""
        return frozenset(" ".join(name.words) for name in self._written() if " ".join(name.words).islower())

    @cached_property
    def small_starts(self) -> frozenset[str]:
        """The words with which names begin that may be written small."""
        return frozenset(key for key in self.names if key in _SMALL) | {name.split()[0] for name in self.small_names}

    @cached_property
    def bearers(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """The outlets that a short name may mean, by its keys."""
        found: dict[tuple[str, ...], list[str]] = {}
        for name in self._written():
            if name.short and name.outlet not in found.setdefault(name.keys, []):
                found[name.keys].append(name.outlet)
        return {keys: tuple(outlets) for keys, outlets in found.items()}

    def shorts_of(self, name: str) -> Iterator[tuple[str, ...]]:
        """The short names, by their keys, that may mean an outlet, be it listed or not: its own and its last words."""
        words = tuple(name[-_ENDING:].casefold().split()[-self._longest_short :])
        yield from self._shorts.get(name, ())
        yield from (words[i:] for i in range(len(words)))

    @cached_property
    def _shorts(self) -> Mapping[str, tuple[tuple[str, ...], ...]]:
        found: dict[str, list[tuple[str, ...]]] = {}
        for keys, names in self.bearers.items():
            for name in names:
                found.setdefault(name, []).append(keys)
        return {name: tuple(keys) for name, keys in found.items()}

    @cached_property
    def _longest_short(self) -> int:
        return max((1, *map(len, self.bearers)))

    def _written(self) -> Iterator[Name]:
        for outlet in self:
            for full in (outlet.name, *outlet.aliases):
                yield _name(full, outlet.name)
            for short in dict.fromkeys((*outlet.short, *_shorts(outlet.name))):
                yield _name(short, outlet.name, short=True)

    @cached_property
    def _by_name(self) -> Mapping[str, str]:
        return {_plain(name): outlet.name for outlet in self for name in (*outlet.aliases, outlet.name)}

    @cached_property
    def _by_host(self) -> Mapping[str, str]:
        return {host.casefold(): outlet.name for outlet in self for host in outlet.hosts}


NO_OUTLETS = Outlets()


def read_outlets(data: bytes, place: str) -> tuple[Outlet, ...] | list[str]:
    """The outlets that a TOML text names, or all its faults, each beginning with `place`.

    A table a name: `"The Harbour Post" = { aliases = ["HP"], short = ["Post"], hosts = ["hp.example"], wire = true }`.
    """
    try:
        table = tomllib.loads(data.decode())
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        return [f"{place}: this is no TOML: {error}"]
    faults = [fault for name, value in table.items() for fault in _faults(name, value)]
    if faults:
        return [f"{place}: {fault}" for fault in faults]
    return tuple(_outlet(name, value) for name, value in table.items())


def _outlet(name: str, value: Mapping[str, object]) -> Outlet:
    lists = {key: tuple(map(str, each)) for key, each in value.items() if isinstance(each, list)}
    return Outlet(name=name, wire=bool(value.get("wire")), releases=bool(value.get("releases")), **lists)


def _faults(name: str, value: object) -> Iterator[str]:
    if not isinstance(value, dict):
        yield f"“{name}” must be a table such as {{ hosts = ['harbour-post.example'] }}"
        return
    for key in sorted(value.keys() - _FIELDS):
        yield f"“{name}”: `{key}` is unknown; an outlet has {', '.join(sorted(_FIELDS))}"
    for key in sorted(value.keys() & _LISTS):
        if not isinstance(value[key], list) or not all(isinstance(each, str) and each.strip() for each in value[key]):
            yield f"“{name}”: `{key}` must be a list of texts that are not empty"
    for key in sorted(value.keys() & (_FIELDS - _LISTS)):
        if not isinstance(value[key], bool):
            yield f"“{name}”: `{key}` must be true or false"


def _name(written: str, outlet: str, *, short: bool = False) -> Name:
    """A name without its article: a text may leave that out."""
    found = tokens(written)
    skip = 1 if len(found.keys) > 1 and found.keys[0] in _ARTICLES else 0
    words = tuple(found.raw(i) for i in range(skip, len(found.keys)))
    plain = outlet.startswith("The ") and len(words) == 1 and words[0][1:].islower()
    return Name(words, found.keys[skip:], outlet, short, plain)


def _shorts(name: str) -> Iterator[str]:
    """What a paper is called when it was named before: its name's last word, or two where one alone says little."""
    words = name.split()
    last = words[-1].casefold()
    if len(words) > 2 and last in ("press", "news"):
        yield " ".join(words[-2:])
    elif len(words) > 1 and last in _CALLED and [word.casefold() for word in words[:-1]] != ["the"]:
        yield words[-1]


def _is_written(raw: str, word: str) -> bool:
    """Whether a word of a text is written as in the name: with its capital, an abbreviation all in capitals."""
    if raw[: len(word)] == word or not word[0].isupper() or word.casefold() in _SMALL:
        return True
    return raw[:1].isupper() and not (word.isupper() and len(word) <= _ABBREVIATION)


def _plain(name: str) -> str:
    return folded(name).removeprefix("the ")
