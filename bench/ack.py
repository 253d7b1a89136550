"""How soon Slack hears that a command or a press has come, while a first ingest runs at full speed.

    python -m bench.ack                      both transports, 2,000 feeds of 20 articles each
    python -m bench.ack --feeds 600          shorter

The real worker polls made-up feeds that another process serves; the real web process listens, by signed requests and
then over a socket; this process sends at a steady rate, whether earlier ones were acknowledged or not, from the first
article that is stored to the last. Exits 1 where the 99th of 100 acks takes longer than 200 ms, or one never comes.
"""

import argparse
import asyncio
import shutil
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from itertools import count
from math import ceil
from pathlib import Path

from aiohttp import ClientError, ClientSession

from bench.ack_slack import SECRET, Json, Slack, post_signed, press, slash_command
from bench.ingest import ROOT, served
from bench.running import answers, free_port, presswatch
from bot.store.sqlite import SqliteStore, open_store

BAR = 0.2  # seconds: the 99th of 100 acks comes within
_LOOK = 10  # sendings between two looks whether it is over
_PATIENCE = 3.0  # seconds that Slack waits for an ack
_WORDS = ("status", "search facial recognition", "topics", "home", "feeds health", "help", "ledger")
_FEED = (
    '[[feeds]]\nsource = "Outlet {n}"\nurl = "http://127.0.0.1:{port}/{n}.xml"\ncategory = "press"\n'
    'language = "en"\ntier = 2\n'
)
Send = Callable[[str, Json], Awaitable[None]]


@dataclass
class Acks:
    """How long each took, in seconds, and how many never came."""

    took: list[float] = field(default_factory=list)
    missed: int = 0

    def within(self, share: float) -> float:
        """So many of all were acknowledged within how many seconds."""
        return sorted(self.took)[ceil(share * len(self.took)) - 1]

    def passes(self, bar: float) -> bool:
        """Whether all came, and 99 of 100 within the bar, in seconds."""
        return bool(self.took) and not self.missed and self.within(0.99) <= bar

    def figures(self) -> str:
        """How many, and how soon."""
        if not self.took:
            return f"no ack at all, {self.missed} missed"
        p50, p95, p99 = (1000 * self.within(share) for share in (0.5, 0.95, 0.99))
        lost = f", {self.missed} missed" if self.missed else ""
        return f"{len(self.took)} acks{lost}: p50 {p50:.0f} ms, p95 {p95:.0f} ms, p99 {p99:.0f} ms"

    def verdict(self, bar: float) -> str:
        """Whether the bar is reached, or by how much it is not."""
        over = self.within(0.99) - bar if self.took else bar
        return f"p99 ≤ {1000 * bar:.0f} ms" if over <= 0 else f"p99 is {1000 * over:.0f} ms over {1000 * bar:.0f} ms"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """What one transport came to."""

    at_rest: Acks  # before the ingest, which says what the machine itself does to an ack
    busy: Acks
    articles: int
    speed: float  # articles a second

    def report(self, bar: float) -> str:
        """The figures, with the verdict."""
        meanwhile = f"while {self.articles:,} articles came in at {self.speed:,.0f}/s"
        return f"{self.busy.figures()}; {self.busy.verdict(bar)}; {meanwhile} (at rest {self.at_rest.figures()})"


def main() -> int:
    """Both transports, one after the other; the exit status."""
    asked = read_options()
    passed = []
    with served(asked) as feeds:
        for transport in asked.transports:
            with tempfile.TemporaryDirectory() as folder:
                done = asyncio.run(trial(Path(folder), asked, transport=transport, feeds=feeds))
            print(f"{transport}: {done.report(asked.bar)}", flush=True)
            passed.append(done.busy.passes(asked.bar))
    return int(not all(passed))


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--feeds", type=int, default=2000)
    parser.add_argument("--entries", type=int, default=20, help="in each feed")
    parser.add_argument("--words", type=int, default=60, help="about so many in each entry")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rate", type=float, default=10.0, help="commands and presses a second")
    parser.add_argument("--rest", type=float, default=5.0, help="seconds of acks before the ingest, to compare with")
    parser.add_argument("--bar", type=float, default=BAR, help="seconds within which 99 of 100 acks must come")
    parser.add_argument("--transports", nargs="+", choices=["http", "socket"], default=["http", "socket"])
    return parser.parse_args()


