"""A workspace lets us in by a browser: to Slack, back with a code, and once only."""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from cryptography.fernet import Fernet
from slack_bolt.context import BoltContext
from slack_bolt.request import BoltRequest
from slack_bolt.response import BoltResponse
from slack_sdk import WebClient

from bot.chat.slack.installations import ManyAccesses
from bot.chat.slack.oauth import REDIRECT, InstallFlow, ManyWorkspaces, Tickets, install_flow
from bot.chat.slack.scopes import BOT_SCOPES
from bot.chat.slack.vault import Vault
from bot.store.sqlite import open_store
from bot.store.sqlite.migrations import migrate
from tests.chat.slack.web_api import WebApi, web_api

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)
GIVEN = {
    "app_id": "A1",
    "access_token": "xoxb-1-opensesame",
    "bot_user_id": "U-bot",
    "scope": "chat:write,commands",
    "team": {"id": "T1", "name": "Lantern <b>"},
    "authed_user": {"id": "U-ada"},
}


@dataclass
class Visit:
    """A browser that installs."""

    flow: InstallFlow
    accesses: ManyAccesses
    api: WebApi
    now: list[datetime]

    def begin(self) -> tuple[str, str, dict[str, list[str]]]:
        """The state and the cookie that it gets, and where it is sent."""
        answer = self.flow.handle_installation(BoltRequest(body="", query={}, headers={}))
        assert answer.status == 302
        (where,), (cookie,) = answer.headers["location"], answer.headers["set-cookie"]
        query = parse_qs(urlsplit(where).query)
        return query["state"][0], cookie.partition(";")[0], query

    def come_back(self, state: str, cookie: str, **query: str) -> BoltResponse:
        request = BoltRequest(body="", query={"state": state, "code": "c0de", **query}, headers={"cookie": cookie})
        return self.flow.handle_callback(request)


@pytest.fixture
def visit(tmp_path: Path) -> Iterator[Visit]:
    migrate(tmp_path / "presswatch.db", now=NOW)
    store, vault = open_store(tmp_path / "presswatch.db"), Vault(Fernet.generate_key().decode())
    with web_api(oauth__v2__access=GIVEN, auth__test={"bot_id": "B1"}) as api:
        now = [NOW]
        clock = lambda: now[0]  # noqa: E731
        accesses = ManyAccesses(store, vault, clock)
        flow = install_flow(
            client_id="1.2",
            client_secret="shh-opensesame",
            public_url="https://press.example",
            client=WebClient(base_url=api.url, retry_handlers=[]),
            accesses=accesses,
            tickets=Tickets(store, vault, clock),
        )
        yield Visit(flow=flow, accesses=accesses, api=api, now=now)
    store.close()


def test_it_goes_to_slack_with_all_scopes_and_comes_back_installed(visit: Visit) -> None:
    state, cookie, asked = visit.begin()
    assert asked["scope"] == [",".join(sorted(BOT_SCOPES))]
    assert asked["user_scope"] == [] if "user_scope" in asked else True
    assert asked["redirect_uri"] == [f"https://press.example{REDIRECT}"]
    answer = visit.come_back(state, cookie)
    assert answer.status == 200
    assert "Lantern &lt;b&gt;" in str(answer.body)
    access = visit.accesses.of("T1")
    assert access
    assert (access.token, access.bot_id, access.scopes) == ("xoxb-1-opensesame", "B1", ("chat:write", "commands"))
    (sent,) = visit.api.of("oauth.v2.access")
    assert sent["code"] == "c0de"


def test_a_state_is_good_once(visit: Visit) -> None:
    state, cookie, _ = visit.begin()
    assert visit.come_back(state, cookie).status == 200
    again = visit.come_back(state, cookie)
    assert again.status == 401
    assert "finished already" in str(again.body)
    assert len(visit.api.of("oauth.v2.access")) == 1


def test_a_state_is_good_for_ten_minutes(visit: Visit) -> None:
    state, cookie, _ = visit.begin()
    visit.now[0] += timedelta(minutes=10, seconds=1)
    assert visit.come_back(state, cookie).status == 401
    assert visit.accesses.all() == []


def test_another_browser_or_a_state_made_up_installs_nothing(visit: Visit) -> None:
    state, cookie, _ = visit.begin()
    assert visit.come_back(state, "slack-app-oauth-state=another").status == 400
    assert visit.come_back("made-up", "slack-app-oauth-state=made-up").status == 401
    assert visit.accesses.all() == []
    assert cookie


def test_what_slack_refuses_installs_nothing_and_tells_no_secret(
    visit: Visit, caplog: pytest.LogCaptureFixture
) -> None:
    visit.api.answers["oauth.v2.access"] = {"ok": False, "error": "invalid_code"}
    with caplog.at_level(logging.DEBUG):
        answer = visit.come_back(*visit.begin()[:2])
    assert answer.status == 401
    assert "did not confirm" in str(answer.body)
    assert visit.accesses.all() == []
    ours = " ".join(record.getMessage() for record in caplog.records if record.name.startswith("bot"))
    assert "invalid_code" in ours
    assert "c0de" not in ours
    assert "opensesame" not in ours


def test_slack_that_cannot_be_reached_is_told(visit: Visit) -> None:
    visit.flow._client = WebClient(base_url="http://127.0.0.1:9/api/", retry_handlers=[])
    assert visit.come_back(*visit.begin()[:2]).status == 401


def test_whoever_turns_it_down_is_told_so(visit: Visit) -> None:
    state, cookie, _ = visit.begin()
    answer = visit.come_back(state, cookie, error="access_denied")
    assert "turned down" in str(answer.body)


def test_an_installation_of_a_whole_organisation_is_refused(visit: Visit) -> None:
    visit.api.answers["oauth.v2.access"] = {**GIVEN, "team": None}
    answer = visit.come_back(*visit.begin()[:2])
    assert answer.status == 500
    assert "could not be kept" in str(answer.body)


def test_who_calls_is_known_without_asking_slack(visit: Visit) -> None:
    visit.come_back(*visit.begin()[:2])
    asked = len(visit.api.asked)
    callers = ManyWorkspaces(visit.accesses)
    known = callers(context=BoltContext(), enterprise_id=None, team_id="T1", user_id="U9")
    assert known
    assert (known.bot_token, known.bot_user_id, known.user_id) == ("xoxb-1-opensesame", "U-bot", "U9")
    assert callers(context=BoltContext(), enterprise_id=None, team_id="T2", user_id="U9") is None
    assert callers(context=BoltContext(), enterprise_id=None, team_id=None, user_id="U9") is None
    assert len(visit.api.asked) == asked


def test_a_key_that_no_longer_opens_lets_nobody_in_and_says_why(visit: Visit, caplog: pytest.LogCaptureFixture) -> None:
    visit.come_back(*visit.begin()[:2])
    visit.accesses._vault = Vault(Fernet.generate_key().decode())
    assert ManyWorkspaces(visit.accesses)(context=BoltContext(), enterprise_id=None, team_id="T1", user_id="U9") is None
    assert "another key" in caplog.text
