"""Lead: which entry shows a story: one of the best tier whose title says best what happened."""

from collections import Counter
from collections.abc import Sequence
from heapq import nsmallest

from bot.model.entry import Entry
from bot.stories.kinds import Kind, kind_of
from bot.stories.titles import Shared, read_title

_TELLS = 0.25  # what a title says by itself, beside how much it has in common with the story's other titles
_READ = 100  # articles of a story whose titles are read: it may have tens of thousands, and is asked with each new one


def lead(entries: Sequence[Entry]) -> Entry:
    """The entry that shows a story of at least one: a report rather than a release; then a plain title rather than a
    question, a tease or an opinion; then the best tier; then the title that tells most of what the others tell, too;
    then the earliest. Of more than a hundred articles only those compete that are read: one of the best tier may wait
    behind other sources' first ones."""
    if len(entries) == 1:
        return entries[0]
    read = _read(entries)
    shared = Shared.of((entry.source, entry.title) for entry in read)
    return min(read, key=lambda entry: (*_standing(entry), -_worth(entry, shared), entry.when, entry.id))


def _read(entries: Sequence[Entry]) -> Sequence[Entry]:
    """Each source's oldest, those of the best tier first, then each one's second, and so on: a source that has very
    many leaves room for others."""
    if len(entries) <= _READ:
        return entries
    rounds: Counter[str] = Counter()
    by_turns: list[tuple[int, int, int, Entry]] = []
    for age, entry in enumerate(sorted(entries, key=lambda entry: (entry.when, entry.id))):
        by_turns.append((rounds[entry.source], entry.tier, age, entry))
        rounds[entry.source] += 1
    return [turn[-1] for turn in nsmallest(_READ, by_turns)]


def _standing(entry: Entry) -> tuple[bool, bool, int]:
    return kind_of(entry) is not Kind.REPORT, not read_title(entry.title).plain, entry.tier


def _worth(entry: Entry, shared: Shared) -> float:
    return round(shared.typical(entry.source, entry.title) + _TELLS * read_title(entry.title).tells, 6)
