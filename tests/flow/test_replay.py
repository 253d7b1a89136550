"""Replay over history equals what live polling would have posted: the same stories, in the same weeks."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest

from bot.flow.publish import publish
from bot.flow.replay import WINDOW, Replay, replay
from bot.model.digest import Digest
from bot.model.subscription import Cadence
from bot.model.topic import TopicSpec
from bot.ports.store import Session
from bot.stories.query import parse
from tests.flow.history import FEEDS, MONDAY, history, opened, shown
from tests.flow.press import NOW, Office, item, office

QUERIES = (
    "camera",
    "title:(face OR scan) -school",
    "police NEAR/2 (gate OR bank)",
    "privacy covered>=2",
    "(law OR court) covered>=3",
    "ban covered=1",
    "(vote covered<2) OR (shop covered>3)",
    "covered>=2 -breach",
    "source:courier covered>=2",
    "school OR police OR bank OR gate",
)
THRESHOLDS = {"school OR police OR bank OR gate": 0.75}  # in the title, or several of them
DAY = timedelta(days=1)
Told = dict[frozenset[str], date]  # the links of a story's family, and the Monday of the week in which it was told


def told_by(stories: dict[int, date], session: Session) -> Told:
    """Stories by the links of their families, each with the first week of any of them."""
    found: Told = {}
    for story_id, week in stories.items():
        root = session.stories.root(story_id)
        links = frozenset(entry.link for entry in session.entries.of_stories([root])[root])
        found[links] = min(week, found.get(links, week))
    return found


def monday(when: datetime) -> date:
    return when.date() - timedelta(days=when.weekday())


def alerted(office: Office, channel: str) -> Told:
    home = office.channel(channel)
    with office.store.reading() as session:
        ids = range(1, session.stories.next_id())
        alerts = session.ledger.alerts_of(home.id, ids)
        return told_by({alert.subject_id: monday(alert.planned_at) for alert in reversed(alerts)}, session)


def digested(office: Office, issues: list[Digest]) -> Told:
    weeks = {}
    for issue in reversed(issues):
        for story in issue.stories:
            weeks[story.story_id] = monday(issue.window.until - timedelta(seconds=1))
    with office.store.reading() as session:
        return told_by(weeks, session)


def replayed(office: Office, query: str) -> tuple[Replay, Told]:
    with office.store.reading() as session:
        asked = replace(parse(query), threshold=THRESHOLDS.get(query, 0.0))
        found = replay(session, asked, since=MONDAY, now=office.press.now)
        return found, told_by({one.story.id: monday(one.at) for one in found.stories}, session)


def live(office: Office, seed: int) -> dict[str, tuple[Told, Told]]:
    """What alerts and what digests told of each query, polled item by item."""
    topics = [
        TopicSpec(name=f"t{n}", title=f"T{n}", description="", query=query, threshold=THRESHOLDS.get(query, 0.0))
        for n, query in enumerate(QUERIES)
    ]
    office.set_up(*topics)
    for topic in topics:
        office.subscribe(topic.name, Cadence.AT_ONCE, channel=f"once {topic.name}")
        order = office.subscribe(topic.name, Cadence.WEEKLY, channel="weekly")
        with office.store.writing() as session:
            session.subscriptions.told(order.id, mark=0, until=MONDAY, due_at=MONDAY + timedelta(days=7))
    issues: list[Digest] = []
    for _ in shown(office, history(seed)):
        issues += publish(
            office.store, clock=lambda: office.press.now, new_token=lambda: uuid4().hex, stop=lambda: False
        )
    return {
        topic.query: (
            alerted(office, f"once {topic.name}"),
            digested(office, [issue for issue in issues if issue.topic_name == topic.name]),
        )
        for topic in topics
    }


@pytest.mark.parametrize(("seed", "by_words"), [*((seed, False) for seed in range(6)), (6, True), (7, True)])
def test_replay_tells_what_live_polling_told(tmp_path: Path, seed: int, by_words: bool) -> None:
    (tmp_path / "live").mkdir()
    (tmp_path / "later").mkdir()
    feeds: dict[str, list[Any]] = {feed: [] for feed in FEEDS}
    with office(tmp_path / "live", **feeds) as first, office(tmp_path / "later", **feeds) as second:
        posted = live(opened(first, by_words=by_words), seed)
        opened(second, by_words=by_words).set_up()
        for _ in shown(second, history(seed)):
            pass
        for query, (alerts, digests) in posted.items():
            found, told = replayed(second, query)
            assert told == digests == alerts, query
            assert sum(count for _, count in found.weeks) == len(found.stories)


def test_an_archive_entry_counts_in_the_week_of_its_own_date(tmp_path: Path) -> None:
    old, older = (item(n, title, ago=n * DAY) for n, title in ((30, "Museum counts faces"), (100, "Faces of the year")))
    with office(tmp_path, gazette=[old, older]) as desk:
        desk.set_up()
        desk.poll()
        found = search(desk, "faces", since=NOW - WINDOW)
        assert [(one.entry.title, one.at) for one in found.stories] == [("Museum counts faces", NOW - 30 * DAY)]
        assert found.whole_since == NOW


def test_weeks_without_any_story_are_told_as_none(tmp_path: Path) -> None:
    titles = {1: "Museum counts faces", 2: "Stadium sells seats by faces", 16: "Audit of shops that stored faces"}
    news = [item(n, title, ago=n * DAY) for n, title in titles.items()]
    with office(tmp_path, gazette=news) as desk:
        desk.set_up()
        desk.poll()
        found = search(desk, "faces", since=NOW - 21 * DAY)
        assert found.weeks == (
            (date(2026, 2, 9), 0),
            (date(2026, 2, 16), 1),
            (date(2026, 2, 23), 0),
            (date(2026, 3, 2), 2),
        )


def test_a_story_that_matched_before_the_span_is_no_news_when_it_grows(tmp_path: Path) -> None:
    leak = "The client list of Clearview AI is stolen."
    first = item(1, "Clearview AI loses its client list to an intruder", text=leak, ago=6 * DAY)
    second = item(2, "Intruder takes Clearview AI client list", text=leak, ago=3 * DAY)
    with office(tmp_path, gazette=[first], courier=[second]) as desk:
        desk.set_up()
        desk.poll()
        assert desk.counts() == (2, 1)
        assert [one.at for one in search(desk, "clearview", since=NOW - 7 * DAY).stories] == [NOW - 6 * DAY]
        assert search(desk, "clearview", since=NOW - 4 * DAY).stories == ()


def test_two_replays_differ_by_their_stories(tmp_path: Path) -> None:
    news = [
        item(n, title)
        for n, title in enumerate(("Museum counts faces", "Stadium sells seats by faces", "Bridge reopens"))
    ]
    with office(tmp_path, gazette=news) as desk:
        desk.set_up()
        desk.poll()
        before, after = (search(desk, query, since=NOW - DAY) for query in ("faces", "museum OR bridge"))
        assert [one.entry.title for one in after.beside(before)] == ["Bridge reopens"]
        assert [one.entry.title for one in before.beside(after)] == ["Stadium sells seats by faces"]


def search(desk: Office, query: str, *, since: datetime) -> Replay:
    with desk.store.reading() as session:
        return replay(session, parse(query), since=since, now=desk.press.now)
