"""One run of the chaos trial: fresh news, a platform's stand-in that misbehaves, workers that are killed and started
again until all is quiet; and then the judge."""

import random
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from copy import deepcopy
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import urlsplit

from bench.chaos_platform import ALERTS, DIGESTS, POST_TIMEOUT, Case, Platform
from bench.chaos_slack import SLACK
from bench.chaos_verdict import Verdict
from bench.chaos_worker import Nursery, Order, Worker
from bench.faults import Fault
from bench.kill_press import FEEDS, Press, served
from bot.app import App, open_app
from bot.flow.reach import place_back
from bot.model.delivery import DeliveryState
from bot.model.subscription import Cadence, Schedule
from bot.settings import load_settings

LEASE = 10 * POST_TIMEOUT  # it outlasts whatever is accepted late
SETTINGS = f"""
[poll]
lease_seconds = 1
[sandbox]
processes = 1
[deliver]
lease_seconds = {LEASE}
attempts = 100
[alerts]
ceiling = 1000
storm = 1000
[log]
level = "warning"
"""
_PATIENCE = 120.0  # seconds until a run has to be quiet
_CALM = 4.0  # seconds after the last kill until nothing goes wrong any more
_NEVER = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class Plan:
    """What one run goes through, all of it by its seed."""

    seed: int
    kills: int
    bots: int  # workers at a time, on one database
    rate: float  # of calls that go wrong
    platform: Platform = SLACK
    faults: tuple[Fault, ...] = ()  # of the first posts
    outage: str = ""  # with this code everything is refused for a while
    blind: bool = False  # without the reconcile step
    when_unclear: str = "ask"  # the policy

    @classmethod
    def by_chance(cls, seed: int, *, platform: Platform = SLACK, blind: bool = False) -> "Plan":
        """A run of its own kind for each seed."""
        chance = random.Random(seed)
        return cls(
            seed=seed,
            platform=platform,
            kills=chance.choice((1, 1, 2, 3)),
            bots=chance.choice((1, 1, 2)),
            rate=chance.choice((0.0, 0.15, 0.3, 0.45)),
            faults=tuple(chance.sample(platform.kinds, 2)),
            outage=chance.choice(platform.outages),
            blind=blind,
            when_unclear=chance.choice(platform.policies),
        )


@dataclass(kw_only=True)
class Lane:
    """A press that stays, and a database as it is before anything is to be told; each run begins with a copy."""

    platform: Platform
    folder: Path
    press: Press
    base: str
    settings: Path
    nursery: Nursery
    first: tuple[list[list[dict[str, str]]], dict[str, str], set[str]] = field(init=False)

    def prepare(self) -> None:
        """Read the first items, which alert nobody, and subscribe the channels."""
        with open_app(load_settings(self.settings, data=self.folder / "first")) as app:
            app.set_up()
            self.press.print_first(self.base)
            app.poll()
            _subscribe(app, self.platform)
            app.store.tidy()
        press = self.press
        self.first = deepcopy((press.items, press.events, press.old))

    def run(self, plan: Plan) -> Verdict:
        """One run, judged."""
        folder = self.folder / f"run-{plan.seed}"
        shutil.copytree(self.folder / "first", folder)
        self.press.items, self.press.events, self.press.old = deepcopy(self.first)
        self.press.chance = random.Random(plan.seed)
        with open_app(load_settings(self.settings, data=folder)) as app, ExitStack() as closing:
            run = Run(self, plan, app, closing)
            quiet = run.go()
            verdict = run.stage.judge(Case(app=app, press=self.press, base=self.base, quiet=quiet))
            verdict.seen.update({str(fault): number for fault, number in run.faults.seen.items()})
            verdict.seen["killed"] += run.killed
        if not verdict.faults:
            shutil.rmtree(folder)
        return verdict


@contextmanager
def open_lane(folder: Path, nursery: Nursery, platform: Platform = SLACK) -> Iterator[Lane]:
    """A lane in a folder of its own."""
    press = Press(random.Random(0))
    with served(press) as base:
        settings = _settings(folder, base, platform)
        lane = Lane(platform=platform, folder=folder, press=press, base=base, settings=settings, nursery=nursery)
        lane.prepare()
        yield lane


