"""The doctor on Teams: each finding, each with its cure, at a stand-in; and no secret in any."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from pydantic import SecretStr

from bench.faults import Fault, Faults
from bench.loopback import Handler, Loopback
from bench.teams_faults import teams_faults
from bench.teams_server import Stage, teams_standing_in
from bench.teams_stand_in import SECRET, TENANT, Place, TeamsStandIn
from bot.chat.teams import address
from bot.chat.teams.entry import Teams
from bot.errors import NotFound
from bot.flow.channels import channels_of
from bot.flow.set_up import set_up
from bot.model.finding import Finding
from bot.model.subscription import Cadence, Schedule
from bot.model.topic import TopicSpec
from bot.settings import TeamsPart
from bot.store.sqlite import SqliteStore, open_store
from bot.store.sqlite.migrations import migrate
from tests.chat.teams.stage import HERE, part, utc_now

PERSON = "c0000000-0000-4000-8000-00000000000c"
FACES = TopicSpec(name="faces", title="Faces", description="", query="faces")
SIGNED = "https://prod-1.westeurope.logic.azure.com/workflows/a/invoke?sig=" + "s" * 43


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    migrate(tmp_path / "presswatch.db", now=utc_now())
    opened = open_store(tmp_path / "presswatch.db")
    yield opened
    opened.close()


@pytest.fixture
def teams() -> TeamsStandIn:
    return TeamsStandIn(places={HERE: Place()}, pace=0)


@pytest.fixture
def faults() -> Faults:
    return teams_faults(random.Random(1))


@pytest.fixture
def stage(teams: TeamsStandIn, faults: Faults) -> Iterator[Stage]:
    with teams_standing_in(teams, faults, patience=5) as made:
        yield made


@dataclass
class Clinic:
    """Runs the doctor with settings on the stand-in."""

    store: SqliteStore
    stage: Stage
    settings: TeamsPart
    apart: timedelta = timedelta(0)  # how far our clock is off

    def found(self, post: str = "") -> list[Finding]:
        """What it says."""
        made = Teams(
            self.settings,
            store=self.store,
            clock=lambda: datetime.now(UTC) + self.apart,
            base_url="",
            cloud=self.stage.cloud,
        )
        try:
            found = list(made.examine(post=post))
        finally:
            made.close()
        assert SECRET not in str(found)
        return found

    def one(self, words: str, post: str = "") -> Finding:
        """The finding with these words; there is one."""
        (found,) = [one for one in self.found(post) if words in one.fact]
        return found

    def know(self, key: str = HERE, *, url: str | None = None, parked: str = "") -> None:
        """Remember a channel of a team, as its activities tell of it."""
        with self.store.writing() as session:
            workspace = session.channels.ensure_workspace(platform="teams", key=TENANT, name="Lantern")
            channel = session.channels.ensure(workspace=workspace, key=key, name="Desk")
            way = self.stage.service_url if url is None else url
            session.channels.set_way(channel.id, service_url=way, team="19:team@thread.tacv2")
            session.channels.park(channel.id, parked)


@pytest.fixture
def clinic(store: SqliteStore, stage: Stage) -> Clinic:
    return Clinic(store, stage, part())


def test_all_is_well_but_for_the_address(clinic: Clinic) -> None:
    clinic.know()
    assert not clinic.one("gives Presswatch a token").cure
    assert not clinic.one("the clocks agree").cure
    assert not clinic.one("known in 1 team, 1 channel or chat: Desk").cure
    assert not clinic.one("teams.editors names nobody, so feeds are changed at this terminal alone").cure
    assert [one for one in clinic.found() if one.grave] == [clinic.one("web.public_url: it is not set")]


@pytest.mark.parametrize(
    ("code", "words", "cure"),
    [
        ("7000215", "the client secret is wrong", "PRESSWATCH_TEAMS__CLIENT_SECRET"),
        ("7000222", "the client secret has expired", "PRESSWATCH_TEAMS__CLIENT_SECRET"),
        ("700016", "no such registration", "teams.client_id and teams.tenant_id"),
        ("90002", "no such organisation", "teams.tenant_id"),
        ("53003", "AADSTS53003", "PRESSWATCH_TEAMS__CLIENT_SECRET"),
    ],
)
def test_each_no_of_microsoft_s_has_its_own_cure(
    clinic: Clinic, teams: TeamsStandIn, code: str, words: str, cure: str
) -> None:
    teams.refused_tokens = code
    found = clinic.one(words)
    assert found.grave
    assert cure in found.cure


def test_nobody_answers_is_said_once_with_what_to_check(clinic: Clinic) -> None:
    environment = replace(clinic.stage.cloud.environment, login_endpoint="http://127.0.0.1:9/login")
    clinic.stage = replace(clinic.stage, cloud=replace(clinic.stage.cloud, environment=environment))
    clinic.know()
    found = clinic.one("Microsoft cannot be reached for a token")
    assert found.grave
    assert "network, name service and proxy" in found.cure
    assert "no connection could be made" in found.fact
    nothing = clinic.one("nothing was posted in Desk", post="Desk")
    assert "Microsoft cannot be reached" in nothing.fact
    assert nothing.grave


@pytest.mark.parametrize(
    ("setting", "value", "words"),
    [
        ("client_id", "presswatch", "teams.client_id is no id"),
        ("tenant_id", "lantern", "teams.tenant_id is no id"),
        ("client_secret", SecretStr(PERSON), "looks like the secret's id"),
    ],
)
def test_what_cannot_be_right_is_told_before_anybody_is_asked(
    clinic: Clinic, setting: str, value: str, words: str
) -> None:
    clinic.settings = part().model_copy(update={setting: value})
    assert clinic.one(words).grave
    assert not [one for one in clinic.found() if "gives Presswatch" in one.fact]
    assert clinic.one("nothing was posted in Desk", post="Desk").grave


@pytest.mark.parametrize(("minutes", "grave"), [(2, False), (-9, True)])
def test_clocks_that_disagree_are_told(clinic: Clinic, minutes: int, grave: bool) -> None:
    clinic.apart = timedelta(minutes=minutes)
    found = clinic.one("this machine's clock is")
    assert found.cure == "Set the clock (NTP)."
    assert found.grave is grave


def test_a_bot_that_nobody_added_says_how(clinic: Clinic) -> None:
    assert "presswatch teams package" in clinic.one("no team and no chat knows Presswatch yet").cure


def test_what_keeps_posts_out_is_told_where_somebody_subscribed(clinic: Clinic, store: SqliteStore) -> None:
    clinic.know(url="")
    subscribe(store)
    assert "Say anything to Presswatch there." in clinic.one("has not said yet where it takes messages for Desk").cure
    clinic.know(parked="Presswatch is not in it")
    assert "again" in clinic.one("nothing can be posted in Desk: Presswatch is not in it").cure


def subscribe(store: SqliteStore) -> None:
    """Have the one channel follow a topic."""
    set_up(store, feeds=(), topics=(FACES,), interval=timedelta(days=1), now=utc_now())
    with store.writing() as session:
        (channel,) = channels_of(session, "teams")
        (topic,) = session.topics.all()
        weekly = Schedule(cadence=Cadence.WEEKLY, zone="UTC")
        session.subscriptions.put(
            channel_id=channel.id, topic_id=topic.id, schedule=weekly, due_at=utc_now(), now=utc_now()
        )


def test_editors_are_known_by_their_object_ids(clinic: Clinic) -> None:
    clinic.settings = clinic.settings.model_copy(update={"editors": (PERSON, "ada@lantern.example")})
    assert "Entra" in clinic.one("teams.editors names ada@lantern.example, which is no object id").cure
    assert not clinic.one("teams.editors names 1 person who may change everything").cure


def test_a_playground_is_told_of_and_needs_neither_token_nor_address(clinic: Clinic) -> None:
    clinic.settings = part(secret="", unauthenticated=True)
    assert "Take teams.unauthenticated out" in clinic.one("every request is believed").cure
    assert not [one for one in clinic.found() if one.grave or "token" in one.fact]


def test_a_test_message_is_posted_once_where_it_was_asked_for(clinic: Clinic, teams: TeamsStandIn) -> None:
    clinic.know()
    assert clinic.one("a test message stands in Desk, as ", post="desk").grave is False
    assert len(teams.places[HERE].messages) == 1
    with pytest.raises(NotFound, match="no channel “elsewhere”"):
        clinic.found(post="elsewhere")
    teams.places[HERE].member = False
    found = clinic.one("nothing was posted in Desk: Presswatch is not in it", post=HERE)
    assert found.grave
    assert "Add Presswatch to that team or chat again" in found.cure
    assert len(teams.places[HERE].messages) == 1


@pytest.mark.parametrize(
    ("fault", "words", "cure"),
    [
        (Fault.TOO_MANY, "nothing was posted in Desk: Teams asks to wait", "Try again in a few minutes."),
        (Fault.DROP_AFTER, "a test message may stand in Desk", "Look whether it is there."),
    ],
)
def test_what_becomes_of_a_test_message_is_told(
    clinic: Clinic, faults: Faults, fault: Fault, words: str, cure: str
) -> None:
    clinic.know()
    faults.ask("post", fault)
    assert cure in clinic.one(words, post="Desk").cure


@contextmanager
def front(status: int, **headers: str) -> Iterator[str]:
    """A web address that answers so."""

    class Door(Handler):
        def do_POST(self) -> None:  # noqa: N802  # http.server names it
            self.body()
            self.send_response(status)
            for name, value in {"Content-Length": "0", **headers}.items():
                self.send_header(name, value)
            self.end_headers()

    with Loopback(Door).served() as url:
        yield url + address.PATH


@pytest.mark.parametrize(
    ("status", "words", "cure", "grave"),
    [
        (401, "believes nobody who has not signed", "", False),
        (200, "believes a request that nobody signed", "teams.unauthenticated", True),
        (308, "leads elsewhere", "Set web.public_url to where it leads", True),
        (404, "is answered by something else", "presswatch run", False),
        (502, "finds nothing behind it", "presswatch run", False),
    ],
)
def test_the_front_door_is_asked_without_a_signature(status: int, words: str, cure: str, grave: bool) -> None:
    with front(status, Location="https://elsewhere.example") as url:
        found = address.unsigned(url, timeout=5)
    assert words in found.fact
    assert found.cure.startswith(cure) or cure in found.cure
    assert bool(found.cure) is bool(cure)
    assert found.grave is grave


def test_a_door_that_is_not_reached_from_here_may_be_from_elsewhere() -> None:
    found = address.unsigned("http://127.0.0.1:9/api/messages", timeout=5)
    assert "does not answer here: no connection could be made;" in found.fact
    assert "from another" in found.cure
    assert not found.grave


@pytest.mark.parametrize(
    ("url", "words", "grave"),
    [
        (SIGNED, "the address of the workflow desk is whole", False),
        (SIGNED[:-9], "signature has 34 of 43 characters", False),
        (SIGNED.partition("?")[0], "carries no signature", False),
        (SIGNED.replace("azure.com", "azure.example"), "must be on a workflow's host", True),
        (SIGNED.replace("https", "http"), "must begin with https://", True),
    ],
)
def test_workflows_need_no_bot_and_their_addresses_are_not_said(
    clinic: Clinic, url: str, words: str, grave: bool
) -> None:
    clinic.settings = TeamsPart(webhooks={"desk": SecretStr(url)})
    (found,) = clinic.found()
    assert words in found.fact
    assert found.grave is grave
    assert "sss" not in str(found)
    assert "/workflows" not in str(found)


def test_a_workflow_is_tried_by_its_name(clinic: Clinic) -> None:
    clinic.settings = TeamsPart(webhooks={"desk": SecretStr("https://evil.example/?sig=open-sesame")})
    refused = clinic.one("nothing was posted in desk", post="desk")
    assert refused.grave
    assert "Copy the address anew" in refused.cure
    assert "evil" not in str(refused)
    assert clinic.one("there is no workflow press", post="press").grave
