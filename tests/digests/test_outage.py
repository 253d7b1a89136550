"""An outage is not called a quiet week."""

from dataclasses import replace

from bot.digests.write import plain, write_digest
from bot.model.feed import FeedState
from tests.digests.samples import weekly


def test_when_no_feed_could_be_read_nothing_is_known() -> None:
    failing = tuple(replace(note, state=FeedState.FAILING, note="answers 503", read=0) for note in weekly().feeds)
    issue = replace(weekly(), stories=(), feeds=failing, articles_read=0)
    told = plain(write_digest(issue)[0])
    assert "No feed could be read" in told
    assert "Nothing is known of this week." in told
    assert "quiet" not in told


def test_one_feed_that_answers_makes_it_quiet() -> None:
    issue = replace(weekly(), stories=(), articles_read=0)
    assert "A quiet week" in plain(write_digest(issue)[0])