async def trial(
    folder: Path, asked: argparse.Namespace, *, transport: str, feeds: int, patience: float = _PATIENCE
) -> Trial:
    """One ingest over one transport."""
    settings = write_settings(folder, port=feeds, feeds=asked.feeds)
    slack, wanted, pages = Slack(), asked.feeds * asked.entries, free_port()
    async with slack.served(), ClientSession() as session:
        variables = _variables(slack.base, transport, pages)
        send = slack.envelop
        if transport == "http":
            send = partial(post_signed, session, f"http://127.0.0.1:{pages}/slack/events")
        sender = Sender(send=send, base=slack.base, rate=asked.rate, patience=patience)
        with ExitStack() as closing:
            closing.enter_context(presswatch("web", settings, **variables))
            await asyncio.wait_for(_reachable(slack, transport, pages), 60)
            store = closing.enter_context(closing_store(folder / "data" / "presswatch.db"))
            resting = time.monotonic() + asked.rest
            at_rest = await sender.send_until(partial(_is_past, resting))
            closing.enter_context(presswatch("worker", settings, **variables))
            await asyncio.wait_for(_begun(store), 60)
            started = time.perf_counter()
            busy = await sender.send_until(partial(_is_stored, store, wanted))
            speed = wanted / (time.perf_counter() - started)
    return Trial(at_rest=at_rest, busy=busy, articles=wanted, speed=speed)


@contextmanager
def closing_store(database: Path) -> Iterator[SqliteStore]:
    """The database that the processes share; closed in the end."""
    store = open_store(database)
    try:
        yield store
    finally:
        store.close()


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Sends by turns commands and presses at a steady rate, whether earlier ones were acknowledged or not."""

    send: Send
    base: str
    rate: float  # a second
    patience: float  # seconds

    async def send_until(self, is_over: Callable[[], Awaitable[bool]]) -> Acks:
        """Send until it is over, which is looked at after every tenth."""
        acks, sending = Acks(), []
        for number in count():
            sending.append(asyncio.create_task(self._one(number, acks)))
            await asyncio.sleep(1 / self.rate)
            if number % _LOOK == _LOOK - 1 and await is_over():
                break
        await asyncio.gather(*sending)
        return acks

    async def _one(self, number: int, acks: Acks) -> None:
        """One command or press, and how long its ack took."""
        words = _WORDS[number // 2 % len(_WORDS)]
        kind, make = ("interactive", press) if number % 2 else ("slash_commands", slash_command)
        sent = time.perf_counter()
        try:
            await asyncio.wait_for(self.send(kind, make(words, self.base)), self.patience)
        except (TimeoutError, ClientError):
            acks.missed += 1
        else:
            acks.took.append(time.perf_counter() - sent)


async def stored(store: SqliteStore) -> int:
    """How many articles there are."""

    def look() -> int:
        with store.reading() as session:
            return session.entries.total()

    return await asyncio.to_thread(look)


async def _is_stored(store: SqliteStore, wanted: int) -> bool:
    return await stored(store) >= wanted


async def _is_past(deadline: float) -> bool:
    return time.monotonic() >= deadline


async def _begun(store: SqliteStore) -> None:
    while await stored(store) == 0:
        await asyncio.sleep(0.05)


async def _reachable(slack: Slack, transport: str, pages: int) -> None:
    while not answers(pages):
        await asyncio.sleep(0.05)
    if transport == "socket":
        await slack.connected()


def write_settings(folder: Path, *, port: int, feeds: int) -> Path:
    """A settings file, the shipped topics, and these feeds."""
    config = folder / "config"
    shutil.copytree(ROOT / "config" / "topics", config / "topics")
    (config / "feeds.toml").write_text("\n".join(_FEED.format(n=n, port=port) for n in range(feeds)), "utf-8")
    file = folder / "presswatch.toml"
    fetch = f'[fetch]\nallow = ["127.0.0.1:{port}"]\nper_host = 10\n'
    file.write_text(f'data = "{folder / "data"}"\nconfig = "{config}"\n{fetch}', "utf-8")
    return file


def _variables(base: str, transport: str, pages: int) -> dict[str, str]:
    return {
        "PRESSWATCH_SLACK__BOT_TOKEN": "xoxb-bench",
        "PRESSWATCH_SLACK__APP_TOKEN": "xapp-bench",
        "PRESSWATCH_SLACK__SIGNING_SECRET": SECRET,
        "PRESSWATCH_SLACK__TRANSPORT": transport,
        "PRESSWATCH_SLACK__API_URL": f"{base}/api",
        "PRESSWATCH_WEB__PORT": str(pages),
    }


if __name__ == "__main__":
    sys.exit(main())
