"""Origin in words: who was first, how many reports of their own there are, and the words that credit others."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from bot.digests.redact import REMOVED
from bot.digests.write.headline import name
from bot.digests.write.links import web
from bot.digests.write.spans import Fact, fact
from bot.digests.write.text import clip, number_of, owned
from bot.model.message import Link, Span, Style
from bot.model.origin import Credit, FirstBy, Origin, Report

_WORDS = 80  # characters of one credit's words
_PLACES = {"body": "text", "author": "author’s line", "link": "address"}


class Told(Protocol):
    """An article as far as its credits need it."""

    @property
    def source(self) -> str:
        """Who tells it."""
        ...

    @property
    def link(self) -> str:
        """Where it stands."""
        ...


def independence(origin: Origin) -> str:
    """Such as "15 outlets, 3 independent reports, first by The Daily Beast"; "" where the texts tell nothing of it.

    A report counts as independent where its articles tell whose it is. What others do not say is said, and no number
    is claimed for them.
    """
    outlets = number_of(origin.sources, "outlet")
    shown, untold = origin.shown, origin.untold
    if origin.sources < 2:
        return _alone(origin)
    if not shown:
        texts = number_of(len(origin.reports), "text", "different texts")
        alike = len(origin.reports) < origin.sources or origin.releasing
        return f"{outlets}, {texts}{_released(origin)}" if alike else ""
    if len(shown) == 1:
        return _one(outlets, shown[0], origin)
    least = "at least " if untold else ""
    return f"{outlets}, {least}{len(shown):,} independent reports{_first(origin)}{_rest(origin)}"


def _alone(origin: Origin) -> str:
    """One source tells it, and says that another stands behind it."""
    credited = {credit.outlet for credit in origin.credits}
    return next((owned(name(one.outlet)) for one in origin.shown if one.outlet in credited), "")


def _one(outlets: str, report: Report, origin: Origin) -> str:
    """One outlet stands behind all that is known."""
    if not origin.untold and not origin.releasing:
        return f"{outlets}, one report, by {name(report.outlet)}"
    if all(credit.outlet != report.outlet for credit in origin.credits):
        return ""  # it stands for itself, and nobody else tells anything
    carried = "one" if len(report.sources) == 1 else f"{len(report.sources):,}"
    return f"{outlets}, {carried} on {owned(name(report.outlet))} report{_rest(origin)}"


def _first(origin: Origin) -> str:
    return f", first by {name(origin.first)}{_claimed(origin)}" if origin.first else ""


def _claimed(origin: Origin) -> str:
    """Whose word it is, where one source alone says it."""
    return _by_claim(origin, itself=", as it says", one=f", says {name(origin.claimed_by)}", others="")


def _rest(origin: Origin) -> str:
    """What is no report of its own, or may be none."""
    if not origin.untold:
        return _released(origin)
    silent = "; one does not say" if origin.untold == 1 else f"; {origin.untold:,} do not say"
    return f"{_released(origin)}{silent}"


def _released(origin: Origin) -> str:
    prints = "one prints" if origin.releasing == 1 else f"{origin.releasing:,} print"
    return f"; {prints} a press release" if origin.releasing else ""


def first_told(origin: Origin | None, verb: str = "") -> str:
    """The outlet that texts call the first, where the dates of what we read do not tell it, and who says so: "X, as Y
    writes". "" for none. `verb` follows the outlet."""
    if origin is None or origin.first_by is not FirstBy.TEXTS or not origin.first:
        return ""
    one = f"as {name(origin.claimed_by)} writes"
    who = _by_claim(origin, itself="as it writes itself", one=one, others="as others write")
    return f"{name(origin.first)}{verb}, {who}"


def _by_claim(origin: Origin, *, itself: str, one: str, others: str) -> str:
    """The words that fit whoever says that it was the first: that outlet itself, one other, or several."""
    if not origin.claimed_by:
        return others
    return itself if origin.claimed_by == origin.first else one


def is_open(origin: Origin | None) -> bool:
    """Whether nothing tells who was first."""
    return origin is not None and origin.first_by is FirstBy.NOBODY


def quoted(credits: Iterable[Credit], articles: Mapping[int, Told], *, most: int, more: Link | None) -> list[Fact]:
    """The words of some credits, one an article at first, each with its source; and how many there are beside them."""
    worded = [credit for credit in credits if credit.entry_id in articles and credit.text]
    shown = list({credit.entry_id: credit for credit in reversed(worded)}.values())[::-1][:most]
    left = len(worded) - len(shown)
    quotations = [_quotation(credit, articles[credit.entry_id]) for credit in shown]
    return [*quotations, fact(f"+{left:,}" if left > 0 else "", more)]


def _quotation(credit: Credit, article: Told) -> Fact:
    words = Span(f"“{clip(credit.text, _WORDS)}”", Style.EMPHASIS)
    return words, Span(" in "), *fact(name(article.source), web(article.link))


def credit_lines(origin: Origin, articles: Mapping[int, Told]) -> tuple[Fact, ...]:
    """Each credit on a line: whom it names, in which words, and where they stand."""
    return tuple(
        (
            Span(name(credit.outlet), Style.STRONG),
            Span(f" – {_said(credit)}, "),
            *fact(name(articles[credit.entry_id].source), web(articles[credit.entry_id].link)),
            Span(f", in the {_PLACES.get(credit.field, credit.field)}"),
        )
        for credit in origin.credits
        if credit.entry_id in articles
    )


def _said(credit: Credit) -> str:
    """The words; where they may not be shown, that they are there."""
    if credit.text:
        return f"“{clip(credit.text, _WORDS)}”"
    return "credited" if credit.end else REMOVED
