"""Copies: articles of different sources that share sentences, found by shingles of stems in time that grows with the
texts' length alone."""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bot.model.entry import Entry
from bot.stories.words import read

_SHINGLE = 5  # stems
_SHARED = 7  # shingles: eleven words in a row, or as much in pieces
_SHARE = 0.4  # of the shorter text's shingles
_TITLE = 7  # stems of a title that two outlets write alike, where their texts agree or one has none …
_LONG_TITLE = 9  # … and whatever their texts are: other parts of an article may be shown of it
_READ = 3_000  # characters of a text
_STORY = 600_000  # … of all of a story together
_LEAST = 200
# A mark that is never closed quotes nothing. Both patterns look a bounded way ahead.
_QUOTED = re.compile(r'“[^”]{0,1000}”|«[^»]{0,1000}»|„[^“]{0,1000}“|"[^"]{0,1000}"')
_TAIL = re.compile(r"\s[-–—|]\s[^-–—|]{1,40}$")  # the outlet's name behind a title

Run = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Text:
    """What is compared of an article."""

    source: str
    title: Run  # an empty stem and the title's; empty where it says too little
    runs: tuple[Run, ...]  # distinct, in the text's order


def copies(entries: Sequence[Entry]) -> list[int]:
    """For each of the entries, oldest first, the place of the entry whose text it shares; its own where of none.

    Quoted words do not count: two who heard the same speaker have not copied from one another. Articles of one source
    are not compared.
    """
    room = max(_LEAST, min(_READ, _STORY // max(1, len(entries))))
    roots: list[int] = []
    owners: dict[tuple[str, ...], int] = {}
    texts: list[_Text] = []
    for place, entry in enumerate(entries):
        texts.append(_read(entry, room))
        roots.append(next((roots[other] for other in _alike(texts, owners)), place))
        for run in (*texts[place].runs, texts[place].title):
            owners.setdefault(run, place)
    return roots


def _alike(texts: Sequence[_Text], owners: Mapping[Run, int]) -> Iterator[int]:
    """The earlier texts of other sources that the last one shares, the one that it shares most with first."""
    last = texts[-1]
    shared = Counter(owners[run] for run in last.runs if run in owners)
    titled = owners.get(last.title) if last.title else None
    if titled is not None and _is_one_text(last, texts[titled], shared[titled]):
        yield titled
    for other, count in sorted(shared.items(), key=lambda one: (-one[1], one[0])):
        enough = count >= _SHARED and count >= _SHARE * min(len(last.runs), len(texts[other].runs))
        if enough and texts[other].source != last.source:
            yield other


def _is_one_text(one: _Text, other: _Text, shared: int) -> bool:
    """Whether two texts under one title are one."""
    bare = not one.runs or not other.runs
    return one.source != other.source and (shared > 0 or bare or len(one.title) > _LONG_TITLE)


def _read(entry: Entry, room: int) -> _Text:
    """The runs of stems in the text outside quotations, and the title as a whole where it says enough."""
    text = (entry.summary if len(entry.summary) >= len(entry.body) else entry.body)[:room]
    runs: dict[Run, None] = {}
    for piece in _QUOTED.split(text):
        stems = read(piece).stems
        runs.update(dict.fromkeys(stems[i : i + _SHINGLE] for i in range(len(stems) - _SHINGLE + 1)))
    title = read(_TAIL.sub("", entry.title[:300])).stems
    return _Text(entry.source, ("", *title) if len(title) >= _TITLE else (), tuple(runs))
