"""Draw the pictures of Slack in the docs, light and dark. Needs Debian's chromium, node, and a folder in which
`npm install esbuild playwright-core react react-dom slack-blocks-to-jsx` was run.

python -m bench.slack_pictures RIG docs/images
"""

import sys
import tempfile
from pathlib import Path

from bench.drawing import HERE, Picture, draw
from bench.slack_scenes import slack_scenes


def main(rig: Path, folder: Path) -> None:
    """Write slack-<what>-<light|dark>.png for each scene, each at most 60 kB."""
    with tempfile.TemporaryDirectory() as scratch:
        drawn = slack_scenes(Path(scratch))
    pictures = [
        Picture(file=f"slack-{scene['name']}-{theme}.png", scene=scene, theme=theme)
        for scene in drawn
        for theme in ("light", "dark")
    ]
    draw(pictures, entry=HERE / "slack_drawing" / "frame.jsx", rig=rig, folder=folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else "docs/images"))
