"""What a query is asked of: one entry as words, read once for any number of queries."""

from bisect import bisect_left
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import urlsplit

from bot.model.topic import Evidence
from bot.stories import words
from bot.stories.entities import Mentions, gazetteer, recognise
from bot.stories.query.tree import TEXT_FIELDS
from bot.stories.words import Words


@dataclass(frozen=True)
class Stream:
    """One field's words, with the places of each."""

    words: Words

    @cached_property
    def places(self) -> Mapping[str, list[int]]:
        """Where each stem stands, ascending."""
        return _places(self.words.stems)

    @cached_property
    def folds(self) -> Mapping[str, list[int]]:
        """Where each folded word stands, ascending."""
        text = self.words.text
        return _places([words.fold(text[a:b]) for a, b in zip(self.words.starts, self.words.ends, strict=True)])

    @cached_property
    def _sorted_folds(self) -> list[str]:
        return sorted(self.folds)

    def beginning(self, letters: str) -> list[int]:
        """Where words stand that begin with these folded letters, ascending."""
        found: list[int] = []
        for i in range(bisect_left(self._sorted_folds, letters), len(self._sorted_folds)):
            if not self._sorted_folds[i].startswith(letters):
                break
            found.extend(self.folds[self._sorted_folds[i]])
        return sorted(found)


@dataclass(frozen=True, kw_only=True)
class Document:
    """One entry as queries see it."""

    title: Words
    body: Words  # summary and body
    source: str = ""
    site: str = ""  # the link's host, lower case
    author: str = ""
    lang: str = ""  # BCP 47
    published: datetime | None = None
    covered: int = 1  # how many sources tell its story

    @cached_property
    def stems(self) -> frozenset[str]:
        """All stems of title and body."""
        return frozenset(self.title.stems).union(self.body.stems)

    @cached_property
    def mentions(self) -> Mentions:
        """The entities that title and body name; looked for when a query first asks."""
        return recognise(self.title, self.body, gazetteer())

    @cached_property
    def _streams(self) -> dict[str, Stream]:
        return {}

    def stream(self, field: str) -> Stream:
        """The words of `title`, `body`, `source` or `author`."""
        if field not in self._streams:
            self._streams[field] = Stream(self._words(field))
        return self._streams[field]

    def _words(self, field: str) -> Words:
        match field:
            case "title":
                return self.title
            case "body":
                return self.body
        return words.read(self.source if field == "source" else self.author)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a query says of a document. `explain` says why."""

    matched: bool
    score: float = 0.0  # 0 to 1: how central the query's words are
    evidence: tuple[Evidence, ...] = ()


def read_document(
    *,
    title: str,
    summary: str = "",
    body: str = "",
    source: str = "",
    link: str = "",
    author: str = "",
    language: str = "",
    published: datetime | None = None,
    covered: int = 1,
) -> Document:
    """The document of an entry's plain texts. Evidence in `body` points into `body_text(summary, body)`."""
    return Document(
        title=words.read(title),
        body=words.read(body_text(summary, body)),
        source=source,
        site=_host(link),
        author=author,
        lang=language,
        published=published,
        covered=covered,
    )


def body_text(summary: str, body: str) -> str:
    """The text that `body:` reads: the summary, and the body unless it repeats it."""
    if not body:
        return summary
    opening = summary.rstrip(" .…[]")
    return body if body.startswith(opening) else f"{summary}\n\n{body}"


def fields_of(field: str) -> tuple[str, ...]:
    """The fields a term's field stands for."""
    return (field,) if field else TEXT_FIELDS


def _host(link: str) -> str:
    try:
        return urlsplit(link).hostname or ""
    except ValueError:  # a broken IPv6 address
        return ""


def _places(tokens: "tuple[str, ...] | list[str]") -> dict[str, list[int]]:
    places: dict[str, list[int]] = {}
    for i, token in enumerate(tokens):
        places.setdefault(token, []).append(i)
    return places
