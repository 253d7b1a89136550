"""What is in a feed's address to let us in is in no answer."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.feeds.polling import Pace, after
from bot.model.command import Command, FeedsHealth, Home, Since, Status, WhyLink
from bot.model.feed import Fault, FaultKind, FeedSpec, Fetched
from tests.flow.asker import reply
from tests.flow.press import FACES, NOW, office

SECRET = "hunter2hunter2"
URL = f"https://joe:{SECRET}@lantern-post.example/feed?page=2&token={SECRET}"
WHY_LINK = WhyLink(link="https://lantern-post.example/story/12")


@pytest.mark.parametrize("command", [FeedsHealth(), Home(), Status(), Since("yesterday"), WHY_LINK])
@pytest.mark.parametrize("down", [False, True])
def test_no_answer_shows_them(tmp_path: Path, command: Command, down: bool) -> None:
    spec = FeedSpec(source="Lantern Post", url=URL, category="press", language="en", tier=2)
    with office(tmp_path) as at:
        at.set_up(FACES)
        with at.store.writing() as session:
            session.feeds.sync([spec, replace(spec, url=f"{URL}3")], now=NOW, interval=timedelta(minutes=30))
            for feed in session.feeds.all():
                if down:
                    fault = Fault(kind=FaultKind.CONNECT, message="lantern-post.example could not be reached.")
                    failed = Fetched(
                        feed_id=feed.id, url=feed.url, final_url=feed.url, status=0, fault=fault, fetched_at=NOW
                    )
                    session.feeds.save(after(feed, failed, None, new=0, now=NOW, pace=Pace()))
        assert SECRET not in repr(reply(at, command))
