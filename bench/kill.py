"""Kill -9 a real worker at random instants while feeds grow and digests fall due; then compare what the console holds
with what the feed server had served: every story alerted once, every digest part there once, nothing lost.

    python -m bench.kill --runs 20 --seed 7
"""

import argparse
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from bot.app import App, open_app
from bot.digests.write import write_digest
from bot.model.message import Item, Message, WebLink
from bot.model.subscription import Cadence, Schedule
from bot.settings import Settings, load_settings

FEEDS = 3
TOPIC = """name = "faces"
title = "Faces"
description = "A topic for the trial."
query = "faces"
"""


@dataclass
class Press:
    """Feeds that grow: each item is an event of its own, about faces, in words no other item has."""

    chance: random.Random
    items: list[list[dict[str, str]]] = field(default_factory=lambda: [[] for _ in range(FEEDS)])
    old: set[str] = field(default_factory=set)  # what stood there before anybody subscribed

    def print_first(self, base: str) -> None:
        """One item in each feed: what a feed brings first alerts nobody."""
        for feed in range(FEEDS):
            self.print_more(base, 1, feed)
        self.old = self.links()

    def print_more(self, base: str, count: int, feed: int | None = None) -> None:
        """Put `count` new items into a feed, or into feeds drawn by chance."""
        for _ in range(count):
            name = "".join(self.chance.choices("bcdfghjklmnprstvz", k=9))
            words = ["".join(self.chance.choices("abcdefghijklmnop", k=8)) for _ in range(6)]
            self.items[self.chance.randrange(FEEDS) if feed is None else feed].append(
                {
                    "id": name,
                    "url": f"{base}/story/{name}",
                    "title": f"Faces {' '.join(words)}",
                    "date_published": datetime.now(UTC).isoformat(),
                }
            )

    def links(self) -> set[str]:
        """Every address served so far."""
        return {item["url"] for feed in self.items for item in feed}

    def document(self, number: int) -> bytes:
        """A feed as JSON Feed."""
        feed = {"version": "https://jsonfeed.org/version/1.1", "title": f"Feed {number}", "items": self.items[number]}
        return json.dumps(feed).encode()


@contextmanager
def served(press: Press) -> Iterator[str]:
    """The press on a loopback port; yields the base address."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            body = press.document(int(self.path.strip("/").removesuffix(".json")))
            self.send_response(200)
            self.send_header("Content-Type", "application/feed+json")
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def write_settings(folder: Path, base: str) -> Path:
    """A settings file, feeds and a topic for one trial."""
    config = folder / "config"
    (config / "topics").mkdir(parents=True)
    (config / "topics" / "faces.toml").write_text(TOPIC, "utf-8")
    feeds = [
        f'[[feeds]]\nsource = "Feed {n}"\nurl = "{base}/{n}.json"\ncategory = "press"\nlanguage = "en"\ntier = 1\n'
        for n in range(FEEDS)
    ]
    (config / "feeds.toml").write_text("\n".join(feeds), "utf-8")
    file = folder / "presswatch.toml"
    file.write_text(
        f'data = "{folder / "data"}"\nconfig = "{config}"\n[fetch]\nallow = ["{urlsplit(base).netloc}"]\n'
        "[poll]\nlease_seconds = 1\n[deliver]\nlease_seconds = 2\n",
        "utf-8",
    )
    return file


def subscribe(app: App) -> None:
    """One channel that wants alerts, one that wants a daily digest."""
    with app.store.writing() as session:
        topic = session.topics.all()[0]
        workspace = session.channels.ensure_workspace(platform="console", key="local", name="Trial")
        for name, cadence in (("alerts", Cadence.AT_ONCE), ("digests", Cadence.DAILY)):
            channel = session.channels.ensure(workspace=workspace, key=name, name=name)
            session.subscriptions.put(
                channel_id=channel.id,
                topic_id=topic.id,
                schedule=Schedule(cadence=cadence),
                due_at=None,
                now=datetime.now(UTC),
            )


def make_due(app: App) -> None:
    """Every feed and every digest falls due now."""
    now = datetime.now(UTC)
    with app.store.writing() as session:
        for feed in session.feeds.all():
            session.feeds.save(replace(feed, due_at=now))
        for order in session.subscriptions.of_channel(2):
            session.subscriptions.told(order.id, mark=order.mark, until=order.told_until or now, due_at=now)


def start(file: Path) -> subprocess.Popen[bytes]:
    """The real worker, as a process."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "--settings", str(file), "worker"], stderr=subprocess.DEVNULL, env=os.environ
    )


