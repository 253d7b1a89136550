"""What every store promises of takedowns."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.model.delivery import DeliveryState
from bot.model.digest import Digest, DigestEntry, DigestStory, Extract, Novelty
from bot.model.entry import Entry
from bot.model.subscription import Cadence, Schedule, Window
from bot.model.topic import Evidence
from bot.ports.store import Session, Store
from bot.ports.store.entries import Filed
from bot.ports.store.traces import Alias
from tests.contract.shelf import filed, match, plan, with_channel, with_stories
from tests.digests.origins import credit, origin, report

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DAY = timedelta(days=1)
LINK, MIRROR = "https://gazette.example/1", "https://mirror.example/1"
WORDS = Evidence(clause="council", field="body", text="council voted", start=2, end=15)


def blank(session: Session, entry_id: int) -> None:
    """Remove an entry's words, as the flow does."""
    kept = session.entries.get([entry_id])[entry_id]
    bare = Filed(entry=replace(kept, summary="", body=""), keys=(), title_words="cameras", body_words="")
    session.entries.revise(bare, old_title_words="cameras", old_body_words="council vote")


def take(session: Session, *entry_ids: int, links: tuple[str, ...] = (LINK,), at: datetime = NOW) -> None:
    channel = with_channel(session)
    for entry_id in entry_ids:
        blank(session, entry_id)
    session.takedowns.record(entry_ids, links=links, channel_id=channel, now=at)


def of(session: Session, entry_id: int) -> Entry:
    return session.entries.get([entry_id])[entry_id]


def issue(session: Session, *entry_ids: int) -> Digest:
    """An issue with one story of these articles, which shows words of the first."""
    channel = with_channel(session)
    (topic,) = session.topics.all()
    schedule = Schedule(cadence=Cadence.WEEKLY)
    order = session.subscriptions.put(channel_id=channel, topic_id=topic.id, schedule=schedule, due_at=NOW, now=NOW)
    number = session.digests.next_number(order.id)
    extract = Extract(entry_id=entry_ids[0], field="summary", start=0, end=8, text="A council")
    coverage = [DigestEntry(entry_id=one, source="Gazette", title="cameras", link=LINK, when=NOW) for one in entry_ids]
    story = DigestStory(
        story_id=entry_ids[0],
        position=1,
        title="cameras",
        link=LINK,
        source="Gazette",
        when=NOW,
        clause=extract,
        summary=extract,
        novelty=Novelty.NEW,
        gained=len(coverage),
        since_number=None,
        seen_under="",
        first_source="Gazette",
        first_at=NOW,
        score=1.0,
        reason="1 source",
        evidence=(WORDS,),
        coverage=tuple(coverage),
        origin=origin(
            report("Wired", *entry_ids), credits=(credit(entry_ids[0], "Wired", "A council"),), first="Wired"
        ),
    )
    made = Digest(
        id=0,
        subscription_id=order.id,
        channel_id=channel,
        topic_name="cameras",
        topic_title="Cameras",
        topic_query="camera",
        topic_version=1,
        number=number,
        cadence=Cadence.WEEKLY,
        zone="UTC",
        window=Window(since=NOW - 7 * DAY, until=NOW, after=0, upto=1),
        created_at=NOW,
        stories=(story,),
        feeds=(),
        articles_read=1,
        history=(),
        token=f"token-{number}",
    )
    return session.digests.freeze(made)


def test_what_is_taken_down_is_marked_and_its_first_date_stays(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2)
        assert session.takedowns.when([1, 2]) is None
        take(session, 1)
        take(session, 1, at=NOW + DAY)
        assert (of(session, 1).taken_down, of(session, 1).summary) == (True, "")
        assert (of(session, 2).taken_down, of(session, 2).summary) == (False, "A council voted.")
        assert session.takedowns.when([1, 2]) == NOW


def test_the_addresses_that_are_taken_down_are_known(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        take(session, 1, links=(LINK, MIRROR))
        assert session.takedowns.taken([LINK, MIRROR, "https://other.example/1"]) == {LINK, MIRROR}
        assert session.takedowns.taken([]) == frozenset()


def test_what_comes_later_under_such_an_address_inherits_it(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        take(session, 1)
        session.entries.add([filed(2, 1)])
        session.takedowns.inherit({2: LINK})
        assert of(session, 2).taken_down
        assert session.takedowns.when([2]) == NOW


def test_the_other_addresses_of_an_article_are_found(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2)
        session.traces.note_aliases([Alias(link=MIRROR, entry_id=1, feed_id=1, seen_at=NOW)])
        assert session.takedowns.aliases([1]) == [MIRROR]
        assert session.takedowns.aliases([2]) == []


def test_matches_are_found_by_the_entry_that_made_them_in_every_version(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2)
        old, other = match(1), match(2)
        session.stories.add_matches([old, other, replace(old, topic_version=2, evidence=(WORDS,))])
        found = session.takedowns.matches([1])
        assert [(one.story_id, one.topic_version) for one in found] == [(1, 1), (1, 2)]
        session.takedowns.reword([replace(one, evidence=()) for one in found])
        assert [one.evidence for one in session.takedowns.matches([1])] == [(), ()]
        assert session.takedowns.matches([2]) == [other]


def test_an_issue_is_found_by_any_of_its_articles_and_revised(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2, 3)
        first, second = issue(session, 1, 2), issue(session, 2)
        assert session.takedowns.issues([2]) == [first.id, second.id]
        assert session.takedowns.issues([3]) == []
        story = replace(first.stories[0], clause=None, summary=None, evidence=())
        session.takedowns.revise(replace(first, stories=(story,)), now=NOW + DAY)
        assert session.digests.get(first.id) == replace(first, stories=(story,), revised_at=NOW + DAY)
        assert session.digests.get(second.id) == second


def test_what_stands_on_a_platform_or_may_be_on_its_way_there_is_found(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
        made = issue(session, 1)
        keys = [f"digest:{made.id}:{part}" for part in range(3)]
        session.ledger.plan([plan(key, part=part, subject=made.id, at=NOW) for part, key in enumerate(keys)], now=NOW)
        assert session.takedowns.posted([made.id]) == []
        sent = session.ledger.claim(now=NOW, lease_until=NOW + DAY)
        assert sent is not None
        session.ledger.settle(sent, state=DeliveryState.SENT, now=NOW, platform_id="m1")
        assert session.ledger.claim(now=NOW, lease_until=NOW + DAY) is not None
        assert [one.key for one in session.takedowns.posted([made.id])] == keys[:2]
        assert session.takedowns.posted([]) == []


def test_scrubbing_changes_nothing_that_is_kept(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1)
    assert store.scrub()
    with store.reading() as session:
        assert of(session, 1).summary == "A council voted."


def test_the_index_forgets_the_words(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2)
        take(session, 1)
        assert [one.id for one in session.entries.search(words="council", limit=5)] == [2]
        assert [one.id for one in session.entries.search(words="cameras", limit=5)] == [2, 1]
