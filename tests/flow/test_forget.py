"""What is past keeping is forgotten; what was told stays, and a poll brings nothing back."""

import threading
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from bot.chat.grammar import read
from bot.feeds.canonical import canonical
from bot.flow.desk import Desk
from bot.flow.forget import KEPT_HEARD, Forgotten, forget
from bot.flow.publish import publish
from bot.model.feed import Book
from bot.model.subscription import Cadence
from bot.web.pages import digest_page
from tests.flow.asker import reply
from tests.flow.press import FACES, Office, item, office

DAY = timedelta(days=1)
KEEP = timedelta(days=100)


def forget_now(at: Office) -> Forgotten:
    return forget(at.store, keep=KEEP, clock=lambda: at.press.now, stop=lambda: False)


def words_in_index(path: Path) -> int:
    """How many words the full-text index still has."""
    database = Database(path)
    try:
        database.execute("INSERT INTO entry_words (entry_words) VALUES ('integrity-check')")
        database.execute("CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab('main', 'entry_words', 'instance')")
        return int(database.execute("SELECT count(*) FROM temp.vocabulary").fetchone()[0])
    finally:
        database.close()


def test_old_articles_that_nobody_was_told_of_are_forgotten_with_their_words(tmp_path: Path) -> None:
    with office(tmp_path, a=[item(1, "Snow on the bridge", ago=DAY, text="It snowed.", author={"name": "Jo"})]) as at:
        at.set_up(FACES)
        at.poll()
        at.press.now += KEEP
        assert forget_now(at) == Forgotten(entries=1, stories=1)
        assert at.counts() == (0, 0)
        assert words_in_index(at.store.path) == 0
        assert forget_now(at) == Forgotten()


def test_what_was_forgotten_does_not_come_back_as_news(tmp_path: Path) -> None:
    old = item(1, "Snow on the bridge", ago=DAY)
    with office(tmp_path, a=[old]) as at:
        at.set_up(FACES)
        at.poll()
        at.press.now += KEEP
        forget_now(at)
        at.press.feeds["a"].append(item(2, "Rain", ago=-KEEP))
        report = at.poll(keep=KEEP)
        assert report.book == Book(received=2, new=1, rejected=1)
        with at.store.reading() as session:
            assert [refusal.reason for refusal in session.traces.refusals_of(canonical(old["url"]))] == ["past-keeping"]


def test_a_story_that_somebody_voted_on_stays(tmp_path: Path) -> None:
    with office(tmp_path, a=[item(1, "Snow on the bridge", ago=DAY), item(2, "Rain in the valley", ago=DAY)]) as at:
        at.set_up(FACES)
        at.poll()
        here = at.channel().id
        with at.store.writing() as session:
            session.votes.cast(channel_id=here, story_id=1, person="U1", useful=True, now=at.press.now)
        at.press.now += KEEP
        assert forget_now(at) == Forgotten(entries=1, stories=1)
        assert at.counts() == (1, 1)


def test_what_a_platform_told_is_forgotten_when_it_will_not_tell_it_again(tmp_path: Path) -> None:
    with office(tmp_path) as at:
        with at.store.writing() as session:
            session.heard.first("Ev1", now=at.press.now)
        at.press.now += KEPT_HEARD + timedelta(seconds=1)
        forget_now(at)
        with at.store.writing() as session:
            assert session.heard.first("Ev1", now=at.press.now)


def test_without_a_limit_nothing_is_forgotten(tmp_path: Path) -> None:
    with office(tmp_path, a=[item(1, "Snow", ago=3000 * DAY)]) as at:
        at.set_up(FACES)
        at.poll()
        assert forget(at.store, keep=None, clock=lambda: at.press.now, stop=lambda: False) == Forgotten()
        with at.store.reading() as session:
            assert session.entries.total() == 1


