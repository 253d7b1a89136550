"""How fast a first poll is: fetched, parsed in the sandbox, placed, clustered, matched, indexed, in a new database.

    python -m bench.ingest --feeds 500 --entries 20 --seed 1
    python -m bench.ingest --feeds 500 --entries 20 --seed 1 --against reader --python VENV/bin/python

Feeds are served by a process of its own on loopback. Every run is a fresh process with a fresh database, and is timed
from the first visit to the last commit, the start of the parser processes included. `--against reader` runs
lemon24/reader over the same feeds, by turns with ours; VENV is an environment with `reader[search]` installed.
Exits 1 when an entry is missing.
"""

import argparse
import json
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from statistics import median

from bot.app import App, open_app
from bot.configuration import read_configuration
from bot.model.feed import FeedSpec
from bot.model.subscription import Cadence, Schedule
from bot.settings import load_settings

ROOT = Path(__file__).parents[1]


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """What one run came to. `cpu` counts the parser processes too, and not the feed server."""

    entries: int
    seconds: float
    cpu: float
    without_index: float = 0.0  # seconds; 0 where the index is not a step of its own
    stories: int = 0
    matches: int = 0

    @property
    def speed(self) -> float:
        """Entries a second."""
        return self.entries / self.seconds

    def line(self, name: str) -> str:
        """The run in one line."""
        told = f"; {self.stories} stories, {self.matches} matches" if self.stories else ""
        if self.without_index:
            told = f"; {self.entries / self.without_index:.0f} a second without its index"
        cpu = 1000 * self.cpu / self.entries
        return f"{name:>10}: {self.speed:6.0f} entries/s, {cpu:.2f} CPU s per 1,000 entries{told}"


def main() -> int:
    """Run by turns and compare; the exit status."""
    asked = read_options()
    if asked.port:
        print(json.dumps(asdict(ingest(asked.port, asked.feeds))))
        return 0
    with served(asked) as port:
        ours, theirs = run(asked, port)
    if theirs:
        ratio = median(one.speed for one in ours) / median(one.speed for one in theirs)
        print(f"{ratio:.2f} times as fast as {asked.against}, by the medians")
    wanted = asked.feeds * asked.entries
    return int(any(one.entries != wanted for one in [*ours, *theirs]))


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--feeds", type=int, default=500)
    parser.add_argument("--entries", type=int, default=20, help="in each feed")
    parser.add_argument("--words", type=int, default=60, help="about so many in each entry")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--repeat", type=int, default=3, help="runs of each")
    parser.add_argument("--against", choices=["reader"])
    parser.add_argument("--python", default="python3", help="the interpreter of reader's environment")
    parser.add_argument("--workers", type=int, default=4, help="reader's threads")
    parser.add_argument("--port", type=int, default=0, help="run once, against feeds that are served there")
    return parser.parse_args()


@contextmanager
def served(asked: argparse.Namespace) -> Iterator[int]:
    """The feed server, for as long as the block lasts; its port."""
    options = [f"--{name}={getattr(asked, name)}" for name in ("feeds", "entries", "words", "seed")]
    command = [sys.executable, "-m", "bench.ingest_server", *options]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as server:
        assert server.stdin is not None
        assert server.stdout is not None
        try:
            yield int(server.stdout.readline())
        finally:
            server.stdin.close()  # by which it ends


def run(asked: argparse.Namespace, port: int) -> tuple[list[Figures], list[Figures]]:
    """All runs, ours and the other's by turns, so that a busy machine slows both."""
    ours, theirs = [], []
    for _ in range(asked.repeat):
        again = ["--port", str(port), "--feeds", str(asked.feeds)]
        ours.append(_run("presswatch", [sys.executable, "-m", "bench.ingest", *again]))
        if asked.against:
            script = [asked.python, str(ROOT / "bench" / "ingest_reader.py")]
            theirs.append(_run(asked.against, [*script, str(port), str(asked.feeds), str(asked.workers)]))
    return ours, theirs


def _run(name: str, command: Sequence[str]) -> Figures:
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, check=True)
    figures = Figures(**json.loads(done.stdout.splitlines()[-1]))
    print(figures.line(name), flush=True)
    return figures


def ingest(port: int, feeds: int) -> Figures:
    """One first poll in this process, of every feed on that port."""
    with tempfile.TemporaryDirectory() as scratch:
        fetch = {"allow": (f"127.0.0.1:{port}",), "per_host": 10}
        with open_app(load_settings(data=Path(scratch), fetch=fetch)) as app:
            app.set_up(feeds=_specs(port, feeds), topics=read_configuration(app.settings.config).topics)
            subscribe(app)
            started, cpu = time.perf_counter(), time.process_time()
            app.poll()
            seconds, cpu = time.perf_counter() - started, time.process_time() - cpu
            with app.store.reading() as session:
                figures = session.upkeep.figures()
        # The parser processes are counted when they have ended, with the app.
        parsing = resource.getrusage(resource.RUSAGE_CHILDREN)
    return Figures(
        entries=figures.entries,
        seconds=seconds,
        cpu=cpu + parsing.ru_utime + parsing.ru_stime,
        stories=figures.stories,
        matches=figures.matches,
    )


def subscribe(app: App) -> None:
    """A channel that wants to know of every topic at once."""
    channel = app.console_channel
    with app.store.writing() as session:
        for topic in session.topics.all():
            session.subscriptions.put(
                channel_id=channel.id,
                topic_id=topic.id,
                schedule=Schedule(cadence=Cadence.AT_ONCE),
                due_at=None,
                now=datetime.now(UTC),
            )


def _specs(port: int, feeds: int) -> list[FeedSpec]:
    return [
        FeedSpec(
            source=f"Outlet {number}",
            url=f"http://127.0.0.1:{port}/{number}.xml",
            category="press",
            language="en",
            tier=1 + number % 3,
        )
        for number in range(feeds)
    ]


if __name__ == "__main__":
    sys.exit(main())
