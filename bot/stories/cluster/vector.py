"""A report in the form that is compared: its tokens, each with the weight of evidence it carries."""

from collections.abc import Collection
from dataclasses import dataclass
from math import sqrt
from typing import NamedTuple

from bot.stories.cluster.frequencies import WordFrequencies
from bot.stories.cluster.headline import headline_span
from bot.stories.cluster.report import Report
from bot.stories.cluster.synonyms import COMMON
from bot.stories.cluster.templates import from_the_mould, guest, is_moulded
from bot.stories.cluster.tokens import Token, texts, tokens

TITLE = 2  # a word of the title weighs so much more than one of the summary
_SUMMARY_READ = 60  # words of a summary that are read …
_KEPT = 40  # words kept in all: the title's, and the most telling of the summary's


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vector:
    """A report's tokens with their weights. Compared by identity: each belongs to one report."""

    entry_id: int
    weights: dict[str, int]  # in eighths: the title's words in its order, times TITLE, then others, the rarest first
    title: frozenset[str]
    names: frozenset[str]  # numbers in the title, and words that name somebody, as far as spelling tells
    guest: frozenset[str]  # who appears at a conference, where the title is cast so
    rarest: int  # the weight of an unknown word at the time
    norm: float  # length of `weights`
    total: int  # sum of `weights`
    title_total: int  # sum of its part in the title
    summarised: bool  # there was a summary to read
    source: str
    language: str  # two letters; "en" where the report said nothing
    hours: float  # since the epoch


class Reading(NamedTuple):
    """A report as read: its vector, and what word frequencies learn from: all its distinct tokens, those too that the
    vector leaves out, and the headline."""

    vector: Vector
    distinct: set[str]
    headline: list[Token]

    def teach(self, frequencies: WordFrequencies, told: Collection[str] = ()) -> None:
        """Let frequencies learn from the report. `told` are the words of its story, which were counted before."""
        if told:
            frequencies.extend(self.distinct.difference(told))
        else:
            frequencies.learn(self.distinct)
        if self.vector.language == "en":
            frequencies.spelling.learn(self.headline)


def read_report(report: Report, frequencies: WordFrequencies) -> Reading:
    """The report as seen with today's word frequencies."""
    headline, summary = headline_tokens(report), summary_texts(report)
    distinct = {token.text for token in headline}
    moulded = from_the_mould(distinct)
    distinct.update(summary)
    if moulded:
        headline = [token for token in headline if not is_moulded(token.text)]
        summary = [text for text in summary if not is_moulded(text)]
    return Reading(_vector(report, headline, summary, frequencies), distinct, headline)


def headline_tokens(report: Report) -> list[Token]:
    """The tokens of the headline proper."""
    return list(tokens(report.title, report.language, *headline_span(report.title.text)))


def summary_texts(report: Report) -> list[str]:
    """The texts of the summary's first tokens."""
    return texts(report.summary, report.language, 0, summary_end(report))


def summary_end(report: Report) -> int | None:
    """Where in the summary's text the part that is read ends."""
    starts = report.summary.starts
    return starts[_SUMMARY_READ] if len(starts) > _SUMMARY_READ else None


def _vector(report: Report, headline: list[Token], summary: list[str], frequencies: WordFrequencies) -> Vector:
    title = frequencies.weigh(dict.fromkeys([text for text, _, _ in headline]))  # in the title's order
    weights = {token: weight * TITLE for token, weight in title.items()}
    title_total = sum(weights.values())
    beneath = frequencies.weigh(set(summary).difference(title))
    rarest_first = sorted(sorted(beneath, reverse=True), key=beneath.__getitem__, reverse=True)  # quicker than by both
    for token in rarest_first[: max(0, _KEPT - len(title))]:
        weights[token] = beneath[token]
    return Vector(
        entry_id=report.entry_id,
        weights=weights,
        title=frozenset(title),
        names=_names(report, headline, frequencies),
        guest=guest(title),
        rarest=frequencies.rarest,
        norm=sqrt(sum([weight * weight for weight in weights.values()])) or 1.0,
        total=sum(weights.values()) or 1,
        title_total=title_total or 1,
        summarised=bool(summary),
        source=report.source,
        language=report.language[:2].lower() or "en",
        hours=report.when.timestamp() / 3600,
    )


def _names(report: Report, headline: list[Token], frequencies: WordFrequencies) -> frozenset[str]:
    """The names in a headline. Other languages capitalise names alone, but for German, where it says nothing."""
    language = report.language[:2].lower()
    if language in ("", "en"):
        return frequencies.spelling.names(headline)
    capitals = language != "de"
    return frozenset(
        [text for text, _, capital in headline if text[0].isdigit() or (capital and capitals and text not in COMMON)]
    )
