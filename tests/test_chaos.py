"""Whatever goes wrong on the way to Slack and back, each message stands there exactly once."""

import random
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from queue import Queue
from uuid import uuid4

import pytest

from bench.chaos import run_all
from bench.chaos_judge import compare
from bench.chaos_platform import ALERTS, DIGESTS
from bench.chaos_run import Plan
from bench.chaos_verdict import Verdict
from bench.faults import Fault, Faults
from bench.kill_press import Press
from bench.slack_faults import WRITING, slack_faults
from bench.slack_server import standing_in
from bench.slack_stand_in import TOKEN, Answer, Declined, Place, StandIn
from bot.chat.slack.post import SlackPoster
from bot.flow.edit import plan_edit
from bot.flow.publish import publish
from bot.model.delivery import DeliveryKind, DeliveryState
from bot.model.subscription import Cadence
from tests.flow.platform import ledger, run
from tests.flow.press import FACES, Office, item, office

PATIENCE = 0.2  # seconds that the poster waits for Slack
BASE = "http://127.0.0.1:1"
SERVED = Press(random.Random(0), events={f"{BASE}/story/{event}": event for event in ("one", "two")})
HANDLED = [fault for fault in WRITING if fault not in (Fault.KILL_BEFORE, Fault.KILL_AFTER)]


@dataclass(frozen=True, kw_only=True)
class Desk:
    """A worker's parts, the stand-in that it posts to, and a digest that is planned."""

    office: Office
    poster: SlackPoster
    slack: StandIn
    faults: Faults

    @property
    def messages(self) -> list[Answer]:
        return self.slack.places["console"].messages

    def run(self, times: int = 1) -> None:
        """Deliver as a worker does, a few minutes apart."""
        for _ in range(times):
            run(self.office, self.poster, after=timedelta(minutes=3))

    def states(self) -> set[DeliveryState]:
        return {one.state for one in ledger(self.office).values()}


@contextmanager
def desk(folder: Path) -> Iterator[Desk]:
    """Two stories on faces are in a digest: its parent, their replies and the rest are planned."""
    slack, faults = StandIn(places={"console": Place()}, pace=0), slack_faults(random.Random(1))
    with (
        office(folder, gazette=[item(1, "Bridge reopens")]) as one,
        standing_in(slack, faults, patience=PATIENCE) as url,
    ):
        one.set_up(FACES)
        one.poll()
        one.subscribe("faces", Cadence.DAILY)
        one.press.feeds["gazette"] += [
            item(2, "Airport drops faces at its gates"),
            item(3, "Court rules on faces in shops"),
        ]
        one.poll(after=timedelta(minutes=30))
        now = one.press.now
        publish(one.store, clock=lambda: now, new_token=lambda: uuid4().hex, stop=lambda: False)
        poster = SlackPoster(
            token_of=lambda _workspace: TOKEN,
            salt=lambda: "salt",
            api_url=url,
            timeout=PATIENCE,
            base_url="",
            now=lambda: one.press.now,
        )
        yield Desk(office=one, poster=poster, slack=slack, faults=faults)


