"""A topic's latest stories, as every store gives them."""

from dataclasses import replace
from datetime import timedelta

from bot.ports.store import Store
from tests.contract.shelf import NOW, head, match, with_stories


def test_latest_stories_come_newest_first_and_without_the_merged(store: Store) -> None:
    with store.writing() as session:
        with_stories(session, 1, 2, 3, 4, 5)
        days = {1: 3, 2: 1, 3: 2, 4: 0}
        session.stories.save([replace(head(one, one), last_at=NOW - timedelta(days=ago)) for one, ago in days.items()])
        session.stories.add_matches([match(one) for one in days])  # 5 is on no topic
        session.stories.merge(1, 4, seq=2)
    with store.reading() as session:
        assert [story.id for story in session.stories.latest(topic_id=1, version=1, limit=9)] == [2, 3, 1]
        assert [story.id for story in session.stories.latest(topic_id=1, version=1, limit=1)] == [2]
        assert session.stories.latest(topic_id=1, version=2, limit=9) == []
        assert session.stories.latest(topic_id=2, version=1, limit=9) == []
