"""No secret stays in a text."""

import re
from pathlib import Path
from string import ascii_letters, digits

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from bot.cli import cli, redact
from bot.cli.frame import settings_of
from bot.cli.redact import HIDDEN, keep_secret, redacted

SECRETS = st.text(ascii_letters + digits + "-_.~%!*$", min_size=12, max_size=40).map(lambda text: f"s3cr3t{text}")
NAMES = st.sampled_from(
    [
        "token",
        "key",
        "secret",
        "sig",
        "auth",
        "password",
        "api_key",
        "apikey",
        "apiKey",
        "access_token",
        "X-Amz-Signature",
    ]
)
HOSTS = st.sampled_from(["feeds.example", "localhost:8000", "[2001:db8::1]", "10.0.0.1"])
TEXTS = st.text(max_size=40)


@given(SECRETS, st.text(ascii_letters, max_size=9), HOSTS, TEXTS)
def test_no_name_and_no_password_of_an_address_stays(secret: str, user: str, host: str, around: str) -> None:
    shown = redacted(f"{around} GET https://{user}:{secret}@{host}/feed.xml failed {around}")
    assert secret not in shown
    assert f"{HIDDEN}@{host}/feed.xml" in shown


@given(SECRETS, NAMES, HOSTS, st.sampled_from(["?", "?page=2&", "/a/b?x=1&y=2&"]))
def test_no_value_of_a_query_that_is_secret_stays(secret: str, name: str, host: str, before: str) -> None:
    shown = redacted(f"https://{host}/feed{before}{name}={secret}&page=3 answered 403")
    assert secret not in shown
    assert shown.endswith(f"{name}={HIDDEN}&page=3 answered 403")


@given(SECRETS, st.sampled_from(["Authorization", "proxy-authorization", "Cookie", "Set-Cookie", "X-Api-Key"]))
@pytest.mark.parametrize("form", ["{}: {}", "{}: Bearer {}", '"{}": "{}"', "'{}': 'Basic {}'", "b'{}', b'Bearer {}'"])
def test_no_header_that_lets_somebody_in_stays(form: str, secret: str, name: str) -> None:
    assert secret not in redacted(f"sent {form.format(name, secret)}\nanswered 200")


@given(SECRETS, NAMES)
@pytest.mark.parametrize("form", ["{}={}", '{{"{}": "{}"}}', "{{'{}': '{}', 'n': 1}}", '{} = "{}"', "Client({}='{}')"])
def test_no_value_that_is_named_so_stays(form: str, secret: str, name: str) -> None:
    assert secret not in redacted(form.format(name, secret))


@pytest.mark.parametrize(
    "secret",
    [
        "xoxb-1234567890-abcdefABCDEF",
        "xapp-1-A0123-456-abcdef",
        "ghp_abcdefghijklmnopqrstuvwxyz0123456789",
        "AKIAABCDEFGHIJKLMNOP",
        "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl",
    ],
)
def test_tokens_are_known_by_their_shape(secret: str) -> None:
    assert secret not in redacted(f"it said {secret} twice")


def test_addresses_that_are_secrets_themselves_are_hidden() -> None:
    hook = "https://hooks.slack.com/services/T000/B000/abcdef"
    page = "/digests/abcdefghijklmnopqrstuv"
    assert "abcdef" not in redacted(f"posted to {hook}; {page} could not be shown")


@pytest.mark.parametrize(
    "host",
    [
        "prod-12.westeurope.logic.azure.com:443",
        "Prod-1.EastUS.Logic.Azure.com",
        "default1234.56.environment.api.powerplatform.com:443",
    ],
)
def test_a_workflow_s_address_is_hidden_but_for_its_host(host: str) -> None:
    path = "workflows/0a1b2c/triggers/manual/paths/invoke?api-version=1&sp=%2Ftriggers&sv=1.0&sig=pEn-sesame_x"
    shown = redacted(f"posted to <https://{host}/{path}>, twice")
    assert shown == f"posted to <https://{host}/{HIDDEN}>, twice"
    assert redacted(f"sent {path}").endswith(f"sig={HIDDEN}")


def test_a_secret_of_the_settings_is_hidden_wherever_it_stands(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redact, "_known", set())
    said = "the library said: 8f742231b10e8888abcd99yyyzzz85a5 and former0key, on"
    assert redacted(said) == said
    keep_secret(["8f742231b10e8888abcd99yyyzzz85a5", "present0key former0key", "on", ""])
    assert redacted(said) == f"the library said: {HIDDEN} and {HIDDEN}, on"


def test_the_settings_of_a_run_are_known_to_its_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(redact, "_known", set())
    monkeypatch.setenv("PRESSWATCH_SLACK__SIGNING_SECRET", "8f742231b10e8888")
    (tmp_path / "presswatch.toml").write_text("", "utf-8")
    context = typer.Context(typer.main.get_command(cli), obj=tmp_path / "presswatch.toml")
    settings_of(context)
    assert redacted("signed with 8f742231b10e8888") == f"signed with {HIDDEN}"


@pytest.mark.parametrize(
    "harmless",
    [
        "Polled 114 feeds: 1 failing (connect 1); 20 received = 2 new + 18 duplicate + 0 rejected.",
        "posted alert:1:42",
        "topic facial-recognition is new: 12 stories of the last 7 days are about it",
        "pages at http://127.0.0.1:8765",
        "https://site.example/story?page=2&keyword=faces&author=okafor",
        "a basic understanding of tokenization; the key word is: consent",
    ],
)
def test_what_is_no_secret_stays(harmless: str) -> None:
    assert redacted(harmless) == harmless


@given(TEXTS)
def test_any_text_is_survived(text: str) -> None:
    assert isinstance(redacted(text), str)
    assert re.sub(r"\s", "", text) == "" or redacted(text)
