"""Whose reports a story's articles are, with the words that say so."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from bot.digests.compose import quotable
from bot.digests.write.origin import Told, credit_lines, independence
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import rest_of, strong, text
from bot.flow.origins import known_outlets
from bot.model.entry import Entry
from bot.model.message import Block, Bullets, Small
from bot.model.origin import Credit, Origin
from bot.ports.store import Session
from bot.stories.origin import origin_of

_LINES = 6  # credits


def origin_now(session: Session, entries: Sequence[Entry], asking: Asking) -> Origin:
    """The origin of a story by its articles as they are on file, its words as far as they may be shown."""
    found = origin_of(entries, known_outlets(session, asking.outlets))
    return quotable(found, {entry.id: entry.source for entry in entries}, asking.limits)


def whose_blocks(origin: Origin | None, articles: Iterable[tuple[int, Told]]) -> list[Block]:
    """How many reports of their own there are, then whom the articles credit; nothing where they tell nothing."""
    if origin is None:
        return []
    told: Mapping[int, Told] = dict(articles)
    lines = credit_lines(replace(origin, credits=_distinct(origin.credits, told)), told)
    words = independence(origin)
    label = "Whose report " if origin.sources == 1 else "Whose reports "
    first: list[Block] = [Small((strong(label), text(words)))] if words else []
    if not lines:
        return first
    shown = (*lines[:_LINES], *rest_of(len(lines) - _LINES, "more credits"))
    return [*first, *([] if words else [Small((strong("Credits "),))]), Bullets(shown)]


def _distinct(credits: Iterable[Credit], told: Mapping[int, Told]) -> tuple[Credit, ...]:
    """The same words for the same outlet once, by the first article that has them."""
    distinct: dict[tuple[str, str], Credit] = {}
    for credit in credits:
        if credit.entry_id in told:
            words = " ".join(credit.text.casefold().split()) or f"{credit.entry_id}:{credit.field}:{credit.start}"
            distinct.setdefault((credit.outlet, words), credit)
    return tuple(distinct.values())
