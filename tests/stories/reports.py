"""Reports for tests of clustering, in few words."""

from datetime import UTC, datetime, timedelta

from bot.stories.cluster import Placement, Report, StoryIndex
from bot.stories.words import read

MONDAY = datetime(2026, 3, 2, 9, tzinfo=UTC)


def report(
    entry_id: int, title: str, summary: str = "", *, source: str = "", hours: float = 0, language: str = "en"
) -> Report:
    """A report so many hours after Monday morning; each has a source of its own unless one is named."""
    return Report(
        entry_id=entry_id,
        title=read(title),
        summary=read(summary),
        source=source or f"Paper {entry_id}",
        language=language,
        when=MONDAY + timedelta(hours=hours),
    )


def place(index: StoryIndex, one: Report) -> Placement:
    """Decide and do as decided; a new story takes its entry's id."""
    placement = index.decide(one)
    index.add(one, placement.story_id or one.entry_id)
    for winner, loser in placement.merges:
        index.merge(winner, loser)
    return placement


def stories(reports: list[Report]) -> dict[int, int]:
    """The story of each entry, as first placed."""
    index = StoryIndex()
    return {one.entry_id: place(index, one).story_id or one.entry_id for one in reports}


BREACH = [
    report(
        1,
        "Brightlens client list stolen in breach",
        "Face-matching firm Brightlens says intruders took its list of customers.",
        hours=0,
    ),
    report(
        2,
        "Hackers take customer list of face-matching firm Brightlens",
        "Brightlens told clients that a stranger copied its customer list.",
        hours=3,
    ),
    report(
        3,
        "Brightlens breach: who is on the client list",
        "The stolen list of Brightlens customers names police forces and shops.",
        hours=20,
    ),
]
OTHERS = [
    report(11, "Port of Arlen opens second grain terminal", "The terminal doubles what the port can load.", hours=1),
    report(
        12,
        "Striking bus drivers in Norland accept pay offer",
        "Buses run again from Thursday, the union says.",
        hours=2,
    ),
    report(
        13, "Telescope finds water on a distant moon", "Astronomers saw ice plumes rise from the moon's south.", hours=4
    ),
]
