"""The pool keeps its promises: one outcome a job, whatever a document does to its worker."""

import os
import subprocess
import sys
import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.errors import ParseRejected, SandboxBroken
from bot.model.entry import ParsedFeed
from bot.ports.parser import ParseJob, Parser
from bot.sandbox.pool import SandboxPool
from bot.sandbox.wire import Budget
from tests.sandbox.inline import InlineParser

NOW = datetime(2026, 3, 2, tzinfo=UTC)
HOOKS = "tests.sandbox.hooks:read"
BUDGET = Budget(seconds=1.0, memory=512 * 1024**2)
FEED = b"<rss><channel><item><title>Ferry stays</title><link>https://press.example/1</link></item></channel></rss>"


def job(body: bytes) -> ParseJob:
    return ParseJob(body=body, base_url="https://press.example/feed", now=NOW)


def pool(workers: int = 1, budget: Budget = BUDGET) -> SandboxPool:
    return SandboxPool(workers=workers, budget=budget, function=HOOKS)


def results(bodies: list[str], workers: int = 1, budget: Budget = BUDGET) -> dict[str, str]:
    """What became of each body: its reason, or "read"."""
    with pool(workers, budget) as parser:
        return {
            key: outcome.reason if isinstance(outcome, ParseRejected) else "read"
            for key, outcome in parser.parse_many((body, job(body.encode())) for body in bodies)
        }


@pytest.fixture(scope="module", params=["sandbox", "inline"])
def parser(request: pytest.FixtureRequest) -> Iterator[Parser]:
    if request.param == "inline":
        yield InlineParser()
        return
    with SandboxPool(workers=1) as sandbox:
        yield sandbox


def test_a_document_is_parsed(parser: Parser) -> None:
    parsed = parser.parse(job(FEED))
    assert [(entry.title, entry.link) for entry in parsed.entries] == [("Ferry stays", "https://press.example/1")]


def test_a_refusal_is_raised(parser: Parser) -> None:
    with pytest.raises(ParseRejected, match="empty document") as refused:
        parser.parse(job(b""))
    assert refused.value.reason == "empty"


def test_each_job_has_one_outcome(parser: Parser) -> None:
    jobs = ((number, job(FEED if number % 3 else b"nonsense")) for number in range(200))
    outcomes = dict(parser.parse_many(jobs))
    assert sorted(outcomes) == list(range(200))
    assert all(isinstance(outcome, ParsedFeed) == bool(key % 3) for key, outcome in outcomes.items())


@pytest.mark.parametrize(
    ("order", "reason"),
    [
        ("loop", "too-slow"),
        ("eat", "too-much-memory"),
        ("crash", "parser-crashed"),
        ("kill", "parser-crashed"),
        ("raise license", "parser-crashed"),
        ("refuse it", "not-a-feed"),
    ],
)
def test_the_culprit_is_named_and_its_neighbours_live(order: str, reason: str) -> None:
    neighbours = [f"neighbour {number}" for number in range(40)]
    outcomes = results([*neighbours[:20], order, *neighbours[20:]])
    assert outcomes.pop(order) == reason
    assert outcomes == dict.fromkeys(neighbours, "read")


def test_two_culprits_in_a_row() -> None:
    assert results(["crash", "kill", "a", "b"], workers=2) == {
        "crash": "parser-crashed",
        "kill": "parser-crashed",
        "a": "read",
        "b": "read",
    }


def test_a_slow_but_honest_document_is_read() -> None:
    assert results(["sleep 0.3", "a"]) == {"sleep 0.3": "read", "a": "read"}


def test_who_suffers_from_another_documents_memory_is_tried_again() -> None:
    """Together they do not fit in one process, one after the other in two they do."""
    hoard, need = f"hoard {300 * 1024**2}", f"need {250 * 1024**2}"
    in_no_hurry = replace(BUDGET, seconds=30.0)  # a busy machine needs its time for so much memory
    assert results([hoard, need], budget=in_no_hurry) == {hoard: "read", need: "read"}


