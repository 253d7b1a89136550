"""Settings: the file, the environment on top, and every fault told at once."""

from pathlib import Path

import pytest

from bot.cli.redact import HIDDEN, redacted
from bot.configuration import read_configuration
from bot.errors import SettingsError
from bot.settings import ROOT, SECRETS, load_settings


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


def test_ids_of_teams_are_as_teams_tells_them_however_they_were_copied() -> None:
    part = load_settings(teams={"client_id": " ABC ", "tenant_id": "DEF\n", "editors": ["GHI"]}).teams
    assert (part.client_id, part.tenant_id, part.editors) == ("abc", "def", ("ghi",))


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


def test_secrets_come_from_a_file_beside_the_settings_and_from_the_environment_above_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "presswatch.toml").write_text('zone = "Europe/Paris"\n', "utf-8")
    (tmp_path / ".env").write_text(
        "# of this machine\nEDITOR=vi\nPRESSWATCH_SLACK__BOT_TOKEN=xoxb-file\nPRESSWATCH_SLACK__APP_TOKEN=xapp-file\n",
        "utf-8",
    )
    monkeypatch.setenv("PRESSWATCH_SLACK__APP_TOKEN", "xapp-environment")
    settings = load_settings(tmp_path / "presswatch.toml")
    assert settings.secrets == ("xoxb-file", "xapp-environment")
    assert settings.slack.is_on
    assert "xoxb" not in repr(settings)


@pytest.mark.parametrize(
    "written",
    [
        '[slack]\nbot_token = "xoxb-opensesame"\ntransport = "pigeon"\n',
        "[slack]\nclient_secret = 4711\n",
        'slack = "opensesame"\n',
        '[slack]\nsigning_secret = ["opensesame"]\n',
    ],
)
def test_no_fault_tells_a_secret(tmp_path: Path, written: str) -> None:
    file = tmp_path / "presswatch.toml"
    file.write_text(written, "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    told = f"{caught.value} {caught.value.cure} {caught.value.__cause__}"
    assert "slack" in told
    assert "sesame" not in told
    assert "4711" not in told


def test_a_secret_in_the_settings_file_is_told_with_its_place_beside_other_faults(tmp_path: Path) -> None:
    file = tmp_path / "presswatch.toml"
    file.write_text('zone = "Mars"\n[slack]\nbot_token = "xoxb-opensesame"\n', "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    assert len(caught.value.faults) == 2
    assert "set PRESSWATCH_SLACK__BOT_TOKEN in the environment or in" in caught.value.faults[0]


def test_a_misspelt_name_in_the_file_of_secrets_is_a_fault(tmp_path: Path) -> None:
    (tmp_path / "presswatch.toml").write_text("", "utf-8")
    (tmp_path / ".env").write_text("PRESSWATCH_SLACK__BOT_TOKE=xoxb-opensesame\nPRESSWATCH_SLAK__X=1\n", "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(tmp_path / "presswatch.toml")
    told = str(caught.value)
    assert "there is no setting slack.bot_toke;" in told
    assert "sesame" not in told


def test_the_example_of_secrets_names_them_all_and_is_read_as_it_stands(tmp_path: Path) -> None:
    example = (ROOT / "config" / ".env.example").read_text("utf-8")
    (tmp_path / ".env").write_text(example, "utf-8")
    (tmp_path / "presswatch.toml").write_text("", "utf-8")
    assert not load_settings(tmp_path / "presswatch.toml").slack.is_on
    names = [f"PRESSWATCH_{part}__{name}".upper() for part, names in SECRETS.items() for name in names]
    assert len(names) >= 5
    assert [name for name in names if f"\n{name}=" not in example] == []


def test_the_shipped_configuration_is_sound() -> None:
    configuration = read_configuration(ROOT / "config")
    assert [feed.source for feed in configuration.feeds[:2]] == ["MSSP Alert", "ChannelE2E"]
    names = [topic.name for topic in configuration.topics]
    assert names == ["facial-recognition", "ai-privacy", *sorted(names[2:])]
    assert "The Daily Beast" in {outlet.name for outlet in configuration.outlets}


def test_faults_of_all_configuration_files_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "topics").mkdir()
    (tmp_path / "topics" / "a.toml").write_text(
        'name = "a"\ntitle = "A"\ndescription = "A"\nquery = "x AND"\n', "utf-8"
    )
    (tmp_path / "topics" / "b.toml").write_text("name = \n", "utf-8")
    (tmp_path / "entities").mkdir()
    (tmp_path / "entities" / "outlets.toml").write_text('"Post" = 1\n', "utf-8")
    with pytest.raises(SettingsError) as caught:
        read_configuration(tmp_path)
    told = "\n".join(caught.value.faults)
    assert all(name in told for name in ("feeds.toml", "a.toml", "b.toml", "outlets.toml"))


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


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("bot_token", "xapp-1-sesame", "slack.bot_token is an app-level token, which belongs in slack.app_token"),
        ("app_token", "xoxb-1-sesame", "slack.app_token is no app-level token"),
    ],
)
def test_tokens_that_changed_places_are_told_apart(name: str, value: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        load_settings(slack={name: value})
    assert words in str(caught.value)
    assert "sesame" not in str(caught.value)
    assert load_settings(slack={"bot_token": "xoxb-1", "app_token": "xapp-1"}).slack.is_on


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("auth_token = 'a'\n", "there is no setting auth_token;"),
        ("[slack]\ntokens = 'a'\n", "there is no setting slack.tokens;"),
        ("[slack]\nbot_token = 'xoxb-1'\n", "slack.bot_token stands in"),
    ],
)
def test_the_name_of_what_is_wrong_is_never_hidden(tmp_path: Path, written: str, words: str) -> None:
    file = tmp_path / "presswatch.toml"
    file.write_text(written, "utf-8")
    with pytest.raises(SettingsError) as caught:
        load_settings(file)
    shown = redacted(caught.value.message)
    assert words in shown
    assert HIDDEN not in shown


def test_articles_may_be_kept_for_ever(tmp_path: Path) -> None:
    assert load_settings(keep={"days": 0}).keep.days == 0
    assert load_settings(keep={"days": 30}).keep.days == 30


def test_extracts_are_limited_for_all_and_for_single_sources() -> None:
    part = load_settings(extracts={"longest": 80, "sources": {"Lantern Post": 0}}).extracts
    assert (part.longest, part.sources) == (80, {"Lantern Post": 0})
    for wrong in ({"longest": 161}, {"sources": {"Lantern Post": 161}}, {"sources": {" ": 1}}):
        with pytest.raises(SettingsError):
            load_settings(extracts=wrong)
