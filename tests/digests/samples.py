"""Sample digests and what they are composed from, in words of our own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.digests.compose import Candidate, ComposeRequest, Told
from bot.model.digest import Digest, DigestEntry, DigestStory, Extract, FeedNote, Novelty
from bot.model.entry import Entry
from bot.model.feed import FeedState
from bot.model.story import Story
from bot.model.subscription import Cadence, Schedule, Subscription, Window
from bot.model.topic import Evidence, Match, Topic

MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)  # 09:00 in Berlin
WEEK = Window(since=MONDAY - timedelta(days=7), until=MONDAY, after=100, upto=240)
WORDS = Evidence(clause='"facial recognition"', field="title", text="Facial recognition", start=0, end=18)

TOPIC = Topic(
    id=1,
    workspace_id=None,
    name="facial-recognition",
    title="Facial recognition",
    query='"facial recognition" OR clearview',
    version=1,
    changed_at=MONDAY - timedelta(days=90),
)
SUBSCRIPTION = Subscription(
    id=3,
    channel_id=5,
    topic_id=1,
    schedule=Schedule(cadence=Cadence.WEEKLY, hour=9, weekday=0, zone="Europe/Berlin"),
    mark=100,
    told_until=WEEK.since,
    due_at=MONDAY,
    created_at=MONDAY - timedelta(days=60),
)


def at(day: int, hour: int = 12, minute: int = 0) -> datetime:
    """A moment in November 2026."""
    return datetime(2026, 11, day, hour, minute, tzinfo=UTC)


def entry(number: int, title: str, summary: str = "", *, source: str = "", when: datetime = MONDAY) -> Entry:
    """One article as kept."""
    return Entry(
        id=number,
        feed_id=number,
        source=source or f"Source {number}",
        tier=2,
        raw_id=f"id-{number}",
        link=f"https://news.example/{number}",
        title=title,
        summary=summary,
        body="",
        author="",
        language="en",
        published=when,
        seen_at=when,
        news=True,
        story_id=1,
        seq=150,
    )


def candidate(
    number: int, entries: Sequence[Entry], *, score: float = 1.0, told: Told | None = None, gained: int | None = None
) -> Candidate:
    """A story made of these articles, the first one its lead; the last `gained` of them are new in the window."""
    new = entries if gained is None else entries[len(entries) - gained :]
    story = Story(
        id=number,
        lead_id=entries[0].id,
        title=entries[0].title,
        link=entries[0].link,
        source=entries[0].source,
        first_at=min(one.when for one in entries),
        last_at=max(one.when for one in entries),
        entries=len(entries),
        sources=len({one.source for one in entries}),
        seq=150,
    )
    match = Match(
        topic_id=1,
        topic_version=1,
        story_id=number,
        entry_id=entries[0].id,
        score=0.9,
        evidence=(WORDS,),
        matched_at=MONDAY,
        seq=150,
    )
    return Candidate(
        story=story,
        entries=tuple(entries),
        gained=frozenset(one.id for one in new),
        match=match,
        told=told or Told(),
        score=score,
        reason="many sources",
    )


def request(*candidates: Candidate, history: tuple[int, ...] = ()) -> ComposeRequest:
    """A weekly issue composed from these candidates."""
    return ComposeRequest(
        subscription=SUBSCRIPTION,
        topic=TOPIC,
        window=WEEK,
        now=MONDAY,
        token="tok",
        candidates=candidates,
        feeds=(),
        articles_read=80,
        history=history,
    )


def article(number: int, source: str, title: str, when: datetime) -> DigestEntry:
    """One article as a digest counts it."""
    return DigestEntry(entry_id=number, source=source, title=title, link=f"https://news.example/{number}", when=when)


def extract(text: str, *, of: int) -> Extract:
    """An uncut extract that opens an article's summary."""
    return Extract(entry_id=of, field="summary", start=0, end=len(text), text=text)


def told(position: int, coverage: Sequence[DigestEntry], clause: str = "", *, summary: str = "") -> DigestStory:
    """A new story with this coverage, the lead first."""
    lead = coverage[0]
    first = min(coverage, key=lambda one: one.when)
    longer = summary or clause
    return DigestStory(
        story_id=position,
        position=position,
        title=lead.title,
        link=lead.link,
        source=lead.source,
        when=lead.when,
        clause=extract(clause, of=lead.entry_id) if clause else None,
        summary=extract(longer, of=lead.entry_id) if longer else None,
        novelty=Novelty.NEW,
        gained=len(coverage),
        since_number=None,
        seen_under="",
        first_source=first.source,
        first_at=first.when,
        score=1.0 / position,
        reason="many sources",
        evidence=(WORDS, replace(WORDS, field="body", start=40, end=58)),
        coverage=tuple(coverage),
    )