class Run:
    """What goes on in one run."""

    def __init__(self, lane: Lane, plan: Plan, app: App, closing: ExitStack) -> None:
        self.lane = lane
        self.plan = plan
        self.app = app
        self.chance = random.Random(plan.seed + 1)
        self.faults = plan.platform.faults(random.Random(plan.seed + 2), plan.rate)
        self.faults.ask(plan.platform.writes, *plan.faults)
        self.killed = 0
        self._deadline = time.monotonic() + _PATIENCE
        self._lock = threading.Lock()  # the stand-in's threads kill, too
        self._workers: list[Worker | None] = [None] * plan.bots
        self.stage = closing.enter_context(plan.platform.stage(self.faults, self._kill_one))
        self.stage.attach(app)
        closing.callback(self._end)

    def go(self) -> bool:
        """The whole run; whether all became quiet in the end."""
        self._print()
        for _ in range(self.plan.kills):
            self._make_due(digests=self.chance.random() < 0.4)
            self._work(self.chance.uniform(0.2, 3.0))
            self._kill_one()
            self._print()
        while not self._is_read() and not self._is_late():
            self._make_due(digests=False)  # a visit under way may have missed what was just printed
            self._work(1.0)
        self._make_due(digests=True)
        if self.plan.outage:
            self._outage(self.plan.outage)
        self._kill_one()  # the next one looks at once for digests that are due
        calm = time.monotonic() + _CALM
        while not self._is_quiet() and not self._is_late():
            if time.monotonic() > calm:
                self.faults.rate = 0
            self._step()
        return self._is_quiet()

    def _print(self) -> None:
        press, base = self.lane.press, self.lane.base
        press.print_more(base, self.chance.randint(1, 2))
        if self.chance.random() < 0.5:
            press.print_again(base)

    def _make_due(self, *, digests: bool) -> None:
        now = datetime.now(UTC)
        with self.app.store.writing() as session:
            for feed in session.feeds.all():
                session.feeds.save(replace(feed, due_at=now))
            for order in session.subscriptions.of_channel(DIGESTS) if digests else ():
                session.subscriptions.told(order.id, mark=order.mark, until=order.told_until or now, due_at=now)

    def _work(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._step()

    def _outage(self, code: str) -> None:
        """Everything is refused, until somebody mends it and the platform tells us."""
        self.stage.outage(code)
        self._work(self.chance.uniform(0.5, 3.0))
        self.stage.outage("")
        with self.app.store.writing() as session:
            for channel_id in (ALERTS, DIGESTS):
                place_back(session, session.channels.get(channel_id), now=datetime.now(UTC))

    def _is_late(self) -> bool:
        return time.monotonic() > self._deadline

    def _step(self) -> None:
        """See that the workers run, and that nothing waits longer than it must."""
        for number, worker in enumerate(self._workers):
            if worker and not worker.is_alive():
                with self._lock:
                    worker.close()
                    self._workers[number] = worker = None
            if worker is None:
                self._workers[number] = self.lane.nursery.start(self._order(number))
        self._hasten()
        time.sleep(0.15)

    def _order(self, number: int) -> Order:
        folder = self.app.settings.data
        return Order(
            settings=str(self.lane.settings),
            environment={
                "PRESSWATCH_DATA": str(folder),
                "PRESSWATCH_DELIVER__WHEN_UNCLEAR": self.plan.when_unclear,
                **self.stage.environment,
            },
            log=str(folder / f"worker-{number}.log"),
            blind=self.plan.blind,
        )

    def _hasten(self) -> None:
        """Let retries and edits go now: the pace of a channel is kept all the same."""
        now = datetime.now(UTC)
        with self.app.store.writing() as session:
            for channel_id in (ALERTS, DIGESTS):
                for waiting in session.ledger.of_channel(channel_id, state=DeliveryState.PLANNED, limit=1000):
                    if waiting.not_before > now:
                        session.ledger.hasten(waiting, now=now)

    def _kill_one(self) -> None:
        with self._lock:
            alive = [worker for worker in self._workers if worker and worker.is_alive()]
            if alive:
                self.killed += 1
                self.chance.choice(alive).kill()

    def _is_read(self) -> bool:
        with self.app.store.reading() as session:
            return session.entries.total() == len(self.lane.press.events)

    def _is_quiet(self) -> bool:
        """Nothing is left to tell."""
        with self.app.store.reading() as session:
            quiet = self.plan.platform.is_quiet(session)
            waiting = session.subscriptions.due(datetime.now(UTC), too_far=_NEVER)
        return quiet and not waiting and self._is_read()

    def _end(self) -> None:
        for worker in self._workers:
            if worker:
                worker.close()


def _settings(folder: Path, base: str, platform: Platform) -> Path:
    config = folder / "config"
    (config / "topics").mkdir(parents=True)
    topic = 'name = "faces"\ntitle = "Faces"\ndescription = "For the trial."\nquery = "faces"\n'
    (config / "topics" / "faces.toml").write_text(topic, "utf-8")
    feeds = [
        f'[[feeds]]\nsource = "Feed {n}"\nurl = "{base}/{n}.json"\ncategory = "press"\nlanguage = "en"\ntier = 1\n'
        for n in range(FEEDS)
    ]
    (config / "feeds.toml").write_text("\n".join(feeds), "utf-8")
    file = folder / "presswatch.toml"
    fetch = f'[fetch]\nallow = ["{urlsplit(base).netloc}"]\n'
    file.write_text(f'config = "{config}"\n{fetch}{SETTINGS}{platform.settings}', "utf-8")
    return file


def _subscribe(app: App, platform: Platform) -> None:
    """A channel that wants alerts, and one that wants a daily digest."""
    now = datetime.now(UTC)
    with app.store.writing() as session:
        workspace = session.channels.ensure_workspace(platform=platform.name, key=platform.workspace, name="Trial")
        (topic,) = (topic for topic in session.topics.all() if topic.name == "faces")
        for number, name, cadence in ((ALERTS, "alerts", Cadence.AT_ONCE), (DIGESTS, "digests", Cadence.DAILY)):
            channel = session.channels.ensure(workspace=workspace, key=platform.channels[number], name=name)
            assert channel.id == number
            session.subscriptions.put(
                channel_id=channel.id, topic_id=topic.id, schedule=Schedule(cadence=cadence), due_at=None, now=now
            )
