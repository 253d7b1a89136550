"""Lists of feeds: what a dry run says is what the real run does, and an export taken in gives the same feeds."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain
from bot.errors import PresswatchError
from bot.feeds.opml import read_opml, write_opml
from bot.flow.take_in import take_in
from bot.model.command import ExportFeeds, ImportFeeds, RemoveFeed
from bot.model.feed import Feed
from bot.model.message import PageLink
from tests.flow.asker import ask, buttons
from tests.flow.press import FACES, NOW, Office, item, office
from tests.flow.web import Web

LIST = "https://lists.example/all.opml"
DOCUMENT = """<opml version="2.0"><body>
<outline text="Local"><outline type="rss" text="Echo" xmlUrl="https://echo.example/feed"/></outline>
<outline type="rss" text="News" xmlUrl="https://north.example/rss"/>
<outline type="rss" text="News" xmlUrl="https://south.example/rss"/>
<outline type="rss" text="Gazette here" xmlUrl="http://gazette.example/feed.json/"/>
<outline type="rss" text="Old Courier" xmlUrl="https://courier.example/feed.json"/>
<outline type="rss" text="Echo again" xmlUrl="https://www.echo.example/feed"/>
<outline type="rss" text="Nowhere" xmlUrl="ftp://a.example/feed"/>
</body></opml>"""


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """Gazette is visited, Courier was removed."""
    news = [item(1, "A council votes on faces")]
    with office(tmp_path, gazette=news, courier=[item(2, "A bridge reopens")]) as opened:
        opened.set_up(FACES)
        opened.poll()
        ask(opened, RemoveFeed("Courier"))
        yield opened


@pytest.fixture
def web() -> Web:
    return Web(pages={LIST: ("text/x-opml", DOCUMENT.encode())})


def feeds(desk: Office) -> list[Feed]:
    with desk.store.reading() as session:
        return session.feeds.all()


def figures(text: str) -> list[int]:
    """The figures of the groups."""
    return [int(number) for number in re.findall(r"^• (\d+) ", text, re.MULTILINE)]


def test_a_dry_run_says_what_would_be_and_changes_nothing(desk: Office, web: Web) -> None:
    message = web.ask(desk, ImportFeeds(url=LIST, dry=True))
    said = plain(message)
    assert said.splitlines()[:7] == [
        "Dry run: the list names 7 feeds",
        "",
        "• 3 would be added: Echo, News, News (south.example)",
        "• 1 would come back with what is remembered of them: Courier",
        "• 1 here already: Gazette",
        "• 1 named a second time in the list: Echo again",
        "• 1 of no use: Nowhere",
    ]
    assert "• Nowhere has no web address: ftp://a.example/feed" in said
    assert sum(figures(said)) == 7
    assert [button.command for button in buttons(message)] == [f"feeds import {LIST}"]
    assert (len(feeds(desk)), web.asked) == (1, [LIST])


def test_the_real_run_does_what_the_dry_run_said(desk: Office, web: Web) -> None:
    dry = web.told(desk, ImportFeeds(url=LIST, dry=True))
    said = web.told(desk, ImportFeeds(url=LIST))
    assert "The list names 7 feeds" in said
    assert "• 3 added: Echo, News, News (south.example)" in said
    assert "• 1 back with their memory: Courier" in said
    assert figures(said) == figures(dry)
    assert [(feed.source, feed.category) for feed in feeds(desk)] == [
        ("Gazette", "press"),
        ("Courier", "press"),
        ("Echo", "local"),
        ("News", "added"),
        ("News (south.example)", "added"),
    ]
    assert all(feed.due_at <= NOW for feed in feeds(desk)[1:])
    assert web.asked == [LIST, LIST]
    again = web.told(desk, ImportFeeds(url=LIST))
    assert "• 5 here already" in again
    assert "Nothing was changed." in again


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<rss><channel/></rss>", "no list of feeds (OPML), but a feed"),
        (b"<html><body>x</body></html>", "no list of feeds (OPML), but a web page"),
        (b"<opml><body>", "no well-formed OPML"),
        (b"<!DOCTYPE opml [<!ENTITY a 'b'>]><opml><body/></opml>", "defines entities of its own"),
    ],
)
def test_a_document_that_is_no_list_is_said_with_a_cure(desk: Office, web: Web, body: bytes, message: str) -> None:
    web.pages[LIST] = "text/xml", body
    with pytest.raises(PresswatchError) as caught:
        web.ask(desk, ImportFeeds(url=LIST))
    assert message in caught.value.message
    assert caught.value.cure


def test_an_address_that_fails_is_said_with_a_cure(desk: Office) -> None:
    with pytest.raises(PresswatchError, match="answered 404"):
        Web().ask(desk, ImportFeeds(url=LIST))


def test_an_empty_list_is_said(desk: Office, web: Web) -> None:
    web.pages[LIST] = "text/xml", b"<opml><body><outline text='A folder'/></body></opml>"
    assert web.told(desk, ImportFeeds(url=LIST, dry=True)).startswith("The list names no feed.\n")


def test_an_export_taken_in_elsewhere_gives_the_same_feeds(desk: Office, web: Web, tmp_path: Path) -> None:
    web.ask(desk, ImportFeeds(url=LIST))
    document = write_opml(feeds(desk), now=NOW, with_credentials=True)
    here = take_in(desk.store, read_opml(document), dry=True, now=NOW, interval=timedelta(hours=1))
    assert (len(here.here), here.named) == (5, 5)
    (tmp_path / "elsewhere").mkdir()
    with office(tmp_path / "elsewhere") as other:
        take_in(other.store, read_opml(document), dry=False, now=NOW, interval=timedelta(hours=1))
        assert sorted(map(named, feeds(other))) == sorted(map(named, feeds(desk)))


def named(feed: Feed) -> tuple[object, ...]:
    return feed.source, feed.url, feed.category, feed.language, feed.tier, feed.fallbacks


def test_the_list_has_one_address_for_good_and_a_command_for_the_machine(desk: Office) -> None:
    first, second = ask(desk, ExportFeeds()), ask(desk, ExportFeeds())
    assert [button.link for button in buttons(first)] == [PageLink("feeds/token.opml")]
    assert first == second
    assert "1 feed as OPML" in plain(first)
    assert "`presswatch feeds export feeds.opml`" in plain(first)
