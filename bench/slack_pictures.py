"""Draw the pictures of Slack in the docs, light and dark. Needs Debian's chromium, node, and a folder in which
`npm install esbuild playwright-core react react-dom slack-blocks-to-jsx` was run.

python -m bench.slack_pictures RIG docs/images
"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.slack_scenes import scenes
from bench.small_png import shrink

SHOOT = Path(__file__).parent / "slack_drawing" / "shoot.mjs"
MOST = 60_000  # bytes of a picture


def main(rig: Path, folder: Path) -> None:
    """Write slack-<what>-<light|dark>.png for each scene, each at most 60 kB."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as scratch:
        listed = Path(scratch) / "scenes.json"
        listed.write_text(json.dumps(scenes(Path(scratch) / "data")), "utf-8")
        node = shutil.which("node") or sys.exit("Install node.")
        subprocess.run([node, SHOOT, rig, listed, scratch], check=True)
        for picture in sorted(Path(scratch).glob("slack-*.png")):
            _keep(picture, folder)


def _keep(picture: Path, folder: Path) -> None:
    small = shrink(picture.read_bytes())
    (folder / picture.name).write_bytes(small)
    print(f"{picture.name}: {len(small):,} bytes{' (too many)' if len(small) > MOST else ''}")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "docs/images"))
