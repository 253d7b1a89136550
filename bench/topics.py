"""How fast entries are matched against many topics: `python -m bench.topics FILE [--topics 10 1000 10000]`.

FILE holds an article a line, as JSON with `title` and `summary` or `text`. Topics are made up from its own words by a
seeded generator: each begins with words of some article, since people ask for what is written about, and has 3 to 12
clauses: phrases, NEAR, words in the title, choices, beginnings of words and exclusions. It prints entries a second for
each number of topics, what adding one more costs, and how many times faster that is than asking every topic one by one
(on a sample, in the same run; both find the same). Times are those of the processor, one core.
"""

import argparse
import json
import random
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from bot.stories.match import TopicIndex
from bot.stories.query import Document, Query, evaluate, parse, read_document
from bot.stories.query.common import COMMON
from bot.stories.words import fold, stem

RAREST, COMMONEST = 2, 0.005  # a word is asked for that stands in so many articles, and in no greater share of them
SHORTEST = 4
SAMPLE = 100  # entries that are asked one by one
CHAINS = ("NEAR/5", "NEAR/8", "NEAR/10", "ONEAR/3")


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """What queries are made of: the words and the rows of two words of each article, and all words."""

    articles: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Speed:
    """What was measured with so many topics."""

    topics: int
    a_second: float  # entries
    found: float  # matches an entry
    added_ms: float
    ratio: float  # times faster than one by one


def vocabulary(titles: Sequence[str]) -> Vocabulary:
    """The words of titles that are neither rare nor common."""
    split = [[word.strip(".,:;!?'\"()[]‘’“”") for word in title.split()] for title in titles]
    counts = Counter(word for words in split for word in {fold(word) for word in words})
    top = max(RAREST, int(COMMONEST * len(titles)))

    def wanted(word: str) -> bool:
        plain = word.isascii() and word.isalpha() and len(word) >= SHORTEST
        return plain and stem(word) not in COMMON and RAREST <= counts[fold(word)] <= top

    articles = [
        (
            tuple(fold(word) for word in words if wanted(word)),
            tuple(f'"{fold(a)} {fold(b)}"' for a, b in pairwise(words) if wanted(a) and wanted(b)),
        )
        for words in split
    ]
    useful = tuple((words, phrases) for words, phrases in articles if len(words) > 2 and phrases)
    return Vocabulary(useful, tuple(sorted({word for words, _ in useful for word in words})))


def queries(found: Vocabulary, seed: int) -> Iterator[str]:
    """Queries without end: the same for the same seed."""
    chance = random.Random(seed)
    while True:
        words, phrases = chance.choice(found.articles)
        own = chance.sample(words, 3)
        more = iter(chance.sample(found.words, 12))
        yield chance.choice(_SHAPES)(chance, own, chance.choice(phrases), more)


_Shape = Callable[[random.Random, Sequence[str], str, Iterator[str]], str]


def _both(chance: random.Random, own: Sequence[str], phrase: str, more: Iterator[str]) -> str:
    first, second = _choice(chance, own[0], more), _choice(chance, own[1], more)
    return f"({phrase} OR ({first} {second})){_exclusion(chance, more)}"


def _near(chance: random.Random, own: Sequence[str], phrase: str, more: Iterator[str]) -> str:
    chain = f"{_choice(chance, own[0], more)} {chance.choice(CHAINS)} {_choice(chance, own[1], more)}"
    return f"(title:({chain}) OR {phrase}){_exclusion(chance, more)}"


def _titled(chance: random.Random, own: Sequence[str], phrase: str, more: Iterator[str]) -> str:
    return (
        f"({phrase} OR title:{_choice(chance, own[0], more)} {_choice(chance, own[2], more)}){_exclusion(chance, more)}"
    )


def _wide(chance: random.Random, own: Sequence[str], phrase: str, more: Iterator[str]) -> str:
    chain = f"{own[0]} {chance.choice(CHAINS)} {_choice(chance, own[1], more)}"
    begun = f"{own[2][:6]}*" if len(own[2]) > 6 else own[2]
    return f"({phrase} OR ({chain}) OR (title:{begun} {_choice(chance, own[1], more)})){_exclusion(chance, more)}"


_SHAPES: tuple[_Shape, ...] = (_both, _near, _titled, _wide)


def _choice(chance: random.Random, own: str, more: Iterator[str]) -> str:
    """A word of the article, among up to three others."""
    others = [next(more) for _ in range(chance.randrange(4))]
    return f"({' OR '.join([own, *others])})"


def _exclusion(chance: random.Random, more: Iterator[str]) -> str:
    return f" -title:{next(more)}" if chance.random() < 0.5 else ""


def measure(entries: Sequence[Callable[[], Document]], asked: Sequence[Query]) -> Speed:
    """Each entry against all of these topics; every entry is read anew, and reading is not timed."""
    index: TopicIndex[int] = TopicIndex(enumerate(asked))
    found, took = 0, 0.0
    for read in entries:  # one after the other, as they come: none is held on to
        document = read()
        began = time.process_time()
        found += len(index.matches(document))
        took += time.process_time() - began
    return Speed(
        topics=len(asked),
        a_second=len(entries) / took,
        found=found / len(entries),
        added_ms=_adding(index, asked),
        ratio=_one_by_one(entries, asked) * len(entries) / took,
    )


def _adding(index: TopicIndex[int], asked: Sequence[Query]) -> float:
    """Milliseconds to replace one topic, reading its query included."""
    texts = [str(query) for query in asked[:100]]
    began = time.process_time()
    for number, text in enumerate(texts):
        index.add(number, parse(text))
    return (time.process_time() - began) / len(texts) * 1000


def _one_by_one(entries: Sequence[Callable[[], Document]], asked: Sequence[Query]) -> float:
    """Seconds an entry when every topic is asked."""
    documents = [read() for read in entries[:: max(1, len(entries) // SAMPLE)]][:SAMPLE]
    began = time.process_time()
    for document in documents:
        for query in asked:
            evaluate(query, document)
    return (time.process_time() - began) / len(documents)


def read_entries(file: Path) -> list[tuple[str, str]]:
    """Title and text of each line."""
    rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
    return [(row["title"], row.get("summary") or row.get("text") or "") for row in rows]


def _reader(title: str, text: str) -> Callable[[], Document]:
    return lambda: read_document(title=title, summary=text)


def main() -> None:
    """Print a line for each number of topics."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("file", type=Path)
    options.add_argument("--topics", type=int, nargs="+", default=[10, 1_000, 10_000])
    options.add_argument("--seed", type=int, default=1)
    chosen = options.parse_args()
    texts = read_entries(chosen.file)
    entries = [_reader(title, text) for title, text in texts]
    made = queries(vocabulary([title for title, _ in texts]), chosen.seed)
    asked = [parse(next(made)) for _ in range(max(chosen.topics))]
    print(f"{len(entries):,} entries; a query such as {asked[0]}")
    for count in chosen.topics:
        speed = measure(entries, asked[:count])
        print(
            f"{speed.topics:>7,} topics: {speed.a_second:8,.0f} entries/s, {speed.found:5.2f} matches an entry, "
            f"{speed.ratio:8,.1f} times as fast as one by one, one topic more in {speed.added_ms:.2f} ms"
        )


if __name__ == "__main__":
    main()
