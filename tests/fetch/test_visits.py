"""What a visit brings back from a well-behaved server, and from one that says no."""

import gzip
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from bot.fetch.settings import MIB
from bot.model.feed import FaultKind, Visit
from tests.fetch.site import Site, fetch, fetch_one, reply

FEED = b"<rss><channel><title>Desk</title></channel></rss>"


def test_a_feed_comes_with_all_that_was_said_about_it(site: Site) -> None:
    site.answers["/feed"] = reply(
        200,
        FEED,
        'ETag: W/"a1"',
        "Last-Modified: Sun, 01 Mar 2026 12:00:00 GMT",
        "Content-Type: application/rss+xml; charset=utf-8",
        "Content-Location: /feed.xml",
    )
    before = datetime.now(UTC)
    got = fetch_one(site)
    assert (got.status, got.body, got.fault) == (200, FEED, None)
    assert (got.etag, got.last_modified) == ('W/"a1"', "Sun, 01 Mar 2026 12:00:00 GMT")
    assert (got.content_type, got.content_location) == ("application/rss+xml; charset=utf-8", "/feed.xml")
    assert (got.feed_id, got.url, got.final_url, got.permanent_url) == (1, site.url(), site.url(), "")
    assert before <= got.fetched_at <= datetime.now(UTC)


def test_we_say_who_we_are_and_keep_no_cookies(site: Site) -> None:
    site.answers["/feed"] = reply(200, FEED, "Set-Cookie: tracker=1; Path=/")
    fetch(Visit(feed_id=1, url=site.url()), Visit(feed_id=2, url=site.url()), sites=(site,), per_host=1)
    assert len(site.asked) == 2
    for ask in site.asked:
        assert ask.headers["user-agent"] == "Presswatch test (+mailto:desk@example.org)"
        assert ask.headers["accept-encoding"] == "gzip, deflate, br"
        assert not {"cookie", "if-none-match", "if-modified-since"} & set(ask.headers)


