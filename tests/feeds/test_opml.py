"""Lists of feeds: read from what readers write, refused where they hurt, and written so that they come back whole."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import PresswatchError
from bot.feeds.addresses import same_feed
from bot.feeds.opml import FeedList, read_opml, write_opml
from bot.feeds.specs import CATEGORIES
from bot.model.feed import Feed, FeedSpec

NOW = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)


def opml(*lines: str, head: str = '<?xml version="1.0"?>', version: str = "2.0") -> bytes:
    title = "<head><title>A list</title></head>"
    return f'{head}<opml version="{version}">{title}<body>{"".join(lines)}</body></opml>'.encode()


def line(url: str, text: str = "Lantern Post", more: str = "") -> str:
    return f'<outline type="rss" text="{text}" xmlUrl="{url}" {more}/>'


def sources(found: FeedList) -> list[str]:
    return [listed.spec.source for listed in found.feeds]


def one(document: bytes) -> FeedSpec:
    (listed,) = read_opml(document).feeds
    return listed.spec


def feed(spec: FeedSpec, *, address: str = "") -> Feed:
    return Feed(
        id=1,
        source=spec.source,
        url=spec.url,
        address=address or spec.url,
        category=spec.category,
        language=spec.language,
        tier=spec.tier,
        fallbacks=spec.fallbacks,
        due_at=NOW,
    )


def test_feeds_of_nested_folders_in_their_order() -> None:
    found = read_opml(
        opml(
            '<outline text="News"><outline text="Local">',
            line("https://a.example/feed", "Aldport Echo"),
            "</outline>",
            line("https://b.example/feed", "Brackwater News"),
            "</outline>",
            '<outline text="A note"/>',
            line("https://c.example/feed", ""),
            version="1.1",
        )
    )
    assert sources(found) == ["Aldport Echo", "Brackwater News", "c.example"]
    assert [listed.spec.category for listed in found.feeds] == ["local", "added", "added"]
    assert found.named == 3


def test_what_a_list_says_of_a_feed_is_kept_where_it_fits() -> None:
    spec = one(
        opml(line("https://a.example/f", "R&amp;D &lt;b&gt;News&lt;/b&gt;", 'category="/Law,/x" language="de_at"'))
    )
    assert spec == FeedSpec(
        source="R&D News", url="https://a.example/f", category="law", language="de-AT", tier=2, fallbacks=()
    )


def test_letter_case_of_names_does_not_matter() -> None:
    found = read_opml(b'<OPML><BODY><Outline TITLE="Echo" XMLURL="https://a.example/f"/></BODY></OPML>')
    assert sources(found) == ["Echo"]


def test_each_line_is_counted_once() -> None:
    found = read_opml(
        opml(
            line("https://a.example/feed"),
            line("http://www.a.example/feed/"),
            line("javascript:alert(1)", "Bad"),
            '<outline type="rss" text="Nothing"/>',
            '<outline type="include" text="More" url="https://a.example/more.opml"/>',
        )
    )
    assert (len(found.feeds), len(found.repeats), found.named) == (1, 1, 5)
    assert [(lost.name, lost.reason.split(":")[0]) for lost in found.unusable] == [
        ("Bad", "has no web address"),
        ("Nothing", "has no address"),
        ("More", "leads to another list or page, which is not followed"),
    ]


@pytest.mark.parametrize(
    "document",
    [
        opml(line("https://a.example/?a=1&b=2", "Caf&eacute; & more")),  # neither is XML
        opml(line("https://a.example/?a=1&amp;b=2", "Café &amp; more")),
        b"\n\n" + opml(line("https://a.example/?a=1&amp;b=2", "Caf\u00e9 &amp; mo\x0bre")),
        opml(line("https://a.example/?a=1&amp;b=2", "Café &amp; more")).decode().encode("utf-16"),
        opml(line("https://a.example/?a=1&amp;b=2", "Café &amp; more"), head='<?xml version="1.0" encoding="latin-1"?>')
        .decode()
        .encode("latin-1"),
    ],
)
def test_what_readers_write_is_read(document: bytes) -> None:
    spec = one(document)
    assert (spec.url, spec.source) == ("https://a.example/?a=1&b=2", "Café & more")


BOMB = '<!DOCTYPE opml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE opml [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
DEEP = "<outline>" * 5_000
ATTRIBUTES = " ".join(f"a{n}='1'" for n in range(300))


@pytest.mark.parametrize(
    ("document", "says"),
    [
        (opml(line("https://a.example/&b;"), head=BOMB), "defines entities of its own"),
        (opml(line("https://a.example/&x;"), head=OUTSIDE), "defines entities of its own"),
        (opml(DEEP), "nests more than 100 elements"),
        (opml("<outline/>" * 100_001), "over 100,000 elements"),
        (opml(f"<outline {ATTRIBUTES}/>"), "more than 256 attributes"),
        (opml("x" * 10 * 1024 * 1024), "more than 10 MB"),
        (opml('<outline text="'), "no well-formed OPML"),
        (opml(line("https://a.example/feed"))[:-20], "no well-formed OPML"),
        (b"", "no well-formed OPML: no element found"),
        (b"\x00\x01\x02", "no well-formed OPML"),
        (b'{"feeds": []}', "no well-formed OPML"),
        (b"<rss version='2.0'><channel/></rss>", "no list of feeds (OPML), but a feed"),
        (b"<!doctype html><html><body><p></html>", "no list of feeds (OPML), but a web page"),
        (b"<?xml version='1.0' encoding='klingon'?><opml/>", "an encoding that is not known"),
    ],
)
def test_what_is_no_list_or_hurts_is_refused_with_a_cure(document: bytes, says: str) -> None:
    with pytest.raises(PresswatchError) as caught:
        read_opml(document)
    assert says in caught.value.message
    assert caught.value.cure


def test_a_doctype_alone_does_no_harm_and_loads_nothing() -> None:
    assert sources(read_opml(opml(line("https://a.example/f"), head='<!DOCTYPE opml SYSTEM "http://127.0.0.1:9/x">')))


@given(st.binary())
def test_any_bytes_are_a_list_or_an_error(body: bytes) -> None:
    with contextlib.suppress(PresswatchError):
        assert read_opml(body).named == 0


NAMES = st.text(st.characters(min_codepoint=32, max_codepoint=0x2FF, exclude_categories=["Cc", "Cf", "Zs"]), min_size=1)
HOSTS = st.from_regex(r"[a-z]{1,8}\.example/[a-z?&=\"'<>%]{0,12}", fullmatch=True).map(lambda rest: f"https://{rest}")
SPECS = st.builds(
    FeedSpec,
    source=NAMES.map(str.strip).filter(lambda name: len(name.split()) == 1 and len(name) < 90),
    url=HOSTS,
    category=st.sampled_from(CATEGORIES),
    language=st.sampled_from(["", "en", "en-US", "zh-Hant-TW"]),
    tier=st.integers(1, 3),
    fallbacks=st.lists(HOSTS, max_size=2).map(tuple),
)


@given(st.lists(SPECS, max_size=8, unique_by=lambda spec: same_feed(spec.url)))
def test_an_export_read_again_gives_the_same_feeds(specs: list[FeedSpec]) -> None:
    found = read_opml(write_opml([feed(spec) for spec in specs], now=NOW, with_credentials=True))
    assert sorted([listed.spec for listed in found.feeds], key=repr) == sorted(specs, key=repr)
    assert not found.repeats
    assert not found.unusable


def test_a_moved_feed_is_exported_where_it_is_now_and_a_resting_one_where_it_is_named() -> None:
    spec = FeedSpec(
        source="Echo",
        url="https://a.example/f",
        category="press",
        language="en",
        tier=1,
        fallbacks=("https://b.example/f",),
    )
    moved, resting = feed(spec, address="https://new.example/f"), feed(spec, address="https://b.example/f")
    assert one(write_opml([moved], now=NOW, with_credentials=True)).url == "https://new.example/f"
    assert one(write_opml([resting], now=NOW, with_credentials=True)) == spec


def test_no_password_leaves_with_an_export_to_others() -> None:
    spec = FeedSpec(
        source="Echo",
        url="https://ann:secret@a.example/f",
        category="press",
        language="en",
        tier=2,
        fallbacks=("https://ann:hidden@b.example/f",),
    )
    document = write_opml([feed(spec)], now=NOW, with_credentials=False)
    assert b"secret" not in document
    assert b"hidden" not in document
    assert one(document).url == "https://a.example/f"
    assert one(write_opml([feed(spec)], now=NOW, with_credentials=True)).url == spec.url
