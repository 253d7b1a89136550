"""`presswatch teams package` and `doctor --teams` on the command line: what is wanting is said with what helps."""

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bench.teams_manifest import EXAMPLE, TEMPLATE
from bot.chat.teams.package import ICONS, MANIFEST
from bot.cli import cli, operate
from bot.settings import ROOT

FLOW = "https://prod-1.westeurope.logic.azure.com/workflows/opensesame/invoke?sig=" + "opensesame" * 5


class Desk:
    """Says commands with settings of its own."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.file = folder / "presswatch.toml"
        self.file.write_text(f'data = "{folder}"\n', "utf-8")
        self._monkeypatch = monkeypatch
        monkeypatch.chdir(folder)
        monkeypatch.setattr(operate, "set_up_logs", lambda *_: None)  # they would stay for other tests

    def set(self, **values: str) -> None:
        for name, value in values.items():
            self._monkeypatch.setenv(f"PRESSWATCH_{name}", value)

    def says(self, *words: str, exit_code: int = 0) -> str:
        """The output; a known error stands in it as it is told."""
        done = CliRunner().invoke(cli, ["--settings", str(self.file), *words], env={"COLUMNS": "400"})
        told = f"{done.output}{done.exception or ''}{getattr(done.exception, 'cure', '')}"
        assert done.exit_code == exit_code, told
        assert "sesame" not in told
        return told


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    return Desk(tmp_path, monkeypatch)


def test_a_table_that_is_no_json_is_named_with_an_example(desk: Desk) -> None:
    desk.set(TEAMS__WEBHOOKS=f"newsroom={FLOW}")
    told = desk.says("doctor", exit_code=1)
    assert "PRESSWATCH_TEAMS__WEBHOOKS is no JSON" in told
    assert '{"newsroom": "https://' in told


def test_the_package_is_written_where_it_is_wanted(desk: Desk) -> None:
    desk.set(TEAMS__CLIENT_ID=EXAMPLE.client_id, WEB__PUBLIC_URL=EXAMPLE.public_url)
    assert "presswatch-teams.zip: Presswatch" in desk.says("teams", "package")
    assert "Upload" in desk.says("teams", "package", "--output", "other.zip")
    assert (desk.folder / "presswatch-teams.zip").read_bytes() == (desk.folder / "other.zip").read_bytes()
    with zipfile.ZipFile("other.zip") as file:
        assert sorted(file.namelist()) == sorted([MANIFEST, *ICONS])
        assert EXAMPLE.client_id.encode() in file.read(MANIFEST)


def test_all_that_keeps_a_package_back_is_told_and_nothing_is_written(desk: Desk) -> None:
    told = desk.says("teams", "package", exit_code=1)
    assert "teams.client_id: it is not set" in told
    assert "web.public_url: it is not set" in told
    assert "docs/howto/teams.md" in told
    assert not (desk.folder / "presswatch-teams.zip").exists()


def test_a_template_of_one_s_own_takes_the_place_of_ours(desk: Desk) -> None:
    desk.set(TEAMS__CLIENT_ID=EXAMPLE.client_id, WEB__PUBLIC_URL=EXAMPLE.public_url, CONFIG=str(desk.folder))
    own = desk.folder / "teams"
    own.mkdir()
    assert "cannot be read: No such file" in desk.says("teams", "package", exit_code=1)
    for name in ICONS:
        (own / name).write_bytes((TEMPLATE.parent / name).read_bytes())
    (own / MANIFEST).write_text('{"version": "9.9.9", "id": "{{client_id}}"}', "utf-8")
    desk.says("teams", "package")
    with zipfile.ZipFile("presswatch-teams.zip") as file:
        assert b"9.9.9" in file.read(MANIFEST)


def test_what_cannot_be_written_is_told(desk: Desk) -> None:
    desk.set(TEAMS__CLIENT_ID=EXAMPLE.client_id, WEB__PUBLIC_URL=EXAMPLE.public_url)
    assert "cannot be written" in desk.says("teams", "package", "--output", "no/such/place.zip", exit_code=1)


def test_without_settings_the_doctor_says_where_to_begin(desk: Desk) -> None:
    told = desk.says("doctor", "--teams", exit_code=1)
    names = ("CLIENT_ID", "TENANT_ID", "CLIENT_SECRET")
    assert (
        f"✗ Teams is not set up: these are not set: {', '.join(f'PRESSWATCH_TEAMS__{name}' for name in names)}" in told
    )
    assert f"{desk.folder / '.env'} (there is no such file yet); docs/howto/teams.md" in told
    desk.set(TEAMS__CLIENT_ID=EXAMPLE.client_id, TEAMS__TENANT_ID=EXAMPLE.client_id)
    assert "this is not set: PRESSWATCH_TEAMS__CLIENT_SECRET" in desk.says("doctor", "--teams", exit_code=1)


def test_the_doctor_looks_at_workflows_without_a_bot_and_says_no_address(desk: Desk) -> None:
    desk.set(TEAMS__WEBHOOKS=f'{{"desk": "{FLOW}"}}')
    assert "✓ Teams: the address of the workflow desk is whole" in desk.says("doctor", "--teams")
    desk.set(TEAMS__WEBHOOKS='{"desk": "https://evil.example/opensesame"}')
    assert "✗ Teams: the address of teams.webhooks.desk must be on" in desk.says("doctor", "--teams", exit_code=1)
    assert "there is no workflow press" in desk.says("doctor", "--teams", "--post", "press", exit_code=1)


def test_without_its_package_the_doctor_says_how_to_get_it(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.set(TEAMS__WEBHOOKS=f'{{"desk": "{FLOW}"}}')
    monkeypatch.setitem(sys.modules, "microsoft_teams.apps", None)
    told = desk.says("doctor", "--teams", exit_code=1)
    assert "✗ the package that Teams needs is not installed" in told
    assert "pip install 'presswatch[teams]'" in told


def test_nothing_of_the_extra_is_needed_where_teams_is_not_set_up(desk: Desk) -> None:
    hidden = (
        "import sys; sys.modules.update(dict.fromkeys(['microsoft_teams', 'microsoft_teams.apps', 'httpx', 'jwt']))"
    )
    words = f"{hidden}; from bot.cli import main; sys.argv = ['presswatch', 'doctor', '--offline']; main()"
    done = subprocess.run(
        [sys.executable, "-c", words], cwd=desk.folder, env={"PYTHONPATH": str(ROOT)}, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "settings are read" in done.stdout


@pytest.mark.parametrize("command", ["run", "worker"])
def test_nothing_starts_that_could_not_post(desk: Desk, monkeypatch: pytest.MonkeyPatch, command: str) -> None:
    desk.set(TEAMS__CLIENT_ID=EXAMPLE.client_id)
    for way in ("open_app", "supervise"):
        monkeypatch.delattr(operate, way)  # nothing begins, whatever comes of this
    told = desk.says(command, exit_code=1)
    assert "not set: teams.tenant_id, teams.client_secret" in told


def test_nobody_is_believed_from_beyond_this_machine(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    desk.set(TEAMS__CLIENT_ID=EXAMPLE.client_id, TEAMS__TENANT_ID=EXAMPLE.client_id, TEAMS__UNAUTHENTICATED="true")
    desk.set(WEB__HOST="0.0.0.0")
    monkeypatch.delattr(operate, "supervise")
    assert "so web.host must be 127.0.0.1" in desk.says("run", exit_code=1)
