"""Kill -9 real workers at random instants while a platform's stand-in drops, delays, refuses and repeats nothing; start
them again until all is quiet; then compare what the channels hold with what the feed server had served.

    python -m bench.chaos --runs 1000 --seed 1
    python -m bench.chaos --runs 1000 --seed 1 --platform teams
    python -m bench.chaos --runs 20 --seed 1 --without-reconcile     shows what the reconcile step is for
"""

import argparse
import queue
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import ExitStack, closing
from pathlib import Path

from bench.chaos_platform import Platform
from bench.chaos_run import Lane, Plan, open_lane
from bench.chaos_slack import SLACK
from bench.chaos_teams import TEAMS
from bench.chaos_verdict import Verdict
from bench.chaos_worker import Nursery

PLATFORMS = {platform.name: platform for platform in (SLACK, TEAMS)}


def run_all(
    plans: Iterable[Plan],
    folder: Path,
    *,
    lanes: int,
    told: "queue.Queue[tuple[Plan, Verdict]]",
    platform: Platform = SLACK,
) -> None:
    """Run all plans, so many at a time, on one platform; each verdict is told as it is found."""
    waiting: queue.SimpleQueue[Plan | None] = queue.SimpleQueue()
    for plan in [*plans, *[None] * lanes]:
        waiting.put(plan)

    def work(lane: Lane) -> None:
        while plan := waiting.get():
            told.put((plan, lane.run(plan)))

    with closing(Nursery(platform.module)) as nursery, ExitStack() as open_lanes:
        ready = [open_lanes.enter_context(open_lane(folder / f"lane-{n}", nursery, platform)) for n in range(lanes)]
        threads = [threading.Thread(target=work, args=(lane,)) for lane in ready]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()


def main() -> int:
    """Run the trial and print its account; returns the exit code."""
    options = _options()
    platform, seeds = PLATFORMS[options.platform], range(options.seed, options.seed + options.runs)
    plans = [Plan.by_chance(seed, platform=platform, blind=options.without_reconcile) for seed in seeds]
    with tempfile.TemporaryDirectory() as folder:
        return _account(_told(plans, Path(options.keep or folder), options.lanes, platform), options.runs)


def _told(plans: Sequence[Plan], folder: Path, lanes: int, platform: Platform) -> list[Verdict]:
    """All verdicts, each told as it comes."""
    told: queue.Queue[tuple[Plan, Verdict]] = queue.Queue()
    how = {"lanes": lanes, "told": told, "platform": platform}
    runs = threading.Thread(target=run_all, args=(plans, folder), kwargs=how)
    runs.start()
    verdicts: list[Verdict] = []
    while runs.is_alive() or not told.empty():
        try:
            plan, verdict = told.get(timeout=0.5)
        except queue.Empty:
            continue
        verdicts.append(verdict)
        for fault in verdict.faults:
            print(f"seed {plan.seed}: {fault}", flush=True)
        if len(verdicts) % 50 == 0:
            print(f"{len(verdicts)} runs", file=sys.stderr, flush=True)
    return verdicts


def _account(verdicts: list[Verdict], wanted: int) -> int:
    passed = sum(not verdict.faults for verdict in verdicts)
    seen: Counter[str] = sum((verdict.seen for verdict in verdicts), Counter())
    print(", ".join(f"{name}: {number}" for name, number in sorted(seen.items())))
    lost, twice = (sum(len(getattr(one, what)) for one in verdicts) for what in ("lost", "twice"))
    print(f"lost {lost}, duplicated {twice}")
    print(f"{passed} passed, {wanted - passed} failed")
    return int(passed < wanted)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--runs", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1, help="the first run's; the next has the next")
    parser.add_argument("--lanes", type=int, default=6, help="runs at a time")
    parser.add_argument("--keep", default="", help="a new folder that keeps the databases of runs that fail")
    parser.add_argument("--platform", choices=sorted(PLATFORMS), default="slack")
    parser.add_argument("--without-reconcile", action="store_true", help="take what is unclear for lost (Slack alone)")
    options = parser.parse_args()
    if options.without_reconcile and options.platform != "slack":
        parser.error("--without-reconcile is for Slack: nothing else is asked what arrived")
    return options


if __name__ == "__main__":
    sys.exit(main())
