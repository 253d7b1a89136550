"""The press of the weekly bench: labelled rows as the feeds of their sources, each row shown when it was published."""

import json
from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from bench.offline import Offline, json_feed
from bot.feeds.addresses import host_of
from bot.flow.evaluate.stories import StoryRow, by_date, read_story_row
from bot.model.feed import FeedSpec, Fetched, Visit

LONGEST = 30  # items of one feed, the newest first


@dataclass(slots=True)
class RowPress(Offline):
    """Feeds of rows, as far as they have been published by now."""

    shown: dict[str, deque[dict[str, Any]]] = field(default_factory=lambda: defaultdict(lambda: deque(maxlen=LONGEST)))
    now: datetime | None = None

    def show(self, rows: Iterable[StoryRow], now: datetime) -> set[str]:
        """Put these rows into their feeds; returns the addresses of those feeds."""
        self.now = now
        touched = set()
        for row in rows:
            url = address_of(row.source)
            self.shown[url].appendleft(_item(row))
            touched.add(url)
        return touched

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        """Each feed as it stands now."""
        assert self.now is not None
        for visit in visits:
            yield json_feed(visit, host_of(visit.url), list(self.shown[visit.url]), self.now)


def read_rows(path: Path, *, until: datetime) -> list[StoryRow]:
    """The dated rows of a file that were published before `until`, oldest first."""
    rows = (read_story_row(json.loads(line)) for line in path.read_text("utf-8").splitlines() if line.strip())
    return by_date(row for row in rows if row.published is not None and row.published < until)


def address_of(source: str) -> str:
    """The address of a source's feed here."""
    return f"https://{source or 'nobody.example'}/feed.json"


def specs_of(rows: Iterable[StoryRow], shipped: Sequence[FeedSpec]) -> list[FeedSpec]:
    """A feed for each source of the rows; those that the configuration names too have its name, tier and category."""
    known = _by_site(shipped)
    return [_spec(source, known) for source in dict.fromkeys(row.source for row in rows)]


def _spec(source: str, known: Mapping[str, FeedSpec]) -> FeedSpec:
    ours = known.get(_site(source))
    return FeedSpec(
        source=ours.source if ours else source or "nobody",
        url=address_of(source),
        category=ours.category if ours else "press",
        language="en",
        tier=ours.tier if ours else 2,
    )


def _by_site(shipped: Sequence[FeedSpec]) -> dict[str, FeedSpec]:
    """The shipped feeds by their sites, but for sites that have feeds of several sources."""
    sites: defaultdict[str, list[FeedSpec]] = defaultdict(list)
    for spec in shipped:
        sites[_site(host_of(spec.url))].append(spec)
    return {site: specs[0] for site, specs in sites.items() if len({spec.source for spec in specs}) == 1}


def _site(host: str) -> str:
    for prefix in ("www.", "feeds.", "rss."):
        host = host.removeprefix(prefix)
    return host


def _item(row: StoryRow) -> dict[str, Any]:
    assert row.published is not None
    return {
        "id": row.id,
        "url": row.link,
        "title": row.title,
        "content_text": row.summary,
        "language": row.language or "en",
        "date_published": row.published.isoformat(),
    }
