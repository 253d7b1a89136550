"""The stand-in of Teams as tests use it, and a bot that is registered there."""

import random
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from pydantic import SecretStr

from bench.faults import Faults
from bench.teams_faults import teams_faults
from bench.teams_server import Stage, teams_standing_in
from bench.teams_stand_in import CLIENT, SECRET, TENANT, Json, Place, TeamsStandIn
from bot.chat.teams.post import TeamsPoster
from bot.chat.teams.sdk import Sdk
from bot.model.channel import Channel
from bot.settings import TeamsPart

SALT = "a grain"
HERE, THERE, CHAT = "19:here@thread.tacv2", "19:there@thread.tacv2", "19:chat@thread.v2"


def part(*, post_timeout: float = 5.0, secret: str = SECRET, unauthenticated: bool = False) -> TeamsPart:
    """The settings of a bot that is let in."""
    return TeamsPart(
        client_id=CLIENT,
        client_secret=SecretStr(secret),
        tenant_id=TENANT,
        post_timeout=post_timeout,
        unauthenticated=unauthenticated,
    )


def utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, kw_only=True)
class Rig:
    """A poster, the stand-in that it posts to, and what goes wrong on the way."""

    poster: TeamsPoster
    teams: TeamsStandIn
    faults: Faults
    stage: Stage
    sdk: Sdk

    def channel(self, key: str = HERE, *, name: str = "desk", team: str = "") -> Channel:
        """A conversation, as our store knows it."""
        return Channel(
            id=1,
            workspace_id=1,
            platform="teams",
            key=key,
            name=name,
            workspace_key=TENANT,
            service_url=self.stage.service_url,
            team=team,
        )

    def messages(self, key: str = HERE) -> list[Json]:
        """What stands there."""
        return self.teams.places[key].messages


@contextmanager
def teams_rig(
    settings: TeamsPart | None = None, *, pace: float = 0.0, now: Callable[[], datetime] = utc_now
) -> Iterator[Rig]:
    """A poster at the stand-in, which has two channels and a chat."""
    ours = settings or part()
    teams, faults = (
        TeamsStandIn(places={HERE: Place(), THERE: Place(), CHAT: Place()}, pace=pace),
        teams_faults(random.Random(1)),
    )
    with teams_standing_in(teams, faults, patience=ours.post_timeout) as stage:
        sdk = Sdk(ours, now=now, cloud=stage.cloud)
        try:
            sdk.loop.run(sdk.ready(), seconds=30)  # not within the time of the first call
            poster = TeamsPoster(sdk, tenant_id=TENANT, base_url="", now=now, salt=lambda: SALT)
            yield Rig(poster=poster, teams=teams, faults=faults, stage=stage, sdk=sdk)
        finally:
            sdk.close()
