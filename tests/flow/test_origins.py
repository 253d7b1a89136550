"""Whose reports a story's articles are, from what was polled to what is posted, asked and taken down."""

from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest

from bot.digests.write import plain, write_digest
from bot.flow.origins import known_outlets
from bot.flow.publish import publish
from bot.flow.set_up import set_up
from bot.flow.takedown import shown, take_down
from bot.model.command import Covered, Why
from bot.model.digest import Digest
from bot.model.entry import Entry
from bot.model.origin import FirstBy, Origin
from bot.model.subscription import Cadence
from bot.store.sqlite import open_store
from bot.stories.origin import Outlets, origin_of
from tests.flow.asker import told
from tests.flow.press import FACES, NOW, Office, item, office
from tests.stories.origins import OUTLETS

HOUR = timedelta(hours=1)
TITLE = "Council of Aldport bans facial recognition in its schools"
GAZETTE = item(1, TITLE, text="Aldport bans facial recognition in schools, Courier reports.", ago=3 * HOUR)
COURIER = item(
    "c1",
    "Aldport council bans facial recognition in schools",
    url="https://courier.example/1",
    text="The council of Aldport bans facial recognition in its schools, its mayor told the Courier.",
    ago=HOUR,
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """Two feeds that tell one story; the first credits the second."""
    with office(tmp_path, gazette=[GAZETTE], courier=[COURIER]) as opened:
        opened.set_up(FACES)
        opened.poll()
        opened.subscribe("faces", Cadence.WEEKLY)
        yield opened


def issue(desk: Office) -> Digest:
    (made,) = publish(
        desk.store,
        clock=lambda: desk.press.now,
        new_token=lambda: uuid4().hex,
        stop=lambda: False,
        outlets=OUTLETS,
    )
    return made


def origin_in(made: Digest) -> Origin:
    found = made.stories[0].origin
    assert found is not None
    return found


def test_an_issue_freezes_it_and_its_reply_says_it(desk: Office) -> None:
    made = issue(desk)
    found = origin_in(made)
    assert (found.first, found.first_by, found.sources) == ("Courier", FirstBy.TEXTS, 2)
    assert [(report.outlet, report.shown) for report in found.reports] == [("Courier", True)]
    reply = plain(write_digest(made)[1])
    assert "Who was first Courier, as others write; the oldest article is Gazette’s" in reply
    assert "Whose reports 2 outlets, one report, by Courier · “Courier reports” in Gazette" in reply
    with desk.store.reading() as session:
        assert session.digests.get(made.id) == made


def test_a_rewritten_copy_is_no_second_text_in_the_order(desk: Office) -> None:
    text = "the council of Aldport has banned facial recognition in all of its schools and gyms until the summer"
    for name, opening in (("gazette", "On Tuesday"), ("courier", "Nine to two:")):
        (told_by,) = desk.press.feeds[name]
        desk.press.feeds[name] = [told_by | {"content_text": f"{opening} {text}."}]
    desk.poll(after=HOUR)
    assert issue(desk).stories[0].reason.startswith("2 sources with one text")


def test_why_and_covered_say_it_with_the_words(desk: Office) -> None:
    issue(desk)
    for answer in (
        told(desk, Why(story=1, topic="faces")),
        told(desk, Why(story=1, by_id=True)),
        told(desk, Covered("https://courier.example/1")),
    ):
        assert "Whose reports 2 outlets, one report, by Courier" in answer
        assert "• Courier – “Courier reports”, Gazette, in the " in answer


def test_words_that_many_articles_copy_are_quoted_once(desk: Office) -> None:
    (ours,) = desk.press.feeds["gazette"]
    desk.press.feeds["gazette"].append(ours | {"id": "copy", "url": "https://gazette.example/copy"})
    desk.poll(after=HOUR)
    issue(desk)
    answer = told(desk, Why(story=1, topic="faces"))
    assert answer.count("• Courier – “Courier reports”") == 1


def test_the_note_says_who_was_first_and_whose_article_is_the_oldest(desk: Office) -> None:
    issue(desk)
    answer = told(desk, Why(story=1, topic="faces"))
    assert "Courier had it first, as others write; the oldest article is Gazette’s, " in answer


def test_covered_says_who_was_first_by_the_words(desk: Office) -> None:
    answer = told(desk, Covered("https://courier.example/1"))
    assert "Who was first Courier, as others write; the oldest article is Gazette’s" in answer


def test_what_is_taken_down_takes_its_words_along(desk: Office) -> None:
    made = issue(desk)
    with desk.store.writing() as session:
        found = shown(session, "https://site.example/story/1")
        assert found.entries
        take_down(session, found, channel_id=made.channel_id, now=NOW)
    with desk.store.reading() as session:
        kept = origin_in(session.digests.get(made.id))
    assert [(credit.outlet, credit.text) for credit in kept.credits] == [("Courier", "")]


def test_publications_that_we_read_are_outlets_and_bodies_are_not(desk: Office) -> None:
    gazette, courier = desk.press.specs()
    specs = [replace(gazette, category="regulator"), courier]
    set_up(desk.store, feeds=specs, topics=[FACES], interval=HOUR, now=NOW)
    with desk.store.reading() as session:
        names = {outlet.name for outlet in known_outlets(session, OUTLETS)}
    assert "Courier" in names
    assert "Gazette" not in names


def test_origins_are_reckoned_while_others_may_write_and_once_for_all_channels(
    desk: Office, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desk.subscribe("faces", Cadence.WEEKLY, channel="other")
    reckoned: list[int] = []

    def told_of(entries: Sequence[Entry], outlets: Outlets) -> Origin:
        with closing(open_store(tmp_path / "presswatch.db")) as other, other.writing():
            reckoned.append(len(entries))
        return origin_of(entries, outlets)

    monkeypatch.setattr("bot.flow.origins.origin_of", told_of)
    issues = publish(desk.store, clock=lambda: desk.press.now, new_token=lambda: uuid4().hex, stop=lambda: False)
    assert len(issues) == 2
    assert reckoned == [2]