def test_an_article_that_was_said_anew_meanwhile_waits_for_the_next_round(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = item(1, "Snow on the bridge", ago=DAY)
    with office(tmp_path, a=[first]) as at:
        at.set_up(FACES)
        at.poll()
        at.press.now += KEEP
        before = at.store.writing

        def writing(**how: Any) -> Any:
            monkeypatch.setattr(at.store, "writing", before)
            at.press.feeds["a"] = [first | {"title": "Snow on the old bridge"}]
            at.poll()
            return before(**how)

        monkeypatch.setattr(at.store, "writing", writing)
        assert forget_now(at).entries == 0
        assert forget_now(at).entries == 1
        assert words_in_index(at.store.path) == 0


def test_a_stop_ends_it_between_two_transactions(tmp_path: Path) -> None:
    stop = threading.Event()
    stop.set()
    with office(tmp_path, a=[item(1, "Snow", ago=DAY)]) as at:
        at.set_up(FACES)
        at.poll()
        assert forget(at.store, keep=KEEP, clock=lambda: at.press.now + KEEP, stop=stop.is_set) == Forgotten()


TITLES = ("Faces at the gate", "Faces on the train", "Snow on the bridge", "A ferry is late", "Votes are counted")
ITEMS = st.lists(
    st.builds(
        lambda title, days, dated, text: (title, days, dated, text),
        st.sampled_from(TITLES),
        st.integers(0, 250),
        st.booleans(),
        st.sampled_from(["", "It was seen by many.", "Nobody saw it."]),
    ),
    max_size=12,
)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(items=ITEMS, later=st.integers(0, 200))
def test_after_forgetting_all_that_was_told_still_opens(
    items: list[tuple[str, int, bool, str]], later: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    feed = []
    for number, (title, days, dated, text) in enumerate(items):
        one = item(number, title, ago=days * DAY, text=text)
        feed.append(one if dated else {name: value for name, value in one.items() if name != "date_published"})
    with office(tmp_path_factory.mktemp("press"), a=feed, b=feed[::2]) as at:
        at.set_up(FACES)
        at.poll()
        at.subscribe("faces", Cadence.DAILY)
        (issue,) = publish(at.store, clock=lambda: at.press.now, new_token=lambda: "t1", stop=lambda: False)
        at.press.now += later * DAY
        with at.store.reading() as session:
            known, books = session.entries.total(), sum(session.feeds.books().values(), Book())
        done = forget_now(at)
        at.desk = Desk()
        before = at.press.now - KEEP
        with at.store.reading() as session:
            left = [entry for found in [session.entries.search(words=None, limit=99)] for entry in found]
            assert len(left) == session.entries.total() == known - done.entries
            assert sum(session.feeds.books().values(), Book()) == books
            stories = session.stories.get({entry.story_id for entry in left})
            matched = {match.story_id for match in session.stories.matches_of(stories)}
            entries = session.entries.of_stories(stories)
            for story_id, told in entries.items():
                dates = [entry.published for entry in told]
                assert story_id in matched or None in dates or max(date for date in dates if date) >= before
                assert {entry.id for entry in told} >= {stories[story_id].lead_id}
            assert session.digests.by_token("t1") == issue
            assert digest_page(issue)
            assert all(
                session.entries.get([entry.entry_id for story in issue.stories for entry in story.coverage]).values()
            )
        if issue.stories:
            assert issue.stories[0].title in repr(reply(at, read("why 1 faces")))
            assert issue.stories[0].title in repr(reply(at, read("search faces")))
        planned = at.deliveries()
        again = at.poll(keep=KEEP)
        assert again.book.new == 0
        assert again.book.balanced
        assert at.deliveries() == planned


def test_many_are_forgotten_in_small_steps(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.flow.forget.BATCH", 3)
    letters = "abcdefghijklmnopqrst"
    titles = [" ".join(f"{letter}{vowel}x" * 2 for vowel in "aeiou") for letter in letters]
    with office(tmp_path, a=[item(number, title, ago=DAY) for number, title in enumerate(titles)]) as at:
        at.set_up(FACES)
        at.poll()
        at.press.now += KEEP
        assert forget_now(at).entries == 20
        assert words_in_index(at.store.path) == 0
