"""Topics as people name them."""

import re
from collections.abc import Sequence

from bot.chat.grammar.echo import echo
from bot.errors import CommandError

_LONGEST = 80  # characters


def topic(words: Sequence[str], verb: str) -> str:
    """A topic's name as the store knows it: lower case, hyphens. `AI privacy` and `ai-privacy` are one."""
    name = topic_or_none(words)
    if not name:
        raise CommandError(f"`{verb}` which topic? `topics` lists them.", "")
    return name


def topic_or_none(words: Sequence[str]) -> str:
    """The same; "" when no words name one."""
    text = _straight(" ".join(words)).casefold().strip("\"' .,;:!?#")
    name = "-".join(re.split(r"[\s_-]+", text)).strip("-")
    if len(name) > _LONGEST:
        raise CommandError(f"“{echo(name)}” is too long for a topic's name.", "")
    return name


def quoted_end(words: Sequence[str]) -> int:
    """How many words the first name has: up to its closing quote; one word where it has no quotes."""
    mark = _straight(words[0])[0] if words else ""
    if mark not in ('"', "'"):
        return min(1, len(words))
    closing = (i + 1 for i, word in enumerate(words) if len(word) > 1 and _straight(word).endswith(mark))
    return next(closing, len(words) if mark == '"' else 1)  # a lone ' may be an apostrophe: 's-Gravenhage


def _straight(words: str) -> str:
    return words.replace("’", "'").replace("‘", "'")
