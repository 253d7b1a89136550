"""The figures as Prometheus reads them."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from prometheus_client.openmetrics.parser import text_string_to_metric_families as read_openmetrics
from prometheus_client.parser import text_string_to_metric_families as read_text

from bot.model.subscription import Cadence
from bot.web.app import create_app
from bot.web.reading import Files, ReadingRoom
from tests.flow.press import FACES, NOW, item, office
from tests.web.asgi import Answer, ask

OPENMETRICS = "application/openmetrics-text; version=1.0.0,text/plain;version=0.0.4;q=0.5"


def scraped(folder: Path, accept: str = "") -> Answer:
    """A newsroom an hour after its polls, asked for its figures."""
    with office(folder, gazette=[item(1, "Faces at the gate"), item(2, "A bridge")], herald=[item(3, "Snow")]) as at:
        at.press.down = {"herald"}
        at.set_up(FACES)
        at.poll()
        at.subscribe("faces", Cadence.DAILY)
        room = ReadingRoom(
            at.store,
            clock=lambda: NOW + timedelta(hours=1),
            build={"version": "9.9"},
            files=lambda: Files(database_bytes=4096, last_backup=datetime(2026, 3, 4, tzinfo=UTC)),
        )
        return ask(create_app(room), "/metrics", headers={"Accept": accept})


def test_the_figures_are_those_of_the_store(tmp_path: Path) -> None:
    answer = scraped(tmp_path)
    assert (answer.status, answer.headers["content-type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    assert answer.headers["cache-control"] == "no-store"
    told = {
        (sample.name, *sample.labels.values()): sample.value
        for family in read_text(answer.text)
        for sample in family.samples
    }
    for name, value in {
        ("presswatch_build_info", "9.9"): 1,
        ("presswatch_entries",): 2,
        ("presswatch_stories",): 2,
        ("presswatch_matches",): 1,
        ("presswatch_digests",): 0,
        ("presswatch_feeds", "healthy"): 1,
        ("presswatch_feeds", "failing"): 1,
        ("presswatch_feeds", "gone"): 0,
        ("presswatch_subscriptions", "daily"): 1,
        ("presswatch_polls_received_total", "new"): 2,
        ("presswatch_polls_received_total", "rejected"): 0,
        ("presswatch_deliveries", "sent"): 0,
        ("presswatch_oldest_due_seconds", "digest"): 3600,
        ("presswatch_last_poll_timestamp_seconds",): NOW.timestamp(),
        ("presswatch_last_backup_timestamp_seconds",): datetime(2026, 3, 4, tzinfo=UTC).timestamp(),
        ("presswatch_database_bytes",): 4096,
    }.items():
        assert told[name] == value, name
    assert ("presswatch_last_restore_timestamp_seconds",) not in told


def test_whoever_asks_for_openmetrics_gets_it(tmp_path: Path) -> None:
    answer = scraped(tmp_path, OPENMETRICS)
    assert answer.headers["content-type"].startswith("application/openmetrics-text")
    families = {family.name: family for family in read_openmetrics(answer.text)}  # type: ignore[no-untyped-call]
    assert families["presswatch_polls_received"].type == "counter"
    assert all(family.documentation for family in families.values())


def test_no_name_and_no_address_is_told(tmp_path: Path) -> None:
    text = scraped(tmp_path).text.casefold()
    assert [word for word in ("gazette", "herald", "https", "faces", "console") if word in text] == []
