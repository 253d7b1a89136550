"""News for scenarios: a title that a feed which was read before brings now, placed as a poll places it."""

from datetime import UTC, datetime

from bot.app import App
from bot.feeds.canonical import canonical
from bot.flow.arrival import read_arrivals
from bot.flow.desk import Desk
from bot.flow.place import FeedDocument, place
from bot.model.entry import ParsedEntry


def report(app: App, title: str) -> None:
    """The title comes now, by the first feed that has ever brought anything."""
    now = datetime.now(UTC)
    with app.store.writing() as session:
        feed = next(feed for feed in session.feeds.all() if feed.news_at is not None)
        link = canonical(f"https://news.example/{'-'.join(title.casefold().split())}")
        item = ParsedEntry(raw_id=link, link=link, title=title, published=now)
        place(session, Desk(), [FeedDocument(feed, read_arrivals(feed, [item]))], now=now)
