"""A draft: an issue with everything but the id and the number that the store gives it."""

from dataclasses import dataclass, fields
from datetime import datetime

from bot.model.digest import Digest, DigestStory, FeedNote
from bot.model.subscription import Cadence, Window


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """The fields of `Digest` without `id` and `number`."""

    subscription_id: int
    channel_id: int
    topic_name: str
    topic_title: str
    topic_query: str
    topic_version: int
    cadence: Cadence
    zone: str
    window: Window
    created_at: datetime
    stories: tuple[DigestStory, ...]
    feeds: tuple[FeedNote, ...]
    articles_read: int
    history: tuple[int, ...]
    token: str
    next_at: datetime | None = None


def freeze(draft: Draft, *, id: int, number: int) -> Digest:
    """The numbered digest."""
    return Digest(id=id, number=number, **{field.name: getattr(draft, field.name) for field in fields(draft)})
