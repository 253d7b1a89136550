"""The keyboard: a line is typed, mended and called back with the arrow keys, where the system has readline."""

import importlib
import sys
from collections.abc import Callable
from contextlib import suppress

_BOLD, _PLAIN = "\033[1m", "\033[0m"
_UNSEEN = "\001{}\002"  # tells readline that what stands between takes no room on the line


def typed(prompt: str, *, coloured: bool, read: Callable[[str], str] = input) -> str:
    """One line as typed after a prompt. EOFError at its end, KeyboardInterrupt on Ctrl-C.

    The prompt goes to `input` itself: readline, which draws the line anew with each key, must know how long it is.
    """
    editing = _editing()
    if coloured:
        begin, end = ((_UNSEEN.format(code) if editing else code) for code in (_BOLD, _PLAIN))
        prompt = f"{begin}{prompt}{end}"
    return read(prompt)


def _editing() -> bool:
    """Whether lines can be edited. What was typed is remembered until the program ends, and written nowhere."""
    with suppress(ImportError):  # a Python may be built without
        importlib.import_module("readline")
    return "readline" in sys.modules
