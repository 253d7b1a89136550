"""Settings: the file, the environment on top, and every fault told at once."""

from pathlib import Path

import pytest

from bot.configuration import read_configuration
from bot.errors import SettingsError
from bot.settings import ROOT, load_settings


def test_the_environment_stands_above_the_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "presswatch.toml"
    file.write_text('zone = "Europe/Paris"\n[web]\nport = 8000\npublic_url = "https://press.example/"\n', "utf-8")
    monkeypatch.setenv("PRESSWATCH_WEB__PORT", "9000")
    settings = load_settings(file)
    assert (settings.zone, settings.web.port, settings.web.public_url) == (
        "Europe/Paris",
        9000,
        "https://press.example",
    )


def test_every_fault_is_told_at_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "presswatch.toml"
    file.write_text(
        'zone = "Mars/Olympus"\ncolour = "red"\n[fetch]\nallow = ["nowhere"]\ntotal_timeout = -3\n', "utf-8"
    )
    monkeypatch.setenv("PRESSWATCH_POLL__INTERVAL_MINUTES", "1")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    told = "\n".join(caught.value.faults)
    for name in ("zone", "colour", "fetch.allow.0", "fetch.total_timeout", "poll.interval_minutes"):
        assert name in told
    assert len(caught.value.faults) == 5


def test_a_file_that_is_named_must_exist(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="there is no such file"):
        load_settings(tmp_path / "absent.toml")


def test_a_broken_file_says_where(tmp_path: Path) -> None:
    file = tmp_path / "presswatch.toml"
    file.write_text("zone = \n", "utf-8")
    with pytest.raises(SettingsError, match="line 1"):
        load_settings(file)


def test_the_shipped_configuration_is_sound() -> None:
    configuration = read_configuration(ROOT / "config")
    assert [feed.source for feed in configuration.feeds[:2]] == ["MSSP Alert", "ChannelE2E"]
    assert {topic.name for topic in configuration.topics} >= {"facial-recognition", "ai-privacy"}


def test_faults_of_all_configuration_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "a.toml").write_text(
        'name = "a"\ntitle = "A"\ndescription = "A"\nquery = "x AND"\n', "utf-8"
    )
    (tmp_path / "topics" / "b.toml").write_text("name = \n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_configuration(tmp_path)
    told = "\n".join(caught.value.faults)
    assert all(name in told for name in ("feeds.toml", "a.toml", "b.toml"))
