from pathlib import Path

import pytest

from bot.demo.newsroom import Outlet, load_newsroom
from bot.errors import NotFound, SettingsError
from bot.model.subscription import Cadence, Schedule

FEED = b"<rss><channel><item><pubDate>{{ago 2d 14:05 rfc822}}</pubDate></item></channel></rss>"


def write(folder: Path, files: dict[str, bytes]) -> Path:
    for name, raw in files.items():
        (folder / name).write_bytes(raw)
    return folder


def faults_of(folder: Path) -> str:
    with pytest.raises(SettingsError) as caught:
        load_newsroom(folder)
    return "\n".join(caught.value.faults)


def test_outlets_keep_the_files_order_and_fall_back_to_defaults(tmp_path: Path) -> None:
    settings = b"""
        title = "Two papers"
        topics = ["ai-privacy"]
        cadence = "daily"
        hour = 7
        zone = "Europe/Vienna"
        [[outlets]]
        source = "Second in the folder"
        file = "z.xml"
        category = "trade"
        language = "en-GB"
        tier = 1
        [[outlets]]
        source = "First in the folder"
        file = "a.json"
    """
    newsroom = load_newsroom(write(tmp_path, {"newsroom.toml": settings, "z.xml": FEED, "a.json": b"{}"}))
    assert newsroom.title == "Two papers"
    assert newsroom.topics == ("ai-privacy",)
    assert newsroom.schedule == Schedule(cadence=Cadence.DAILY, hour=7, weekday=0, zone="Europe/Vienna")
    assert newsroom.outlets == (
        Outlet(source="Second in the folder", file="z.xml", category="trade", language="en-GB", tier=1, raw=FEED),
        Outlet(source="First in the folder", file="a.json", category="press", language="en", tier=2, raw=b"{}"),
    )


def test_without_settings_each_feed_file_is_an_outlet_named_by_its_stem(tmp_path: Path) -> None:
    files = {"quay-and-lane.atom": FEED, "Ledger.json": b"{}", "tide_table.rss": FEED, "x.xml": FEED, "README.md": b""}
    newsroom = load_newsroom(write(tmp_path, files))
    assert [outlet.source for outlet in newsroom.outlets] == ["Ledger", "Quay And Lane", "Tide Table", "X"]
    assert newsroom.topics == ()
    assert newsroom.schedule.cadence is Cadence.WEEKLY


def test_no_folder_and_an_empty_folder_say_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotFound) as caught:
        load_newsroom(tmp_path / "nowhere")
    assert "feed files" in caught.value.cure
    assert "has no feed file" in faults_of(tmp_path)


def test_all_faults_are_listed_at_once(tmp_path: Path) -> None:
    settings = b"""title = 5
cadence = "hourly"
zone = "Mars/Olympus"
hour = 24
editor = "nobody"
[[outlets]]
source = "Missing"
file = "missing.xml"
teir = 1
[[outlets]]
source = "Twice"
file = "a.xml"
[[outlets]]
file = "a.xml"
"""
    files = {"newsroom.toml": settings, "a.xml": FEED, "left-out.xml": b"\n{{ago sometime}}"}
    faults = faults_of(write(tmp_path, files))
    for words in (
        "line 1: title must be",
        'line 2: cadence "hourly"',
        'line 3: zone "Mars/Olympus"',
        "line 4: hour must be",
        "line 5: editor is no field here",
        "line 8 (Missing): file missing.xml",
        "line 9 (Missing): teir is no field here: did you mean tier?",
        "line 13 (outlets number 3): source is missing",
        "two outlets name the file a.xml",
        "no outlet names the file left-out.xml",
        "left-out.xml line 2: {{ago sometime}}",
    ):
        assert words in faults, words
    assert len(faults.splitlines()) == 11


def test_a_file_outside_the_folder_is_no_outlet(tmp_path: Path) -> None:
    settings = b'[[outlets]]\nsource = "A"\nfile = "../secret.xml"\n'
    (tmp_path / "room").mkdir()
    write(tmp_path, {"secret.xml": FEED})
    assert "../secret.xml is no feed file" in faults_of(write(tmp_path / "room", {"newsroom.toml": settings}))


@pytest.mark.parametrize("settings", [b"title = ", b'title = "\xff"', b"outlets = 3"])
def test_settings_that_cannot_be_read_are_a_fault(tmp_path: Path, settings: bytes) -> None:
    assert "newsroom.toml" in faults_of(write(tmp_path, {"newsroom.toml": settings, "a.xml": FEED}))


def test_settings_that_name_no_outlet_are_a_fault(tmp_path: Path) -> None:
    assert "names no outlet" in faults_of(write(tmp_path, {"newsroom.toml": b'title = "Empty"'}))
