"""Issues in tests of flow: cut what is due, and read it."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import uuid4

from bot.flow.publish import publish
from bot.model.digest import Digest
from tests.flow.press import NOW, Office


def cut(desk: Office) -> list[Digest]:
    """Publish whatever is due now."""
    return publish(desk.store, clock=lambda: desk.press.now, new_token=lambda: uuid4().hex, stop=lambda: False)


def titles(digest: Digest) -> Sequence[str]:
    return [story.title for story in digest.stories]


def publish_due(desk: Office, order: int | None = None) -> None:
    """Cut an issue now."""
    if order is not None:
        with desk.store.writing() as session:
            session.subscriptions.told(order, mark=0, until=NOW - timedelta(days=1), due_at=desk.press.now)
    assert publish(desk.store, clock=lambda: desk.press.now, new_token=lambda: uuid4().hex, stop=lambda: False)
