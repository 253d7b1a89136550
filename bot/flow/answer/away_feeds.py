"""While you were away: which feeds broke, which recovered, and which are new."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.digests.write.text import and_more
from bot.feeds import health
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import count, rest_of, strong, text
from bot.model.feed import Feed, FeedState
from bot.model.message import Span
from bot.ports.store import Session

_SHOWN = 3  # of a kind

Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedNews:
    """What became of the feeds in a span of time, as they stand now."""

    broke: tuple[Feed, ...]
    recovered: tuple[Feed, ...]
    new: tuple[Feed, ...]  # read for the first time
    ailing: int  # before it, and still

    def summary(self) -> list[str]:
        """Such as "1 feed broke, 2 recovered"."""
        broke = f"{count(len(self.broke), 'feed')} broke" if self.broke else ""
        noun = "" if broke else " feed" if len(self.recovered) == 1 else " feeds"
        recovered = f"{len(self.recovered):,}{noun} recovered" if self.recovered else ""
        return [", ".join(part for part in (broke, recovered) if part)] if broke or recovered else []


def feed_news(session: Session, since: datetime) -> FeedNews:
    """What became of the feeds since then. One that broke and recovered meanwhile has recovered."""
    feeds = [feed for feed in session.feeds.all() if feed.state is not FeedState.NEW]
    turned = [feed for feed in feeds if feed.turned_at is not None and feed.turned_at >= since]
    well = [feed for feed in turned if health.is_healthy(feed)]
    ill = [feed for feed in feeds if not health.is_healthy(feed)]
    return FeedNews(
        broke=tuple(feed for feed in turned if not health.is_healthy(feed)),
        recovered=tuple(feed for feed in well if feed.turned_from is not FeedState.NEW),
        new=tuple(feed for feed in well if feed.turned_from is FeedState.NEW),
        ailing=sum(feed not in turned for feed in ill),
    )


def feed_lines(news: FeedNews, asking: Asking) -> list[Line]:
    """What broke first, each with its reason; then what is well again, by name."""
    lines = [_broken(feed, asking) for feed in news.broke[:_SHOWN]]
    lines += rest_of(len(news.broke) - _SHOWN, "more broke")
    if news.recovered:
        lines.append((text(f"Well again: {_names(news.recovered)}"),))
    if news.new:
        lines.append((text(f"Read for the first time: {_names(news.new)}"),))
    if news.ailing:
        lines.append((text(f"{count(news.ailing, 'feed')} in need of care since before"),))
    return lines


def _broken(feed: Feed, asking: Asking) -> Line:
    wrong = health.note(feed, asking.now).rstrip(".")
    return strong(feed.source), text(f" – {wrong}; next try {health.next_try(feed, asking.now)}")


def _names(feeds: Sequence[Feed]) -> str:
    return and_more([feed.source for feed in feeds], _SHOWN)
