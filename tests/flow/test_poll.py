"""Polling: what is received is accounted for, what is known stays known, and one feed's fault is its own."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.feeds.parse import document
from bot.feeds.polling import after
from bot.flow.arrival import Arrival, read_arrivals
from bot.model.entry import ParsedEntry, ParsedFeed
from bot.model.feed import Book, Feed, FeedState
from bot.model.subscription import Cadence
from bot.stories.cluster import Placement, Report, StoryIndex
from tests.flow.press import FACES, item, office

DAY = timedelta(days=1)
NEWS = [
    item(1, "City council bans facial recognition by police", ago=2 * DAY),
    item(2, "Airport opens a second runway", ago=DAY),
    item(3, "Bank adds faces to its login, and asks nobody", ago=timedelta(hours=3)),
]


def test_a_poll_accounts_for_everything_received(tmp_path: Path) -> None:
    empty = {"id": "x", "content_text": ""}
    with office(tmp_path, gazette=[*NEWS, empty]) as desk:
        desk.set_up(FACES)
        report = desk.poll()
        assert report.book == Book(received=4, new=3, rejected=1)
        with desk.store.reading() as session:
            assert session.feeds.books() == {1: report.book}
            (feed,) = session.feeds.all()
        assert feed.state is FeedState.HEALTHY


def test_a_second_poll_of_the_same_document_reads_nothing(tmp_path: Path) -> None:
    with office(tmp_path, gazette=NEWS) as desk:
        desk.set_up(FACES)
        desk.poll()
        again = desk.poll(after=DAY)
        assert (again.unchanged, again.book) == (1, Book())


def test_a_row_lost_by_the_parser_unbalances_the_books(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = document.parse

    def lossy(*args: object, **more: object) -> ParsedFeed:
        parsed = whole(*args, **more)  # type: ignore[arg-type]
        return replace(parsed, entries=parsed.entries[1:])

    monkeypatch.setattr("bot.sandbox.work.parse", lossy)
    with office(tmp_path, gazette=NEWS) as desk:
        desk.set_up(FACES)
        report = desk.poll()
        assert report.faults == {"unbalanced": 1}
        with desk.store.reading() as session:
            assert session.entries.total() == 0
            (feed,) = session.feeds.all()
        assert feed.state is FeedState.FAILING
        assert "do not balance: 3 items received, 2 accounted for" in feed.fault


def test_a_feed_that_is_down_says_so_and_the_others_go_on(tmp_path: Path) -> None:
    with office(tmp_path, gazette=NEWS, courier=[item(9, "Courier reports on faces")]) as desk:
        desk.set_up(FACES)
        desk.press.down = {"gazette"}
        report = desk.poll()
        assert report.faults == {"connect": 1}
        assert report.book.new == 1
        with desk.store.reading() as session:
            gazette = session.feeds.get(1)
        assert (gazette.state, gazette.fault) == (FeedState.FAILING, "gazette refused the connection.")
        assert gazette.due_at > desk.press.now


def test_a_fault_of_ours_in_one_feed_is_told_by_its_id_and_stops_no_other(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fragile(feed: Feed, items: Sequence[ParsedEntry]) -> tuple[Arrival, ...]:
        if feed.source == "Gazette":
            raise ZeroDivisionError
        return read_arrivals(feed, items)

    monkeypatch.setattr("bot.flow.poll.read_arrivals", fragile)
    with office(tmp_path, gazette=NEWS, courier=[item(9, "Courier reports on faces")]) as desk:
        desk.set_up(FACES)
        report = desk.poll()
        assert (report.faults, report.book.new) == ({"our-fault": 1}, 1)
        with desk.store.reading() as session:
            assert "The log has it as fault" in session.feeds.get(1).fault


def test_a_feed_that_cannot_be_written_is_written_off_alone(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fragile(feed: Feed, *args: Any, **more: Any) -> Feed:
        if feed.source == "Gazette" and more["new"]:
            raise ZeroDivisionError
        return after(feed, *args, **more)

    monkeypatch.setattr("bot.flow.poll.after", fragile)
    with office(tmp_path, gazette=NEWS, courier=[item(9, "Courier reports on faces")]) as desk:
        desk.set_up(FACES)
        report = desk.poll()
        assert (report.faults, report.book.new) == ({"our-fault": 1}, 1)
        assert desk.counts() == (1, 1)


def test_the_same_article_in_two_feeds_is_one_entry(tmp_path: Path) -> None:
    with office(
        tmp_path,
        gazette=NEWS,
        roundup=[{**NEWS[0], "id": "other", "title": "Council bans facial recognition by police"}],
    ) as desk:
        desk.set_up(FACES)
        assert desk.poll().book == Book(received=4, new=3, duplicate=1)


def test_a_feed_cannot_take_an_article_s_place_by_its_link(tmp_path: Path) -> None:
    squat = item(9, "Gardening tips for spring", url=NEWS[0]["url"])
    with office(tmp_path, squatter=[squat], gazette=[]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.press.feeds["gazette"] = NEWS[:1]
        assert desk.poll(after=timedelta(hours=1)).book.new == 1


def test_a_feed_that_numbers_its_items_by_position_loses_none(tmp_path: Path) -> None:
    days = [["Bridge reopens", "Council meets"], ["Harvest is late", "Trams stop early"]]
    with office(tmp_path, gazette=[item(f"a{n}", title, id=str(n)) for n, title in enumerate(days[0])]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.press.feeds["gazette"] = [item(f"b{n}", title, id=str(n)) for n, title in enumerate(days[1])]
        assert desk.poll(after=timedelta(days=1)).book == Book(received=2, new=2)


def test_a_better_source_takes_over_the_entry_of_its_aggregator(tmp_path: Path) -> None:
    short = item(9, "City council bans facial recognition by police", url=NEWS[0]["url"])
    with office(tmp_path, roundup=[short], gazette=[]) as desk:
        desk.set_up(FACES)
        with desk.store.writing() as session:
            specs = [replace(spec, tier=3 if spec.source == "Roundup" else 1) for spec in desk.press.specs()]
            session.feeds.sync(specs, now=desk.press.now, interval=timedelta(minutes=30))
        desk.poll()
        desk.press.feeds["gazette"] = [{**NEWS[0], "content_text": "The vote ended a year of trials."}]
        assert desk.poll(after=timedelta(hours=1)).book.duplicate == 1
        with desk.store.reading() as session:
            (entry,) = session.entries.search(words='"trial"', limit=9)
            assert (entry.source, entry.tier, session.stories.get([1])[1].source) == ("Gazette", 1, "Gazette")


def test_a_feed_that_was_empty_at_first_floods_nobody(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[]) as desk:
        desk.set_up(FACES)
        desk.subscribe("faces", Cadence.AT_ONCE)
        desk.poll()
        desk.press.feeds["gazette"] = NEWS
        desk.poll(after=timedelta(hours=1))
        assert desk.deliveries() == 0


def test_a_story_that_a_first_poll_brought_alerts_when_news_of_it_comes(tmp_path: Path) -> None:
    first = item(
        1, "Clearview AI loses its client list with faces to an intruder", text="A hacker took the client list."
    )
    second = item(
        5, "Intruder takes Clearview AI client list, faces too", text="The client list of Clearview AI is stolen."
    )
    with office(tmp_path, gazette=[item(2, "Bridge reopens")], courier=[first]) as desk:
        desk.set_up(FACES)
        desk.subscribe("faces", Cadence.AT_ONCE)
        desk.poll()
        assert desk.deliveries() == 0
        desk.press.feeds["gazette"].append(second)
        desk.poll(after=timedelta(hours=1))
        assert desk.counts() == (3, 2)
        assert desk.deliveries() == 1


def test_an_article_that_came_with_its_aggregator_is_its_own_source_s(tmp_path: Path) -> None:
    with office(tmp_path, roundup=[{**NEWS[0], "id": "other"}], gazette=NEWS[:1]) as desk:
        desk.set_up(FACES)
        with desk.store.writing() as session:
            specs = [replace(spec, tier=3 if spec.source == "Roundup" else 1) for spec in desk.press.specs()]
            session.feeds.sync(specs, now=desk.press.now, interval=timedelta(minutes=30))
        desk.poll()
        with desk.store.reading() as session:
            assert session.entries.get([1])[1].source == "Gazette"


def test_a_changed_headline_revises_the_entry_and_may_match_now(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Council votes on cameras")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.press.feeds["gazette"] = [item(1, "Council votes on cameras that know faces")]
        assert desk.poll(after=DAY).book == Book(received=1, updated=1)
        with desk.store.reading() as session:
            assert session.entries.get([1])[1].title == "Council votes on cameras that know faces"
            assert [match.story_id for match in session.stories.matches_of([1])] == [1]
            assert [entry.id for entry in session.entries.search(words='"face"', limit=9)] == [1]


def test_reports_of_one_event_become_one_story(tmp_path: Path) -> None:
    gazette = item(1, "Clearview AI loses its client list to an intruder", text="A hacker took the client list.")
    courier = item(5, "Intruder takes Clearview AI client list", text="The client list of Clearview AI is stolen.")
    with office(tmp_path, gazette=[gazette, NEWS[1]], courier=[courier]) as desk:
        desk.set_up(FACES)
        desk.poll()
        assert desk.counts() == (3, 2)
        with desk.store.reading() as session:
            assert sorted(story.sources for story in session.stories.get([1, 2]).values()) == [1, 2]


def test_a_restarted_worker_knows_the_open_stories(tmp_path: Path) -> None:
    first = item(1, "Clearview AI loses its client list to an intruder", text="A hacker took the client list.")
    second = item(2, "Intruder takes Clearview AI client list", text="The client list of Clearview AI is stolen.")
    with office(tmp_path, gazette=[first]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.desk.distrust()
        desk.press.feeds["gazette"] = [second, first]
        desk.poll(after=timedelta(hours=1))
        assert desk.counts() == (2, 1)


def test_two_workers_see_each_other_s_entries_and_merges(tmp_path: Path) -> None:
    first = item(1, "Clearview AI loses its client list to an intruder", text="A hacker took the client list.")
    second = item(2, "Intruder takes Clearview AI client list", text="The client list of Clearview AI is stolen.")
    with office(tmp_path, gazette=[item(8, "Harvest is late")]) as one, office(tmp_path, gazette=[]) as other:
        one.set_up(FACES)
        one.poll()
        other.press.feeds["gazette"] = [first]
        other.poll(after=timedelta(minutes=30))
        with one.store.writing() as session:  # as a worker does that finds two stories to be one
            seq = session.next_sequence()
            session.entries.move(2, 1)
            session.stories.merge(1, 2, seq=seq)
        one.press.feeds["gazette"] = [second]
        one.poll(after=timedelta(hours=1))
        with one.store.reading() as session:
            assert session.stories.get([2])[2].merged_into == 1
            assert session.entries.get([3])[3].story_id == 1


def test_a_report_between_two_stories_makes_them_one(tmp_path: Path) -> None:
    placements = iter([(None, ()), (None, ()), (1, ((1, 2),))])

    class Bridging(StoryIndex):
        def decide(self, report: Report) -> Placement:
            story_id, merges = next(placements)
            return Placement(story_id=story_id, score=1.0, merges=merges)

    news = [item(n, title) for n, title in enumerate(("Museum counts faces", "Door counts faces", "Both count"), 1)]
    with office(tmp_path, gazette=news[:2]) as desk:
        desk.desk.stories, desk.desk.seq = Bridging(), 0
        desk.set_up(FACES)
        desk.poll()
        desk.press.feeds["gazette"] = news
        desk.poll(after=timedelta(hours=1))
        with desk.store.reading() as session:
            assert session.stories.family(2) == (1, 2)
            assert {entry.story_id for entry in session.entries.get([1, 2, 3]).values()} == {1}
            assert session.stories.get([1])[1].entries == 3
            assert [match.story_id for match in session.stories.matches_of([1])] == [1]


def test_the_first_poll_alerts_nobody_and_later_news_does_once(tmp_path: Path) -> None:
    with office(tmp_path, gazette=NEWS[:1]) as desk:
        desk.set_up(FACES)
        desk.subscribe("faces", Cadence.AT_ONCE)
        desk.poll()
        assert desk.deliveries() == 0
        desk.press.feeds["gazette"] = NEWS
        desk.poll(after=timedelta(hours=1))
        assert desk.deliveries() == 1
        desk.press.feeds["gazette"] = [{**entry, "id": f"new-{entry['id']}"} for entry in NEWS]
        desk.poll(after=timedelta(hours=1))
        assert desk.deliveries() == 1


def test_an_old_entry_that_slides_into_the_feed_is_no_news(tmp_path: Path) -> None:
    old = item(7, "Last year's trial of facial recognition", ago=30 * DAY)
    with office(tmp_path, gazette=NEWS) as desk:
        desk.set_up(FACES)
        desk.subscribe("faces", Cadence.AT_ONCE)
        desk.poll()
        desk.press.feeds["gazette"] = [*NEWS, old]
        report = desk.poll(after=timedelta(hours=1))
        assert (report.book.new, desk.deliveries()) == (1, 0)


def test_a_topic_that_counts_sources_matches_when_the_story_has_grown(tmp_path: Path) -> None:
    first = item(1, "Clearview AI loses its client list to an intruder", text="A hacker took the client list.")
    second = item(2, "Clearview AI client list taken by intruder", text="The client list of Clearview AI is stolen.")
    topic = replace(FACES, query="hacker covered>=2")
    with office(tmp_path, gazette=[first], courier=[]) as desk:
        desk.set_up(topic)
        desk.poll()
        with desk.store.reading() as session:
            assert session.stories.matches_of([1]) == []
        desk.press.feeds["courier"] = [second]
        desk.poll(after=timedelta(hours=1))
        with desk.store.reading() as session:
            assert [match.entry_id for match in session.stories.matches_of([1])] == [1]
