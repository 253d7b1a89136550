"""Metrics: the newsroom's figures in the formats that Prometheus reads, made anew for each scrape. The only door to
prometheus-client."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime

from prometheus_client import CollectorRegistry
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.exposition import choose_encoder
from prometheus_client.registry import Collector

from bot.flow.watch import Watch


@dataclass(frozen=True, slots=True, kw_only=True)
class Scrape:
    """All that one scrape tells."""

    watch: Watch
    build: Mapping[str, str]  # versions, by what they are of
    database_bytes: int  # with its log
    last_backup: datetime | None  # of those that the worker makes


def exposition(scrape: Scrape, accept: str) -> tuple[bytes, str]:
    """The figures in the format that an Accept header asks for, and its content type."""
    registry = CollectorRegistry(auto_describe=False)
    registry.register(_Figures(scrape))
    encode, content_type = choose_encoder(accept)
    return encode(registry), content_type


class _Figures(Collector):
    """One scrape as metric families."""

    def __init__(self, scrape: Scrape) -> None:
        self._scrape = scrape

    def collect(self) -> Iterator[Metric]:
        """See prometheus_client.registry.Collector."""
        watch, figures = self._scrape.watch, self._scrape.watch.figures
        yield InfoMetricFamily("presswatch_build", "Versions of what runs.", value=dict(self._scrape.build))
        yield _gauge("entries", "Articles in the archive.", figures.entries)
        yield _gauge("stories", "Stories in the archive.", figures.stories)
        yield _gauge("matches", "Stories found to be on a topic.", figures.matches)
        yield _gauge("digests", "Issues frozen so far.", figures.digests)
        yield _time("oldest_entry", "Date of the oldest article.", figures.oldest)
        yield _gauges("feeds", "Feeds that are polled, by how they are doing.", "state", figures.feeds)
        yield _gauges("subscriptions", "Subscriptions, by cadence.", "cadence", figures.subscriptions)
        yield _items(watch)
        yield _gauges("deliveries", "Deliveries in the ledger, by state.", "state", watch.deliveries)
        waiting = {kind: waited.total_seconds() for kind, waited in watch.waiting.items()}
        yield _gauges("oldest_due_seconds", "How long the longest overdue of each kind has been due.", "kind", waiting)
        yield _time("last_poll", "When a feed was polled last.", watch.last_poll)
        yield _time("last_backup", "When the worker made a backup last.", self._scrape.last_backup)
        yield _time("last_restore", "When a backup was restored last.", watch.restored_at)
        yield _gauge("database_bytes", "Size of the database with its log.", self._scrape.database_bytes)


def _items(watch: Watch) -> Metric:
    """The account of all polls: the four fates add up to what was received."""
    book = watch.figures.received
    family = CounterMetricFamily(
        "presswatch_polls_received", "Items that polls received, by what they turned out to be.", labels=["fate"]
    )
    fates = {"new": book.new, "updated": book.updated, "duplicate": book.duplicate, "rejected": book.rejected}
    for fate, number in fates.items():
        family.add_metric([fate], number)
    return family


def _gauge(name: str, said: str, value: float) -> Metric:
    return GaugeMetricFamily(f"presswatch_{name}", said, value=value)


def _gauges(name: str, said: str, label: str, values: Mapping[str, float]) -> Metric:
    family = GaugeMetricFamily(f"presswatch_{name}", said, labels=[label])
    for value, number in values.items():
        family.add_metric([str(value)], number)
    return family


def _time(name: str, said: str, when: datetime | None) -> Metric:
    """Seconds since 1970; no sample where it never was."""
    family = GaugeMetricFamily(f"presswatch_{name}_timestamp_seconds", said)
    if when is not None:
        family.add_metric([], when.timestamp())
    return family
