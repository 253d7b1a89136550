"""Who is let in: requests that Teams signed for us, and nobody else; and what waits for its keys holds up nothing."""

import asyncio
import json
import threading
import time
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import httpx
import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa
from microsoft_teams.apps.auth.token_validator import AGENT_365_PLATFORM_APP_ID
from starlette.applications import Starlette

from bench.loopback import Handler, Loopback
from bench.teams_server import Stage
from bench.teams_stand_in import CLIENT, TENANT
from bot.app import App, open_app, web_app
from bot.chat.teams.app import TeamsApp
from bot.chat.teams.entry import Teams
from bot.errors import SettingsError
from tests.chat.teams.listen.house import teams_settings
from tests.chat.teams.listen.someone import Pools, Someone
from tests.chat.teams.stage import utc_now

NOW = int(time.time())
PORT, JSON = 8765, {"Content-Type": "application/json"}
PAST = {"iat": NOW - 7200, "exp": NOW - 3600}


def client_of(app: Starlette) -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://teams.example", timeout=60)


def status(listener: TeamsApp, body: bytes, **headers: str) -> int:
    """What a request is answered."""

    async def asked() -> int:
        async with client_of(Starlette(routes=listener.routes())) as client:
            return (await client.post("/api/messages", content=body, headers=headers)).status_code

    return asyncio.run(asked())


def signed(stage: Stage, **claims: Any) -> str:
    return f"Bearer {stage.signer.token(**{'serviceurl': stage.service_url, **claims})}"


def forged(stage: Stage) -> str:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return f"Bearer {stage.signer.token(key, serviceurl=stage.service_url)}"


def unsigned(stage: Stage, key: Any, algorithm: str) -> str:
    claims = {"iss": stage.signer.issuer, "aud": CLIENT, "exp": NOW + 300, "serviceurl": stage.service_url}
    return f"Bearer {jwt.encode(claims, key, algorithm=algorithm, headers={'kid': 'stand-in'})}"


def _agent(stage: Stage) -> dict[str, str]:
    """What a token of Entra's says with which Microsoft's platform for agents calls; the SDK would believe it."""
    issuer = f"{stage.cloud.environment.login_endpoint}/{TENANT}/v2.0"
    return {"iss": issuer, "tid": TENANT, "azp": AGENT_365_PLATFORM_APP_ID}


def test_what_teams_signed_for_us_is_heard(ada: Someone, listener: TeamsApp, stage: Stage, pools: Pools) -> None:
    said = json.dumps(ada.written("status")).encode()
    assert status(listener, said, Authorization=signed(stage)) == 200
    pools.settle()
    assert len(ada.told()) == 1


@pytest.mark.parametrize(
    "authorization",
    [
        pytest.param(lambda _stage: "", id="no token"),
        pytest.param(lambda _stage: "Bearer ", id="an empty one"),
        pytest.param(lambda _stage: "Bearer a.b.c", id="none at all"),
        pytest.param(lambda stage: signed(stage).removeprefix("Bearer "), id="without a scheme"),
        pytest.param(forged, id="of another key"),
        pytest.param(lambda stage: signed(stage, aud="another"), id="for another"),
        pytest.param(lambda stage: signed(stage, aud=None), id="for nobody"),
        pytest.param(lambda stage: signed(stage, iss="https://evil.example"), id="by another"),
        pytest.param(
            lambda stage: signed(stage, iss=f"{stage.cloud.environment.login_endpoint}/{TENANT}"), id="by Entra"
        ),
        pytest.param(lambda stage: signed(stage, **_agent(stage)), id="by Entra for an agent"),
        pytest.param(lambda stage: signed(stage, **PAST), id="over"),
        pytest.param(lambda stage: signed(stage, serviceurl="https://evil.example/"), id="for another service"),
        pytest.param(lambda stage: signed(stage, serviceurl=""), id="for no service"),
        pytest.param(lambda stage: unsigned(stage, None, "none"), id="unsigned"),
        pytest.param(lambda stage: unsigned(stage, "k" * 32, "HS256"), id="signed by a word"),
    ],
)
def test_nobody_else_is_heard(ada: Someone, listener: TeamsApp, stage: Stage, pools: Pools, authorization: Any) -> None:
    said = json.dumps(ada.written("status")).encode()
    assert status(listener, said, Authorization=authorization(stage)) == 401
    pools.settle()
    assert ada.told() == []