def is_quiet(app: App, press: Press) -> bool:
    """Everything served has been read, and nothing is left to post."""
    with app.store.reading() as session:
        read = session.entries.total() == len(press.links())
        polled = all(feed.due_at > datetime.now(UTC) for feed in session.feeds.all())
        return (
            read
            and polled
            and session.ledger.next_at() is None
            and not session.subscriptions.due(datetime.now(UTC), too_far=datetime.max.replace(tzinfo=UTC))
        )


def told_links(message: Message) -> list[str]:
    """The articles that a message names as stories."""
    items = (block for block in message.blocks if isinstance(block, Item))
    return [span.link.url for item in items for span in item.title if isinstance(span.link, WebLink)]


def judge(app: App, press: Press) -> list[str]:
    """What is wrong with what the console holds; nothing when every message is there exactly once."""
    faults: list[str] = []
    posts = list(app.transcript.read())
    alerted = Counter(link for post in posts if post.channel == "alerts" for link in told_links(post.message))
    faults += [f"lost alert {link}" for link in press.links() - press.old - alerted.keys()]
    faults += [f"alert {number} times: {link}" for link, number in alerted.items() if number > 1]
    keys = Counter(post.delivery_key for post in posts)
    faults += [f"posted {number} times: {key}" for key, number in keys.items() if number > 1]
    with app.store.reading() as session:
        told = Counter[str]()
        order = session.subscriptions.of_channel(2)[0]
        latest = session.digests.latest(order.id)
        for number in range(1, (latest.number if latest else 0) + 1):
            issue = session.digests.get(number)
            told.update(story.link for story in issue.stories)
            parts = [f"digest:{number}:{part}" for part in range(len(write_digest(issue)))]
            faults += [f"lost part {part}" for part in parts if part not in keys]
    faults += [f"in no digest: {link}" for link in press.links() - press.old - told.keys()]
    faults += [f"in {number} digests: {link}" for link, number in told.items() if number > 1]
    return faults


def trial(folder: Path, *, kills: int, seed: int, shortest: float = 0.4, longest: float = 3.0) -> list[str]:
    """One trial of so many kills; returns the faults found."""
    chance = random.Random(seed)
    press = Press(chance)
    with served(press) as base:
        file = write_settings(folder, base)
        settings: Settings = load_settings(file)
        with open_app(settings) as app:
            app.set_up()
            press.print_first(base)
            app.poll()
            subscribe(app)
            for _ in range(kills):
                press.print_more(base, chance.randint(1, 6))
                make_due(app)
                worker = start(file)
                time.sleep(chance.uniform(shortest, longest))
                worker.kill()
                worker.wait()
            make_due(app)
            return _finish(app, press, file) + judge(app, press)


def _finish(app: App, press: Press, file: Path, patience: float = 60.0) -> list[str]:
    """Let a last worker run until all is quiet, then ask it to stop; it has ten seconds."""
    worker = start(file)
    _wait_until_quiet(app, press, worker, patience)
    make_due(app)  # a digest that was cut before the last items came is followed by one that has them
    _wait_until_quiet(app, press, worker, patience)
    faults = [] if is_quiet(app, press) else ["it did not become quiet"]
    worker.send_signal(signal.SIGTERM)
    try:
        faults += [f"exit code {code}"] if (code := worker.wait(10)) else []
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
        faults.append("SIGTERM did not stop it within 10 s")
    return faults


def _wait_until_quiet(app: App, press: Press, worker: subprocess.Popen[bytes], patience: float) -> None:
    deadline = time.monotonic() + patience
    while not is_quiet(app, press) and time.monotonic() < deadline and worker.poll() is None:
        time.sleep(0.2)


def main() -> int:
    """Run the trial and print its account; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20, help="how often the worker is killed")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        faults = trial(Path(folder), kills=options.runs, seed=options.seed)
    for fault in faults:
        print(fault)
    print(f"{options.runs} kills: {len(faults)} faults (messages lost, repeated or late)")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
