"""Clustering on labelled rows: which story each row tells, by the functions that poll runs, and how often right."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Literal

from bot.feeds.canonical import canonical
from bot.flow.evaluate.dates import moment
from bot.model.feed import IdKind
from bot.stories.cluster import Report, StoryIndex
from bot.stories.identity import Key, Known, New, Received, assign, keys_of, received
from bot.stories.words import read

Label = Literal["event", "story"]
Stories = dict[str, int]  # row id: story id

_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)  # where no row of a file is dated


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryRow:
    """One row of a clustering file. Without `event` and `story` it is part of the stream and not scored."""

    id: str
    title: str = ""
    summary: str = ""
    source: str = ""
    link: str = ""
    language: str = ""
    published: datetime | None = None
    event: str = ""  # one occurrence
    story: str = ""  # one storyline
    scope: str = ""  # "topic", "window", "topic+window" or nothing
    carryover: bool = False  # labelled in an earlier file: stream here


@dataclass(frozen=True, slots=True, kw_only=True)
class Placed:
    """The story of each row: as it was first told, and as it stands after all merges."""

    first: Stories
    merged: Stories


@dataclass(frozen=True, slots=True, kw_only=True)
class StoryScore:
    """How well predicted stories agree with labelled ones: B-cubed over rows, and over pairs of rows."""

    rows: int
    labelled: int  # distinct labels
    predicted: int  # distinct stories
    b_cubed: tuple[float, float]  # precision, recall
    pairs: tuple[float, float]  # precision, recall

    @property
    def b_cubed_f1(self) -> float:
        """The harmonic mean of B-cubed precision and recall."""
        return _harmonic(*self.b_cubed)

    @property
    def pairs_f1(self) -> float:
        """The harmonic mean of pairwise precision and recall."""
        return _harmonic(*self.pairs)


def read_story_row(fields: Mapping[str, object]) -> StoryRow:
    """A row from one JSON object. Any field but `id` may be null or absent."""

    def text(name: str) -> str:
        return str(fields.get(name) or "")

    return StoryRow(
        id=str(fields["id"]),
        title=text("title"),
        summary=text("summary"),
        source=text("source"),
        link=text("url"),
        language=text("lang"),
        published=moment(text("published")),
        event=text("event"),
        story=text("story"),
        scope=text("scope"),
        carryover=bool(fields.get("carryover")),
    )


def by_date(rows: Iterable[StoryRow]) -> list[StoryRow]:
    """The order in which rows arrive: by date, the undated last, ties in file order."""
    return sorted(rows, key=lambda row: (row.published is None, row.published or _UNDATED))


def place_stories(rows: Iterable[StoryRow]) -> Placed:
    """Stream rows through identity and clustering, as poll does with one entry at a time.

    A row that identity takes for one it knows (the same link again) tells that one's story.
    """
    placing = _Placing()
    latest = _UNDATED
    for number, row in enumerate(by_date(rows), start=1):
        latest = row.published or latest
        placing.place(row, number, latest)
    return Placed(first=placing.first, merged={row_id: placing.root(story) for row_id, story in placing.first.items()})


def report_of(row: StoryRow, number: int, when: datetime) -> Report:
    """The row as the clusterer reads it."""
    return Report(
        entry_id=number,
        title=read(row.title),
        summary=read(row.summary),
        source=row.source,
        language=row.language,
        when=when,
    )


class _Placing:
    """What a store would remember while rows stream by."""

    def __init__(self) -> None:
        self.first: Stories = {}
        self._index = StoryIndex()
        self._into: dict[int, int] = {}  # merged stories: loser to winner
        self._feeds: dict[str, int] = {}  # each source is taken for one; so is a row without
        self._known: defaultdict[Key, list[Known]] = defaultdict(list)
        self._told: dict[int, int] = {}  # entry: story
        self._stories = 0

    def place(self, row: StoryRow, number: int, when: datetime) -> None:
        item = self._received(row)
        fate = assign([item], self._known, IdKind.GUID)[0]
        if not isinstance(fate, New) and fate.entry_id is not None:
            self.first[row.id] = self.root(self._told[fate.entry_id])
            return
        self._remember(item, number)
        self.first[row.id] = self._told[number] = self._tell(report_of(row, number, when))

    def root(self, story_id: int) -> int:
        """The story that a story is part of by now."""
        while story_id in self._into:
            story_id = self._into[story_id]
        return story_id

    def _received(self, row: StoryRow) -> Received:
        return received(
            feed_id=self._feeds.setdefault(row.source or row.id, len(self._feeds)),
            guid=row.id,
            link=canonical(row.link),
            title=row.title,
            summary=row.summary,
            published=row.published,
        )

    def _remember(self, item: Received, number: int) -> None:
        for key in keys_of(item):
            self._known[key].append(Known(entry_id=number, item=item))

    def _tell(self, report: Report) -> int:
        placement = self._index.decide(report)
        for winner, loser in placement.merges:
            self._index.merge(winner, loser)
            self._into[loser] = winner
        if placement.story_id is None:
            self._stories += 1
        story_id = placement.story_id or self._stories
        self._index.add(report, story_id)
        return story_id


def labels_of(rows: Iterable[StoryRow], *, field: Label, scope: str = "all", language: str = "") -> dict[str, str]:
    """The labels to score by: of one field, in one scope ("all" for every row), in one language ("" for every one)."""
    return {
        row.id: label
        for row in rows
        if (label := row.event if field == "event" else row.story)
        and not row.carryover
        and (not language or row.language == language)
        and (scope == "all" or not row.scope or scope in row.scope)
    }


def score_stories(labels: Mapping[str, str], predicted: Mapping[str, int]) -> StoryScore:
    """B-cubed and pairwise agreement over the labelled rows that were predicted."""
    rows = [row_id for row_id in labels if row_id in predicted]
    together = Counter((labels[row_id], predicted[row_id]) for row_id in rows)
    gold = Counter(labels[row_id] for row_id in rows)
    found = Counter(predicted[row_id] for row_id in rows)
    alike = sum(map(_pairs, together.values()))
    return StoryScore(
        rows=len(rows),
        labelled=len(gold),
        predicted=len(found),
        b_cubed=(
            _share(sum(n * n / found[story] for (_, story), n in together.items()), len(rows)),
            _share(sum(n * n / gold[label] for (label, _), n in together.items()), len(rows)),
        ),
        pairs=(_share(alike, sum(map(_pairs, found.values()))), _share(alike, sum(map(_pairs, gold.values())))),
    )


def _pairs(number: int) -> int:
    return number * (number - 1) // 2


def _share(part: float, whole: int) -> float:
    return part / whole if whole else 1.0


def _harmonic(precision: float, recall: float) -> float:
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0