def wait_for(is_so: Callable[[], bool]) -> None:
    """Wait for what is surely coming."""
    deadline = time.monotonic() + 30
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("before", [0, 1], ids=["parent", "reply"])
@pytest.mark.parametrize("fault", HANDLED)
def test_each_part_of_a_digest_stands_there_once(fault: Fault, before: int, tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        one.run(before)
        one.faults.ask("chat.postMessage", fault)
        one.run()
        if fault is Fault.LATE:
            wait_for(lambda: len(one.messages) > before)
        one.run(10)
        assert one.faults.seen == {fault: 1}
        assert one.states() == {DeliveryState.SENT}
        parent, *replies = one.messages
        assert [reply["thread_ts"] for reply in replies] == [parent["ts"]] * len(replies)
        assert [message["ts"] for message in one.messages] == [part.platform_id for part in ledger(one.office).values()]


@pytest.mark.parametrize("fault", HANDLED)
def test_an_edit_is_made_in_the_end_and_what_travels_with_the_message_stays(fault: Fault, tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        one.run(10)
        kept = one.messages[0]["metadata"]
        parent = ledger(one.office)["digest:1:0"]
        with one.office.store.writing() as session:
            plan_edit(session, parent, now=one.office.press.now, at_once=True)
        one.faults.ask("chat.update", fault)
        one.run()
        if fault is Fault.LATE:
            wait_for(lambda: "edited" in one.messages[0])
        one.run(10)
        assert one.states() == {DeliveryState.SENT}
        assert (one.messages[0].get("edited") is not None, one.messages[0]["metadata"]) == (True, kept)


@pytest.mark.parametrize("fault", [Fault.DROP_BEFORE, Fault.BROKEN_BEFORE, Fault.TOO_MANY, Fault.SLOW, Fault.TORN])
def test_a_look_that_goes_wrong_is_taken_again_and_nothing_is_sent_meanwhile(fault: Fault, tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        one.faults.ask("chat.postMessage", Fault.DROP_AFTER)
        one.faults.ask("conversations.history", fault, fault)
        one.run(3)
        assert len(one.messages) == 1
        assert ledger(one.office)["digest:1:0"].state is DeliveryState.UNCERTAIN
        one.run(20)
        assert one.states() == {DeliveryState.SENT}
        assert len(one.messages) == len(ledger(one.office))


@pytest.mark.parametrize("code", ["token_revoked", "invalid_auth", "account_inactive"])
def test_what_a_revoked_token_keeps_back_goes_out_once_when_there_is_a_new_one(code: str, tmp_path: Path) -> None:
    with desk(tmp_path) as one:
        one.run()
        one.slack.gone = code
        one.run(3)
        assert len(one.messages) == 1
        assert one.states() == {DeliveryState.SENT, DeliveryState.PARKED}
        one.slack.gone = ""
        one.office.press.now += timedelta(hours=1)  # it is tried again every hour
        one.run(10)
        digest = [part for part in ledger(one.office).values() if part.kind is DeliveryKind.DIGEST]
        assert {part.state for part in digest} == {DeliveryState.SENT}
        ids = [message["metadata"]["event_payload"]["delivery_id"] for message in one.messages]
        assert len(set(ids)) == len(ids)


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory: pytest.TempPathFactory) -> list[Verdict]:
    """Three runs with real workers, at the same time: killed, killed with two bots, and without the reconcile step."""
    kills, unclear = (Fault.KILL_BEFORE, Fault.KILL_AFTER), (Fault.KILL_AFTER, Fault.DROP_AFTER)
    plans = [Plan(seed=number, kills=1, bots=number, rate=0.2, faults=kills) for number in (1, 2)]
    plans.append(Plan(seed=3, kills=0, bots=1, rate=0.0, faults=unclear, blind=True))
    told: Queue[tuple[Plan, Verdict]] = Queue()
    run_all(plans, tmp_path_factory.mktemp("chaos"), lanes=len(plans), told=told)
    found = dict(told.get_nowait() for _ in plans)
    return [found[plan] for plan in plans]


@pytest.mark.parametrize("bots", [1, 2])
def test_killed_as_a_post_arrives_and_before_its_answer_nothing_is_lost_or_repeated(
    bots: int, verdicts: list[Verdict]
) -> None:
    verdict = verdicts[bots - 1]
    assert verdict.faults == []
    assert verdict.seen["kill before"]
    assert verdict.seen["kill after"]


def test_without_the_reconcile_step_the_judge_finds_what_is_there_twice(verdicts: list[Verdict]) -> None:
    assert any("2 messages of delivery" in fault for fault in verdicts[2].twice)


def message(ts: str, *links: str, thread: str = "") -> Answer:
    told = {"ts": ts, "text": "", "blocks": [f"<{BASE}/story/{link}|x>" for link in links]}
    travels = {"event_type": "presswatch_delivery", "event_payload": {"delivery_id": ts}}
    return told | {"metadata": travels} | ({"thread_ts": thread} if thread else {})


def held() -> dict[int, list[Answer]]:
    """What the channels hold when all is well: two events, each in an alert, an issue and a reply."""
    issue = [message("3", "one", "two"), message("4", "one", thread="3"), message("5", "two", thread="3")]
    return {ALERTS: [message("1", "one"), message("2", "two")], DIGESTS: issue}


def judged(tamper: Callable[[dict[int, list[Answer]]], object]) -> Verdict:
    """The verdict on channels with which somebody has tampered."""
    channels = held()
    tamper(channels)
    return compare(SERVED, channels, base=BASE)


def test_the_judge_finds_nothing_where_all_is_well() -> None:
    assert judged(lambda _held: None).faults == []


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (lambda held: held[ALERTS].pop(), "no alert of two"),
        (lambda held: held[DIGESTS].pop(), "no reply tells two"),
        (lambda held: held[DIGESTS].clear(), "no digest of one"),
    ],
)
def test_the_judge_finds_what_is_lost(tamper: Callable[[dict[int, list[Answer]]], object], fault: str) -> None:
    assert fault in judged(tamper).lost


@pytest.mark.parametrize(
    ("tamper", "fault"),
    [
        (lambda held: held[ALERTS].append(message("9", "two")), "2 alerts of two"),
        (lambda held: held[ALERTS].append(held[ALERTS][0]), "2 messages of delivery 1"),
        (lambda held: held[DIGESTS].append(message("9", "two", thread="3")), "2 replies tell two"),
        (lambda held: held[DIGESTS].append(message("9", "one")), "2 digests of one"),
    ],
)
def test_the_judge_finds_what_is_there_twice(tamper: Callable[[dict[int, list[Answer]]], object], fault: str) -> None:
    assert fault in judged(tamper).twice


def test_two_posts_within_a_second_are_noticed() -> None:
    slack = StandIn(places={"C1": Place()})
    slack.arrived("chat.postMessage", {"channel": "C1"})
    with pytest.raises(Declined, match="ratelimited"):
        slack.arrived("chat.postMessage", {"channel": "C1"})
    assert len(slack.hasty) == 1
