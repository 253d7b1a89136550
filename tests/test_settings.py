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


@pytest.mark.parametrize("alerts", [{"quiet_from": 22}, {"quiet_to": 7}, {"quiet_from": 7, "quiet_to": 7}])
def test_quiet_hours_have_two_ends(alerts: dict[str, int]) -> None:
    with pytest.raises(SettingsError, match="two different hours"):
        load_settings(alerts=alerts)
    assert load_settings(alerts={"quiet_from": 0, "quiet_to": 7}).alerts.quiet_from == 0


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


def test_faults_are_told_in_our_own_words(tmp_path: Path) -> None:
    file = tmp_path / "presswatch.toml"
    file.write_text(
        "data = 3\nweb = 5\n[fetch]\nallow = 'x'\nconcurrency = 'many'\ntotal_timeout = 0\n[poll]\n"
        "interval_minutes = 5\nlease_seconds = 1.5\n[deliver]\nlease_seconds = 'soon'\nattempts = 1000\n"
        "[keep]\ndays = 7\n[log]\nlevel = 'loud'\n",
        "utf-8",
    )
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    told = {fault.partition(" = ")[0]: fault for fault in caught.value.faults}
    assert [fault for fault in told.values() if "Input" in fault or "valid" in fault] == []
    assert "put it in quotes" in told["data"]
    assert "such as [web]" in told["web"]
    assert 'write one such as ["127.0.0.1:8001"]' in told["fetch.allow"]
    assert "is no whole number" in told["fetch.concurrency"]
    assert "is no whole number" in told["poll.lease_seconds"]
    assert "it must be over 0" in told["fetch.total_timeout"]
    assert "the least is 10" in told["poll.interval_minutes"]
    assert "the most is 100" in told["deliver.attempts"]
    assert "is no number" in told["deliver.lease_seconds"]
    assert "at least 30" in told["keep.days"]
    assert "'debug', 'info', 'warning' or 'error'" in told["log.level"]


def test_articles_may_be_kept_for_ever(tmp_path: Path) -> None:
    assert load_settings(keep={"days": 0}).keep.days == 0
    assert load_settings(keep={"days": 30}).keep.days == 30
