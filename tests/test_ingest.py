"""The ingest bench: what it serves is a newsroom, and what it counts is all of it."""

import argparse
from datetime import UTC, datetime

from bench import ingest
from bench.ingest_press import documents
from bot.feeds.limits import ParseLimits
from bot.feeds.parse import parse

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)


def test_a_seed_makes_the_same_documents_and_another_one_others() -> None:
    first, again, other = (list(documents(6, 4, 30, seed=seed, until=NOW)) for seed in (1, 1, 2))
    assert first == again != other


def test_every_article_of_the_press_is_read_and_dated() -> None:
    for document in documents(6, 4, 30, seed=1, until=NOW):
        parsed = parse(
            document, base_url="https://outlet.example/", content_type="application/xml", now=NOW, limits=ParseLimits()
        )
        assert len({entry.raw_id for entry in parsed.entries}) == parsed.received == 4
        assert all(entry.published and entry.published <= NOW for entry in parsed.entries)


def test_a_run_counts_every_entry_that_was_served() -> None:
    asked = argparse.Namespace(feeds=6, entries=4, words=30, seed=1)
    with ingest.served(asked) as port:
        figures = ingest.ingest(port, 6)
    assert (figures.entries, figures.entries > figures.stories > 0) == (24, True)
    assert f"{figures.stories} stories" in figures.line("presswatch")
