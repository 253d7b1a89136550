"""Draw the pictures of Teams in the docs: light, dark, in high contrast, and as on a narrow phone. Needs Debian's
chromium, node, and a folder in which `npm install esbuild playwright-core adaptivecards` was run.

python -m bench.teams_pictures RIG docs/images
"""

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from bench.drawing import HERE, Picture, draw
from bench.teams_scenes import teams_scenes

PHONE = 360  # points of a narrow one's width
CONTRASTED = ("digest", "topic")
NARROW = ("digest", "reply", "subscribe")


def main(rig: Path, folder: Path) -> None:
    """Write teams-<what>-<how>.png for each scene, each at most 60 kB."""
    with tempfile.TemporaryDirectory() as scratch:
        drawn = teams_scenes(Path(scratch))
    pictures = [picture for scene in drawn for picture in _pictures(scene)]
    draw(pictures, entry=HERE / "teams_drawing" / "frame.js", rig=rig, folder=folder)


def _pictures(scene: dict[str, Any]) -> Iterator[Picture]:
    name = f"teams-{scene['name']}"
    yield Picture(file=f"{name}-light.png", scene=scene)
    yield Picture(file=f"{name}-dark.png", scene=scene, theme="dark")
    if scene["name"] in CONTRASTED:
        yield Picture(file=f"{name}-contrast.png", scene=scene, theme="contrast")
    if scene["name"] in NARROW:
        yield Picture(file=f"{name}-phone.png", scene=scene, width=PHONE)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "docs/images"))
