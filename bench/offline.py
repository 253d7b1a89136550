"""Offline: what fetchers share that visit no network, in benches and tests: nothing to free, and JSON feeds."""

import json
from collections.abc import Sequence
from datetime import datetime
from types import TracebackType
from typing import Any, Self

from bot.model.feed import Fetched, Visit


class Offline:
    """What `bot.ports.fetch.Fetcher` promises beside `fetch`, kept by a fetcher that holds nothing open."""

    def close(self) -> None:
        """Nothing to free."""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def json_feed(visit: Visit, title: str, items: Sequence[dict[str, Any]], now: datetime) -> Fetched:
    """A visit's answer: a JSON Feed of these items."""
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": title, "items": list(items)}
    return Fetched(
        feed_id=visit.feed_id,
        url=visit.url,
        final_url=visit.url,
        status=200,
        body=json.dumps(feed).encode(),
        content_type="application/feed+json",
        fetched_at=now,
    )
