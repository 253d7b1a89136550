"""Check what goes to Slack against published schemas of Block Kit: `python -m bench.blockkit FOLDER`.

FOLDER holds blockkit-blocks.json and blockkit-view.json, made from Slack's own types (@slack/types). What is checked
are the golden files of tests/chat/slack. Charts are left out: those types do not have them yet.
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.manifest import faults

GOLDEN = Path(__file__).parent.parent / "tests" / "chat" / "slack" / "golden"
_NEWER = ("data_visualization",)


def payloads(file: Path) -> Iterator[tuple[str, Any]]:
    """What a golden file holds, and the schema for it: a view, or the blocks of each message."""
    held = json.loads(file.read_text("utf-8"))
    if "type" in held:
        yield "blockkit-view.json", held
        return
    for message in held if isinstance(held, list) else [held]:
        yield "blockkit-blocks.json", [block for block in message["blocks"] if block["type"] not in _NEWER]


def main(folder: Path) -> int:
    """Say what is wrong with each, and how many there were; 1 where anything is."""
    schemas = {path.name: json.loads(path.read_text("utf-8")) for path in folder.glob("blockkit-*.json")}
    checked, wrong = 0, 0
    for file in sorted(GOLDEN.glob("*.json")):
        for schema, payload in payloads(file):
            found = list(faults(payload, schemas[schema], schemas[schema]))
            checked, wrong = checked + 1, wrong + bool(found)
            print(*(f"{file.name}{fault}" for fault in found), sep="\n", end="\n" if found else "")
    print(f"{checked - wrong} passed, {wrong} failed")
    return int(wrong > 0 or not checked)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
