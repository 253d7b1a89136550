"""Quotable: the words of credits and of evidence, only as far as their sources may be quoted."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import islice

from bot.digests.compose.extract import ExtractLimits
from bot.model.origin import Credit, Origin
from bot.model.topic import Evidence

_PHRASE, _LONGEST = 3, 40  # words, characters: some languages part no words
_TOGETHER = 480  # characters of an article's text that all pieces of evidence quote together
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
    its text be shown (a `limit` of 0) no more than that. Together they quote little of the text, whatever is asked for:
    the first piece of each clause goes before its others."""
    pieces = [_shortened(piece, limit) if piece.field == "body" else piece for piece in evidence]
    kept = _kept(pieces)
    return tuple(piece for place, piece in enumerate(pieces) if place in kept)


def _kept(pieces: Sequence[Evidence]) -> set[int]:
    """The places of those that are told. What several quote counts once."""
    kept: set[int] = set()
    quoted: set[tuple[int, int]] = set()
    left = _TOGETHER
    for place, piece in _by_rounds(pieces):
        span = (piece.start, piece.end)
        cost = 0 if piece.field != "body" or span in quoted else len(piece.text)
        if cost <= left:
            left -= cost
            kept.add(place)
            quoted |= {span} if cost else set()
    return kept


def _by_rounds(pieces: Iterable[Evidence]) -> list[tuple[int, Evidence]]:
    """Each with its place: the first piece of each clause in each field, then each one's second, and so on."""
    rounds = Counter[tuple[str, str]]()
    turns: list[tuple[int, int, Evidence]] = []
    for place, piece in enumerate(pieces):
        turns.append((rounds[piece.clause, piece.field], place, piece))
        rounds[piece.clause, piece.field] += 1
    return [(place, piece) for _, place, piece in sorted(turns, key=lambda turn: turn[:2])]


def _shortened(piece: Evidence, limit: int) -> Evidence:
    """The piece, or its first whole words."""
    if len(piece.text) <= limit:
        return piece
    most = max(limit, _LONGEST)
    words = islice(re.finditer(r"\S+", piece.text), None if limit else _PHRASE)
    end = max((word.end() for word in words if word.end() <= most), default=min(most, len(piece.text)))
    return replace(piece, text=piece.text[:end], end=piece.start + end)
