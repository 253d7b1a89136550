"""A story's origin: who was first, whose reports its articles tell, and the words that say so."""

from collections.abc import Sequence
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
    heard = attributions(ordered, outlets)
    found = reports(heard, copies(ordered), outlets)
    first, by = _first(heard, found)
    return Origin(
        first=first,
        first_by=by,
        sources=len({entry.source for entry in ordered}),
        reports=found,
        credits=_telling(heard, found),
    )


def _first(heard: Sequence[Attribution], found: Sequence[Report]) -> tuple[str, FirstBy]:
    """Who had it first: the outlet behind the oldest article, for that credits it; else the one that an article calls
    the first; else the oldest article's own, where its date says so."""
    told = [report for report in found if report.shown and not report.release]
    behind = {entry: report.outlet for report in told for entry in report.entries}
    oldest = heard[0]
    if (outlet := behind.get(oldest.entry.id, oldest.own)) != oldest.own:
        return outlet, FirstBy.TEXTS
    named = {credit.outlet for said in heard for credit in said.credits if credit.weight is Weight.FIRST}
    if len(named) == 1 and oldest.own not in named:
        return named.pop(), FirstBy.TEXTS
    return (oldest.own, FirstBy.DATES) if _is_dated_first(heard) else ("", FirstBy.NOBODY)


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
