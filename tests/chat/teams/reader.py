"""A card's Markdown as the most permissive client would read it: by a whole Markdown, with HTML, tables and strokes."""

import re
from collections.abc import Iterator
from typing import Any

from markdown_it import MarkdownIt
from markdown_it.token import Token

_MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable(["strikethrough", "table"])
_BLOCKS = frozenset({"paragraph_open", "paragraph_close", "inline"})
_LIST = frozenset({"bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close"})
_INLINES = frozenset(
    {"text", "softbreak", "strong_open", "strong_close", "em_open", "em_close", "link_open", "link_close"}
)
_DRESSED = frozenset({"TextBlock", "Fact"})
_STRAY = re.compile(r"[*`\[\]<>~\\]|\{\{|\$\{|(?<![^\W_])_|_(?![^\W_])")
_UNSAFE = re.compile(r"[<>]|\{\{|\$\{|[\x00-\x1f\u202a-\u202e\u2066-\u2069]")
_PLAIN_KEYS = frozenset({"title", "label", "fallbackText", "x", "placeholder"})


def dressed(value: Any) -> Iterator[str]:
    """Every text of a card that is read as Markdown."""
    if isinstance(value, dict):
        if value.get("type") == "TextBlock":
            yield value["text"]
        if value.keys() == {"title", "value"} and not str(value["value"]).startswith("="):
            yield from value.values()
        for each in value.values():
            yield from dressed(each)
    elif isinstance(value, list):
        for each in value:
            yield from dressed(each)


def undressed(value: Any) -> Iterator[str]:
    """Every text of a card that is shown as it stands."""
    if isinstance(value, dict):
        for key, each in value.items():
            if key in _PLAIN_KEYS and isinstance(each, str):
                yield each
            elif key != "data" or isinstance(each, list):
                yield from undressed(each)
    elif isinstance(value, list):
        for each in value:
            yield from undressed(each)


def links(text: str) -> list[str]:
    """Where a text leads."""
    return [str(token.attrs["href"]) for token in _inline(text) if token.type == "link_open"]


def words(text: str) -> str:
    """What people read of it."""
    return "".join(token.content or " " * (token.type == "softbreak") for token in _inline(text)).replace("\u200b", "")


def harm(text: str) -> list[str]:
    """What a text does that no renderer means."""
    is_list = all(line.startswith("- ") for line in text.split("\n"))
    allowed = _BLOCKS | _LIST if is_list else _BLOCKS
    blocks = _MARKDOWN.parse(text)
    found = [token.type for token in blocks if token.type not in allowed]
    found += ["a list in a list"] if sum(token.type == "bullet_list_open" for token in blocks) > 1 else []
    found += [token.type for token in _inline(text) if token.type not in _INLINES]
    said = (token.content for token in _inline(text) if token.type == "text")
    return found + [f"a stray {sign}" for each in said for sign in _STRAY.findall(each)]


def unsafe(text: str) -> list[str]:
    """Signs that a text for a plain place may not have."""
    return _UNSAFE.findall(text)


def _inline(text: str) -> list[Token]:
    return [token for block in _MARKDOWN.parse(text) for token in block.children or ()]
