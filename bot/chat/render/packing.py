"""Words in little room: how what a button says travels where a platform gives it few characters."""

import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode

from bot.chat.render.fit import size
from bot.chat.render.safe import typed

_PACKED = "z:"  # no command begins like this
_UNPACKED = 64 * 1024  # bytes: what a person's own button packs is far less


def packed(words: str, limit: int, *, without: str = "") -> str:
    """The words, or the same in less room and `without` some signs; "" where even that is too long."""
    bare = typed(words)
    if size(bare) <= limit and not {*without} & {*bare}:
        return bare
    dense = _PACKED + urlsafe_b64encode(zlib.compress(bare.encode(), 9)).decode("ascii")
    return dense if size(dense) <= limit else ""


def unpacked(value: str) -> str:
    """What was packed; "" where nothing of ours was, or far more than a button ever says."""
    if not value.startswith(_PACKED):
        return value
    opened = zlib.decompressobj()
    try:
        words = opened.decompress(urlsafe_b64decode(value.removeprefix(_PACKED)), _UNPACKED).decode()
    except (zlib.error, ValueError):
        return ""
    return words if opened.eof else ""
