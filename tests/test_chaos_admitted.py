"""The chaos trial where nobody says what arrived: its judge finds what the ledger does not admit."""

import random
from dataclasses import dataclass
from pathlib import Path
from queue import Queue
from typing import cast

import pytest

from bench.chaos import run_all
from bench.chaos_admitted import judge
from bench.chaos_platform import ALERTS, Case
from bench.chaos_run import Plan
from bench.chaos_teams import TEAMS
from bench.chaos_verdict import Verdict
from bench.faults import Fault
from bench.kill_press import Press
from bench.teams_stand_in import Json
from bot.app import App
from bot.model.channel import AlertRules
from bot.ports.store import Store
from bot.stories.origin import NO_OUTLETS, Outlets
from tests.flow.platform import RULES
from tests.teams_desk import KILLS, SITE, Desk, befall, desk


@dataclass(frozen=True)
class Newsroom:
    """What the judge asks of an application."""

    store: Store
    rules: AlertRules = RULES
    base_url: str = ""
    outlets: Outlets = NO_OUTLETS


def judged(one: Desk, messages: list[Json]) -> Verdict:
    """The verdict on these messages, as the desk's ledger stands."""
    press = Press(random.Random(0), events={f"{SITE}/story/{number}": f"event {number}" for number in (2, 3)})
    case = Case(app=cast(App, Newsroom(one.office.store)), press=press, base=SITE, quiet=True)
    return judge(case, {ALERTS: messages}, hasty=())


def test_the_judge_finds_nothing_where_all_is_well(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        one.run(10)
        assert judged(one, one.messages).faults == []


def test_the_judge_finds_what_is_missing_or_there_twice_and_nobody_says_so(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        one.run(10)
        copy = {**one.messages[1], "id": "7"}
        assert judged(one, one.messages[:-1]).lost == ["digest:1:2 is not there, and is said to be"]
        assert judged(one, [*one.messages, copy]).twice == ["2 messages of digest:1:1, which is sent"]
        strange = {**copy, "activity": {"summary": "What nobody planned"}}
        assert judged(one, [*one.messages, strange]).twice == ["7 is in no ledger: What nobody planned"]


def test_the_judge_takes_what_the_ledger_admits(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        befall(one, Fault.DROP_AFTER, 1)
        verdict = judged(one, one.messages)
        assert verdict.faults == []
        assert (verdict.seen["in doubt, there"], verdict.seen["waits for one in doubt"]) == (1, 1)
        copy = {**one.messages[1], "id": "7"}
        assert judged(one, [*one.messages, copy]).twice == ["2 messages of digest:1:1, which is uncertain"]


def test_the_judge_finds_what_is_still_open(tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        assert "digest:1:0 is planned: " in judged(one, []).other


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    """Two runs with real workers, at the same time: one for each policy."""
    plans = [
        Plan(seed=number, platform=TEAMS, kills=1, bots=1, rate=0.2, faults=KILLS, when_unclear=policy)
        for number, policy in enumerate(TEAMS.policies)
    ]
    told: Queue[tuple[Plan, Verdict]] = Queue()
    run_all(plans, tmp_path_factory.mktemp("chaos"), lanes=len(plans), told=told, platform=TEAMS)
    found = dict(told.get_nowait() for _ in plans)
    return [found[plan] for plan in plans]


@pytest.mark.parametrize("policy", range(len(TEAMS.policies)), ids=TEAMS.policies)
def test_killed_as_a_post_arrives_and_before_its_answer_nothing_is_lost_or_repeated_in_silence(
    policy: int, verdicts: list[Verdict]
) -> None:
    verdict = verdicts[policy]
    assert verdict.faults == []
    assert verdict.seen["kill before"]
    assert verdict.seen["kill after"]
