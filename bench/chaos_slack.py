"""The chaos trial on Slack."""

import random
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from bench.chaos_judge import judge
from bench.chaos_platform import ALERTS, DIGESTS, POST_TIMEOUT, Case, Platform
from bench.chaos_verdict import Verdict
from bench.faults import Faults
from bench.slack_faults import WRITING, slack_faults
from bench.slack_server import standing_in
from bench.slack_stand_in import TEAM, TOKEN, Place, StandIn
from bot.app import App
from bot.ports.store import Session


class _Stage:
    """See the protocol."""

    def __init__(self, stand_in: StandIn, url: str) -> None:
        self._stand_in = stand_in
        self._url = url

    @property
    def environment(self) -> Mapping[str, str]:
        return {"PRESSWATCH_SLACK__BOT_TOKEN": TOKEN, "PRESSWATCH_SLACK__API_URL": self._url}

    def attach(self, app: App) -> None:
        """Its address is in the environment."""

    def outage(self, code: str) -> None:
        """The token is revoked, or the channels are archived."""
        self._stand_in.gone = code if code == "token_revoked" else ""
        for place in self._stand_in.places.values():
            place.archived = code == "is_archived"

    def judge(self, case: Case) -> Verdict:
        return judge(case.app, case.press, self._stand_in, base=case.base, quiet=case.quiet)


@contextmanager
def _stage(faults: Faults, kill: Callable[[], None]) -> Iterator[_Stage]:
    stand_in = StandIn(places={"CALERTS": Place(), "CDIGESTS": Place()})
    with standing_in(stand_in, faults, patience=POST_TIMEOUT, kill=kill) as url:
        yield _Stage(stand_in, url)


def _faults(chance: random.Random, rate: float) -> Faults:
    return slack_faults(chance, rate=rate)


def _is_quiet(session: Session) -> bool:
    return session.ledger.next_at() is None


SLACK = Platform(
    name="slack",
    module="bot.chat.slack.entry",
    settings=f"[slack]\npost_timeout = {POST_TIMEOUT}\n",
    channels={ALERTS: "CALERTS", DIGESTS: "CDIGESTS"},
    workspace=TEAM,
    writes="chat.postMessage",
    kinds=WRITING,
    outages=("", "", "token_revoked", "is_archived"),
    policies=("ask",),
    faults=_faults,
    stage=_stage,
    is_quiet=_is_quiet,
)
