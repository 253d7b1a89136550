"""The SDK, made of our settings alone, on a loop of its own; and the tokens it shows."""

import asyncio
import os
import random
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import get_args

import jwt
import pytest
from microsoft_teams.api.auth.credentials import TokenCredentials
from microsoft_teams.apps.http import HttpRequest

from bench.teams_faults import teams_faults
from bench.teams_server import Stage, teams_standing_in
from bench.teams_stand_in import CLIENT, SECRET, TENANT, TeamsStandIn
from bot.chat.teams.clouds import CLOUDS
from bot.chat.teams.loop import Loop
from bot.chat.teams.sdk import Sdk
from bot.chat.teams.tokens import SecretTokens
from bot.errors import PlatformFault
from bot.settings import TeamsPart
from tests.chat.teams.stage import part, utc_now

ROOT = Path(__file__).parents[3]
STRANGERS = {
    "CLIENT_ID": "stranger",
    "CLIENT_SECRET": "stranger",
    "TENANT_ID": "stranger",
    "CLOUD": "China",
    "SERVICE_URL": "https://stranger.example",
    "DANGEROUSLY_ALLOW_UNAUTHENTICATED_REQUESTS": "true",
    "MANAGED_IDENTITY_CLIENT_ID": "stranger",
}


@pytest.fixture
def sdk(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sdk]:
    for name, value in STRANGERS.items():
        monkeypatch.setenv(name, value)
    made = Sdk(part(), now=utc_now)
    yield made
    made.close()


def ask(made: Sdk, body: dict[str, object], **headers: str) -> int:
    """The status that a request of the platform's gets."""

    async def asked() -> int:
        await made.ready()
        answer = await made.app.server.handle_request(HttpRequest(body=body, headers=headers))
        return answer["status"]

    return made.loop.run(asked(), seconds=10)


def test_no_variable_of_somebody_else_s_changes_us(sdk: Sdk) -> None:
    credentials = sdk.app.credentials
    assert isinstance(credentials, TokenCredentials)
    assert (credentials.client_id, credentials.tenant_id) == (CLIENT, TENANT)
    assert sdk.app.cloud == CLOUDS["public"].environment
    assert sdk.app.api.service_url == CLOUDS["public"].service_url
    assert ask(sdk, {"type": "message", "id": "1"}) == 401


def test_a_file_env_where_we_were_started_is_not_read(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("OF_SOMEBODY_ELSE=1\n", "utf-8")
    words = "import bot.chat.teams.sdk, os; print(os.environ.get('OF_SOMEBODY_ELSE'))"
    around = os.environ | {"PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", words],
        cwd=tmp_path,
        env=around,
        capture_output=True,
        text=True,
        check=True,
    )
    assert done.stdout.strip() == "None"


def test_a_signed_request_is_let_in_where_it_is_the_cloud_s(stage: Stage) -> None:
    made = Sdk(part(), now=utc_now, cloud=stage.cloud)
    body: dict[str, object] = {"type": "message", "id": "1", "serviceUrl": stage.service_url, "channelId": "msteams"}
    body |= {"from": {"id": "29:a"}, "recipient": {"id": "28:b"}, "conversation": {"id": "19:c"}}
    try:
        token = stage.signer.token(serviceurl=stage.service_url)
        assert ask(made, body, authorization=f"Bearer {token}") == 200
        assert ask(made, body, authorization=f"Bearer {stage.signer.token(aud='another')}") == 401
    finally:
        made.close()


def test_in_a_playground_everybody_is_let_in_with_no_secret() -> None:
    made = Sdk(part(secret="", unauthenticated=True), now=utc_now)
    try:
        token = made.loop.run(made.tokens.bot(), seconds=5)
        assert jwt.decode(token, options={"verify_signature": False})["appid"] == CLIENT
    finally:
        made.close()


def test_every_cloud_of_the_settings_has_its_environment() -> None:
    assert set(CLOUDS) == {"public", "us-gov", "us-gov-dod", "china"}
    assert len({cloud.environment.token_issuer for cloud in CLOUDS.values()}) == 3  # both governments' are one


@pytest.fixture
def stage() -> Iterator[Stage]:
    with teams_standing_in(TeamsStandIn(places={}), teams_faults(random.Random(1)), patience=5) as made:
        yield made


def tokens_of(stage: Stage, clock: list[datetime], secret: str = SECRET) -> SecretTokens:
    return SecretTokens(
        url=f"{stage.cloud.environment.login_endpoint}/{TENANT}/oauth2/v2.0/token",
        client_id=CLIENT,
        secret=secret,
        scope=stage.cloud.environment.bot_scope,
        timeout=5,
        now=lambda: clock[0],
    )


def test_a_token_is_kept_until_shortly_before_its_end(stage: Stage, loop: Loop) -> None:
    clock = [datetime(2026, 3, 2, 12, tzinfo=UTC)]
    tokens = tokens_of(stage, clock)
    first = loop.run(tokens.bot(), seconds=5)
    clock[0] += timedelta(minutes=54)
    assert loop.run(tokens.bot(), seconds=5) is first
    clock[0] += timedelta(minutes=2)
    assert loop.run(tokens.bot(), seconds=5) is not first


def test_who_asks_at_the_same_time_gets_the_same(stage: Stage, loop: Loop) -> None:
    tokens = tokens_of(stage, [datetime(2026, 3, 2, 12, tzinfo=UTC)])

    async def many() -> list[str]:
        return await asyncio.gather(*(tokens.bot() for _ in range(5)))

    assert len({id(token) for token in loop.run(many(), seconds=5)}) == 1


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("7000215", "secret is wrong"),
        ("7000222", "secret has expired"),
        ("700016", "no such registration"),
        ("53003", "AADSTS53003"),
    ],
)
def test_why_there_is_no_token_is_said_with_what_helps(code: str, said: str, loop: Loop) -> None:
    stand_in = TeamsStandIn(places={}, refused_tokens=code)
    with (
        teams_standing_in(stand_in, teams_faults(random.Random(1)), patience=5) as stage,
        pytest.raises(PlatformFault, match=said) as caught,
    ):
        loop.run(tokens_of(stage, [datetime(2026, 3, 2, tzinfo=UTC)], "wrong").bot(), seconds=5)
    assert caught.value.code == f"AADSTS{code}"
    assert caught.value.cure
    assert SECRET not in str(caught.value)


@pytest.fixture
def loop() -> Iterator[Loop]:
    made = Loop()
    yield made
    made.close()


def test_a_loop_runs_in_a_thread_of_its_own_and_ends_with_what_runs_on_it(loop: Loop) -> None:
    async def where() -> threading.Thread:
        return threading.current_thread()

    thread = loop.run(where(), seconds=5)
    assert thread.name == "teams"
    ended: list[bool] = []

    async def forever() -> None:
        try:
            await asyncio.sleep(3600)
        finally:
            ended.append(True)

    loop.submit(forever())
    loop.run(asyncio.sleep(0.01), seconds=5)
    loop.close()
    assert ended == [True]
    assert not thread.is_alive()


def test_what_takes_too_long_is_given_up(loop: Loop) -> None:
    with pytest.raises(TimeoutError):
        loop.run(asyncio.sleep(3600), seconds=0.05)


def test_the_settings_know_every_cloud_and_no_other() -> None:
    assert set(get_args(TeamsPart.model_fields["cloud"].annotation)) == set(CLOUDS)
