"""Quotable: a story's origin with the words of credits only as far as their sources may be quoted."""

from collections.abc import Mapping
from dataclasses import replace

from bot.digests.compose.extract import ExtractLimits
from bot.model.origin import Credit, Origin

_TEXTS = ("summary", "body")  # titles, authors and addresses are shown anyway


def quotable(origin: Origin, sources: Mapping[int, str], limits: ExtractLimits) -> Origin:
    """The origin without words longer than their source allows; whom they credit, and where they stand, is kept.
    `sources` are those of its articles by id."""
    kept = tuple(_within(credit, limits.of(sources.get(credit.entry_id, ""))) for credit in origin.credits)
    return origin if kept == origin.credits else replace(origin, credits=kept)


def _within(credit: Credit, limit: int) -> Credit:
    return replace(credit, text="") if credit.field in _TEXTS and len(credit.text) > limit else credit
