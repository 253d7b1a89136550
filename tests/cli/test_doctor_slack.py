"""`doctor --slack` proves tokens, scopes, clocks and channels, and posts a line where it is asked to."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime
from pathlib import Path
from typing import Any

import pytest
from cryptography.fernet import Fernet
from typer.testing import CliRunner

from bot.app import open_app
from bot.chat.answering.respond import respond
from bot.chat.slack.installations import Access, ManyAccesses
from bot.chat.slack.scopes import BOT_SCOPES
from bot.cli import cli
from bot.model.person import Person
from bot.settings import load_settings
from tests.chat.slack.web_api import WebApi, web_api

KNOWN = {"team_id": "T1", "team": "Lantern", "user": "presswatch", "bot_id": "B1"}
SCOPES = {"X-OAuth-Scopes": ",".join(sorted(BOT_SCOPES))}
ADA = Person(key="U1", name="Ada", is_admin=True)


@pytest.fixture
def api() -> Iterator[WebApi]:
    with web_api(
        auth__test={**KNOWN, "_headers": SCOPES},
        apps__connections__open={"url": "wss://x.example"},
        conversations__info={"channel": {"is_member": True}},
        chat__postMessage={"ts": "1790000000.000001"},
    ) as started:
        yield started


class Clinic:
    """Runs the doctor with settings on the fake Web API."""

    def __init__(self, folder: Path, api: WebApi, monkeypatch: pytest.MonkeyPatch) -> None:
        self.file = folder / "presswatch.toml"
        self.file.write_text(f'data = "{folder}"\n[slack]\napi_url = "{api.url}"\n', "utf-8")
        self._monkeypatch = monkeypatch
        self.set(BOT_TOKEN="xoxb-opensesame", APP_TOKEN="xapp-opensesame")

    def set(self, **values: str) -> None:
        for name, value in values.items():
            self._monkeypatch.setenv(f"PRESSWATCH_SLACK__{name}", value)

    def says(self, *more: str, exit_code: int = 0) -> str:
        done = CliRunner().invoke(
            cli, ["--settings", str(self.file), "doctor", "--slack", *more], env={"COLUMNS": "400"}
        )
        assert "sesame" not in done.output
        assert done.exit_code == exit_code, done.output
        return done.output

    def subscribe(self, key: str = "C1", name: str = "#security") -> None:
        with open_app(load_settings(self.file)) as app:
            app.set_up(feeds=())
            with app.store.writing() as session:
                workspace = session.channels.ensure_workspace(platform="slack", key="T1", name="Lantern")
                channel = session.channels.ensure(workspace=workspace, key=key, name=name)
            with app.store.reading() as session:
                channel = session.channels.get(channel.id)
            respond(app.store, "subscribe facial-recognition weekly", app.asking(channel, ADA))

    @contextmanager
    def many(self) -> Iterator[ManyAccesses]:
        self.set(BOT_TOKEN="", CLIENT_ID="1.2", CLIENT_SECRET="shh", ENCRYPTION_KEY=Fernet.generate_key().decode())
        with open_app(load_settings(self.file)) as app:
            accesses = app.platforms.slack.accesses
            assert isinstance(accesses, ManyAccesses)
            yield accesses


@pytest.fixture
def clinic(tmp_path: Path, api: WebApi, monkeypatch: pytest.MonkeyPatch) -> Clinic:
    return Clinic(tmp_path, api, monkeypatch)


def test_all_is_well(clinic: Clinic, api: WebApi) -> None:
    clinic.subscribe()
    said = clinic.says()
    assert "✓ Slack: the app-level token opens a socket" in said
    assert "✓ Slack: in Lantern as presswatch" in said
    assert f"✓ Slack: the token has all {len(BOT_SCOPES)} scopes" in said
    assert "✓ Slack: the clocks agree" in said
    assert "✓ Slack: in 1 of 1 channels that are subscribed" in said
    assert api.of("chat.postMessage") == []
    assert set(api.tokens) == {"xoxb-opensesame", "xapp-opensesame"}


def test_without_tokens_it_says_where_to_begin(tmp_path: Path, clinic: Clinic) -> None:
    clinic.set(BOT_TOKEN="", APP_TOKEN="")
    said = clinic.says(exit_code=1)
    wanting = "these are not set: PRESSWATCH_SLACK__BOT_TOKEN, PRESSWATCH_SLACK__APP_TOKEN"
    assert f"✗ Slack is not set up: {wanting}" in said
    assert f"{tmp_path / '.env'} (there is no such file yet); docs/howto/slack.md" in said
    clinic.set(APP_TOKEN="xapp-opensesame")
    (tmp_path / ".env").write_text("", "utf-8")
    said = clinic.says(exit_code=1)
    assert "✗ Slack is not set up: this is not set: PRESSWATCH_SLACK__BOT_TOKEN" in said
    assert f"{tmp_path / '.env'} (that file is there)" in said


@pytest.mark.parametrize(
    ("method", "answer", "words"),
    [
        ("auth.test", {"ok": False, "error": "token_revoked"}, "lets Presswatch not into the workspace: Slack says"),
        ("auth.test", {**KNOWN, "bot_id": None, "_headers": SCOPES}, "which is a person"),
        ("auth.test", {**KNOWN, "_headers": {"X-OAuth-Scopes": "commands"}}, "lacks the scopes app_mentions:read,"),
        ("apps.connections.open", {"ok": False, "error": "invalid_auth"}, "the app-level token opens no socket"),
    ],
)
def test_what_stops_the_work_is_grave(
    clinic: Clinic, api: WebApi, method: str, answer: dict[str, Any], words: str
) -> None:
    api.answers[method] = answer
    assert words in clinic.says(exit_code=1)


@pytest.mark.parametrize(
    ("method", "code", "cure"),
    [
        ("apps.connections.open", "invalid_auth", "Make one under Basic Information, App-Level Tokens"),
        ("apps.connections.open", "missing_scope", "The token lacks connections:write."),
        ("apps.connections.open", "internal_error", "try again in a few minutes"),
        ("auth.test", "invalid_auth", "Copy the Bot User OAuth Token (OAuth & Permissions) anew"),
        ("auth.test", "access_denied", "An admin of the workspace has to approve the app."),
        ("auth.test", "ratelimited", "try again in a few minutes"),
        ("auth.test", "a_word_of_tomorrow", "Copy the Bot User OAuth Token"),
    ],
)
def test_each_no_of_slack_s_has_its_own_cure(clinic: Clinic, api: WebApi, method: str, code: str, cure: str) -> None:
    api.answers[method] = {"ok": False, "error": code}
    said = clinic.says(exit_code=1)
    assert f"Slack says {code}" in said
    assert f"→ {cure}" in said or cure in said.partition("→")[2]


@pytest.mark.parametrize("transport", ["socket", "http"])
def test_nobody_answers_is_said_once_with_what_to_check(clinic: Clinic, transport: str) -> None:
    clinic.set(API_URL="http://127.0.0.1:9/api", TRANSPORT=transport, SIGNING_SECRET="shh-opensesame")
    said = clinic.says("--post", "#security", exit_code=1)
    assert said.count("Slack cannot be reached: Connection refused.") == 1
    assert "slack.api_url leads to http://127.0.0.1:9/api" in said
    assert "network, name service and proxy" in said
    assert "App-Level" not in said


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        ({"error": "channel_not_found"}, "Check its name."),
        ({"error": "not_in_channel"}, "→ Say `/invite @Presswatch` there."),
        ({"error": "is_archived"}, "→ Unarchive it"),
        ({"error": "missing_scope", "needed": "chat:write"}, "it needs chat:write"),
        ({"error": "missing_scope", "needed": "chat:write"}, "config/slack-manifest.yaml"),
        ({"error": "ratelimited"}, "try again in a few minutes"),
    ],
)
def test_what_keeps_a_test_message_back_has_its_own_cure(
    clinic: Clinic, api: WebApi, answer: dict[str, str], words: str
) -> None:
    api.answers["chat.postMessage"] = {"ok": False, **answer}
    assert words in clinic.says("--post", "#nowhere", exit_code=1)


def test_a_scope_that_nothing_uses_is_told(clinic: Clinic, api: WebApi) -> None:
    api.answers["auth.test"] = {**KNOWN, "_headers": {"X-OAuth-Scopes": ",".join([*BOT_SCOPES, "files:write"])}}
    assert "! Slack: nothing uses the scopes files:write" in clinic.says()


@pytest.mark.parametrize(("minutes", "mark", "code"), [(2, "!", 0), (-9, "✗", 1)])
def test_clocks_that_disagree_are_told(clinic: Clinic, api: WebApi, minutes: int, mark: str, code: int) -> None:
    api.answers["_date"] = {"is": format_datetime(datetime.now(UTC) + timedelta(minutes=minutes), usegmt=True)}
    assert f"{mark} Slack: this machine's clock is" in clinic.says(exit_code=code)


@pytest.mark.parametrize(
    ("channel", "words"),
    [
        ({"is_member": False}, "Presswatch is not in #security"),
        ({"is_member": True, "is_archived": True}, "#security is archived"),
    ],
)
def test_channels_where_nothing_can_be_posted_are_told(
    clinic: Clinic, api: WebApi, channel: dict[str, bool], words: str
) -> None:
    clinic.subscribe()
    api.answers["conversations.info"] = {"channel": channel}
    said = clinic.says()
    assert f"! Slack: {words}" in said
    assert "in 0 of 1 channels" in said
    api.answers["conversations.info"] = {"ok": False, "error": "channel_not_found"}
    assert "#security cannot be seen" in clinic.says()


def test_a_test_message_is_posted_once_where_it_was_asked_for(clinic: Clinic, api: WebApi) -> None:
    clinic.subscribe()
    assert "a test message stands in #security" in clinic.says("--post", "#security")
    (posted,) = api.of("chat.postMessage")
    assert posted["channel"] == "C1"
    clinic.says("--post", "C9")
    assert api.of("chat.postMessage")[1]["channel"] == "C9"
    api.answers["chat.postMessage"] = {"ok": False, "error": "not_in_channel"}
    assert "nothing was posted in C9: Slack says not_in_channel" in clinic.says("--post", "C9", exit_code=1)


def test_who_may_change_things_is_told(clinic: Clinic, api: WebApi) -> None:
    assert (
        "✓ Slack: what a channel gets is changed by its creator and by admins of the workspace; slack.editors names"
        in (clinic.says())
    )
    clinic.set(EDITORS='["U1", "U2"]')
    api.answers["users.info"] = {"user": {"id": "U1", "team_id": "T1", "real_name": "Ada"}}
    assert "✓ Slack: what a channel gets" in (said := clinic.says())
    assert "editors, who change everything: Ada, Ada" in said
    api.answers["users.info"] = {"user": {"id": "U1", "team_id": "T1", "real_name": "Gus", "is_restricted": True}}
    assert "! Slack: slack.editors names U2, who is Gus, a guest" in (said := clinic.says())
    assert "who change everything: nobody" in said
    api.answers["users.info"] = {"ok": False, "error": "user_not_found"}
    assert "! Slack: slack.editors names U1, of whom nothing is known: Slack says user_not_found." in clinic.says()


def test_signed_requests_need_their_secret(clinic: Clinic, api: WebApi) -> None:
    clinic.set(TRANSPORT="http")
    assert "the signing secret is not set" in clinic.says(exit_code=1)
    clinic.set(SIGNING_SECRET="shh-opensesame")
    assert "✓ Slack comes by requests to /slack/events; the signing secret is set" in clinic.says()
    assert api.of("apps.connections.open") == []


def test_each_workspace_that_let_us_in_is_asked(clinic: Clinic, api: WebApi) -> None:
    with clinic.many() as accesses:
        assert "no workspace has let Presswatch in yet" in clinic.says()
        for team in ("T1", "T2"):
            accesses.keep(
                Access(
                    workspace=team,
                    name=team,
                    token=f"xoxb-{team}-opensesame",
                    bot_id="B1",
                    bot_user="U-bot",
                    app="A1",
                    installer="U1",
                    scopes=(),
                )
            )
        assert clinic.says().count("Slack: in Lantern as presswatch") == 2
        assert "no one workspace is known to have #elsewhere" in clinic.says("--post", "#elsewhere", exit_code=1)
    assert {"xoxb-T1-opensesame", "xoxb-T2-opensesame"} <= set(api.tokens)


def test_a_file_of_secrets_that_others_can_read_is_told(tmp_path: Path, clinic: Clinic) -> None:
    secrets = tmp_path / ".env"
    secrets.write_text("PRESSWATCH_SLACK__CLIENT_ID=\n", "utf-8")
    secrets.chmod(0o644)
    assert "! others on this machine can read" in clinic.says()
    secrets.chmod(0o600)
    assert "others on this machine" not in clinic.says()
