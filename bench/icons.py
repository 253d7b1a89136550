"""Draw the icons of the Teams app, a page with a marked line: `python -m bench.icons [FOLDER]`.

Teams wants one in colour, 192 pixels wide and high, and an outline, 32 each way, white on nothing.
https://learn.microsoft.com/en-us/microsoftteams/platform/concepts/build-and-test/apps-package#app-icons
"""

import struct
import sys
import zlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bench.small_png import SIGN, chunk

ICONS = Path(__file__).parent.parent / "config" / "teams"
Colour = tuple[int, int, int, int]  # red, green, blue, and how much of it
_FINE = 4  # samples of a pixel, each way

NAVY: Colour = (0x1F, 0x3A, 0x5F, 255)
WHITE: Colour = (255, 255, 255, 255)
GREY: Colour = (0xB4, 0xC0, 0xCF, 255)
AMBER: Colour = (0xF2, 0xA9, 0x00, 255)
NOTHING: Colour = (255, 255, 255, 0)


@dataclass(frozen=True, slots=True)
class Box:
    """A filled rectangle with round corners, in pixels of its icon."""

    left: float
    top: float
    right: float
    bottom: float
    colour: Colour
    radius: float = 0

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        across = max(self.left + self.radius - x, x - self.right + self.radius, 0)
        down = max(self.top + self.radius - y, y - self.bottom + self.radius, 0)
        if self.radius:
            return across**2 + down**2 <= self.radius**2
        return self.left <= x < self.right and self.top <= y < self.bottom


COLOUR_ICON = (
    Box(0, 0, 192, 192, NAVY),
    Box(48, 40, 144, 152, WHITE, 10),
    Box(62, 56, 130, 72, NAVY, 3),  # a headline
    Box(62, 84, 92, 112, GREY, 3),  # a picture
    Box(100, 84, 130, 91, GREY, 3),
    Box(100, 105, 130, 112, GREY, 3),
    Box(56, 121, 136, 139, AMBER, 5),  # what was looked for
    Box(64, 127, 122, 133, NAVY, 3),
)
OUTLINE_ICON = (
    Box(5, 2, 27, 30, WHITE, 4),
    Box(7, 4, 25, 28, NOTHING, 2),
    Box(10, 7, 22, 11, WHITE, 1),
    Box(10, 14, 22, 16, WHITE, 1),
    Box(10, 19, 18, 21, WHITE, 1),
    Box(10, 24, 22, 26, WHITE, 1),
)


def png(boxes: Sequence[Box], size: int) -> bytes:
    """A square picture of boxes, the later ones over the earlier, with soft edges."""
    rows = b"".join(b"\0" + b"".join(_pixel(boxes, x, y) for x in range(size)) for y in range(size))
    head = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    return SIGN + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows, 9)) + chunk(b"IEND", b"")


def _pixel(boxes: Sequence[Box], x: int, y: int) -> bytes:
    """The middle of a pixel's samples; what is transparent lends it no colour."""
    steps = [(place + 0.5) / _FINE for place in range(_FINE)]
    samples = [_sample(boxes, x + across, y + down) for down in steps for across in steps]
    weight = sum(sample[3] for sample in samples)
    if not weight:
        return bytes(NOTHING)
    mixed = (round(sum(sample[i] * sample[3] for sample in samples) / weight) for i in range(3))
    return bytes((*mixed, round(weight / len(samples))))


def _sample(boxes: Sequence[Box], x: float, y: float) -> Colour:
    return next((box.colour for box in reversed(boxes) if box.holds(x, y)), NOTHING)


def main(folder: Path = ICONS) -> None:
    """Write both."""
    (folder / "color.png").write_bytes(png(COLOUR_ICON, 192))
    (folder / "outline.png").write_bytes(png(OUTLINE_ICON, 32))


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
