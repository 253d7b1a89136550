"""Addresses as people write them: with or without a scheme, with a full stop behind."""

import re

_SCHEME = re.compile(r"(?P<scheme>[a-z][a-z0-9+.-]*)://", re.IGNORECASE)
_HOST = re.compile(r"(?:[\w-]+\.)+[^\W\d_][\w-]*(?::[0-9]{1,5})?(?:[/?#]\S*)?")  # lantern-post.example/story/12
_AROUND = "<>\"'"
_BEHIND = ".,;!>\"'"


def link(word: str) -> str | None:
    """The http(s) address this word is, https where no scheme is named; None when it is none."""
    plain = word.lstrip(_AROUND).rstrip(_BEHIND)
    scheme = _SCHEME.match(plain)
    if scheme:
        return plain if scheme["scheme"].casefold() in ("http", "https") and plain[scheme.end() :] else None
    return f"https://{plain}" if _HOST.fullmatch(plain) else None
