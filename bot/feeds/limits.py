"""How much of a stranger's document we are willing to read."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseLimits:
    """Caps on one document. Beyond the first four the document is refused by name.

    `entries` refuses nothing: the first so many items are read, and each of the rest is a named rejection.
    The `fast_` pair only sends a document to the slower parser.
    """

    body_bytes: int = 10 * 1024 * 1024
    attributes: int = 256  # on one tag: feedparser takes quadratic time, 100,000 of them over 40 s
    depth: int = 2_000  # elements within each other
    elements: int = 1_000_000
    entries: int = 10_000
    fast_depth: int = 200
    fast_elements: int = 200_000
