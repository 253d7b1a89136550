"""Since: what happened while somebody was away, on one screen."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.flow.answer.asking import Asking
from bot.flow.answer.away_feeds import feed_lines, feed_news
from bot.flow.answer.away_posts import held_lines, post_lines, posts, shown_alerts
from bot.flow.answer.away_topics import news_blocks, news_summary, topic_changes, topic_news
from bot.flow.answer.dates import past
from bot.flow.answer.phrases import count, day, moment, said, says, strong, text
from bot.model.command import Since
from bot.model.message import Block, Bullets, Buttons, Header, Message, Paragraph, Small, Span
from bot.ports.store import Session

_TOPICS = 5  # told one by one, those with the most news
_STORIES = (0, 3, 3, 2, 1, 1)  # shown of each topic, by the number of topics

Line = tuple[Span, ...]


def since(session: Session, command: Since, asking: Asking) -> Message:
    """What was posted here, what is new on this channel's topics, what broke, what waits: since a date in words."""
    when = past(command.when, now=asking.now, zone=asking.zone)
    commit = session.entries.commit_before(when)
    posted, feeds = posts(session, asking, when), feed_news(session, when)
    news = topic_news(session, asking, commit)
    told = [*posted.summary(), *news_summary(news), *feeds.summary()]
    bottom_line = f"{'; '.join(told)}." if told else "Nothing happened here."
    busy = sorted((one for one in news if one.gains), key=lambda one: -len(one.gains))
    shown = shown_alerts(session, posted)  # a story stands in one place only
    each = _STORIES[min(len(busy), _TOPICS)]
    blocks: list[Block] = [
        Header(f"Since {_spoken(when, asking)}"),
        Paragraph((text(bottom_line),)),
        *_section("Posted here", post_lines(session, posted, asking)),
        *(block for one in busy[:_TOPICS] for block in news_blocks(session, one, shown, each, asking)),
        *_section("Feeds", feed_lines(feeds, asking)),
        *_section("Topics", topic_changes(session, asking, when)),
        *_section("Held and paused", held_lines(session, asking)),
        *_small(session, [one.topic.title for one in busy[_TOPICS:]], commit, when, asking),
        _buttons(session, asking),
    ]
    return Message(fallback=f"Since {_spoken(when, asking)}: {bottom_line}", blocks=tuple(blocks))


def _spoken(when: datetime, asking: Asking) -> str:
    """The day, and the hour where it is not the day's first."""
    local = when.astimezone(ZoneInfo(asking.zone))
    whole = (local.hour, local.minute, local.second) == (0, 0, 0)
    return (day if whole else moment)(when, asking.zone, asking.now)


def _section(title: str, lines: Sequence[Line]) -> list[Block]:
    """A heading and its lines; nothing without lines."""
    return [Paragraph((strong(title),)), Bullets(tuple(lines))] if lines else []


def _small(
    session: Session, other_topics: Sequence[str], commit: int, when: datetime, asking: Asking
) -> Iterable[Small]:
    """How much was read, from when on there is anything, and what has no place here."""
    if other_topics:
        yield Small((text(f"Also news on {', '.join(other_topics)}."),))
    read = sum(session.entries.read_between(commit, session.sequence(), since=None).values())
    first = session.entries.whole_since()
    begins = f" The archive begins {day(first, asking.zone, asking.now)}." if first is not None and when < first else ""
    yield Small((text(f"{count(read, 'article')} read on any subject.{begins}"),))
    if not session.subscriptions.of_channel(asking.channel.id):
        yield Small((text("This channel is not subscribed to anything: "), said("topics"), text(" lists what it can.")))


def _buttons(session: Session, asking: Asking) -> Buttons:
    subscribed = bool(session.subscriptions.of_channel(asking.channel.id))
    first = says("status", "Status") if subscribed else says("topics", "Topics", primary=True)
    return Buttons((first, says("feeds health", "Feeds"), says("ledger", "Ledger")))
