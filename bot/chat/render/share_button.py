"""What the button carries that shares an answer, on every platform."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ShareButton:
    """The words that asked for the answer, and the key of what was seen."""

    words: str
    key: str
