"""Poll a whole collection of documents, each as a feed of its own, into a store, and print the account; then poll it
again, when nothing may be new.

    python -m bench.books documents.tar.xz [FOLDER ...]

Exits 1 when a feed is without an outcome, when the account does not balance, or when the second poll brings anything.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from bench.documents import Sample, Server, from_archive, from_folder
from bot.app import App, open_app
from bot.flow.poll import PollReport
from bot.model.feed import FeedSpec
from bot.settings import load_settings


def main() -> int:
    """Poll twice; the exit status."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("archive", type=Path, help="documents.tar.xz")
    parser.add_argument("folders", type=Path, nargs="*", help="folders of more documents")
    options = parser.parse_args()
    samples = [*from_archive(options.archive), *(one for folder in options.folders for one in from_folder(folder))]
    with tempfile.TemporaryDirectory() as scratch, Server(samples) as server:
        allowed = {"allow": (f"127.0.0.1:{server.port}",), "per_host": 10, "total_timeout": 5.0}
        settings = load_settings(data=Path(scratch), fetch=allowed, poll={"lease_seconds": 600})
        with open_app(settings) as app:
            app.set_up(feeds=feeds_of(samples, server.port), topics=())
            faults = [*judge(app, app.poll(), len(samples)), *judge_again(app)]
    for fault in faults:
        print(fault)
    return int(bool(faults))


def feeds_of(samples: Sequence[Sample], port: int) -> list[FeedSpec]:
    """Each document as a feed."""
    return [
        FeedSpec(
            source=sample.name,
            url=f"http://127.0.0.1:{port}/{number}",
            category="press",
            language="en",
            tier=2,
        )
        for number, sample in enumerate(samples)
    ]


def judge(app: App, report: PollReport, documents: int) -> list[str]:
    """Print the account of the first poll; returns what is wrong with it."""
    print(report.sentence())
    with app.store.reading() as session:
        unpolled = [feed.source for feed in session.feeds.all() if feed.polled_at is None]
        kept = session.entries.total()
    faults = [f"no outcome: {source}" for source in unpolled]
    if report.visited != documents:
        faults.append(f"{report.visited} of {documents} documents were settled")
    if not report.book.balanced or kept != report.book.new:
        faults.append(f"the books do not balance: {report.book}, {kept} entries on file")
    return faults


def judge_again(app: App) -> list[str]:
    """Forget what was learned of every document and poll again: all of it is known."""
    now = datetime.now(UTC)
    with app.store.writing() as session:
        for feed in session.feeds.all():
            session.feeds.save(replace(feed, due_at=now, etag="", last_modified="", body_hash=""))
    report = app.poll()
    print(report.sentence())
    return [f"the second poll brought {report.book.new} new entries"] if report.book.new else []


if __name__ == "__main__":
    sys.exit(main())
