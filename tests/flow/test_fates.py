"""What is foretold of a document is what a poll then does with it."""

import tempfile
from datetime import timedelta
from pathlib import Path
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.flow.fates import Foresight, feed_to_be, foretell
from bot.flow.look import look
from bot.model.entry import ParsedFeed
from bot.model.feed import Feed, FeedSpec
from bot.ports.store import Session
from bot.stories.identity import Duplicate, New, Same
from tests.flow.press import FACES, NOW, PRIVACY, Office, item, office, url_of
from tests.sandbox.inline import InlineParser

HOUR, DAY = timedelta(hours=1), timedelta(days=1)
TITLES = [
    "Aldport bans faces in its files",
    "Aldport bans faces in all its old files",
    "Brackwater sells its privacy register",
    "Cullen opens a second runway",
    "Weekly round-up",
    "Faces and privacy: what Dunmere decided",
]
ITEMS = st.builds(
    lambda number, link, title, ago, text: item(number, title, ago=ago, text=text, url=f"https://site.example/{link}"),
    number=st.integers(1, 4),
    link=st.sampled_from(["", "story/1", "story/2", "story/3?utm_source=x"]),
    title=st.sampled_from(TITLES),
    ago=st.sampled_from([HOUR, 2 * DAY, 6 * DAY, 40 * DAY]),
    text=st.sampled_from(["", "A clerk said so.", "Consent was never asked."]),
)
EMPTY = {"id": "nothing", "content_text": ""}
DOCUMENTS = st.lists(st.one_of(ITEMS, st.just(EMPTY)), max_size=7)


def told(session: Session) -> set[tuple[int, int]]:
    """Every (topic, story) that is matched, under the stories as they are now."""
    ids = {entry.story_id for entry in session.entries.since(NOW - 365 * DAY)}
    return {(match.topic_id, session.stories.root(match.story_id)) for match in session.stories.matches_of(ids)}


def foretold(desk: Office, feed: Feed | None = None) -> tuple[ParsedFeed, Foresight]:
    """What would become of Gazette's document, by what is on file now."""
    seen = look(desk.press, InlineParser(), url_of("gazette"))
    assert isinstance(seen.parsed, ParsedFeed)
    with desk.store.reading() as session:
        known = next((one for one in session.feeds.all() if one.source == "Gazette"), None)
        feed = feed or known or feed_to_be(url_of("gazette"), seen.parsed, now=desk.press.now)
        return seen.parsed, foretell(session, feed, seen.parsed.entries, session.topics.all(), now=desk.press.now)


def assert_it_comes_true(desk: Office, parsed: ParsedFeed, seen: Foresight, before: int) -> None:
    """Poll, and compare: the account, the new entries and whether they are news, and the topics they met."""
    with desk.store.reading() as session:
        matched = told(session)
    report = desk.poll()
    book = seen.book
    assert report.book.rejected == len(parsed.rejections)
    assert (report.book.new, report.book.updated, report.book.duplicate) == (book.new, book.updated, book.duplicate)
    with desk.store.reading() as session:
        new = [entry for entry in session.entries.after(0) if entry.id > before]
        fresh = [one for one in seen.entries if isinstance(one.fate, New)]
        assert [(entry.title, entry.news) for entry in new] == [(one.item.title, one.news) for one in fresh]
        places = {id(one): entry.id for one, entry in zip(fresh, new, strict=True)}
        for one in seen.entries:
            if one.placed:
                entry_id = places.get(id(one)) or (one.entry.id if one.entry else 0)
                root = session.stories.root(session.entries.get([entry_id])[entry_id].story_id)
                matched |= {(topic.id, root) for topic in one.topics}
        (kind,) = [feed.id_kind for feed in session.feeds.all() if feed.url == url_of("gazette")]
        assert kind is seen.kind
        assert told(session) == {(topic, session.stories.root(story)) for topic, story in matched}


