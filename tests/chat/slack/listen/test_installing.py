"""The pages of an installation, as the web process serves them: there, to Slack, back, and a first answer."""

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.fernet import Fernet

from bot.app import App, open_app, web_app
from bot.chat.slack.installations import ManyAccesses
from bot.settings import ROOT, load_settings
from tests.chat.slack.web_api import WebApi, web_api
from tests.web.asgi import Answer, ask

GIVEN = {
    "access_token": "xoxb-1-opensesame",
    "bot_user_id": "U-bot",
    "scope": "chat:write",
    "team": {"id": "T1", "name": "Lantern"},
    "authed_user": {"id": "U1"},
}


@pytest.fixture
def api() -> Iterator[WebApi]:
    with web_api(oauth__v2__access=GIVEN, auth__test={"bot_id": "B1"}) as started:
        yield started


@pytest.fixture
def house(tmp_path: Path, api: WebApi) -> Iterator[App]:
    settings = load_settings(
        data=tmp_path,
        config=ROOT / "config",
        web={"public_url": "https://press.example"},
        slack={
            "client_id": "1.2",
            "client_secret": "shh-opensesame",
            "signing_secret": "shh-signed",
            "encryption_key": Fernet.generate_key().decode(),
            "transport": "http",
            "api_url": api.url,
        },
    )
    with open_app(settings) as opened:
        yield opened


def visit(house: App, address: str, cookie: str = "") -> Answer:
    with house.listening() as routes:
        return ask(web_app(house, routes), address, headers={"cookie": cookie} if cookie else None)


def test_a_workspace_lets_us_in_by_a_browser(house: App) -> None:
    begun = visit(house, "/slack/install")
    assert begun.status == 302
    query = parse_qs(urlsplit(begun.headers["location"]).query)
    assert query["redirect_uri"] == ["https://press.example/slack/oauth_redirect"]
    assert "secure" in begun.headers["set-cookie"].casefold()
    state, cookie = query["state"][0], begun.headers["set-cookie"].partition(";")[0]
    done = visit(house, f"/slack/oauth_redirect?state={state}&code=c0de", cookie)
    assert (done.status, "Lantern" in done.text) == (200, True)
    accesses = house.platforms.slack.accesses
    assert isinstance(accesses, ManyAccesses)
    assert accesses.token_of("T1") == "xoxb-1-opensesame"
    assert visit(house, f"/slack/oauth_redirect?state={state}&code=c0de", cookie).status == 401


def test_without_our_state_nothing_is_installed(house: App, api: WebApi) -> None:
    assert visit(house, "/slack/oauth_redirect?code=c0de").status == 400
    assert api.of("oauth.v2.access") == []


def test_one_workspace_has_no_pages_whatever_else_the_environment_says(
    tmp_path: Path, api: WebApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SLACK_CLIENT_ID", "of another app")
    monkeypatch.setenv("SLACK_CLIENT_SECRET", "of another app")
    part = {"bot_token": "xoxb-1", "signing_secret": "shh-signed", "transport": "http", "api_url": api.url}
    with open_app(load_settings(data=tmp_path, config=ROOT / "config", slack=part)) as house:
        assert visit(house, "/slack/install").status == 404
        assert visit(house, "/slack/oauth_redirect?code=c0de").status == 404
