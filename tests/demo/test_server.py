import gzip
from collections.abc import Iterator
from datetime import UTC, datetime
from http.client import HTTPConnection, HTTPResponse

import pytest

from bot.demo.newsroom import Newsroom, Outlet
from bot.demo.server import NewsroomServer, accepts_gzip, build_page, is_unchanged, media_type
from bot.errors import PresswatchError
from bot.model.feed import FeedSpec

NOW = datetime(2026, 3, 3, 14, 5, 9, 250, tzinfo=UTC)
LATIN = '<?xml version="1.0" encoding="ISO-8859-1"?><rss><link>{{base}}</link>É {{ago 1d date}}</rss>'
NEWSROOM = Newsroom(
    title="Test",
    outlets=(
        Outlet(source="Courier", file="le courrier.xml", language="en-CA", raw=LATIN.encode("iso-8859-1")),
        Outlet(source="Table", file="table.json", category="law", tier=1, raw=b'{"version": ""}'),
    ),
)


@pytest.fixture
def server() -> Iterator[NewsroomServer]:
    with NewsroomServer(NEWSROOM, NOW) as running:
        yield running


def ask(
    server: NewsroomServer, path: str, headers: dict[str, str] | None = None, method: str = "GET"
) -> tuple[HTTPResponse, bytes]:
    connection = HTTPConnection(*server.address, timeout=5)
    try:
        connection.request(method, path, headers=headers or {})
        response = connection.getresponse()
        return response, response.read()
    finally:
        connection.close()


def test_feeds_have_loopback_addresses_and_answer(server: NewsroomServer) -> None:
    base = f"http://127.0.0.1:{server.address[1]}"
    assert server.base == base
    assert server.feeds == (
        FeedSpec(source="Courier", url=f"{base}/le%20courrier.xml", category="press", language="en-CA", tier=2),
        FeedSpec(source="Table", url=f"{base}/table.json", category="law", language="en", tier=1),
    )
    response, body = ask(server, "/le%20courrier.xml?again=1")
    assert response.status == 200
    assert response.headers["Content-Type"] == "application/rss+xml; charset=ISO-8859-1"
    assert f"<link>{base}</link>É 2026-03-02</rss>" in body.decode("iso-8859-1")


def test_validators_give_304_and_only_then(server: NewsroomServer) -> None:
    first, _ = ask(server, "/table.json")
    etag, modified = first.headers["ETag"], first.headers["Last-Modified"]
    assert modified == "Tue, 03 Mar 2026 14:05:09 GMT"
    for headers in ({"If-None-Match": etag}, {"If-Modified-Since": modified}):
        response, body = ask(server, "/table.json", headers)
        assert (response.status, body, response.headers["ETag"]) == (304, b"", etag)
    response, body = ask(server, "/table.json", {"If-None-Match": '"other"', "If-Modified-Since": modified})
    assert (response.status, body) == (200, b'{"version": ""}')


def test_gzip_is_sent_to_those_who_take_it(server: NewsroomServer) -> None:
    plain, body = ask(server, "/table.json")
    packed, bytes_ = ask(server, "/table.json", {"Accept-Encoding": "br, gzip"})
    assert plain.headers["Content-Encoding"] is None
    assert packed.headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(bytes_) == body
    assert packed.headers["Vary"] == "Accept-Encoding"


def test_head_and_unknown_paths(server: NewsroomServer) -> None:
    response, body = ask(server, "/table.json", method="HEAD")
    assert (response.status, response.headers["Content-Length"], body) == (200, "15", b"")
    for path in ("/", "/newsroom.toml", "/../table.json"):
        assert ask(server, path)[0].status == 404


def test_a_taken_port_is_said_and_a_closed_server_gives_it_back(server: NewsroomServer) -> None:
    port = server.address[1]
    with pytest.raises(PresswatchError, match=f"cannot take port {port}"):
        NewsroomServer(NEWSROOM, NOW, port=port)
    server.close()
    server.close()
    with NewsroomServer(NEWSROOM, NOW, port=port) as again:
        assert ask(again, "/table.json")[0].status == 200


def test_a_server_that_never_started_can_be_closed() -> None:
    NewsroomServer(NEWSROOM, NOW).close()


def test_the_same_moment_gives_the_same_page_and_another_does_not() -> None:
    outlet = NEWSROOM.outlets[0]
    page = build_page(outlet, NOW, "http://127.0.0.1:1")
    assert page == build_page(outlet, NOW, "http://127.0.0.1:1")
    assert page.etag != build_page(outlet, NOW.replace(day=5), "http://127.0.0.1:1").etag


@pytest.mark.parametrize(
    ("none_match", "modified_since", "unchanged"),
    [
        (None, None, False),
        ("*", None, True),
        ('"a", W/{etag}', None, True),
        ('"a"', "Tue, 03 Mar 2026 14:05:09 GMT", False),
        (None, "Tue, 03 Mar 2026 14:05:08 GMT", False),
        (None, "Wed, 04 Mar 2026 00:00:00 GMT", True),
        (None, "yesterday", False),
        (None, "Tue, 03 Mar 2026 14:05:09 -0000", False),
    ],
)
def test_if_none_match_decides_alone(none_match: str | None, modified_since: str | None, unchanged: bool) -> None:
    page = build_page(NEWSROOM.outlets[1], NOW, "")
    tag = none_match.format(etag=page.etag) if none_match else None
    assert is_unchanged(page, tag, modified_since) is unchanged


@pytest.mark.parametrize(
    ("header", "accepted"),
    [("", False), ("identity", False), ("gzip;q=0", False), ("gzip; q=0.0, br", False), ("GZIP;q=0.5", True)],
)
def test_accept_encoding(header: str, accepted: bool) -> None:
    assert accepts_gzip(header) is accepted


@pytest.mark.parametrize(
    ("file", "body", "expected"),
    [
        ("a.xml", b"<feed xmlns='...'>", "application/atom+xml; charset=utf-8"),
        ("a.atom", b"<?xml version='1.0' encoding='koi8-r'?><rdf:RDF>", "application/rdf+xml; charset=koi8-r"),
        ("a.json", b"<rss>", "application/feed+json; charset=utf-8"),
        ("a.rss", b"no markup", "application/xml; charset=utf-8"),
    ],
)
def test_media_types(file: str, body: bytes, expected: str) -> None:
    assert media_type(file, body) == expected
