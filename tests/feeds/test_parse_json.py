"""JSON Feed."""

import json
from collections import Counter
from typing import Any

from tests.feeds.sample import HOME, NOW, read, refusal

ITEM = {"id": "7", "url": f"{HOME}7", "title": "Ferry stays", "content_text": "It stays < put."}


def feed(*items: object, **fields: object) -> str:
    version = "https://jsonfeed.org/version/1.1"
    return json.dumps({"version": version, "title": "Harbour", "home_page_url": HOME, "items": items, **fields})


def only(item: dict[str, Any], **fields: object) -> Any:
    (entry,) = read(feed(item, **fields), content_type="application/feed+json").entries
    return entry


def test_an_item() -> None:
    entry = only({**ITEM, "date_published": "2026-02-01T10:00:00+01:00", "authors": [{"name": "Ada"}, {"name": "Ben"}]})
    assert (entry.raw_id, entry.link, entry.title, entry.summary) == ("7", f"{HOME}7", "Ferry stays", "It stays < put.")
    assert (entry.author, entry.published.isoformat()) == ("Ada, Ben", "2026-02-01T09:00:00+00:00")


def test_html_is_read_and_numbers_are_ids() -> None:
    entry = only({"id": 7, "external_url": "/7", "summary": "Short", "content_html": "<p>Long <b>words</b>.</p>"})
    assert (entry.raw_id, entry.link, entry.summary, entry.body) == ("7", f"{HOME}7", "Short", "Long words.")


def test_version_one_names_a_single_author() -> None:
    assert only({**ITEM, "author": {"name": "Ada"}}).author == "Ada"
    assert only(ITEM, author={"name": "The desk"}).author == "The desk"
    assert only({**ITEM, "authors": "Ada"}).author == ""


def test_the_future_is_now() -> None:
    assert only({**ITEM, "date_published": "2026-05-01"}).published == NOW


def test_what_is_no_object_is_named() -> None:
    parsed = read(feed(ITEM, "Ferry", None, {}))
    assert parsed.parser == "json"
    assert (parsed.received, len(parsed.entries)) == (4, 1)
    assert Counter(rejection.reason for rejection in parsed.rejections) == {"no-object": 2, "no-text": 1}


def test_a_lone_surrogate_does_not_reach_the_database() -> None:
    entry = only({**ITEM, "id": "7\ud800", "url": f"{HOME}7\ud800", "title": "Ferry \ud800 stays"})
    assert (entry.raw_id, entry.link, entry.title) == ("7", f"{HOME}7", "Ferry stays")


def test_with_a_byte_order_mark() -> None:
    assert read(b"\xef\xbb\xbf" + feed(ITEM).encode()).received == 1


def test_other_json_is_no_feed() -> None:
    assert refusal('{"items": {"a": 1}}').reason == "not-a-feed"
    assert refusal("[1, 2]").reason == "not-a-feed"
    too_long = refusal('{"items": [' + "9" * 5000 + "]}")
    assert (too_long.reason, too_long.message) == ("bad-json", "The JSON document has a number of thousands of digits.")
