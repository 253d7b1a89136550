"""Quotable: the words of credits and of evidence, only as far as their sources may be quoted."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import islice

from bot.digests.compose.extract import ExtractLimits
from bot.model.origin import Credit, Origin
from bot.model.topic import Evidence

_PHRASE = 3  # words
_TEXTS = ("summary", "body")  # titles, authors and addresses are shown anyway


def quotable(origin: Origin, sources: Mapping[int, str], limits: ExtractLimits) -> Origin:
    """The origin without words longer than their source allows; whom they credit, and where they stand, is kept.
    `sources` are those of its articles by id."""
    kept = tuple(_within(credit, limits.of(sources.get(credit.entry_id, ""))) for credit in origin.credits)
    return origin if kept == origin.credits else replace(origin, credits=kept)


def _within(credit: Credit, limit: int) -> Credit:
    return replace(credit, text="") if credit.field in _TEXTS and len(credit.text) > limit else credit


def quotable_evidence(evidence: Iterable[Evidence], limit: int) -> tuple[Evidence, ...]:
    """Why an article matched. Of a source that lets none of its text be shown (a `limit` of 0) no more than a phrase:
    what a topic asks for is the topic's own, the sentence around it is not."""
    return tuple(piece if limit or piece.field != "body" else _phrase(piece) for piece in evidence)


def _phrase(piece: Evidence) -> Evidence:
    words = list(islice(re.finditer(r"\S+", piece.text), _PHRASE))
    end = words[-1].end() if words else 0
    return replace(piece, text=piece.text[:end], end=piece.start + end)
