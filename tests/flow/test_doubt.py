"""What may have been told in a time that a restore has lost."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.flow.doubt import fresh_key, is_doubtful, told_whole
from bot.model.entry import Entry
from bot.ports.store.upkeep import LostAlert
from bot.store.sqlite.backup import back_up
from bot.store.sqlite.restore import restore
from tests.flow.press import FACES, NOW, Office, item, office

RESTORED = datetime(2026, 3, 3, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("read", "published", "doubtful"),
    [
        (RESTORED - HOUR, RESTORED - HOUR, True),
        (RESTORED - HOUR, RESTORED + HOUR, True),  # the feed's first document since: its dates prove nothing
        (RESTORED - HOUR, None, True),
        (None, None, True),
        (RESTORED + HOUR, RESTORED - HOUR, True),  # it came late
        (RESTORED + HOUR, RESTORED + HOUR, False),
        (RESTORED + HOUR, None, False),
    ],
)
def test_what_is_in_doubt(tmp_path: Path, read: datetime | None, published: datetime | None, doubtful: bool) -> None:
    with office(tmp_path, a=[]) as at:
        at.set_up()
        with at.store.reading() as session:
            (feed,) = session.feeds.all()
    feed = replace(feed, succeeded_at=read)
    assert is_doubtful(feed, published, RESTORED) is doubtful
    assert not is_doubtful(feed, published, None)


def entries(at: Office) -> list[Entry]:
    with at.store.reading() as session:
        return list(session.entries.since(NOW - timedelta(days=9)))


def test_an_alert_is_taken_up_only_where_it_told_all_of_a_story(tmp_path: Path) -> None:
    with office(tmp_path, a=[item(1, "Faces at the gate"), item(2, "Snow on the bridge")]) as at:
        at.set_up(FACES)
        at.poll()
        both = entries(at)
    told = [LostAlert(entry_id=entry.id, key="alert:1:7", sure=True, platform_id="p7", told_at=NOW) for entry in both]
    assert told_whole(both, told) == told[1]
    assert told_whole(both, told[:1]) is None
    assert told_whole(both[:1], told[:1]) == told[0]
    assert told_whole(both, [told[0], replace(told[1], key="alert:1:8")]) is None
    assert told_whole(both, [replace(one, platform_id="") for one in told]) is None  # perhaps it was never posted
    assert told_whole(both, [replace(one, sure=False) for one in told]) is None  # perhaps it was another article


def test_a_revised_wording_is_in_doubt_where_it_came_first_after_a_restore(tmp_path: Path) -> None:
    first = item(1, "A council meets")
    with office(tmp_path, a=[first, item(2, "Snow")]) as at:
        at.set_up(FACES)
        at.poll()
        backup = back_up(at.store.path, tmp_path / "backup.db", now=at.press.now).path
    restore(tmp_path / "presswatch.db", backup, now=NOW + HOUR)
    with office(tmp_path, a=[first | {"title": "A council bans faces"}, item(2, "Snow")]) as at:
        at.press.now = NOW + 2 * HOUR
        at.poll()
        assert [(entry.title, entry.doubtful) for entry in entries(at)] == [
            ("A council bans faces", True),
            ("Snow", False),
        ]
        at.press.feeds["a"] = [first | {"title": "A council bans faces and photos"}, item(2, "Snow on the bridge")]
        at.poll(after=HOUR)
        assert [entry.doubtful for entry in entries(at)] == [True, False]


def test_a_key_made_of_a_date_is_another_one_after_a_restore(tmp_path: Path) -> None:
    with office(tmp_path, a=[item(1, "Snow")]) as at:
        at.set_up()
        at.poll()
        with at.store.reading() as session:
            assert fresh_key(session, "notice:overflow:1:2026-03-04", now=NOW) == "notice:overflow:1:2026-03-04"
        backup = back_up(at.store.path, tmp_path / "backup.db", now=NOW).path
    restore(tmp_path / "presswatch.db", backup, now=NOW)
    with office(tmp_path, a=[]) as at, at.store.reading() as session:
        key = "notice:overflow:1:2026-03-04"
        assert fresh_key(session, key, now=NOW + HOUR) == f"{key}:20260304T120000"
        assert fresh_key(session, key, now=NOW + timedelta(days=3)) == key