def test_tokens_of_others_are_not_even_checked(
    listener: TeamsApp, stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The SDK would ask whoever the token names for keys."""

    def handed_over(_request: object) -> None:
        raise AssertionError("it was handed over")

    monkeypatch.setattr(listener, "_handed_over", handed_over)
    entra = signed(stage, iss=f"{stage.cloud.environment.login_endpoint}/{TENANT}", tid="../somewhere")
    assert status(listener, b'{"serviceUrl": "https://x.example"}', Authorization=entra) == 401


@pytest.mark.parametrize(
    ("body", "answered"),
    [
        (b"", 400),
        (b"no JSON", 400),
        (b"[1]", 400),
        (b"[" * 100_000, 400),
        (b'{"type": "message", "channelId": "msteams"}', 400),  # without an address whose token it is is not asked
        (b'{"serviceUrl": "https://x.example", "channelId": "webchat"}', 400),  # there people say who they are
        (b'{"serviceUrl": "https://x.example"}', 400),
        (b'{"serviceUrl": "https://x.example", "text": "%s"}' % (b"x" * 1_100_000), 413),
    ],
    ids=["nothing", "no JSON", "a list", "a deep one", "from nowhere", "of a web chat", "of no channel", "too large"],
)
def test_what_is_no_activity_is_not_looked_at(listener: TeamsApp, stage: Stage, body: bytes, answered: int) -> None:
    assert status(listener, body, Authorization=signed(stage)) == answered


@pytest.fixture
def waiting() -> Iterator[tuple[str, threading.Event, threading.Event]]:
    """Somewhere where keys should be, and where nothing is said for a while: asked, and set free."""
    asked, free = threading.Event(), threading.Event()

    class Silent(Handler):
        def do_GET(self) -> None:  # noqa: N802  # http.server names it
            asked.set()
            free.wait(30)
            self.send(503, b"", {})

    with Loopback(Silent).served() as url:
        yield url, asked, free
        free.set()


def test_keys_that_do_not_come_hold_up_no_page(
    house: App, ada: Someone, stage: Stage, waiting: tuple[str, threading.Event, threading.Event]
) -> None:
    url, asked, free = waiting
    environment = replace(stage.cloud.environment, openid_metadata_url=f"{url}/v1/.well-known/openidconfiguration")
    whole = Teams(
        house.settings.teams,
        store=house.store,
        clock=utc_now,
        base_url="",
        cloud=replace(stage.cloud, environment=environment),
    )
    said, headers = json.dumps(ada.written("status")), {"Authorization": signed(stage)}

    async def both(app: Starlette) -> tuple[bool, int, tuple[int, str]]:
        async with client_of(app) as client:
            late = asyncio.create_task(client.post("/api/messages", content=said, headers=headers))
            assert await asyncio.to_thread(asked.wait, 10)
            health = await client.get("/healthz")
            waited = not late.done()
            free.set()
            answer = await late
            return waited, health.status_code, (answer.status_code, answer.headers.get("Retry-After", ""))

    with closing(whole), whole.listening(house.asking) as routes:
        waited, health, refused = asyncio.run(both(web_app(house, routes)))
    assert waited
    assert health in (200, 503)  # no worker has polled here
    assert refused == (503, "30")  # it comes again


def test_what_nobody_signed_holds_up_nothing_while_keys_do_not_come(
    house: App, stage: Stage, waiting: tuple[str, threading.Event, threading.Event]
) -> None:
    url, asked, free = waiting
    environment = replace(stage.cloud.environment, openid_metadata_url=f"{url}/v1/.well-known/openidconfiguration")
    cloud = replace(stage.cloud, environment=environment)
    whole = Teams(house.settings.teams, store=house.store, clock=utc_now, base_url="", cloud=cloud)
    claims = {"iss": stage.signer.issuer, "aud": CLIENT}
    token = jwt.encode(claims, "k" * 32, algorithm="HS256", headers={"kid": "nobody's"})

    async def many(app: Starlette) -> list[int]:
        async with client_of(app) as client:
            headers = {"Authorization": f"Bearer {token}"}
            late = [asyncio.create_task(client.post("/api/messages", json={}, headers=headers)) for _ in range(9)]
            assert await asyncio.to_thread(asked.wait, 10)
            await asyncio.wrap_future(whole.sdk.loop.submit(asyncio.sleep(0)))  # answers go out meanwhile
            assert not any(one.done() for one in late)
            free.set()
            return [(await one).status_code for one in late]

    with closing(whole), whole.listening(house.asking) as routes:
        assert set(asyncio.run(many(web_app(house, routes)))) == {503}


def test_keys_are_asked_for_once_and_never_on_the_loop_of_the_sdk(house: App, ada: Someone, stage: Stage) -> None:
    asked: list[str] = []

    class Told(Handler):
        def do_GET(self) -> None:  # noqa: N802  # http.server names it
            asked.append(threading.current_thread().name)
            is_first = len(asked) == 1
            self.send(200 if is_first else 503, json.dumps(stage.signer.keys).encode() if is_first else b"", {})

    said, headers = json.dumps(ada.activity("typing")), {"Authorization": signed(stage)}

    async def three(app: Starlette) -> list[int]:
        async with client_of(app) as client:
            return [(await client.post("/api/messages", content=said, headers=headers)).status_code for _ in range(3)]

    with Loopback(Told).served() as url:
        environment = replace(stage.cloud.environment, openid_metadata_url=f"{url}/v1/.well-known/openidconfiguration")
        cloud = replace(stage.cloud, environment=environment)
        whole = Teams(house.settings.teams, store=house.store, clock=utc_now, base_url="", cloud=cloud)
        with closing(whole), whole.listening(house.asking) as routes:
            assert asyncio.run(three(web_app(house, routes))) == [200] * 3
    assert len(asked) == 1


def test_where_answers_may_not_go_nothing_is_heard(
    ada: Someone, listener: TeamsApp, stage: Stage, pools: Pools
) -> None:
    elsewhere = "https://evil.example/teams"
    said = json.dumps(ada.written("status") | {"serviceUrl": elsewhere}).encode()
    assert status(listener, said, Authorization=signed(stage, serviceurl=elsewhere)) == 400
    pools.settle()
    assert ada.told() == []


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1"])
def test_everybody_is_believed_on_this_machine_alone(tmp_path: Path, ada: Someone, pools: Pools, host: str) -> None:
    settings = teams_settings(tmp_path / "own", unauthenticated=True, client_secret="")
    settings = settings.model_copy(update={"web": settings.web.model_copy(update={"host": host})})
    with open_app(settings) as app, app.listening() as routes:
        said = json.dumps(ada.written("status"))

        async def asked() -> int:
            async with client_of(web_app(app, routes)) as client:
                return (
                    await client.post(f"http://localhost:{PORT}/api/messages", content=said, headers=JSON)
                ).status_code

        assert asyncio.run(asked()) == 200
        pools.settle()
    assert len(ada.told()) == 1


@pytest.mark.parametrize(
    "headers",
    [
        {"Host": "press.example"},
        {"Host": "localhost.evil.example"},
        {"Content-Type": "text/plain"},
        {"Content-Type": ""},
        {"X-Forwarded-For": "192.0.2.7"},
        {"Forwarded": "for=192.0.2.7"},
    ],
    ids=str,
)
def test_what_others_ask_through_this_machine_is_not_believed(
    tmp_path: Path, ada: Someone, pools: Pools, headers: dict[str, str]
) -> None:
    """Such as a page that is open in a browser here, or whoever comes through a proxy or a tunnel."""
    settings = teams_settings(tmp_path / "own", unauthenticated=True, client_secret="")
    with open_app(settings) as app, app.listening() as routes:
        said = json.dumps(ada.written("status")).encode()

        async def asked() -> int:
            async with client_of(web_app(app, routes)) as client:
                sent = {"Host": f"localhost:{PORT}"} | JSON | headers
                return (await client.post("/api/messages", content=said, headers=sent)).status_code

        assert asyncio.run(asked()) == 401
        pools.settle()
    assert ada.told() == []


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.9", "::", "presswatch.example"])
def test_elsewhere_nobody_listens_who_believes_everybody(tmp_path: Path, host: str) -> None:
    settings = teams_settings(tmp_path, unauthenticated=True, client_secret="")
    settings = settings.model_copy(update={"web": settings.web.model_copy(update={"host": host})})
    with open_app(settings) as app, pytest.raises(SettingsError, match="unauthenticated") as refused, app.listening():
        pass
    assert "127.0.0.1" in refused.value.cure
