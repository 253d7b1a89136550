"""Slack's mrkdwn as its client reads it, as far as harm can come of it: pings, links, styles, quotations, emoji."""

import re
from collections.abc import Iterator
from typing import Any

LINK = re.compile(r"<(https?://[^|<>\s]+)\|([^<>]*)>")
FENCE = re.compile(r"```.*?```", re.DOTALL)
CODE = re.compile(r"```.*?```|`[^`\n]*`", re.DOTALL)
EDGE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
EMOJI = re.compile(r":[\w+'-]+:")


def dressed(value: Any) -> Iterator[str]:
    """Every mrkdwn text of a payload."""
    if isinstance(value, dict):
        if value.get("type") == "mrkdwn":
            yield value["text"]
        for each in value.values():
            yield from dressed(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from dressed(each)


def links(text: str) -> list[str]:
    """Where a text leads."""
    return [match[1].replace("&amp;", "&") for match in LINK.finditer(text)]


def harm(text: str) -> list[str]:
    """What a text does that no renderer means: an angle bracket that opens something, a sign without its other."""
    found = []
    bare = LINK.sub(lambda match: f" {match[2]} ", text)
    if "<" in bare or ">" in bare.replace("\n> ", "").removeprefix("> "):
        found.append("an angle bracket")
    uncoded = CODE.sub("", bare)
    found += [f"odd {sign}" for sign in "*`" if uncoded.count(sign) % 2]
    found += ["odd _"] if len(EDGE.findall(uncoded)) % 2 else []
    found += ["a stroke"] if "~" in uncoded else []
    found += ["an emoji"] if EMOJI.search(uncoded) else []
    found += ["a quotation"] if any(line.startswith("&gt;") for line in FENCE.sub("", text).split("\n")) else []
    found += ["a bad entity"] if re.search(r"&(?!(amp|lt|gt);)", text) else []
    return found
