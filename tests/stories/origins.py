"""What tests of origin share: the shipped outlets, and articles in words of our own."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.model.entry import Entry
from bot.stories.origin import Outlets, read_outlets

FILE = Path(__file__).parent.parent.parent / "config" / "entities" / "outlets.toml"
NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def shipped() -> Outlets:
    read = read_outlets(FILE.read_bytes(), "outlets.toml")
    assert isinstance(read, tuple), read
    return Outlets(read)


OUTLETS = shipped()


def article(
    number: int,
    source: str,
    *,
    title: str = "",
    summary: str = "",
    body: str = "",
    author: str = "",
    link: str = "",
    tier: int = 2,
    hours: float = 0,
    dated: bool = True,
) -> Entry:
    """An article, so many hours after noon."""
    when = NOON + timedelta(hours=hours)
    return Entry(
        id=number,
        feed_id=number,
        source=source,
        tier=tier,
        raw_id=str(number),
        link=link or f"https://desk-{number}.example/{number}",
        title=title,
        summary=summary,
        body=body,
        author=author,
        language="en",
        published=when if dated else None,
        seen_at=when,
        news=True,
        story_id=1,
        seq=1,
    )
