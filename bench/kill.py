"""Kill -9 a real worker at random instants while feeds grow, digests fall due, and alerts are held, told together and
edited; then compare what the console holds with what the feed server had served: nothing lost, nothing twice.

    python -m bench.kill --runs 20 --seed 7
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

from bench.kill_judge import ALERTS, CAPPED, DIGESTS, account, judge
from bench.kill_press import FEEDS, Press, served
from bot.app import App, open_app
from bot.flow.edit import plan_edit
from bot.model.channel import OwnRules
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.model.subscription import Cadence, Schedule
from bot.ports.store import Session
from bot.settings import Settings, load_settings

TOPICS = {"faces": "faces", "silence": "=nothingeversaysthis"}
SETTINGS = """
[poll]
lease_seconds = 1
[deliver]
lease_seconds = 2
[alerts]
ceiling = 1000
storm = 15
storm_minutes = 1
"""
_NEVER = datetime.max.replace(tzinfo=UTC)


def write_settings(folder: Path, base: str) -> Path:
    """A settings file, feeds and topics for one trial."""
    config = folder / "config"
    (config / "topics").mkdir(parents=True)
    for name, query in TOPICS.items():
        text = f'name = "{name}"\ntitle = "{name.title()}"\ndescription = "For the trial."\nquery = "{query}"\n'
        (config / "topics" / f"{name}.toml").write_text(text, "utf-8")
    feeds = [
        f'[[feeds]]\nsource = "Feed {n}"\nurl = "{base}/{n}.json"\ncategory = "press"\nlanguage = "en"\ntier = 1\n'
        for n in range(FEEDS)
    ]
    (config / "feeds.toml").write_text("\n".join(feeds), "utf-8")
    file = folder / "presswatch.toml"
    places = f'data = "{folder / "data"}"\nconfig = "{config}"\n[fetch]\nallow = ["{urlsplit(base).netloc}"]\n'
    file.write_text(places + SETTINGS, "utf-8")
    return file


def subscribe(app: App) -> None:
    """A channel that wants alerts, one that wants a daily digest, and one that wants two alerts a day and a digest."""
    with app.store.writing() as session:
        workspace = session.channels.ensure_workspace(platform="console", key="local", name="Trial")
        for name in ("alerts", "digests", "capped"):
            session.channels.ensure(workspace=workspace, key=name, name=name)
        _order(session, ALERTS, "faces", Cadence.AT_ONCE)
        _order(session, DIGESTS, "faces", Cadence.DAILY)
        _order(session, CAPPED, "faces", Cadence.AT_ONCE)
        _order(session, CAPPED, "silence", Cadence.DAILY)
        session.channels.set_rules(CAPPED, OwnRules(ceiling=2))


def _order(session: Session, channel_id: int, name: str, cadence: Cadence) -> None:
    topic = next(topic for topic in session.topics.all() if topic.name == name)
    schedule = Schedule(cadence=cadence)
    session.subscriptions.put(
        channel_id=channel_id, topic_id=topic.id, schedule=schedule, due_at=None, now=datetime.now(UTC)
    )


def make_due(app: App) -> None:
    """Every feed, every digest and every edit falls due now."""
    now = datetime.now(UTC)
    with app.store.writing() as session:
        for feed in session.feeds.all():
            session.feeds.save(replace(feed, due_at=now))
        for channel_id in (ALERTS, DIGESTS, CAPPED):
            for order in session.subscriptions.of_channel(channel_id):
                if order.schedule.cadence is not Cadence.AT_ONCE:
                    session.subscriptions.told(order.id, mark=order.mark, until=order.told_until or now, due_at=now)
            for waiting in session.ledger.of_channel(channel_id, state=DeliveryState.PLANNED, limit=1000):
                session.ledger.hasten(waiting, now=now)


def stir(app: App, chance: random.Random) -> None:
    """Pause the alerts or let them go on; and have a posted alert written anew, as a takedown does."""
    now = datetime.now(UTC)
    with app.store.writing() as session:
        (alerts,) = session.subscriptions.of_channel(ALERTS)
        if alerts.is_paused(now):
            session.subscriptions.resume(alerts.id)
        elif chance.random() < 0.3:
            session.subscriptions.pause(alerts.id, until=None, now=now)
        posted = _posted_alerts(session)
        for alert in chance.sample(posted, min(2, len(posted))):
            plan_edit(session, alert, now=now, at_once=True)


def _posted_alerts(session: Session) -> list[Delivery]:
    posted = session.ledger.of_channel(ALERTS, state=DeliveryState.SENT, limit=20)
    return [one for one in posted if one.kind is DeliveryKind.ALERT]


def let_go(app: App) -> None:
    """Nothing is paused any more, and what a storm holds is told in a digest at once."""
    with app.store.writing() as session:
        for order in session.subscriptions.of_channel(ALERTS):
            session.subscriptions.resume(order.id)
        _order(session, ALERTS, "silence", Cadence.DAILY)


def write_anew(app: App) -> None:
    """The last alerts that stand are edited."""
    with app.store.writing() as session:
        for alert in _posted_alerts(session):
            plan_edit(session, alert, now=datetime.now(UTC), at_once=True)


def start(file: Path) -> subprocess.Popen[bytes]:
    """The real worker, as a process."""
    return subprocess.Popen(
        [sys.executable, "-m", "bot", "--settings", str(file), "worker"], stderr=subprocess.DEVNULL, env=os.environ
    )


def is_settled(app: App, press: Press) -> bool:
    """Everything served has been read, and nothing is left to post now; edits may wait, and alerts be held."""
    now = datetime.now(UTC)
    with app.store.reading() as session:
        next_at = session.ledger.next_at()
        return (
            session.entries.total() == len(press.events)
            and all(feed.due_at > now for feed in session.feeds.all())
            and (next_at is None or next_at > now + timedelta(minutes=1))
            and not session.subscriptions.due(now, too_far=_NEVER)
        )


def is_quiet(app: App, press: Press) -> bool:
    """Nothing waits at all."""
    with app.store.reading() as session:
        waiting = session.ledger.next_at() is not None or session.ledger.holding()
    return not waiting and is_settled(app, press)


def trial(folder: Path, *, kills: int, seed: int, longest: float = 1.5) -> tuple[list[str], str]:
    """One trial of so many kills; the faults found, and what it went through."""
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
                press.print_again(base)
                make_due(app)
                stir(app, chance)
                _kill_at_work(app, start(file), chance, longest)
            return _finish(app, press, file) + judge(app, press), account(app)


def _kill_at_work(app: App, worker: subprocess.Popen[bytes], chance: random.Random, longest: float) -> None:
    """Kill it within `longest` seconds of its first deed; one time in five, while it starts."""
    before, deadline = _deeds(app), time.monotonic() + (1.0 if chance.random() < 0.2 else 30.0)
    while _deeds(app) == before and worker.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    time.sleep(chance.uniform(0, longest))
    worker.kill()
    worker.wait()


def _deeds(app: App) -> object:
    """What changes when a worker does anything."""
    with app.store.reading() as session:
        return session.sequence(), session.ledger.counts()


def _finish(app: App, press: Press, file: Path, patience: float = 60.0) -> list[str]:
    """Let a last worker run until all is quiet, then ask it to stop; it has ten seconds."""
    let_go(app)
    make_due(app)
    worker = start(file)
    for _ in range(2):  # what was cut, or held, after the first digests is told in the ones that follow
        _wait_until(is_settled, app, press, worker, patience)
        write_anew(app)  # only now do alerts surely stand, however slow the machine
        make_due(app)
    _wait_until(is_quiet, app, press, worker, patience)
    faults = [] if is_quiet(app, press) else ["it did not become quiet"]
    worker.send_signal(signal.SIGTERM)
    try:
        faults += [f"exit code {code}"] if (code := worker.wait(10)) else []
    except subprocess.TimeoutExpired:
        worker.kill()
        worker.wait()
        faults.append("SIGTERM did not stop it within 10 s")
    return faults


def _wait_until(
    is_so: Callable[[App, Press], bool], app: App, press: Press, worker: subprocess.Popen[bytes], patience: float
) -> None:
    deadline = time.monotonic() + patience
    while not is_so(app, press) and time.monotonic() < deadline and worker.poll() is None:
        time.sleep(0.2)


def main() -> int:
    """Run the trial and print its account; returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20, help="how often the worker is killed")
    parser.add_argument("--seed", type=int, default=7)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        faults, told = trial(Path(folder), kills=options.runs, seed=options.seed)
    for fault in faults:
        print(fault)
    print(f"{options.runs} kills: {len(faults)} faults (messages lost, repeated or late); {told}")
    return int(bool(faults))


if __name__ == "__main__":
    sys.exit(main())