def developing(story: DigestStory, *, gained: int, since: int) -> DigestStory:
    """The same story, told before in issue No. `since`."""
    return replace(story, novelty=Novelty.DEVELOPING, gained=gained, since_number=since)


def seen(story: DigestStory, *, under: str) -> DigestStory:
    """The same story, which the channel knows from another topic."""
    return replace(story, novelty=Novelty.SEEN, seen_under=under)


def feed_notes(count: int, *faults: tuple[str, FeedState, str]) -> tuple[FeedNote, ...]:
    """`count` feeds, the last of them with these faults: source, state, what is wrong."""
    well = count - len(faults)
    healthy = [FeedNote(feed_id=n, source=f"Source {n}", state=FeedState.HEALTHY, note="") for n in range(well)]
    ill = [FeedNote(feed_id=well + n, source=s, state=st, note=note) for n, (s, st, note) in enumerate(faults)]
    return (*healthy, *ill)


def digest(*stories: DigestStory, number: int = 9, history: tuple[int, ...] = (5, 6, 9, 5, 8, 4)) -> Digest:
    """A weekly issue."""
    return Digest(
        id=7,
        subscription_id=3,
        channel_id=5,
        topic_name=TOPIC.name,
        topic_title=TOPIC.title,
        topic_query=TOPIC.query,
        topic_version=1,
        number=number,
        cadence=Cadence.WEEKLY,
        zone="Europe/Berlin",
        window=WEEK,
        created_at=MONDAY,
        stories=stories,
        feeds=feed_notes(40, ("ICO", FeedState.QUIET, "silent for 6 days"), ("OPC", FeedState.FAILING, "answers 404")),
        articles_read=212,
        history=history,
        token="tok",
    )


def weekly() -> Digest:
    """A full issue: seven stories, of which the parent tells five; one was seen under another topic."""
    return digest(BREACH, LEAK, INQUIRY, APP, BILL, SHOPS, PASSPORTS)


def _coverage(first: int, *facts: tuple[str, str, datetime]) -> tuple[DigestEntry, ...]:
    return tuple(article(first + n, source, title, when) for n, (source, title, when) in enumerate(facts))


BREACH = told(
    1,
    _coverage(
        10,
        ("MSSP Alert", "Clearview AI’s entire client list taken in a breach", at(18)),
        ("The Daily Beast", "Intruder walks off with Clearview AI’s client list", at(17, 14, 2)),
        ("CNN", "Face-search firm Clearview says its customer list was stolen", at(18, 15)),
        ("TechCrunch", "Clearview AI hacked, client list stolen", at(18, 16)),
        ("Gizmodo", "Clearview AI confirms a breach - Gizmodo", at(19)),
        ("BBC", "Clearview breach: what is known", at(19, 9)),
        ("TechCrunch", "What the Clearview client list tells us", at(20)),
    ),
    "An intruder reached the customer list, the account counts and the search totals.",
    summary="An intruder reached the customer list, the account counts and the search totals. The firm says that its "
    "servers were not breached.",
)
LEAK = told(
    2,
    _coverage(
        20,
        ("BuzzFeed News", "Leaked papers name the bodies that tried Clearview", at(19)),
        ("The Register", "Clearview’s trial users named in leak", at(20)),
        ("Wired", "Who tried Clearview? A leak tells", at(20, 18)),
    ),
    "Police forces, retailers and universities appear; several had denied using it",
)
INQUIRY = developing(
    told(
        3,
        _coverage(
            30,
            ("OPC Canada", "Four privacy commissioners open a joint inquiry", at(13)),
            ("CBC", "Canada’s regulators look into face scraping", at(14)),
            ("Globe and Mail", "Watchdogs ask how Clearview got its pictures", at(21)),
        ),
        "The regulators ask whether scraping faces without consent broke federal and provincial law.",
    ),
    gained=1,
    since=8,
)
APP = told(
    4,
    _coverage(40, ("The Verge", "Apple switches off Clearview’s iPhone app", at(20))),
    "The developer account is suspended until the firm keeps the rules for in-house apps.",
)
BILL = told(
    5,
    _coverage(
        50,
        ("ACLU", "Washington State’s face-recognition bill reaches the House floor", at(21)),
        ("GeekWire", "House takes up face-recognition bill", at(21, 20)),
    ),
)
SHOPS = told(
    6,
    _coverage(60, ("Retail Week", "Shops try face matching at the door", at(22)), ("Which?", "Face checks", at(22))),
    "Three chains compare visitors with a list of banned customers.",
)
PASSPORTS = seen(
    told(7, _coverage(70, ("Biometric Update", "Airports to keep face scans for a day only", at(19)))),
    under="AI privacy",
)
