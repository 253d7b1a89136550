"""Credits: what an article's text credits to other outlets, each with its place and its words.

`python -m bench.credits FILE [--source NAME]` reads a plain text as an article's body. At most six credits are told.
"""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from bot.configuration import read_configuration
from bot.flow.origins import PRESS
from bot.model.entry import Entry
from bot.settings import ROOT
from bot.stories.origin import Outlets, origin_of


def main() -> None:
    """Print the credits of one text, and how many each outlet has."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--source", default="Unnamed")
    chosen = parser.parse_args()
    configured = read_configuration(ROOT / "config")
    outlets = Outlets(configured.outlets).with_sources(
        feed.source for feed in configured.feeds if feed.category in PRESS
    )
    origin = origin_of([_entry(chosen.file.read_text("utf-8"), chosen.source)], outlets)
    counts: dict[str, int] = {}
    for credit in origin.credits:
        counts[credit.outlet] = counts.get(credit.outlet, 0) + 1
        print(f"{credit.outlet:24} {credit.weight:6} {credit.field} {credit.start}–{credit.end}  “{credit.text}”")
    print(", ".join(f"{outlet} {count}" for outlet, count in counts.items()) or "It credits nobody.")
    print(f"First by {origin.first or 'nobody knows whom'} ({origin.first_by}).")


def _entry(text: str, source: str) -> Entry:
    now = datetime(2026, 1, 1, 12, tzinfo=UTC)
    return Entry(
        id=1,
        feed_id=1,
        source=source,
        tier=1,
        raw_id="",
        link="",
        title="",
        summary="",
        body=text,
        author="",
        language="en",
        published=now,
        seen_at=now,
        news=True,
        story_id=1,
        seq=1,
    )


if __name__ == "__main__":
    main()
