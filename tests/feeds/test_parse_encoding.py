"""Encodings: what is declared, what is said, what is really there."""

import pytest

from tests.feeds.sample import item, only, rss

TITLE = "Café – naïve"


def headed(encoding: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>'


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        (rss(item(1, title=TITLE)).encode(), ""),
        (b"\xef\xbb\xbf" + rss(item(1, title=TITLE)).encode(), ""),
        (rss(item(1, title=TITLE)).encode(), "text/xml"),
        (rss(item(1, title=TITLE)).encode(), "text/xml; charset=iso-8859-1"),
        (rss(item(1, title=TITLE), head="").encode(), "text/xml; charset=ISO-8859-1"),
        (rss(item(1, title=TITLE), head=headed("iso-8859-1")).encode(), ""),
        (rss(item(1, title=TITLE), head=headed("windows-1252")).encode("cp1252"), ""),
        (rss(item(1, title=TITLE), head=headed("iso-8859-1")).encode("cp1252"), "text/xml; charset=utf-8"),
        (rss(item(1, title=TITLE), head="").encode("cp1252"), ""),
        (rss(item(1, title=TITLE)).encode("cp1252"), ""),
        (rss(item(1, title=TITLE), head=headed("utf-16")).encode("utf-16"), ""),
        (rss(item(1, title=TITLE), head=headed("utf-32")).encode("utf-32"), ""),
        (rss(item(1, title="Caf&#233; &#8211; na&#xef;ve"), head=headed("us-ascii")).encode(), ""),
        (rss(item(1, title=TITLE)).encode().replace("–".encode(), b"\x96"), ""),
    ],
)
def test_one_title_in_many_encodings(body: bytes, content_type: str) -> None:
    assert only(body, content_type=content_type).title == f"{TITLE} 1"


@pytest.mark.parametrize("encoding", ["gb18030", "shift_jis", "euc-jp", "big5"])
def test_east_asian_encodings(encoding: str) -> None:
    body = rss(item(1, title="人名"), head=headed(encoding)).encode(encoding)
    assert only(body).title == "人名 1"


def test_the_charset_said_by_http_counts_where_the_document_is_silent() -> None:
    body = rss(item(1, title="мост"), head="").encode("koi8-r")
    assert only(body, content_type="text/xml; charset=koi8-r").title == "мост 1"
