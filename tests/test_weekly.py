"""The weekly bench: what it streams is read by the product, and what it prints is a week's digest with its thread."""

import json
import sys
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bench import weekly
from bench.weekly_press import RowPress, read_rows, specs_of
from bot.flow.evaluate.stories import StoryRow
from bot.model.feed import FeedSpec, Visit

MONDAY = datetime(2026, 3, 2, tzinfo=UTC)
BAN = "Aldport bans facial recognition by its police"
GATE = "Airport of Northway opens gates with facial recognition"


def row(number: int, title: str, *, days: float, source: str = "gazette.example") -> dict[str, str]:
    return {
        "id": f"r{number}",
        "title": title,
        "summary": f"{title}, officials said. It is told in the words of {source}.",
        "source": source,
        "url": f"https://{source}/{number}",
        "published": (MONDAY + timedelta(days=days)).isoformat(),
    }


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    """Two weeks of two outlets, and a row that comes after them."""
    told = [
        row(1, GATE, days=1.0),
        row(2, BAN, days=8.0),
        row(3, BAN, days=8.2, source="courier.example"),
        row(4, "Library of Aldport lends kites", days=9.0),
        row(5, "Museum tries facial recognition at its doors", days=15.0),
    ]
    file = tmp_path / "rows.jsonl"
    file.write_text("\n".join(map(json.dumps, told)), "utf-8")
    return file


def run(monkeypatch: pytest.MonkeyPatch, *words: str) -> int:
    monkeypatch.setattr(sys, "argv", ["weekly", *words])
    return weekly.main()


def test_the_week_is_told_with_its_thread_and_the_why_of_each_story(
    rows: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ("--since", "2026-03-09", "--until", "2026-03-16", "--topic", "facial-recognition")
    assert run(monkeypatch, str(rows), *asked, "--pages", str(tmp_path / "pages")) == 0
    printed = " ".join(capsys.readouterr().out.split())
    assert "9–15 Mar 2026 · No. 2" in printed  # the week before was told, too
    assert f"1 {BAN}" in printed
    assert "+1 source" in printed
    assert "> why 1 facial-recognition" in printed
    assert "It is squarely about Facial recognition" in printed
    assert GATE not in printed
    assert "Museum" not in printed
    assert BAN in (tmp_path / "pages" / "facial-recognition.html").read_text("utf-8")


def test_a_week_that_no_digest_tells_fails(rows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = ("--since", "2026-03-08", "--until", "2026-03-16", "--topic", "facial-recognition")
    assert run(monkeypatch, str(rows), *asked) == 1


def test_feeds_have_the_name_and_tier_that_the_configuration_gives_their_site(rows: Path) -> None:
    known = FeedSpec(
        source="The Gazette", url="https://www.gazette.example/rss", category="trade", language="en", tier=1
    )
    specs = {spec.url: (spec.source, spec.tier) for spec in specs_of(read_rows(rows, until=MONDAY), [known])}
    assert specs == {}
    specs = {spec.url: (spec.source, spec.tier) for spec in specs_of(_all(rows), [known])}
    assert specs == {
        "https://gazette.example/feed.json": ("The Gazette", 1),
        "https://courier.example/feed.json": ("courier.example", 2),
    }


def test_a_feed_shows_what_was_published_by_now(rows: Path) -> None:
    press, told = RowPress(), _all(rows)
    touched = press.show(told[:2], MONDAY)
    visits = [Visit(feed_id=number, url=url) for number, url in enumerate(sorted(touched))]
    (fetched,) = press.fetch(visits)
    assert [one["title"] for one in json.loads(fetched.body)["items"]] == [BAN, GATE]


def _all(rows: Path) -> Sequence[StoryRow]:
    return read_rows(rows, until=MONDAY + timedelta(days=90))