def test_the_environment_has_no_say(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    site.answers["/feed"] = reply(200, FEED)
    assert fetch_one(site).body == FEED


def test_validators_are_sent_and_an_unchanged_feed_keeps_them(site: Site) -> None:
    site.answers["/feed"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    got = fetch(Visit(feed_id=1, url=site.url(), etag='"a1"', last_modified="yesterday"), sites=(site,))[0]
    assert (got.unchanged, got.body, got.fault) == (True, b"", None)
    assert (got.etag, got.last_modified) == ('"a1"', "yesterday")
    assert site.asked[0].headers["if-none-match"] == '"a1"'
    assert site.asked[0].headers["if-modified-since"] == "yesterday"


def test_an_unchanged_feed_may_bring_new_validators(site: Site) -> None:
    site.answers["/feed"] = b'HTTP/1.1 304 Not Modified\r\nETag: "a2"\r\n\r\n'
    assert fetch(Visit(feed_id=1, url=site.url(), etag='"a1"'), sites=(site,))[0].etag == '"a2"'


def test_304_to_an_unconditional_request_is_a_fault(site: Site) -> None:
    site.answers["/feed"] = b"HTTP/1.1 304 Not Modified\r\n\r\n"
    got = fetch_one(site)
    assert got.fault is not None
    assert (got.fault.kind, got.unchanged) == (FaultKind.PROTOCOL, False)


@pytest.mark.parametrize(
    ("status", "says"),
    [
        (404, "answered 404 Not Found"),
        (410, "answered 410 Gone"),
        (403, "answered 403 Forbidden"),
        (500, "answered 500 Internal Server Error"),
        (204, "answered 204 No Content"),
        (599, "answered 599"),
    ],
)
def test_other_statuses_are_faults_in_the_standards_own_words(site: Site, status: int, says: str) -> None:
    site.answers["/feed"] = reply(status, b"<h1>Go away</h1>" if status != 204 else b"")
    got = fetch_one(site)
    assert got.fault is not None
    assert (got.status, got.body, got.fault.kind) == (status, b"", FaultKind.HTTP)
    assert got.fault.message == f"127.0.0.1:{site.port} {says}."


@pytest.mark.parametrize("status", [429, 503])
def test_retry_after_in_seconds(site: Site, status: int) -> None:
    site.answers["/feed"] = reply(status, b"", "Retry-After: 300")
    got = fetch_one(site)
    assert got.retry_after == timedelta(minutes=5)
    assert got.fault is not None
    assert got.fault.message.endswith(" and asks to wait 5 min.")


def test_retry_after_as_a_date(site: Site) -> None:
    until = datetime.now(UTC) + timedelta(hours=2)
    site.answers["/feed"] = reply(429, b"", f"Retry-After: {format_datetime(until, usegmt=True)}")
    got = fetch_one(site)
    assert got.retry_after is not None
    assert timedelta(hours=1, minutes=59) < got.retry_after <= timedelta(hours=2)


def test_a_compressed_feed_is_unpacked(site: Site) -> None:
    site.answers["/feed"] = reply(200, gzip.compress(FEED), "Content-Encoding: gzip")
    site.answers["/file"] = reply(200, gzip.compress(FEED), "Content-Type: application/gzip")
    assert fetch_one(site).body == FEED
    assert fetch_one(site, "/file").body == FEED


@pytest.mark.parametrize("cut", [1, 10])
def test_a_compressed_feed_that_breaks_off_is_told(site: Site, cut: int) -> None:
    site.answers["/feed"] = reply(200, gzip.compress(FEED)[:-cut], "Content-Encoding: gzip")
    got = fetch_one(site)
    assert got.fault is not None
    assert (got.fault.kind, got.body) == (FaultKind.BAD_ENCODING, b"")


def test_a_bomb_is_stopped_at_the_cap(site: Site) -> None:
    site.answers["/feed"] = reply(200, gzip.compress(bytes(200 * MIB), 1), "Content-Encoding: gzip")
    got = fetch_one(site)
    assert got.fault is not None
    assert (got.fault.kind, got.status, got.body) == (FaultKind.TOO_LARGE, 0, b"")
    assert got.fault.message == f"127.0.0.1:{site.port} sent more than 10 MiB."


def test_a_body_whose_announced_length_passes_the_cap_is_not_read(site: Site) -> None:
    site.answers["/feed"] = b"HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"
    got = fetch_one(site)
    assert got.fault is not None
    assert got.fault.kind == FaultKind.TOO_LARGE


def test_a_body_without_a_length_is_capped_too(site: Site) -> None:
    site.answers["/feed"] = b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + bytes(3 * MIB)
    got = fetch_one(site, max_body=MIB)
    assert got.fault is not None
    assert got.fault.kind == FaultKind.TOO_LARGE


def test_a_header_that_cannot_be_kept_is_left_out(site: Site) -> None:
    site.answers["/feed"] = reply(200, FEED, 'ETag: "\xff"', f"Last-Modified: {'x' * 2000}")
    got = fetch_one(site)
    assert (got.status, got.etag, got.last_modified) == (200, "", "")


def test_credentials_are_sent_and_never_told(site: Site) -> None:
    site.answers["/feed"] = reply(401)
    url = site.url("/feed?token=abc").replace("http://", "http://desk:secret@")
    got = fetch(Visit(feed_id=1, url=url), sites=(site,))[0]
    assert site.asked[0].headers["authorization"].startswith("Basic ")
    assert got.fault is not None
    assert not any(word in got.fault.message for word in ("desk", "secret", "abc"))
    assert "secret" not in got.final_url


def test_one_address_may_be_visited_twice(site: Site) -> None:
    site.answers["/feed"] = reply(200, FEED)
    visits = [Visit(feed_id=number, url=site.url()) for number in range(5)]
    assert [got.body for got in fetch(*visits, sites=(site,))] == [FEED] * 5
