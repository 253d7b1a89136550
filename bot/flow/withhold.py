"""Withhold: what comes in under an address that was taken down comes in without its words. Pure."""

from collections.abc import Collection
from dataclasses import replace

from bot.flow.arrival import Arrival, read_arrivals
from bot.model.feed import Feed


def withhold(feed: Feed, arrivals: tuple[Arrival, ...], taken: Collection[str]) -> tuple[Arrival, ...]:
    """A document's arrivals; of those under these canonical addresses, the title alone."""
    return tuple(_silent(feed, arrival) if arrival.received.link in taken else arrival for arrival in arrivals)


def _silent(feed: Feed, arrival: Arrival) -> Arrival:
    """The same item, read again without summary and body."""
    (silent,) = read_arrivals(feed, [replace(arrival.item, summary="", body="")])
    return silent
