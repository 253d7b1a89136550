"""Lead: which entry shows a story: one of the best tier whose title says best what happened."""

from collections.abc import Sequence
from heapq import nsmallest

from bot.model.entry import Entry
from bot.stories.kinds import Kind, kind_of
from bot.stories.titles import Shared, read_title

_TELLS = 0.25  # what a title says by itself, beside how much it has in common with the story's other titles
_READ = 100  # articles of a story whose titles are compared, the oldest


def lead(entries: Sequence[Entry]) -> Entry:
    """The entry that shows a story of at least one: a report rather than a release; then a plain title rather than a
    question, a tease or an opinion; then the best tier; then the title that tells most of what the others tell, too;
    then the earliest."""
    if len(entries) == 1:
        return entries[0]
    shared = Shared.of(entry.title for entry in _oldest(entries))
    return min(entries, key=lambda entry: (*_standing(entry), -_worth(entry, shared), entry.when, entry.id))


def _oldest(entries: Sequence[Entry]) -> Sequence[Entry]:
    if len(entries) <= _READ:
        return entries
    return nsmallest(_READ, entries, key=lambda entry: (entry.when, entry.id))


def _standing(entry: Entry) -> tuple[bool, bool, int]:
    return kind_of(entry) is not Kind.REPORT, not read_title(entry.title).plain, entry.tier


def _worth(entry: Entry, shared: Shared) -> float:
    return round(shared.typical(entry.title) + _TELLS * read_title(entry.title).tells, 6)
