"""The sample newsroom under config/ and the second one beside this file keep what their comments promise."""

import json
import re
from collections import Counter
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.demo.newsroom import Newsroom, load_newsroom
from bot.demo.placeholders import fill

NOW = datetime(2026, 3, 3, 14, 5, tzinfo=UTC)
BASE = "http://127.0.0.1:8123"
SAMPLE = load_newsroom(Path(__file__).parents[2] / "config" / "newsroom")
HARBOUR = load_newsroom(Path(__file__).parent / "newsrooms" / "harbour")

both = pytest.mark.parametrize("newsroom", [SAMPLE, HARBOUR], ids=["sample", "harbour"])


def pages(newsroom: Newsroom, now: datetime = NOW) -> dict[str, bytes]:
    return {outlet.file: fill(outlet.raw, now=now, base=BASE) for outlet in newsroom.outlets}


def items(page: bytes) -> int:
    return len(re.findall(rb"<item>|<entry>|\"date_published\"", page))


def links(page: bytes) -> list[str]:
    return re.findall(r"(?:<link>|href=\"|\"url\": \")([^<\"]+)", page.decode("latin-1"))


def dates(page: bytes) -> list[datetime]:
    text = page.decode("latin-1")
    rfc822 = [parsedate_to_datetime(found) for found in re.findall(r"<pubDate>([^<]+)<", text)]
    iso = re.findall(r"(?:<published>|<updated>|\"date_published\": \")([^<\"]+)", text)
    return rfc822 + [datetime.fromisoformat(found) for found in iso]


def test_it_is_a_handful_of_outlets_with_mostly_noise_around_the_two_topics() -> None:
    assert SAMPLE.topics == ("facial-recognition", "ai-privacy")
    assert 8 <= len(SAMPLE.outlets) <= 12
    assert 90 <= sum(items(page) for page in pages(SAMPLE).values()) <= 140


def test_the_second_newsroom_has_no_settings() -> None:
    assert [outlet.source for outlet in HARBOUR.outlets] == ["Clerks Table", "Quay And Lane", "Tidewater Standard"]
    assert sum(items(page) for page in pages(HARBOUR).values()) == 25


@both
def test_every_link_leads_to_an_invented_outlet(newsroom: Newsroom) -> None:
    for page in pages(newsroom).values():
        absolute = [link for link in links(page) if not link.startswith(("/", BASE))]
        assert len(links(page)) >= items(page)
        assert all(re.match(r"https://[a-z.-]+\.example/", link) for link in absolute)


@both
@settings(max_examples=20)
@given(minutes=st.integers(0, 20_000_000))
def test_every_date_lies_in_the_five_weeks_before_now(newsroom: Newsroom, minutes: int) -> None:
    now = NOW + timedelta(minutes=minutes)
    for page in pages(newsroom, now).values():
        assert b"{{" not in page
        assert len(dates(page)) >= items(page)
        assert all(timedelta(0) <= now - date <= timedelta(days=36) for date in dates(page))


def test_the_breach_is_told_by_five_outlets_on_five_days() -> None:
    told = re.compile(r"<title>[^<]*Clearview AI[^<]*client list.*?<(?:pubDate|published)>([^<]+)<", re.DOTALL)
    own = [page.decode("latin-1") for file, page in pages(SAMPLE).items() if file != "afternoon-roundup.xml"]
    days = [found[1][:10] if found[1][0].isdigit() else found[1][5:16] for page in own if (found := told.search(page))]
    assert days == ["01 Mar 2026", "26 Feb 2026", "28 Feb 2026", "2026-02-27", "02 Mar 2026"]


def test_one_feed_lacks_an_end_tag_and_the_others_are_well_formed() -> None:
    for file, page in pages(SAMPLE).items():
        if file == "patchline.xml":
            assert page.count(b"<item>") == page.count(b"</item>") + 1
        elif not file.endswith(".json"):
            ElementTree.fromstring(page)


def test_the_promised_oddities_are_there() -> None:
    page = pages(SAMPLE)
    assert "Saint-Éloi".encode("iso-8859-1") in page["saint-eloi-courier.xml"]
    assert all(link.startswith("/") for link in links(page["cipher-and-docket.atom"]) if BASE not in link)
    assert b'xml:base="https://cipher-and-docket.example/"' in page["cipher-and-docket.atom"]
    assert len(set(re.findall(rb"<guid[^>]*>([^<]+)", page["gradient-desk.xml"]))) == 1
    assert b"<guid" not in page["bay-and-borough.xml"]
    assert b"utm_source=" in page["biometrics-register.xml"]
    assert json.loads(page["civic-lens.json"])["version"] == "https://jsonfeed.org/version/1.1"


def test_the_roundup_lists_articles_of_others_by_their_links() -> None:
    counts = Counter(link.partition("?")[0] for page in pages(SAMPLE).values() for link in set(links(page)))
    assert sum(1 for link, count in counts.items() if count > 1 and link.startswith("https://")) >= 5
