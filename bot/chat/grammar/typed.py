"""From a person's text to its words, as they were meant to be typed."""

import re
from collections.abc import Sequence

SLASH = "/press"

# Phones, word processors and chat clients turn what was typed into these.
_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "`": " "})
_APOSTROPHES = str.maketrans({"‘": "'", "’": "'"})
_SMART_MINUS = re.compile(r"(?<!\S)[–—−](?=\S)")
# https://docs.slack.dev/messaging/formatting-message-text: an address comes as <url> or <url|what was typed>.
_WRAPPED = re.compile(r"<(?P<url>(?:https?://|mailto:)[^<|>\s]+)(?:\|(?P<label>[^<>]*))?>", re.IGNORECASE)
_SCHEME = re.compile(r"^(?:https?://|mailto:)", re.IGNORECASE)


def typed(words: str) -> list[str]:
    """The words one by one: straight quotes and minus signs, plain addresses, no invisible characters, no slash.

    Nothing else changes: a query keeps its case, its operators and its apostrophes.
    """
    visible = "".join(char if char.isprintable() else " " for char in words)
    parts = _WRAPPED.sub(_unwrapped, visible).translate(_QUOTES).split('"')
    plain = '"'.join(part if i % 2 else _SMART_MINUS.sub("-", part) for i, part in enumerate(parts))
    tokens = plain.split()
    return tokens[1:] if tokens and tokens[0].casefold() == SLASH else tokens


def _unwrapped(match: re.Match[str]) -> str:
    """What the person typed where the client made an address of it; else the address behind the label."""
    url, label = match["url"], match["label"] or ""
    glued = not match.string[: match.start()][-1:].isspace() and match.start() > 0  # site:<http://x.example|x.example>
    return label if label and (glued or _SCHEME.sub("", url) == label) else url


def plain_name(words: Sequence[str]) -> str:
    """Somebody's name, or a date, without the quotes around it."""
    name = " ".join(words).translate(_APOSTROPHES).strip('" ')
    return name.strip("' ") if name[:1] == name[-1:] == "'" else name


def inside_quotes(words: Sequence[str]) -> list[bool]:
    """For each word, whether a quotation is open before it."""
    inside, states = False, []
    for word in words:
        states.append(inside)
        inside ^= word.count('"') % 2 == 1
    return states


def number(word: str) -> int | None:
    """A whole number of at most nine digits, with or without #; None when it is none."""
    digits = word.removeprefix("#")
    return int(digits) if re.fullmatch(r"[0-9]{1,9}", digits) else None
