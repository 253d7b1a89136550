"""Draw pictures of a chat with a browser, small enough for the docs. Needs Debian's chromium, and node."""

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from bench.small_png import shrink

HERE = Path(__file__).parent
MOST = 60_000  # bytes of a picture


@dataclass(frozen=True, slots=True, kw_only=True)
class Picture:
    """What is drawn, and how it is seen."""

    file: str
    scene: dict[str, Any]
    theme: str = "light"
    width: int = 664


def draw(pictures: Iterable[Picture], *, entry: Path, rig: Path, folder: Path) -> None:
    """Write each into a folder, as the script `entry` draws it with the packages of `rig`."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch) / "pictures.json"
        listed.write_text(json.dumps([asdict(picture) for picture in pictures]), "utf-8")
        node = shutil.which("node") or sys.exit("Install node.")
        subprocess.run([node, HERE / "shoot.mjs", rig, entry, listed, scratch], check=True)
        for picture in sorted(Path(scratch).glob("*.png")):
            _keep(picture, folder)


def _keep(picture: Path, folder: Path) -> None:
    small = shrink(picture.read_bytes())
    (folder / picture.name).write_bytes(small)
    print(f"{picture.name}: {len(small):,} bytes{' (too many)' if len(small) > MOST else ''}")
