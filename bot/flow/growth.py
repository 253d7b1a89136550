"""Growth: stories told again as they came to be, so that a query is asked what live polling would have asked it.

What came in one commit is asked together, under the story that held it at the end of that commit, told by as many
sources as had told it by then. Where a query counts sources, the story's earlier entries are asked again as it grows.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from itertools import groupby

from bot.flow.arrival import document_of
from bot.model.entry import Entry
from bot.ports.store import Session
from bot.stories.match import TopicIndex
from bot.stories.query import Document, Query, Verdict
from bot.stories.query.counting import counts_sources


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """A query came to match a story by the words of one of its entries."""

    query: int  # its key
    entry: Entry
    verdict: Verdict
    at: datetime  # the date of the entry that made it match: this one, or one that the story gained later


class Asked:
    """Queries by their keys, those that count sources apart, as a worker's desk holds its topics."""

    def __init__(self, queries: Mapping[int, Query]) -> None:
        self.all = TopicIndex(queries.items())
        self.counting = TopicIndex((key, query) for key, query in queries.items() if counts_sources(query))


def findings(session: Session, asked: Asked, candidates: Sequence[Entry]) -> Iterator[Finding]:
    """Every match of these entries, each story's in the order in which they came to be."""
    if not len(asked.counting):
        for entry in sorted(candidates, key=_order):
            yield from _found(asked.all, entry, document_of(entry), entry.when)
        return
    stories = {entry.story_id for entry in candidates}
    homes = _Homes(session, stories)
    wanted = {entry.id: entry for entry in candidates}
    for entries in session.entries.of_stories(stories).values():
        yield from _Growing(asked, homes, wanted).told(entries)


def _found(index: TopicIndex[int], entry: Entry, document: Document, at: datetime) -> Iterator[Finding]:
    for key, verdict in index.matches(document):
        yield Finding(query=key, entry=entry, verdict=verdict, at=at)


def _order(entry: Entry) -> tuple[int, int]:
    return (entry.seq, entry.id)


class _Homes:
    """Which story held an entry as of a commit."""

    def __init__(self, session: Session, story_ids: set[int]) -> None:
        self._moves: dict[int, list[tuple[int, int]]] = {}  # entry: (commit, the story it left), oldest first
        for move in session.entries.moves(story_ids):
            self._moves.setdefault(move.entry_id, []).append((move.seq, move.story_id))

    def at(self, entry: Entry, seq: int) -> int:
        """The story's id at the end of that commit."""
        return next((left for when, left in self._moves.get(entry.id, ()) if when > seq), entry.story_id)


@dataclass(slots=True)
class _Growing:
    """One family of stories, told commit by commit."""

    asked: Asked
    homes: _Homes
    wanted: Mapping[int, Entry]  # the entries worth asking
    so_far: list[Entry] = field(default_factory=list)
    documents: dict[int, Document] = field(default_factory=dict)

    def told(self, entries: Sequence[Entry]) -> Iterator[Finding]:
        """The matches of this family, in their order."""
        for seq, came in groupby(sorted(entries, key=_order), key=lambda entry: entry.seq):
            arrived = list(came)
            self.so_far += arrived
            for home in sorted({self.homes.at(entry, seq) for entry in arrived}):
                members = [entry for entry in self.so_far if self.homes.at(entry, seq) == home]
                yield from self._grown(members, seq)

    def _grown(self, members: Sequence[Entry], seq: int) -> Iterator[Finding]:
        """What a story's entries meet after a commit that brought it some of them."""
        covered = len({entry.source for entry in members})
        latest = max(entry.when for entry in members if entry.seq == seq)
        for entry in members:
            if entry.id in self.wanted:
                document = replace(self._document(entry), covered=covered)
                if entry.seq == seq:
                    yield from _found(self.asked.all, entry, document, entry.when)
                else:
                    yield from _found(self.asked.counting, entry, document, latest)

    def _document(self, entry: Entry) -> Document:
        if entry.id not in self.documents:
            self.documents[entry.id] = document_of(entry)
        return self.documents[entry.id]
