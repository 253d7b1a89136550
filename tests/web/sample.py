"""A digest by hand, for looking at its page."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model.delivery import HeldFor
from bot.model.digest import Digest, DigestEntry, DigestStory, Extract, FeedNote, HeldAlert, Novelty
from bot.model.feed import FeedState
from bot.model.subscription import Cadence, Window
from bot.model.topic import Evidence

MONDAY = datetime(2026, 3, 2, 8, tzinfo=UTC)
SOURCES = ("Beat Daily", "Office North", "Gadget Post", "Civil Notes", "The Harbour")


def article(entry_id: int, *, title: str = "", link: str = "", source: str = "") -> DigestEntry:
    return DigestEntry(
        entry_id=entry_id,
        source=source or SOURCES[entry_id % len(SOURCES)],
        title=title or f"Report {chr(64 + entry_id % 26)} on the copied list",
        link=link or f"https://news.example/{entry_id}",
        when=MONDAY - timedelta(hours=entry_id),
    )


def extract(text: str, entry_id: int = 1) -> Extract:
    return Extract(entry_id=entry_id, field="summary", start=0, end=len(text), text=text)


def evidence(clause: str, text: str, field: str = "title") -> Evidence:
    return Evidence(clause=clause, field=field, text=text, start=0, end=len(text))


def story(
    position: int,
    coverage: tuple[DigestEntry, ...],
    *,
    title: str = "A face search loses its client list",
    said: str = "Somebody copied the list of clients of the face search, the firm says.",
    novelty: Novelty = Novelty.NEW,
) -> DigestStory:
    lead = coverage[0]
    return DigestStory(
        story_id=100 + position,
        position=position,
        title=title,
        link=lead.link,
        source=lead.source,
        when=lead.when,
        clause=extract(said, lead.entry_id),
        summary=extract(said, lead.entry_id),
        novelty=novelty,
        gained=len(coverage),
        since_number=3 if novelty is Novelty.DEVELOPING else None,
        seen_under="AI privacy" if novelty is Novelty.SEEN else "",
        first_source=coverage[-1].source,
        first_at=coverage[-1].when,
        score=0.5,
        reason="told by many, and new here",
        evidence=(evidence('"face search"', "face search"), evidence("client*", "clients", "body")),
        coverage=coverage,
    )


def digest(
    *stories: DigestStory,
    history: tuple[int, ...] = (2, 4, 3, 5),
    title: str = "Facial recognition",
    query: str = '"face search" AND client*',
) -> Digest:
    return Digest(
        id=9,
        subscription_id=1,
        channel_id=1,
        topic_name="facial-recognition",
        topic_title=title,
        topic_query=query,
        topic_version=2,
        number=len(history) + 1,
        cadence=Cadence.WEEKLY,
        zone="Europe/Berlin",
        window=Window(since=MONDAY - timedelta(days=7), until=MONDAY, after=0, upto=99),
        created_at=MONDAY,
        stories=stories,
        feeds=feeds(),
        articles_read=1204,
        history=history,
        token="secret-token",
    )


def feeds() -> tuple[FeedNote, ...]:
    well = [FeedNote(feed_id=i, source=source, state=FeedState.HEALTHY, note="") for i, source in enumerate(SOURCES)]
    ailing = FeedNote(
        feed_id=9, source="The Quiet Gazette", state=FeedState.FAILING, note="answers 404 since Tuesday", read=2
    )
    unpolled = FeedNote(feed_id=10, source="The New Gazette", state=FeedState.NEW, note="")
    return (*well, ailing, unpolled)


def sample() -> Digest:
    """Four stories, one of each kind, with eleven articles."""
    return digest(
        story(1, tuple(article(i) for i in range(1, 7))),
        story(2, tuple(article(i) for i in range(7, 10)), novelty=Novelty.DEVELOPING),
        story(3, (article(10),)),
        story(4, (article(11),), novelty=Novelty.SEEN),
    )


def holding() -> Digest:
    """The sample with two alerts that were held, one of them without a title."""
    first = HeldAlert(
        story_id=201,
        topic_title="AI privacy",
        title="<b>Bold</b> claims",
        link="https://news.example/201",
        source="Beat Daily",
        sources=1,
        reason=HeldFor.QUIET_HOURS,
    )
    return replace(sample(), held=(first, replace(first, story_id=202, title="", link="")))
