"""A generated history: some weeks of several feeds, whose stories grow and merge, to be polled as it appears."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from random import Random
from typing import Any

from bot.flow.desk import Desk
from bot.stories.cluster import Placement, Report, StoryIndex
from tests.flow.press import Office, item

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
FEEDS = {
    "gazette": "Harvest is late this year",
    "courier": "Opera opens its season",
    "ledger": "Ferries keep to their timetable",
    "beacon": "A rare owl nests downtown",
}
_WORDS = (
    *("camera", "face", "police", "gate", "school", "bank", "law", "court"),
    *("ban", "scan", "privacy", "consent", "vote", "shop", "airport", "breach"),
)


@dataclass(frozen=True, slots=True)
class Appearing:
    """An item, and the moment in which a feed shows it."""

    at: datetime
    feed: str
    item: dict[str, Any]


class Sagas(StoryIndex):
    """Tells stories by the sagas that a title names: one that names two makes them one."""

    def __init__(self) -> None:
        super().__init__()
        self._stories: dict[str, int] = {}

    def decide(self, report: Report) -> Placement:
        known = sorted({self._stories[saga] for saga in _sagas(report) if saga in self._stories})
        if not known:
            return Placement(story_id=None, score=0.0)
        return Placement(story_id=known[0], score=1.0, merges=tuple((known[0], loser) for loser in known[1:]))

    def add(self, report: Report, story_id: int) -> None:
        self._stories.update(dict.fromkeys(_sagas(report), story_id))

    def merge(self, winner: int, loser: int) -> None:
        self._stories = {saga: winner if story == loser else story for saga, story in self._stories.items()}


def _sagas(report: Report) -> list[str]:
    return [word for word in report.title.text.split() if word.startswith("saga")]


def history(seed: int, *, items: int = 60, weeks: int = 4) -> list[Appearing]:
    """Items in the order of their appearance, some at the same moment; each is dated shortly before, on the same day:
    a replay counts a story in the week of its article's date, whenever that was polled."""
    chance = Random(seed)
    minutes = sorted(chance.randrange(60, weeks * 7 * 24 * 60) for _ in range(items))
    shown: list[Appearing] = []
    for number, minute in enumerate(minutes):
        at = shown[-1].at if shown and chance.random() < 0.2 else MONDAY + timedelta(minutes=minute)
        told = chance.sample(range(1, 20), 2 if chance.random() < 0.1 else 1)
        title = " ".join([*(f"saga{saga}" for saga in told), *chance.sample(_WORDS, 3)])
        dated = (
            at - min(at - datetime.combine(at, time(), UTC), timedelta(minutes=chance.randrange(1, 50)))
        ).isoformat()
        entry = item(number, title, text=" ".join(chance.sample(_WORDS, 5)), date_published=dated)
        shown.append(Appearing(at, chance.choice(list(FEEDS)), entry))
    return shown


def opened(office: Office, *, by_words: bool = False) -> Office:
    """The office with its feeds known: each has shown one item of no interest. Stories are told by their sagas, or by
    their words as ever."""
    office.press.now = MONDAY
    office.desk = Desk() if by_words else Desk(stories=Sagas(), seq=0)
    for feed, title in FEEDS.items():
        dated = (MONDAY - timedelta(minutes=5)).isoformat()
        office.press.feeds[feed] = [item(f"first-{feed}", title, date_published=dated)]
    return office


def shown(office: Office, news: list[Appearing]) -> Iterator[datetime]:
    """Poll each item as it appears; between them, stop at each Monday."""
    office.poll()
    due = MONDAY + timedelta(days=7)
    for at in sorted({one.at for one in news}):
        while due <= at:
            office.press.now = due
            yield due
            due += timedelta(days=7)
        for one in news:
            if one.at == at:
                office.press.feeds[one.feed].insert(0, one.item)
        office.press.now = at
        office.poll()
    office.press.now = due
    yield due


class OneStory(Sagas):
    """All that comes is one story."""

    def decide(self, report: Report) -> Placement:
        return Placement(story_id=1 if self._stories else None, score=1.0)

    def add(self, report: Report, story_id: int) -> None:
        self._stories["all"] = story_id
