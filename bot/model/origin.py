"""Origin: who reported a story first and who stands behind its articles, as far as dates and texts tell."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum


class Weight(StrEnum):
    """How much of an article a credit speaks for."""

    WHOLE = "whole"  # all of it: a byline, a dateline, a title's tail, the page that it links to
    FIRST = "first"  # the news: the outlet had it first
    NAMED = "named"  # something in it: a quotation, a document, a report among others

    @property
    def place(self) -> int:
        """Among the weights, the heaviest first."""
        return list(Weight).index(self)


class FirstBy(StrEnum):
    """Why an outlet counts as the first."""

    DATES = "dates"  # its article is the oldest
    TEXTS = "texts"  # articles say so
    NOBODY = "nobody"  # the dates leave it open and no text says it


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """Words of an article that name another outlet as whose report it is: `text` is `[start:end]` of its field."""

    entry_id: int
    outlet: str
    weight: Weight
    field: str  # title, summary, body, author, link
    start: int
    end: int
    text: str  # "" where the words were removed on request


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report: the articles behind which the same outlet stands, or which share their sentences.

    `texts` are the ids of its articles, those together that are one text; an article is in one report, and in one text.
    """

    outlet: str  # whose it is; where no text tells, the source that had it first
    texts: tuple[tuple[int, ...], ...]
    sources: tuple[str, ...]  # that carry it
    shown: bool  # the texts tell whose it is, so that it stands beside the other such reports
    release: bool = False  # it was written by whom it is about

    @property
    def entries(self) -> tuple[int, ...]:
        """The ids of its articles, ascending."""
        return tuple(sorted(entry for text in self.texts for entry in text))


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a story comes from. Reports that are not shown may rest on one another, or on none: nobody can tell."""

    first: str  # the outlet that had it first; "" for FirstBy.NOBODY
    first_by: FirstBy
    sources: int  # distinct, that tell the story
    reports: tuple[Report, ...]  # the shown ones first, those that more sources carry first
    credits: tuple[Credit, ...]  # the most telling ones first, not all where there are very many
    claimed_by: str = ""  # the one source that says who was first; "" where dates do, or two that are independent

    @property
    def shown(self) -> tuple[Report, ...]:
        """The reports that are known to be independent of one another."""
        return tuple(report for report in self.reports if report.shown and not report.release)

    @property
    def releasing(self) -> int:
        """How many sources print a release, and have nothing else."""
        told = {source for report in self.shown for source in report.sources}
        return len({source for report in self.reports if report.release for source in report.sources} - told)

    @property
    def least(self) -> int:
        """Independent reports that there are for certain."""
        return max(1, len(self.shown))

    @property
    def most(self) -> int:
        """Independent reports if all that may stand for themselves do."""
        return max(1, len(self.reports))

    @property
    def texts(self) -> Mapping[int, int]:
        """Each article's text, by the id of its first article: copies and bylines of one wire are one text."""
        return {entry: text[0] for report in self.reports for text in report.texts for entry in text}

    @property
    def untold(self) -> int:
        """How many sources do not say whose report theirs is."""
        told = {source for report in self.reports if report.shown for source in report.sources}
        return len({source for report in self.reports for source in report.sources} - told)
