"""Origins for sample digests."""

from bot.model.origin import Credit, FirstBy, Origin, Report, Weight


def report(outlet: str, *entries: int, sources: int = 0, shown: bool = True) -> Report:
    """A report that so many sources carry; as many as it has articles if that is left out."""
    count = sources or len(entries)
    names = tuple(f"{outlet} {place}" for place in range(count))
    return Report(outlet=outlet, texts=tuple((entry,) for entry in entries), sources=names, shown=shown)


def credit(entry_id: int, outlet: str, text: str, *, field: str = "summary", start: int = 0) -> Credit:
    """Words of an article that credit an outlet."""
    end = start + len(text)
    return Credit(entry_id=entry_id, outlet=outlet, weight=Weight.NAMED, field=field, start=start, end=end, text=text)


def origin(
    *reports: Report,
    credits: tuple[Credit, ...] = (),
    first: str = "",
    by: FirstBy = FirstBy.DATES,
    claimed_by: str = "",
    sources: int = 0,
) -> Origin:
    """An origin; as many sources as its reports have if that is left out."""
    told = sources or len({source for one in reports for source in one.sources})
    return Origin(first=first, first_by=by, claimed_by=claimed_by, sources=told, reports=reports, credits=credits)
