"""Quotable: the words of credits and of evidence, only as far as their sources may be quoted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice

from bot.digests.compose.extract import ExtractLimits
from bot.model.origin import Credit, Origin
from bot.model.topic import Evidence

_PHRASE, _LONGEST = 3, 40  # words, characters: some languages part no words
_TEXTS = ("summary", "body")  # titles, authors and addresses are shown anyway


def quotable(origin: Origin, sources: Mapping[int, str], limits: ExtractLimits) -> Origin:
    """The origin without words longer than their source allows; whom they credit, and where they stand, is kept.
    `sources` are those of its articles by id."""
    kept = tuple(_within(credit, limits.of(sources.get(credit.entry_id, ""))) for credit in origin.credits)
    return origin if kept == origin.credits else replace(origin, credits=kept)


def _within(credit: Credit, limit: int) -> Credit:
    return replace(credit, text="") if credit.field in _TEXTS and len(credit.text) > limit else credit


def quotable_evidence(evidence: Iterable[Evidence], limit: int) -> tuple[Evidence, ...]:
    """Why an article matched, no piece longer than its source lets be shown: words that stand near each other may span
    many sentences. A phrase is always told, for what a topic asks for is the topic's own; of a source that lets none of
    its text be shown (a `limit` of 0) no more than that."""
    return tuple(_shortened(piece, limit) if piece.field == "body" else piece for piece in evidence)


def _shortened(piece: Evidence, limit: int) -> Evidence:
    """The piece, or its first whole words."""
    if len(piece.text) <= limit:
        return piece
    most = max(limit, _LONGEST)
    words = islice(re.finditer(r"\S+", piece.text), None if limit else _PHRASE)
    end = max((word.end() for word in words if word.end() <= most), default=min(most, len(piece.text)))
    return replace(piece, text=piece.text[:end], end=piece.start + end)
