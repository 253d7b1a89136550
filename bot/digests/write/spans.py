"""Spans: facts on one line, with a dot between them."""

from collections.abc import Iterable

from bot.model.message import Link, Span, Style

Fact = tuple[Span, ...]

DOT = Span(" · ")


def fact(text: str, link: Link | None = None, style: Style = Style.PLAIN) -> Fact:
    """One fact; nothing where the text is empty."""
    return (Span(text, style, link),) if text else ()


def dotted(facts: Iterable[Fact]) -> tuple[Span, ...]:
    """All facts that say something, a dot between two."""
    spans: list[Span] = []
    for one in facts:
        spans += [DOT, *one] if spans and one else one
    return tuple(spans)
