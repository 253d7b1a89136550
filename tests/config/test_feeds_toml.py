"""The list of feeds that ships with Presswatch."""

from pathlib import Path

import pytest

from bot.feeds.specs import read_specs
from bot.model.feed import FeedSpec


@pytest.fixture(scope="module")
def specs() -> tuple[FeedSpec, ...]:
    path = Path(__file__).parents[2] / "config" / "feeds.toml"
    return read_specs(path.read_text("utf-8"), place=path.name)  # refuses repeats, unknown categories, wrong tags


def test_it_names_at_least_eighty_feeds_the_two_trade_papers_first(specs: tuple[FeedSpec, ...]) -> None:
    assert len(specs) >= 80
    assert [spec.source for spec in specs[:2]] == ["MSSP Alert", "ChannelE2E"]
    assert all(spec.fallbacks for spec in specs[:2])


def test_no_address_is_named_twice(specs: tuple[FeedSpec, ...]) -> None:
    addresses = [address for spec in specs for address in (spec.url, *spec.fallbacks)]
    assert len(addresses) == len(set(addresses))
    assert all(address.startswith(("https://", "http://")) for address in addresses)


def test_search_queries_are_discovery_and_nothing_else_is(specs: tuple[FeedSpec, ...]) -> None:
    for spec in specs:
        assert (spec.category == "discovery") == (spec.tier == 3) == ("news.google.com" in spec.url)


def test_the_beat_is_covered_from_more_than_one_side(specs: tuple[FeedSpec, ...]) -> None:
    categories = {spec.category for spec in specs}
    assert {"trade", "civil-society", "regulator", "law", "policy", "press", "security-press"} <= categories
