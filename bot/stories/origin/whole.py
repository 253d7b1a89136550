"""A story's origin: who was first, whose reports its articles tell, and the words that say so."""

from collections.abc import Container, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.model.entry import Entry
from bot.model.origin import Credit, FirstBy, Origin, Report, Weight
from bot.stories.origin.attributions import Attribution, attributions
from bot.stories.origin.copies import copies
from bot.stories.origin.outlets import NO_OUTLETS, Outlets
from bot.stories.origin.reports import reports

KEPT = 24  # credits of a story


def origin_of(entries: Sequence[Entry], outlets: Outlets = NO_OUTLETS) -> Origin:
    """The origin of the story that these entries tell (at least one, in any order). Pure; `outlets` should hold the
    publications that we read, too (`Outlets.with_sources`)."""
    ordered = sorted(entries, key=lambda entry: (entry.when, entry.id))
    heard, roots = attributions(ordered, outlets), copies(ordered)
    found = reports(heard, roots, outlets)
    first = _first(_Heard(heard, roots, outlets), found)
    return Origin(
        first=first.outlet,
        first_by=first.by,
        claimed_by=first.claimed_by,
        sources=len({entry.source for entry in ordered}),
        reports=found,
        credits=_telling(heard, found),
    )


@dataclass(frozen=True, slots=True)
class _First:
    outlet: str
    by: FirstBy
    claimed_by: str = ""


@dataclass(frozen=True, slots=True)
class _Heard:
    """A story's attributions, oldest first, with whose text each shares."""

    attributions: Sequence[Attribution]
    roots: Sequence[int]
    outlets: Outlets

    def claims(self, outlet: str, weights: Container[Weight]) -> list[tuple[int, str]]:
        """The texts and sources that credit an outlet by such a credit, and its own that say so themselves."""
        return [
            (root, outlet if said.own == outlet else said.entry.source)
            for root, said in zip(self.roots, self.attributions, strict=True)
            if (said.own == outlet and said.is_own)
            or any(credit.outlet == outlet and credit.weight in weights for credit in said.credits)
        ]


def _first(heard: _Heard, found: Sequence[Report]) -> _First:
    """Who had it first: the outlet behind the oldest article, for that credits it; else the one that an article calls
    the first; else the oldest article's own, where its date says so. An outlet that no list knows may be made up."""
    told = [report for report in found if report.shown and not report.release]
    behind = {entry: report.outlet for report in told for entry in report.entries}
    oldest = heard.attributions[0]
    if (outlet := behind.get(oldest.entry.id, oldest.own)) != oldest.own:
        known = heard.outlets.named(outlet) is not None
        return _claimed(heard, outlet, tuple(Weight)) if known else _First("", FirstBy.NOBODY)
    if (outlet := _called_first(heard)) and outlet != oldest.own:
        return _claimed(heard, outlet, (Weight.FIRST,))
    dated = _is_dated_first(heard.attributions)
    return _First(oldest.own, FirstBy.DATES) if dated else _First("", FirstBy.NOBODY)


def _called_first(heard: _Heard) -> str:
    """The outlet that articles call the first: of several the only one that independent sources do; "" for none."""
    credits = [credit for said in heard.attributions for credit in said.credits if credit.weight is Weight.FIRST]
    named = {credit.outlet for credit in credits if heard.outlets.named(credit.outlet) is not None}
    agreed = [outlet for outlet in named if not _claimed(heard, outlet, (Weight.FIRST,)).claimed_by]
    chosen = agreed if len(named) > 1 else list(named)
    return chosen[0] if len(chosen) == 1 else ""


def _claimed(heard: _Heard, outlet: str, weights: Container[Weight]) -> _First:
    """The outlet as the first, by the texts that say so. It takes two sources with a text of their own for nobody to be
    named who claims it: one can write what it likes."""
    claims = heard.claims(outlet, weights)
    independent = len({root for root, _ in claims}) > 1 and len({source for _, source in claims}) > 1
    return _First(outlet, FirstBy.TEXTS, claims[0][1] if claims and not independent else "")


def _is_dated_first(heard: Sequence[Attribution]) -> bool:
    """Whether the oldest article is surely older than any other outlet's.

    An article without a date was there when it was first seen; that is late where its feed was read late. A date at
    midnight may be a day without an hour.
    """
    oldest = heard[0].entry
    others = [said.entry for said in heard if said.own != heard[0].own]
    if any(entry.published is None for entry in others):
        return False
    return all(_is_before(oldest.when, entry.when) for entry in others)


def _is_before(one: datetime, other: datetime) -> bool:
    has_hour = (one.hour, one.minute, one.second) != (0, 0, 0)
    return one < other if has_hour else one.date() < other.date()


def _telling(heard: Sequence[Attribution], found: Sequence[Report]) -> tuple[Credit, ...]:
    """The credits that tell most: those to the outlet behind their article first, the heaviest first, by turns."""
    behind = {entry: report.outlet for report in found if report.shown for entry in report.entries}
    credits = [credit for said in heard for credit in said.credits]
    ranked = sorted(
        enumerate(credits),
        key=lambda one: (behind.get(one[1].entry_id) != one[1].outlet, one[1].weight.place, one[0]),
    )
    return tuple(credit for _, credit in ranked[:KEPT])
