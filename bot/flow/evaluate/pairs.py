"""Pairs of reports: one event or two? Judged as the clusterer judges a report against a story of one."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.flow.evaluate.dates import moment
from bot.flow.evaluate.found import Found
from bot.stories.cluster import Report, WordFrequencies, in_order, learn, same_event
from bot.stories.words import read

_UNDATED = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRow:
    """One row of a pairs file."""

    id: str
    one: Report
    other: Report
    same: bool  # as labelled


@dataclass(frozen=True, slots=True, kw_only=True)
class PairScore(Found):
    """How often pairs that were called one event are, and how many of those that are were called so."""

    rows: int


def read_pair(fields: Mapping[str, object]) -> PairRow:
    """A row from one JSON object with `id`, `same`, and `a` and `b`, each `title`, `lede`, `published`.

    Where one side is undated, both are taken to be of one time.
    """
    sides = [side if isinstance(side, Mapping) else {} for side in (fields.get("a"), fields.get("b"))]
    dates = [moment(str(side.get("published") or "")) for side in sides]
    known = next((date for date in dates if date is not None), _UNDATED)
    one, other = (_report(side, date or known) for side, date in zip(sides, dates, strict=True))
    return PairRow(id=str(fields.get("id", "")), one=one, other=other, same=bool(fields.get("same")))


def judge_pairs(rows: Iterable[PairRow]) -> dict[str, bool]:
    """Which pairs are one event, by row id. How common words are is learned from all texts first, in their order."""
    kept = list(rows)
    frequencies = WordFrequencies()
    texts = {(report.title.text, report.summary.text): report for row in kept for report in (row.one, row.other)}
    for report in in_order(texts.values()):
        learn(report, frequencies)
    return {row.id: same_event(row.one, row.other, frequencies).same for row in kept}


def score_pairs(rows: Iterable[PairRow], judged: Mapping[str, bool]) -> PairScore:
    """Count what was judged against what is labelled."""
    kept = list(rows)
    return PairScore(
        rows=len(kept),
        right=sum(row.same and judged[row.id] for row in kept),
        wrong=sum(not row.same and judged[row.id] for row in kept),
        missed=sum(row.same and not judged[row.id] for row in kept),
    )


def _report(side: Mapping[str, object], when: datetime) -> Report:
    return Report(
        entry_id=0,
        title=read(str(side.get("title") or "")),
        summary=read(str(side.get("lede") or "")),
        source="",
        language="",
        when=when,
    )