@settings(max_examples=60)
@given(first=DOCUMENTS, second=DOCUMENTS, other=DOCUMENTS, wait=st.sampled_from([HOUR, 8 * DAY]))
def test_of_a_feed_that_we_have(
    first: list[dict[str, Any]], second: list[dict[str, Any]], other: list[dict[str, Any]], wait: timedelta
) -> None:
    with tempfile.TemporaryDirectory() as folder, office(Path(folder), gazette=first, courier=other) as desk:
        desk.set_up(FACES, PRIVACY)
        desk.poll()
        desk.press.feeds["gazette"] = second
        desk.press.now += wait
        with desk.store.reading() as session:
            before = session.entries.next_id() - 1
        parsed, seen = foretold(desk)
        if second == first:
            return  # a document that was read before is not read again
        assert_it_comes_true(desk, parsed, seen, before)


@settings(max_examples=40)
@given(document=DOCUMENTS, other=DOCUMENTS, tier=st.sampled_from([1, 2, 3]))
def test_of_a_feed_that_we_do_not_have(document: list[dict[str, Any]], other: list[dict[str, Any]], tier: int) -> None:
    with tempfile.TemporaryDirectory() as folder, office(Path(folder), courier=other) as desk:
        desk.set_up(FACES, PRIVACY)
        desk.poll()
        desk.press.feeds["gazette"] = document
        with desk.store.reading() as session:
            before = session.entries.next_id() - 1
        seen = look(desk.press, InlineParser(), url_of("gazette"))
        assert isinstance(seen.parsed, ParsedFeed)
        stranger = feed_to_be(url_of("gazette"), seen.parsed, tier=tier, now=desk.press.now)
        parsed, fates = foretold(desk, stranger)
        with desk.store.writing() as session:
            spec = FeedSpec(source=stranger.source, url=stranger.url, category="added", language="", tier=tier)
            session.feeds.add(spec, now=desk.press.now, interval=HOUR)
        assert_it_comes_true(desk, parsed, fates, before)


def test_the_kinds_of_fate_by_name(tmp_path: Path) -> None:
    known, copied = item(1, TITLES[0]), item(2, TITLES[2], url="https://courier.example/2")
    with office(tmp_path, gazette=[known], courier=[copied]) as desk:
        desk.set_up(FACES, PRIVACY)
        desk.poll()
        desk.press.feeds["gazette"] = [
            known,
            item("copy", TITLES[2], url="https://courier.example/2"),
            item(3, TITLES[3]),
            item(4, TITLES[5], ago=40 * DAY),
        ]
        _, foresight = foretold(desk)
    seen = foresight.entries
    assert [type(one.fate) for one in seen] == [Same, Duplicate, New, New]
    assert [one.entry.source if one.entry else "" for one in seen] == ["Gazette", "Courier", "", ""]
    assert [one.news for one in seen][2:] == [True, False]
    assert [[topic.name for topic in one.topics] for one in seen] == [["faces"], ["privacy"], [], ["faces", "privacy"]]


def test_a_better_tier_takes_a_copied_article_over(tmp_path: Path) -> None:
    with office(tmp_path, courier=[item(1, TITLES[0])]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.press.feeds["gazette"] = [item("own", TITLES[0], url="https://site.example/story/1")]
        for tier, takes_over in ((1, True), (2, False)):
            seen = look(desk.press, InlineParser(), url_of("gazette"))
            assert isinstance(seen.parsed, ParsedFeed)
            (one,) = foretold(desk, feed_to_be(url_of("gazette"), seen.parsed, tier=tier, now=NOW))[1].entries
            assert (type(one.fate), one.takes_over, one.placed) == (Duplicate, takes_over, takes_over)


def test_what_is_older_than_articles_are_kept_will_be_rejected(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, TITLES[0], ago=40 * DAY), item(2, TITLES[0], ago=DAY)]) as desk:
        desk.set_up(FACES)
        seen = look(desk.press, InlineParser(), url_of("gazette"))
        assert isinstance(seen.parsed, ParsedFeed)
        with desk.store.reading() as session:
            (feed,) = session.feeds.all()
            items, topics = seen.parsed.entries, session.topics.all()
            told_before = foretell(session, feed, items, topics, now=desk.press.now, keep=30 * DAY)
        assert [(one.past, one.placed, len(one.topics)) for one in told_before.entries] == [
            (True, False, 0),
            (False, True, 1),
        ]
        assert desk.poll(keep=30 * DAY).book == told_before.book
