"""One fault that many feeds share is told once."""

from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.feeds.ailments import ailments, next_tries, sources
from bot.feeds.health import is_healthy
from bot.model.feed import Feed, FeedState

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def feed(number: int, fault: str, *, state: FeedState = FeedState.FAILING, wait: int = 10) -> Feed:
    url = f"https://host{number}.example/feed"
    return Feed(
        id=number,
        source=f"Source {number}",
        url=url,
        address=url,
        category="press",
        language="en",
        tier=2,
        due_at=NOW + timedelta(minutes=wait),
        fault=fault.replace("{}", f"host{number}.example"),
        state=state,
        news_at=NOW - timedelta(days=9),
    )


OUTAGE = "{} could not be looked up: Temporary failure in name resolution."


def test_an_outage_is_one_line() -> None:
    feeds = [feed(n, OUTAGE, wait=n) for n in range(1, 113)] + [feed(200, "{} answered 404 Not Found.")]
    outage, other = ailments(feeds, NOW)
    assert outage.wrong == "failing: could not be looked up: Temporary failure in name resolution"
    assert (len(outage.feeds), outage.shared) == (112, True)
    assert next_tries(outage, NOW) == "in 1 minute to 2 hours"
    assert sources(outage).endswith("Source 7, Source 8 and 104 more feeds")
    assert (other.wrong, other.shared) == ("failing: host200.example answered 404 Not Found", False)
    assert next_tries(other, NOW) == "in 10 minutes"


def test_two_with_the_same_fault_keep_their_own_words() -> None:
    told = ailments([feed(1, OUTAGE), feed(2, OUTAGE)], NOW)
    assert [one.wrong.split(" could")[0] for one in told] == ["failing: host1.example", "failing: host2.example"]


@pytest.mark.parametrize(
    ("fault", "wrong"),
    [
        ("{} (where old.example redirects) answered 410 Gone.", "failing: answered 410 Gone"),
        (
            "{}:8080 is not dialled: 10.0.0.1 is a private address.",
            "failing: is not dialled: 10.0.0.1 is a private address",
        ),
        (
            "The address answers with a web page and names no other feed.",
            "failing: The address answers with a web page and names no other feed",
        ),
        (
            "This feed is not polled: it is no plain form of an address.",
            "failing: This feed is not polled: it is no plain form of an address",
        ),
        ("", "failing"),
    ],
)
def test_only_the_host_is_left_out(fault: str, wrong: str) -> None:
    (told,) = ailments([feed(n, fault) for n in range(3)], NOW)
    assert told.wrong == wrong


def test_feeds_that_were_never_polled_are_told_together() -> None:
    (told,) = ailments([feed(n, "", state=FeedState.NEW) for n in range(5)], NOW)
    assert told.wrong == "not polled yet"


@given(st.lists(st.builds(feed, st.integers(1, 50), st.text(), state=st.sampled_from(FeedState)), max_size=20))
def test_each_feed_that_needs_care_is_told_once(feeds: list[Feed]) -> None:
    told = Counter(id(feed) for ailment in ailments(feeds, NOW) for feed in ailment.feeds)
    assert told == Counter(id(feed) for feed in feeds if not is_healthy(feed))