def test_the_refusal_says_what_happened() -> None:
    with pool() as parser, pytest.raises(ParseRejected, match="KeyError: 'license'"):
        parser.parse(job(b"raise license"))
    with pool() as parser, pytest.raises(ParseRejected, match="more than 1 seconds"):
        parser.parse(job(b"loop"))


def test_work_is_shared() -> None:
    with pool(workers=2) as parser:
        jobs = [(number, job(b"sleep 0.05")) for number in range(8)]
        titles = {outcome.title for _, outcome in parser.parse_many(jobs) if isinstance(outcome, ParsedFeed)}
    assert len(titles) == 2


def test_workers_have_neither_our_secrets_nor_our_interrupts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-secret")
    with pool() as parser:
        assert parser.parse(job(b"tell SLACK_BOT_TOKEN")).title == "None SIG_IGN"


def test_jobs_are_read_little_by_little() -> None:
    read = 0

    def endless() -> Iterator[tuple[int, ParseJob]]:
        nonlocal read
        while True:
            read += 1
            yield read, job(b"a")

    with pool() as parser:
        outcomes = parser.parse_many(endless())
        for _ in range(10):
            next(outcomes)
        assert read < 200
        outcomes.close()  # type: ignore[attr-defined]
        assert parser.parse(job(b"b")).received == 1


def test_large_documents_do_not_pile_up() -> None:
    large = b"a" * 9_000_000
    taken, most = 0, 0

    def jobs() -> Iterator[tuple[int, ParseJob]]:
        nonlocal most
        for number in range(12):
            most = max(most, number - taken)
            yield number, job(large)

    with pool() as parser:
        for _ in parser.parse_many(jobs()):
            taken += 1
    assert most <= 4


def test_an_error_of_the_jobs_is_raised() -> None:
    def failing() -> Iterator[tuple[int, ParseJob]]:
        yield 1, job(b"a")
        raise OSError("the network is gone")

    with pool() as parser:
        with pytest.raises(OSError, match="the network is gone"):
            list(parser.parse_many(failing()))
        assert parser.parse(job(b"b")).received == 1


def test_closing_ends_work_under_way() -> None:
    parser = pool()
    begun = threading.Event()

    def jobs() -> Iterator[tuple[int, ParseJob]]:
        yield 1, job(b"loop")
        begun.set()

    caught: list[BaseException] = []

    def use() -> None:
        try:
            list(parser.parse_many(jobs()))
        except SandboxBroken as broken:
            caught.append(broken)

    user = threading.Thread(target=use)
    user.start()
    begun.wait()
    parser.close()
    user.join()
    assert len(caught) == 1
    with pytest.raises(SandboxBroken, match="closed"):
        parser.parse(job(b"a"))


def test_closing_twice_or_unused_does_no_harm() -> None:
    parser = pool()
    parser.close()
    parser.close()


def test_a_worker_that_cannot_start_is_told(capfd: pytest.CaptureFixture[str]) -> None:
    with SandboxPool(workers=1, function="tests.sandbox.nowhere:read") as parser, pytest.raises(SandboxBroken):
        parser.parse(job(b"a"))
    assert "nowhere" in capfd.readouterr().err


PARENT = """
import os, sys
from datetime import UTC, datetime
from bot.ports.parser import ParseJob
from bot.sandbox.pool import SandboxPool
from bot.sandbox.wire import Budget

def job(body):
    return ParseJob(body=body, base_url="", now=datetime(2026, 3, 2, tzinfo=UTC))

pool = SandboxPool(workers=1, budget=Budget(seconds=1.0), function="tests.sandbox.hooks:read")
print(pool.parse(job(b"a")).title, flush=True)
if sys.argv[1] == "busy":
    for number, outcome in pool.parse_many((n, job(b"a" if n == 0 else b"loop")) for n in range(2)):
        os._exit(0)
os._exit(0)
"""


@pytest.mark.parametrize("state", ["idle", "busy"])
def test_workers_die_with_their_parent(state: str) -> None:
    """The parent ends without any clean-up. Its worker inherits the pipe `alive`, which closes when both are gone."""
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        [sys.executable, "-c", PARENT, state],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(root)},
    ) as parent:
        _, errors = parent.communicate(timeout=60)  # stderr is the worker's, too
    assert errors == b""
