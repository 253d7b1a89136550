"""The chaos trial on Teams, where nobody ever says what arrived: nothing may be lost or repeated in silence."""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from bench.chaos_admitted import judge, waits_for_doubt
from bench.chaos_platform import ALERTS, DIGESTS, POST_TIMEOUT, Case, Platform
from bench.chaos_verdict import Verdict
from bench.faults import Faults
from bench.teams_faults import WRITING, teams_faults
from bench.teams_server import teams_standing_in
from bench.teams_stand_in import CLIENT, TENANT, Place, TeamsStandIn
from bot.app import App

_KEYS = {ALERTS: "19:alerts@thread.tacv2", DIGESTS: "19:digests@thread.tacv2"}
_SETTINGS = f"""[teams]
client_id = "{CLIENT}"
tenant_id = "{TENANT}"
unauthenticated = true
post_timeout = {POST_TIMEOUT}
"""


class _Stage:
    """See the protocol."""

    def __init__(self, stand_in: TeamsStandIn, service_url: str) -> None:
        self._stand_in = stand_in
        self._service_url = service_url

    @property
    def environment(self) -> Mapping[str, str]:
        return {}

    def attach(self, app: App) -> None:
        """Channels know where Teams takes messages for them, as somebody wrote there."""
        with app.store.writing() as session:
            for channel_id in _KEYS:
                session.channels.set_way(channel_id, service_url=self._service_url, team="")

    def outage(self, code: str) -> None:
        """Nobody is let in, or the bot is in neither channel."""
        self._stand_in.locked_out = code == "401"
        for place in self._stand_in.places.values():
            place.member = code != "403"

    def judge(self, case: Case) -> Verdict:
        held = {number: self._stand_in.places[key].messages for number, key in _KEYS.items()}
        return judge(case, held, hasty=self._stand_in.hasty)


@contextmanager
def _stage(faults: Faults, kill: Callable[[], None]) -> Iterator[_Stage]:
    stand_in = TeamsStandIn(places={key: Place() for key in _KEYS.values()})
    with teams_standing_in(stand_in, faults, patience=POST_TIMEOUT, kill=kill) as stage:
        yield _Stage(stand_in, stage.service_url)


def _faults(chance: random.Random, rate: float) -> Faults:
    return teams_faults(chance, rate=rate)


TEAMS = Platform(
    name="teams",
    module="bot.chat.teams.entry",
    settings=_SETTINGS,
    channels=_KEYS,
    workspace=TENANT,
    writes="post",
    kinds=WRITING,
    outages=("", "", "401", "403"),
    policies=("ask", "again"),
    faults=_faults,
    stage=_stage,
    is_quiet=waits_for_doubt,
)
