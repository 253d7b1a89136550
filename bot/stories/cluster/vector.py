"""A report in the form that is compared: its tokens, each with the weight of evidence it carries."""

from dataclasses import dataclass
from heapq import nlargest
from math import sqrt
from typing import NamedTuple

from bot.stories.cluster.common import SHARES
from bot.stories.cluster.frequencies import WordFrequencies
from bot.stories.cluster.headline import headline_span
from bot.stories.cluster.report import Report
from bot.stories.cluster.templates import subject
from bot.stories.cluster.tokens import Token, tokens

TITLE = 2  # a word of the title weighs so much more than one of the summary
_SUMMARY_READ = 60  # words of a summary that are read …
_KEPT = 40  # words kept in all: the title's, and the most telling of the summary's


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Vector:
    """A report's tokens with their weights. Compared by identity: each belongs to one report."""

    entry_id: int
    weights: dict[str, int]  # in eighths; those of title words times TITLE
    title: tuple[str, ...]  # distinct, in the title's order
    names: tuple[str, ...]  # numbers in the title, and words that name somebody, as far as spelling tells
    rarest: int  # the weight of an unknown word at the time
    norm: float  # length of `weights`
    total: int  # sum of `weights`
    title_total: int  # sum of its part in the title
    summarised: bool  # there was a summary to read
    source: str
    language: str  # two letters; "en" where the report said nothing
    hours: float  # since the epoch


class Reading(NamedTuple):
    """A report as read: its vector, and the tokens this was made of, in the order of title and summary."""

    vector: Vector
    headline: list[Token]
    summary: list[Token]

    @property
    def distinct(self) -> set[str]:
        """All tokens, those too that the vector leaves out: what word frequencies learn from."""
        return {token.text for token in self.headline} | {token.text for token in self.summary}


def read_report(report: Report, frequencies: WordFrequencies) -> Reading:
    """The report as seen with today's word frequencies."""
    start, end = headline_span(report.title.text)
    headline = list(tokens(report.title, report.language, start, end))
    starts = report.summary.starts
    read = starts[_SUMMARY_READ] if len(starts) > _SUMMARY_READ else None
    summary = list(tokens(report.summary, report.language, 0, read))
    told = subject(headline, headline), subject(summary, headline)
    return Reading(_vector(report, *told, frequencies), headline, summary)


def _vector(report: Report, headline: list[Token], summary: list[Token], frequencies: WordFrequencies) -> Vector:
    title = tuple(dict.fromkeys([token.text for token in headline]))
    beneath = {token.text for token in summary}.difference(title)
    rarity = frequencies.weigh(beneath.union(title))
    kept = nlargest(_KEPT - len(title), beneath, key=lambda token: (rarity[token], token))
    weights = {token: rarity[token] * TITLE for token in title} | {token: rarity[token] for token in kept}
    return Vector(
        entry_id=report.entry_id,
        weights=weights,
        title=title,
        names=tuple(dict.fromkeys([token.text for token in headline if _names(token, report)])),
        rarest=frequencies.rarest,
        norm=sqrt(sum([weight * weight for weight in weights.values()])) or 1.0,
        total=sum(weights.values()) or 1,
        title_total=sum([weights[token] for token in title]) or 1,
        summarised=bool(summary),
        source=report.source,
        language=report.language[:2].lower() or "en",
        hours=report.when.timestamp() / 3600,
    )


def _names(token: Token, report: Report) -> bool:
    """A number, or a capital on a word that is not common. German gives every noun one: there it says nothing."""
    if token.text[0].isdigit():
        return True
    return token.capital and token.text not in SHARES and not report.language.lower().startswith("de")
