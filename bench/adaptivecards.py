"""Check what goes to Teams against the published schema of Adaptive Cards: `python -m bench.adaptivecards SCHEMA`.

SCHEMA is a file such as ac-1.5.0.json (https://github.com/microsoft/AdaptiveCards, schemas/1.5.0). What is checked are
the golden files of tests/chat/teams. What Teams adds to cards is taken out before, for the schema does not have it: the
card's width; charts, in whose place stands their fallback; and whether a table has a head, which the schema misspells.
"""

import json
import sys
from pathlib import Path
from typing import Any

from bench.manifest import faults

GOLDEN = Path(__file__).parent.parent / "tests" / "chat" / "teams" / "golden"
_OWN = frozenset({"msteams", "firstRowAsHeaders"})


def bare(value: Any) -> Any:
    """A card without what Teams adds."""
    if isinstance(value, list):
        return [bare(each) for each in value]
    if not isinstance(value, dict):
        return value
    if str(value.get("type", "")).startswith("Chart."):
        return bare(value["fallback"])
    return {key: each if key == "data" else bare(each) for key, each in value.items() if key not in _OWN}


def main(schema: Path) -> int:
    """Say what is wrong with each card, and how many there were; 1 where anything is."""
    rules = json.loads(schema.read_text("utf-8"))
    checked, wrong = 0, 0
    for file in sorted(GOLDEN.glob("*.json")):
        for card in json.loads(file.read_text("utf-8")):
            found = list(faults(bare(card), rules, rules))
            checked, wrong = checked + 1, wrong + bool(found)
            print(*(f"{file.name}{fault}" for fault in found), sep="\n", end="\n" if found else "")
    print(f"{checked - wrong} passed, {wrong} failed")
    return int(wrong > 0 or not checked)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
