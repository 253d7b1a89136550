from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errors import SettingsError
from bot.feeds.specs import CATEGORIES, read_specs, write_specs
from bot.model.feed import FeedSpec

GOOD = """
[[feeds]]
source = "Lantern Post"
url = "https://lantern-post.example/feed"
fallbacks = ["https://lantern-post.example/rss.xml", "http://old.lantern-post.example/feed"]
category = "press"
language = "en-US"
tier = 2
"""


def faults_of(text: str) -> tuple[str, ...]:
    with pytest.raises(SettingsError) as caught:
        read_specs(text, place="feeds.toml")
    return caught.value.faults


def with_field(field: str, value: str) -> str:
    lines = [f"{field} = {value}" if line.startswith(f"{field} =") else line for line in GOOD.splitlines()]
    return "\n".join(lines)


def test_a_feed_is_read_field_by_field() -> None:
    (spec,) = read_specs(GOOD, place="feeds.toml")
    assert spec == FeedSpec(
        source="Lantern Post",
        url="https://lantern-post.example/feed",
        category="press",
        language="en-US",
        tier=2,
        fallbacks=("https://lantern-post.example/rss.xml", "http://old.lantern-post.example/feed"),
    )


def test_feeds_keep_their_order() -> None:
    text = "".join(GOOD.replace("lantern-post", name).replace("Lantern Post", name) for name in "zay")
    assert [spec.source for spec in read_specs(text, place="feeds.toml")] == ["z", "a", "y"]


def test_all_faults_are_listed_at_once_with_line_and_source() -> None:
    text = """feed = 1
[[feeds]]
source = "A"
url = "ftp://a.example/feed"
categry = "press"
language = "english"
tier = 7

[[feeds]]
url = "https://b.example/feed"
fallbacks = ["https://B.example/feed/", "https://[::1/feed"]
category = "pres"
language = "en"
tier = true
"""
    assert faults_of(text) == (
        "feeds.toml line 1: feed is no field here: did you mean feeds?",
        "feeds.toml line 5 (A): categry is no field here: did you mean category?",
        "feeds.toml line 2 (A): category is missing: it must be a text in quotes",
        'feeds.toml line 6 (A): language "english" is no tag: write it as en, en-US or zh-Hant-TW',
        "feeds.toml line 7 (A): tier must be a whole number from 1 to 3, not 7",
        "feeds.toml line 4 (A): url 'ftp://a.example/feed' is no web address: "
        "write it with http:// or https:// and no blanks",
        "feeds.toml line 9 (feeds number 2): source is missing: it must be a text in quotes",
        f'feeds.toml line 12 (feeds number 2): category "pres" is none of {", ".join(CATEGORIES)}: did you mean press?',
        "feeds.toml line 14 (feeds number 2): tier must be a whole number from 1 to 3, not True",
        "feeds.toml line 11 (feeds number 2): fallbacks 'https://[::1/feed' is no web address: "
        "write it with http:// or https:// and no blanks",
        "feeds.toml line 11 (feeds number 2): fallbacks https://B.example/feed/ is already an address of "
        "feeds number 2: keep one",
    )


@pytest.mark.parametrize("url", ["https://", "//a.example/feed", "https://a.example/a b", "https://a.example:port/"])
def test_what_is_no_web_address(url: str) -> None:
    assert "is no web address" in faults_of(with_field("url", f'"{url}"'))[0]


@pytest.mark.parametrize("tag", ["en", "zh-Hant-TW", "es-419", "nds-DE"])
def test_language_tags(tag: str) -> None:
    assert read_specs(with_field("language", f'"{tag}"'), place="feeds.toml")[0].language == tag


@pytest.mark.parametrize("tag", ["EN", "en_US", "en-us", "en-US-CA", "e", "", "en-"])
def test_what_is_no_language_tag(tag: str) -> None:
    assert len(faults_of(with_field("language", f'"{tag}"'))) == 1


@pytest.mark.parametrize(
    ("field", "value"),
    [("source", "5"), ("source", '"  "'), ("fallbacks", '"https://a.example"'), ("fallbacks", "[1]"), ("tier", "0")],
)
def test_a_wrong_type_is_one_fault(field: str, value: str) -> None:
    assert len(faults_of(with_field(field, value))) == 1


@pytest.mark.parametrize("host", ["https://x.example/rss", "http://x.example/rss", "https://X.EXAMPLE/rss/"])
def test_one_address_belongs_to_one_feed(host: str) -> None:
    text = with_field("url", '"https://x.example/rss"') + GOOD.replace("lantern-post", "other").replace(
        "https://other.example/feed", host
    )
    (fault,) = faults_of(text)
    assert "is already an address of Lantern Post" in fault


def test_paths_that_differ_are_different_addresses() -> None:
    other = GOOD.replace("lantern-post.example", "lantern-post.example/RSS")
    assert len(read_specs(GOOD + other, place="feeds.toml")) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("[[feeds]", "feeds.toml is no valid TOML"),
        ("", "feeds.toml: names no feed"),
        ("[feeds]\nsource = 'A'", "write [[feeds]] above each"),
        ("feeds = [1, 2]", "write [[feeds]] above each"),
    ],
)
def test_a_file_without_feeds_says_so(text: str, words: str) -> None:
    assert words in faults_of(text)[0]


def test_inline_tables_are_read_and_their_faults_have_no_line() -> None:
    assert faults_of('feeds = [{source = "A", url = "https://a.example", category = "press", language = "en"}]') == (
        "feeds.toml (A): tier is missing: it must be a whole number from 1 to 3",
    )


@given(st.text())
def test_any_text_is_read_or_refused_with_reasons(text: str) -> None:
    assert faults_of(text)


def test_faults_show_no_passwords() -> None:
    feed = '[[feeds]]\nsource = "S"\nurl = "http://user:secret@a.example/f"\ncategory = "press"\nlanguage = "en"\n'
    with pytest.raises(SettingsError) as caught:
        read_specs(feed + feed, place="feeds.toml")
    assert "secret" not in str(caught.value)
    assert "a.example" in str(caught.value)


def test_what_is_written_is_read_as_it_was() -> None:
    spec = read_specs(GOOD, place="feeds.toml")[0]
    odd = replace(
        spec, source='The "Post" \\ ünter 東', url="https://post.example/b", fallbacks=("https://post.example/c",)
    )
    assert read_specs(write_specs([spec, odd]), place="feeds.toml") == (spec, odd)
