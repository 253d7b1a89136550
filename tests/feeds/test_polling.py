"""What a visit means for a feed."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from bot.errors import ParseRejected
from bot.feeds.polling import Pace, after, body_hash, gap_between, needs_parsing
from bot.model.entry import ParsedEntry, ParsedFeed
from bot.model.feed import Fault, FaultKind, Feed, FeedState, Fetched

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
PACE = Pace(jitter=0.0)
BASE = timedelta(minutes=30)  # a new feed's interval
URL, SECOND, THIRD = "https://press.example/feed", "https://press.example/rss", "https://mirror.example/feed"
MOVED = "https://press.example/new"
READ = ParsedFeed(parser="fast", received=1, entries=(ParsedEntry(title="T"),))
VOID = ParsedFeed(parser="fast", received=0)
PAGE = ParseRejected("html-page", "The address answers with a web page.")


def feed(**changes: object) -> Feed:
    base = Feed(id=7, source="Press", url=URL, address=URL, category="news", language="en", tier=2, due_at=NOW)
    return replace(base, **changes)  # type: ignore[arg-type]


def settled(**changes: object) -> Feed:
    """A feed that has been read before."""
    return feed(
        **{"state": FeedState.HEALTHY, "succeeded_at": NOW, "news_at": NOW, "etag": "e", "body_hash": body_hash(b"old")}
        | changes
    )


def came(body: bytes = b"new", **changes: object) -> Fetched:
    base = Fetched(
        feed_id=7, url=URL, final_url=URL, status=200, body=body, etag="e2", last_modified="m2", fetched_at=NOW
    )
    return replace(base, **changes)  # type: ignore[arg-type]


UNCHANGED = came(b"", status=304, etag="", last_modified="")


def failed(status: int = 500, **changes: object) -> Fetched:
    fault = Fault(kind=FaultKind.HTTP, message=f"The server answered {status}.")
    return came(b"", status=status, fault=fault, etag="", last_modified="", **changes)


def visit(
    before: Feed,
    fetched: Fetched,
    outcome: ParsedFeed | ParseRejected | None = None,
    *,
    new: int = 0,
    now: datetime = NOW,
) -> Feed:
    return after(before, fetched, outcome, new=new, now=now, pace=PACE)


def fail_often(before: Feed, times: int, fetched: Fetched | None = None) -> Feed:
    for _ in range(times):
        before = visit(before, fetched or failed())
    return before


def test_only_a_document_not_read_before_needs_parsing() -> None:
    assert needs_parsing(feed(), came())
    assert needs_parsing(settled(), came())
    assert not needs_parsing(settled(), came(b"old"))
    assert not needs_parsing(settled(), UNCHANGED)
    assert not needs_parsing(settled(), failed())


def test_a_first_poll() -> None:
    polled = visit(feed(), came(), READ, new=1)
    assert polled.state is FeedState.HEALTHY
    assert (polled.etag, polled.last_modified, polled.body_hash) == ("e2", "m2", body_hash(b"new"))
    assert polled.polled_at == polled.succeeded_at == polled.news_at == NOW
    assert polled.due_at == NOW + settled().interval  # its old entries say nothing of its pace


def test_a_304_keeps_what_is_known() -> None:
    polled = visit(settled(last_modified="m", news_at=NOW - timedelta(days=1)), UNCHANGED)
    assert (polled.etag, polled.last_modified, polled.body_hash) == ("e", "m", body_hash(b"old"))
    assert (polled.succeeded_at, polled.news_at) == (NOW, NOW - timedelta(days=1))


def test_a_server_that_no_longer_sends_validators_is_not_asked_with_old_ones() -> None:
    assert visit(settled(), came(etag="", last_modified=""), READ).etag == ""


def test_news_makes_visits_more_frequent_and_silence_less() -> None:
    busy = idle = settled()
    for _ in range(100):
        busy, idle = visit(busy, came(), READ, new=1), visit(idle, UNCHANGED)
    assert (busy.interval, idle.interval) == (PACE.shortest, PACE.longest)
    assert visit(settled(), UNCHANGED).interval == settled().interval * PACE.slower


def test_each_feed_keeps_its_own_step() -> None:
    pace = Pace(jitter=0.1)
    dues = {after(feed(id=number), came(), READ, new=1, now=NOW, pace=pace).due_at - NOW for number in range(50)}
    assert len(dues) == 50
    assert BASE * 0.9 <= min(dues) < max(dues) <= BASE * 1.1
    assert dues == {
        after(feed(id=number), came(), READ, new=1, now=NOW, pace=pace).due_at - NOW for number in range(50)
    }


def test_faults_back_off_for_ever_and_no_further_than_a_day() -> None:
    waits = []
    polled = settled()
    for _ in range(40):
        polled = visit(polled, failed())
        waits.append(polled.due_at - NOW)
    assert waits[:3] == [BASE * 2, BASE * 4, BASE * 8]
    assert waits[-1] == PACE.longest_back_off
    assert (polled.failures, polled.state, polled.fault) == (40, FeedState.FAILING, "The server answered 500.")
    assert polled.interval == BASE


def test_a_success_ends_the_row() -> None:
    polled = visit(fail_often(settled(), 5), UNCHANGED)
    assert (polled.failures, polled.fault, polled.state) == (0, "", FeedState.HEALTHY)


@pytest.mark.parametrize(
    ("asked", "wait"),
    [
        (timedelta(minutes=1), BASE * 2),
        (timedelta(hours=5), timedelta(hours=5)),
        (timedelta(days=3650), PACE.longest_wait),
    ],
)
def test_retry_after_is_not_before(asked: timedelta, wait: timedelta) -> None:
    assert visit(settled(), failed(429, retry_after=asked)).due_at == NOW + wait


def test_gone_is_tried_weekly() -> None:
    polled = visit(settled(), failed(410))
    assert (polled.state, polled.due_at) == (FeedState.GONE, NOW + PACE.gone)
    assert fail_often(settled(), 9, failed(410)).due_at == NOW + PACE.gone
    assert visit(polled, came(), READ).state is FeedState.HEALTHY


def test_a_document_that_cannot_be_read_is_a_fault_and_not_parsed_again() -> None:
    polled = visit(settled(), came(b"page"), PAGE)
    assert (polled.state, polled.failures, polled.fault) == (FeedState.FAILING, 1, PAGE.message)
    assert polled.succeeded_at == NOW
    assert not needs_parsing(polled, came(b"page"))
    assert needs_parsing(polled, came(b"another page"))
    for again in (came(b"page"), UNCHANGED):
        still = visit(polled, again)
        assert (still.state, still.failures, still.fault) == (FeedState.FAILING, 2, PAGE.message)


def test_after_a_fault_in_between_it_is_parsed_again_to_know_why() -> None:
    assert needs_parsing(visit(visit(settled(), came(b"page"), PAGE), failed()), came(b"page"))
    assert not needs_parsing(visit(settled(), failed()), came(b"old"))


@pytest.mark.parametrize("reason", ["too-slow", "too-much-memory", "parser-crashed", "unbalanced", "our-fault"])
def test_what_may_not_be_the_documents_fault_is_parsed_again(reason: str) -> None:
    polled = visit(settled(), came(), ParseRejected(reason, "It did not go well."))
    assert needs_parsing(polled, came())
    assert (polled.etag, polled.last_modified) == ("", "")


def test_an_empty_feed_is_empty_until_it_is_not() -> None:
    polled = visit(feed(), came(), VOID)
    assert polled.state is FeedState.EMPTY
    assert visit(polled, UNCHANGED).state is FeedState.EMPTY
    assert visit(polled, came(b"newer"), READ, new=1).state is FeedState.HEALTHY


def test_quiet_is_a_week_without_news() -> None:
    polled = settled(news_at=NOW - timedelta(days=7, minutes=1))
    assert visit(polled, UNCHANGED).state is FeedState.QUIET
    assert visit(polled, came(), READ, new=1).state is FeedState.HEALTHY
    assert visit(settled(news_at=NOW - timedelta(days=6)), UNCHANGED).state is FeedState.HEALTHY


def test_a_monthly_feed_may_be_silent_for_longer() -> None:
    monthly = replace(
        READ, entries=tuple(ParsedEntry(title="T", published=NOW - timedelta(days=30 * month)) for month in range(4))
    )
    assert gap_between(monthly) == timedelta(days=30)
    polled = settled(news_at=NOW - timedelta(days=100))
    assert visit(polled, came(), monthly).state is FeedState.HEALTHY
    known = visit(settled(news_at=NOW - timedelta(days=100), usual_gap=timedelta(days=30)), UNCHANGED)
    assert (known.state, known.usual_gap) == (FeedState.HEALTHY, timedelta(days=30))
    assert visit(settled(news_at=NOW - timedelta(days=200)), came(), monthly).state is FeedState.QUIET


def test_two_dates_tell_no_gap() -> None:
    assert gap_between(replace(READ, entries=(ParsedEntry(published=NOW), ParsedEntry(published=NOW)))) is None


def test_a_feed_moves_after_three_sightings() -> None:
    sighted = came(permanent_url=MOVED, final_url=MOVED)
    polled = settled()
    for seen in (1, 2):
        polled = visit(polled, sighted, READ)
        assert (polled.address, polled.moved_to, polled.moved_seen) == (URL, MOVED, seen)
    polled = visit(polled, sighted, READ)
    assert (polled.address, polled.moved_to, polled.moved_seen) == (MOVED, "", 0)
    assert (polled.etag, polled.last_modified, polled.body_hash) == ("", "", "")
    assert polled.url == URL


def test_sightings_count_in_a_row_of_one_target() -> None:
    twice = settled(moved_to=MOVED, moved_seen=2)
    assert visit(twice, came(permanent_url=THIRD), READ).moved_seen == 1
    assert visit(twice, came(), READ).moved_seen == 0
    assert visit(twice, failed()).moved_seen == 2  # a fault says nothing of where the feed is
    assert visit(twice, came(b"parked", permanent_url=MOVED), PAGE).address == URL


def test_after_three_failures_the_next_address_is_tried_in_a_circle() -> None:
    polled = settled(fallbacks=(SECOND, THIRD))
    addresses = []
    for _ in range(10):
        polled = visit(polled, failed())
        addresses.append(polled.address)
    assert addresses == [URL] * 2 + [SECOND] * 3 + [THIRD] * 3 + [URL] * 2
    assert (polled.etag, polled.body_hash) == ("", "")


def test_an_address_not_tried_yet_waits_no_longer_than_usual() -> None:
    polled = fail_often(settled(fallbacks=(SECOND,)), 3)
    assert (polled.address, polled.due_at) == (SECOND, NOW + BASE)
    assert fail_often(polled, 3).due_at == NOW + PACE.longest_back_off


def test_a_fallback_that_answers_stays() -> None:
    polled = visit(fail_often(settled(fallbacks=(SECOND,)), 3), came(), READ, new=1)
    assert (polled.address, polled.state) == (SECOND, FeedState.HEALTHY)


def test_a_gone_address_is_left_at_once() -> None:
    assert visit(settled(fallbacks=(SECOND,)), failed(410)).address == SECOND


def test_a_feed_that_moved_and_fails_goes_home() -> None:
    assert fail_often(settled(address=MOVED), 3).address == URL


def test_a_feed_with_one_address_stays_there() -> None:
    polled = fail_often(settled(), 3)
    assert (polled.address, polled.etag) == (URL, "e")


def test_a_feed_remembers_when_it_turned_and_from_what() -> None:
    assert visit(settled(), UNCHANGED).turned_at is None
    broken = visit(settled(), failed())
    assert (broken.turned_at, broken.turned_from) == (NOW, FeedState.HEALTHY)
    still = visit(broken, failed(), now=NOW + timedelta(days=1))
    assert (still.turned_at, still.turned_from) == (NOW, FeedState.HEALTHY)


def test_a_feed_that_went_silent_long_before_we_met_it_is_quiet() -> None:
    """Its old entries are new to us, which makes it no healthier."""
    last = NOW - timedelta(days=120)
    stale = replace(READ, entries=(ParsedEntry(title="T", published=last),))
    first = visit(feed(), came(), stale, new=1)
    assert (first.state, first.news_at) == (FeedState.QUIET, last)
    assert visit(first, came(b"newer"), READ, new=1).state is FeedState.HEALTHY
    rare = tuple(ParsedEntry(title="T", published=last - timedelta(days=40 * month)) for month in range(4))
    assert visit(feed(), came(), replace(READ, entries=rare), new=4).state is FeedState.HEALTHY
    undated = (*stale.entries, ParsedEntry(title="U"))
    assert visit(feed(), came(), replace(READ, entries=undated), new=2).state is FeedState.HEALTHY
