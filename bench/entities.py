"""How fast entities are recognised: `python -m bench.entities FILE ...`.

It times the pass over the words of the files' rows (JSON lines with title and text) beside reading them. How well they
are recognised is measured by `presswatch evaluate entities`.
"""

import argparse
import json
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

from bot.stories.entities import gazetteer, recognise
from bot.stories.words import Words, read


def read_texts(files: Sequence[Path]) -> Iterator[tuple[str, str]]:
    """Title and text of each row."""
    lines = (line for file in files for line in file.read_text("utf-8").split("\n") if line.strip())
    for row in map(json.loads, lines):
        yield str(row.get("title") or ""), str(row.get("text") or "")


def main() -> None:
    """Microseconds an entry: reading its words, and recognising on top of that."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("files", type=Path, nargs="+", help="JSON lines with title and text")
    texts, known = [*read_texts(parser.parse_args().files)], gazetteer()
    known.names  # noqa: B018 - made once a process, not once an entry
    started = time.process_time()
    words = [(read(title), read(text)) for title, text in texts]
    reading = time.process_time() - started
    started = time.process_time()
    named = sum(len(recognise(title, body, known).ids) for title, body in words)
    recognising = time.process_time() - started
    each = 1e6 / len(texts)
    print(f"{len(texts):,} entries, {_mean(words):.0f} words each; {named:,} entities named")
    print(f"reading the words: {reading * each:.1f} µs an entry; recognising: {recognising * each:.1f} µs")


def _mean(words: Sequence[tuple[Words, Words]]) -> float:
    return sum(len(title.stems) + len(body.stems) for title, body in words) / len(words)


if __name__ == "__main__":
    main()
