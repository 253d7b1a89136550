"""Kinds: releases and market reports are known by where they stand and how they begin, reports by neither."""

from dataclasses import replace

import pytest

from bot.configuration import listed_outlets
from bot.settings import ROOT
from bot.stories.kinds import Kind, kind_of
from tests.digests.samples import entry


def kind(title: str = "", text: str = "", *, source: str = "Gazette", link: str = "https://gazette.example/1") -> Kind:
    return kind_of(replace(entry(1, title, text, source=source), link=link))


@pytest.mark.parametrize(
    ("source", "link"),
    [
        ("PR Newswire", "https://gazette.example/1"),
        ("businesswire.com", "https://gazette.example/1"),
        ("Gazette", "https://www.globenewswire.com/news/1"),
        ("Gazette", "https://gazette.example/press-release/1"),
        ("Gazette", "https://gazette.example/news/pr_newswire/press-releases-pmn/1"),
        ("Gazette", "https://gazette.example/mediareleases/1"),
    ],
)
def test_a_release_by_its_place(source: str, link: str) -> None:
    assert kind("Acme opens a gate", source=source, link=link) is Kind.RELEASE


def test_all_listed_wires_that_spread_releases_are_known_here_too() -> None:
    wires = [outlet for outlet in listed_outlets(ROOT / "config") if outlet.releases]
    assert wires
    for wire in wires:
        assert {kind("Acme opens a gate", source=name) for name in (wire.name, *wire.aliases)} == {Kind.RELEASE}
        assert {kind("Acme opens a gate", link=f"https://www.{host}/1") for host in wire.hosts} == {Kind.RELEASE}


@pytest.mark.parametrize(
    "text",
    [
        "ALDPORT, Nov. 20, 2026 /PRNewswire/ -- Acme opens a gate.",
        "ALDPORT--(BUSINESS WIRE)--Acme opens a gate.",
        "Acme (NASDAQ: ACM) announced today that it opens a gate.",
        "Acme, a leading provider of gates, today announced a gate.",
        "Acme is pleased to announce a gate.",
    ],
)
def test_a_release_by_its_first_words(text: str) -> None:
    assert kind("Acme opens a gate", text) is Kind.RELEASE


@pytest.mark.parametrize(
    ("title", "text"),
    [
        ("Aldport bans cameras", "The council announced today that cameras are banned."),
        ("Acme shares fall as market sours", "The largest maker of gates lost a tenth."),
        ("Aldport releases its press records", "A judge had ordered it."),
        ("Fish market in Aldport scans faces", "The port says that theft had risen."),
    ],
)
def test_a_report(title: str, text: str) -> None:
    assert kind(title, text) is Kind.REPORT


def test_a_market_report_by_its_title_alone() -> None:
    assert kind("Gate Camera Market Size, Share, Growth and Forecast to 2030") is Kind.MARKET
