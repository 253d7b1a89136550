"""Text made safe for a terminal: a stranger's title must not style it, nor move its cursor."""

import re

from bot.chat.render.safe import printable

# Control sequences whole, so that `\x1b[31m` leaves no `[31m` behind: CSI, then the string kinds (OSC, DCS, SOS, PM,
# APC), in their 7-bit and 8-bit forms. ECMA-48, 5.3 to 5.6 and 8.3.
_SEQUENCE = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f]).*?(?:\x07|\x1b\\|\x9c)", re.DOTALL
)


def clean(text: str) -> str:
    """The text on one line, with nothing in it that a terminal obeys."""
    return printable(_SEQUENCE.sub("", text))
