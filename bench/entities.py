"""How well and how fast entities are recognised: `python -m bench.entities SAMPLE FILE ...`.

The sample holds row ids of the files and the entities that a person found in their titles, by our keys; what no list
of ours holds is labelled, too, by a key made of its name. `--errors` shows what was wrong or missed,
`--speed` times the pass over the rows' words beside reading them.
"""

import argparse
import json
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.stories.entities import KINDS, gazetteer, recognise
from bot.stories.words import Words, read

NOTHING = read("")


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """What was recognised of one kind, against what was labelled."""

    kind: str
    right: int
    wrong: int
    missed: int
    unlisted: int  # of those missed: no list holds them

    @property
    def precision(self) -> float:
        """How much of what was recognised is right; 1 when nothing was."""
        return _share(self.right, self.right + self.wrong)

    @property
    def recall(self) -> float:
        """How much of what is labelled was recognised; 1 when nothing is."""
        return _share(self.right, self.right + self.missed)

    @property
    def recall_of_listed(self) -> float:
        """The same, of what our lists hold."""
        return _share(self.right, self.right + self.missed - self.unlisted)


def scores(labels: Mapping[str, frozenset[str]], titles: Mapping[str, str]) -> list[Score]:
    """A score a kind, and one for all."""
    found = {row: recognised(titles[row]) for row in labels}
    return [_score(kind, labels, found) for kind in (*KINDS, "all")]


def recognised(title: str) -> frozenset[str]:
    """The entities that a title names by itself."""
    return recognise(read(title), NOTHING, gazetteer()).ids


def _score(kind: str, labels: Mapping[str, frozenset[str]], found: Mapping[str, frozenset[str]]) -> Score:
    right = wrong = missed = unlisted = 0
    for row, wanted in labels.items():
        ours, theirs = _of_kind(kind, found[row]), _of_kind(kind, wanted)
        right += len(ours & theirs)
        wrong += len(ours - theirs)
        missed += len(theirs - ours)
        unlisted += len((theirs - ours) - gazetteer().entities.keys())
    return Score(kind=kind, right=right, wrong=wrong, missed=missed, unlisted=unlisted)


def _of_kind(kind: str, ids: frozenset[str]) -> frozenset[str]:
    return ids if kind == "all" else frozenset(one for one in ids if one.startswith(f"{kind}:"))


def _share(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


def read_labels(file: Path) -> dict[str, frozenset[str]]:
    """The labelled entities by row id."""
    return {str(row["id"]): frozenset(row["entities"]) for row in _rows(file)}


def read_texts(files: Sequence[Path]) -> dict[str, tuple[str, str]]:
    """Title and text by row id."""
    return {
        str(row["id"]): (str(row.get("title") or ""), str(row.get("text") or ""))
        for file in files
        for row in _rows(file)
    }


def _rows(file: Path) -> Iterator[dict[str, Any]]:
    return (json.loads(line) for line in file.read_text("utf-8").split("\n") if line.strip())


def _errors(labels: Mapping[str, frozenset[str]], titles: Mapping[str, str]) -> None:
    for row, wanted in labels.items():
        found = recognised(titles[row])
        if found != wanted:
            wrong, missed = (", ".join(sorted(ids)) or "–" for ids in (found - wanted, wanted - found))
            print(f"{row}: wrong {wrong}; missed {missed}: {titles[row]}")


def _speed(texts: Sequence[tuple[str, str]]) -> None:
    """Microseconds an entry: reading its words, and recognising on top of that."""
    known = gazetteer()
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


def main() -> None:
    """Print a line a kind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("sample", type=Path, help="row ids and labels, JSON lines")
    parser.add_argument("files", type=Path, nargs="+", help="the rows, JSON lines with id, title and text")
    parser.add_argument("--errors", action="store_true", help="show each row that was not recognised as labelled")
    parser.add_argument("--speed", action="store_true", help="time all rows of the files")
    asked = parser.parse_args()
    labels, texts = read_labels(asked.sample), read_texts(asked.files)
    titles = {row: texts[row][0] for row in labels}
    print(f"{'':10} precision  recall  of listed  right  wrong  missed  unlisted")
    for one in scores(labels, titles):
        shares = f"{one.precision:9.3f} {one.recall:7.3f} {one.recall_of_listed:10.3f}"
        print(f"{one.kind:10} {shares} {one.right:6} {one.wrong:6} {one.missed:7} {one.unlisted:9}")
    if asked.errors:
        _errors(labels, titles)
    if asked.speed:
        _speed([*texts.values()])


if __name__ == "__main__":
    main()
