"""How fast reports are placed while the window is full, against a plain TF-IDF clusterer in the same run.

    python -m bench.cluster_speed --held 50000 --timed 5000 --seed 1

The index alone, on one thread: the words of each report are read beforehand. Three kinds of reports: with summaries,
titles alone, and the worst case, where all share most of their words. By turns, both place the same reports; the plain
one is a centroid of TF-IDF weights a story, found by postings and joined above a cosine. It prints entries a second,
and the memory that the full index took.
"""

import argparse
import gc
import random
import re
import sys
import time
import tracemalloc
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate
from statistics import median

from bench.plain_clusterer import PlainClusterer
from bot.stories.cluster import WINDOW, Report, StoryIndex
from bot.stories.cluster.common import SHARES
from bot.stories.words import read

SYLLABLES = re.findall(
    r"\w+", "ba ber cal dor el fen gar hol in jor ka len mar nor op pel qui ras sel tor ul ven wes yar zim"
)
WORDS = 20_000  # that are not common; as in life, the n-th is used a n-th as often
OWN = 12  # names that an event has to itself, or nearly so
TOPICAL = 30  # other words that its tellings choose from
TELLINGS = (1, 1, 1, 1, 2, 2, 3, 4, 6, 12)  # of how many reports an event is told in, each as likely
START = datetime(2026, 3, 2, tzinfo=UTC)
LATE = 30  # tellings come a thirtieth of the window after their event, on average
TURNS = 3
PARTS = 10
KINDS = ("told", "titles", "alike")


class Press:
    """Made-up reports: common words as often as in English, others by rank, and each event's own."""

    def __init__(self, kind: str, seed: int) -> None:
        self._chance = random.Random(seed)
        self._kind = kind
        shares = {word: share for word, share in SHARES.items() if word.isascii()}
        self._common = list(shares)
        self._common_sums = list(accumulate(shares.values()))
        self._rarer = ["".join(self._chance.choices(SYLLABLES, k=3)) for _ in range(WORDS)]
        self._rarer_sums = list(accumulate(1 / rank for rank in range(1, WORDS + 1)))

    def reports(self, number: int) -> list[Report]:
        """So many reports over one window, oldest first."""
        told: list[tuple[float, str, str]] = []
        while len(told) < number:
            told += self._event()
        told = sorted(told[:number])
        step = WINDOW / number
        return [self._report(entry_id, entry_id * step, *told[entry_id - 1][1:]) for entry_id in range(1, number + 1)]

    def _event(self) -> Iterator[tuple[float, str, str]]:
        began = self._chance.random()
        alike = self._kind == "alike"
        own = self._rarer[:OWN] if alike else [word.title() for word in self._words(OWN)]
        topical = self._common[:TOPICAL] if alike else self._words(TOPICAL)
        for _ in range(self._chance.choice(TELLINGS)):
            title = self._chance.sample(own[:6], 4) + self._chance.sample(topical[:6], 3) + self._words(3)
            summary = self._chance.sample(own, 8) + self._chance.choices(topical, k=25) + self._words(25)
            self._chance.shuffle(summary)
            late = self._chance.expovariate(LATE)
            yield began + late, " ".join(title), "" if self._kind == "titles" else " ".join(summary)

    def _words(self, number: int) -> list[str]:
        rarer = round(number * 0.4)
        common = self._chance.choices(self._common, cum_weights=self._common_sums, k=number - rarer)
        return common + self._chance.choices(self._rarer, cum_weights=self._rarer_sums, k=rarer)

    def _report(self, entry_id: int, after: timedelta, title: str, summary: str) -> Report:
        return Report(
            entry_id=entry_id,
            title=read(title),
            summary=read(summary),
            source=f"paper{self._chance.randrange(500)}.example",
            language="en",
            when=START + after,
        )


def ours() -> Callable[[Report], object]:
    """Places a report by the index, as a poll does."""
    index = StoryIndex()

    def place(report: Report) -> None:
        placement = index.decide(report)
        index.add(report, placement.story_id or report.entry_id)
        for winner, loser in placement.merges:
            index.merge(winner, loser)

    return place


def speed(place: Callable[[Report], object], held: Sequence[Report], timed: Sequence[Report]) -> float:
    """Reports a second of processor time, once as many as `held` are in: in the quickest tenth of those timed, since
    what else runs on the machine can only slow them."""
    for report in held:
        place(report)
    return max(_pace(place, timed[at : at + len(timed) // PARTS]) for at in range(0, len(timed), len(timed) // PARTS))


def _pace(place: Callable[[Report], object], reports: Sequence[Report]) -> float:
    started = time.process_time()
    for report in reports:
        place(report)
    return len(reports) / (time.process_time() - started)


def memory(held: Sequence[Report]) -> float:
    """MB that the index takes for these reports, their words apart."""
    tracemalloc.start()
    index = StoryIndex()
    for report in held:
        index.add(report, report.entry_id)
    taken, _ = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return taken / 1e6


def main() -> int:
    """Measure each kind by turns; the exit status."""
    asked = read_options()
    for kind in asked.kinds or KINDS:
        reports = Press(kind, asked.seed).reports(asked.held + asked.timed)
        held, timed = reports[: asked.held], reports[asked.held :]
        fast, plain = [], []
        for _ in range(asked.turns):
            gc.collect()
            fast.append(speed(ours(), held, timed))
            plain.append(speed(PlainClusterer().place, held, timed))
        line = f"{kind:>7}: {median(fast):6.0f} entries/s; plain TF-IDF centroid {median(plain):6.0f}"
        print(f"{line}; {median(fast) / median(plain):.2f} times; {memory(held[:: asked.thin]):.0f} MB", flush=True)
    return 0


def read_options() -> argparse.Namespace:
    """The command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--held", type=int, default=50_000, help="reports in the window before the clock starts")
    parser.add_argument("--timed", type=int, default=5_000)
    parser.add_argument("--turns", type=int, default=TURNS)
    parser.add_argument("--thin", type=int, default=1, help="measure memory on every n-th report only")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kind", dest="kinds", action="append", choices=KINDS, help="one only, or several")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
