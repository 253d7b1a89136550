"""Feeds by hand: what is visited is kept only where it is a feed, once, and can be taken back."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain
from bot.errors import CommandError, NotFound, PresswatchError
from bot.model.command import AddFeed, FeedsHealth, RemoveFeed
from bot.model.feed import Fault, FaultKind, Feed, FeedState
from bot.model.message import Message, Table
from tests.flow.asker import ask, buttons, told
from tests.flow.press import FACES, NOW, PRIVACY, Office, item, office, url_of
from tests.flow.web import Web, entry, rss

ECHO = "https://echo.example/feed"
ITEMS = [
    entry(1, "Ferry drops faces"),
    entry(2, "New timetable", day="02 Mar 2026"),
    entry(3, "Faces and consent", day="01 Jan 2026"),
    *(entry(n, f"Old notice {n}", day="01 Feb 2026") for n in range(4, 8)),
]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=[item(1, "A council votes on faces")]) as opened:
        opened.set_up(FACES, PRIVACY)
        opened.poll()
        yield opened


@pytest.fixture
def web() -> Web:
    return Web(pages={ECHO: rss("The Echo", *ITEMS)})


def feeds(desk: Office) -> list[Feed]:
    with desk.store.reading() as session:
        return session.feeds.all()


def lines(text: str) -> list[str]:
    return text.replace("\n\n", "\n").splitlines()


def test_an_added_feed_shows_its_last_five_and_how_they_would_fare(desk: Office, web: Web) -> None:
    said = web.told(desk, AddFeed(url="echo.example/feed"))
    assert lines(said) == [
        "The Echo is added",
        f"`{ECHO}` · 7 entries, the newest of Tue 3 Mar · en-GB",
        "• Tue 3 Mar · Ferry drops faces – Faces",
        "• Mon 2 Mar · New timetable – no topic",
        "• Sun 1 Feb · Old notice 4 – no topic; archive",
        "• Sun 1 Feb · Old notice 5 – no topic; archive",
        "• Sun 1 Feb · Old notice 6 – no topic; archive",
        "Of 7 entries, 2 are on Faces, 1 on Privacy.",
        "The worker reads it at its next tick; that first time alerts nobody.",
        "[Undo] [Look closer]",
    ]
    added = feeds(desk)[1]
    assert (added.source, added.url, added.language, added.category) == ("The Echo", ECHO, "en-GB", "added")
    assert (added.added, added.due_at, added.polled_at, added.tier) == (True, NOW, None, 2)


def test_of_a_very_long_feed_the_newest_are_asked_for_their_topics(desk: Office, web: Web) -> None:
    web.pages[ECHO] = rss("The Echo", *(entry(n, f"Faces number {n}") for n in range(501)))
    assert "Of the newest 500 of 501 entries, 500 are on Faces." in web.told(desk, AddFeed(url=ECHO))


def test_a_name_of_one_s_own_and_the_host_where_another_has_the_title(desk: Office, web: Web) -> None:
    web.pages["https://other.example/rss"] = rss("Gazette", ITEMS[0])
    web.ask(desk, AddFeed(url=ECHO, name=" My  <b>Echo "))
    web.ask(desk, AddFeed(url="https://other.example/rss"))
    assert [feed.source for feed in feeds(desk)] == ["Gazette", "My <b>Echo", "Gazette (other.example)"]


@pytest.mark.parametrize("url", ["http://www.gazette.example/feed.json", "HTTPS://GAZETTE.example/feed.json/"])
def test_a_feed_that_is_there_already_is_named_and_not_visited(desk: Office, web: Web, url: str) -> None:
    said = web.told(desk, AddFeed(url=url))
    assert "Gazette is visited already: healthy; 1 article so far; next visit in 30 minutes." in said
    assert (web.asked, len(feeds(desk))) == ([], 1)


def test_an_address_that_leads_to_a_feed_that_is_there(desk: Office, web: Web) -> None:
    web.pages[url_of("gazette")] = rss("Gazette", ITEMS[0])
    web.moved["https://short.example/g"] = url_of("gazette")
    assert "Gazette is visited already" in web.told(desk, AddFeed(url="https://short.example/g"))
    assert len(feeds(desk)) == 1


def test_a_feed_that_has_moved_is_kept_where_it_is_now(desk: Office, web: Web) -> None:
    web.moved["https://old.example/feed"] = ECHO
    web.ask(desk, AddFeed(url="https://old.example/feed"))
    assert feeds(desk)[1].url == ECHO


def test_a_page_names_its_feeds_and_nothing_is_kept(desk: Office, web: Web) -> None:
    links = "".join(
        f'<link rel=alternate type="application/rss+xml" href="{url}">' for url in (ECHO, url_of("gazette"))
    )
    web.pages["https://echo.example/"] = "text/html", f"<html><head>{links}</head></html>".encode()
    message = web.ask(desk, AddFeed(url="https://echo.example/"))
    assert lines(plain(message))[:3] == [
        "This is a web page. It names 2 feeds:",
        f"• `{ECHO}`",
        f"• `{url_of('gazette')}` – visited already as Gazette",
    ]
    assert [button.command for button in buttons(message)] == [f"feeds add {ECHO}"]
    assert len(feeds(desk)) == 1


BARE = Fault(kind=FaultKind.REFUSED_ADDRESS, message="10.0.0.1 is not dialled: 10.0.0.1 is a private address.")


@pytest.mark.parametrize(
    ("url", "message", "cure"),
    [
        ("https://nowhere.example/", "answered 404 Not Found", "front page"),
        ("https://page.example/", "web page and names no other feed", "RSS, Atom or Feed"),
        ("http://10.0.0.1/", "is a private address", "fetch.allow"),
        ("https://text.example/", "not with a feed", "RSS, Atom or JSON Feed"),
    ],
)
def test_what_is_no_feed_is_said_with_a_cure_and_nothing_is_kept(
    desk: Office, web: Web, url: str, message: str, cure: str
) -> None:
    web.pages["https://page.example/"] = "text/html", b"<html><body>About us</body></html>"
    web.pages["https://text.example/"] = "text/plain", b"Come back tomorrow"
    web.faults["http://10.0.0.1/"] = BARE
    with pytest.raises(PresswatchError) as caught:
        web.ask(desk, AddFeed(url=url))
    assert message in caught.value.message
    assert caught.value.cure.startswith("Nothing was added. ")
    assert cure in caught.value.cure
    assert len(feeds(desk)) == 1


def test_a_list_of_feeds_is_no_feed_but_can_be_imported(desk: Office, web: Web) -> None:
    web.pages["https://echo.example/all.opml"] = "text/xml", b"<opml><body/></opml>"
    message = web.ask(desk, AddFeed(url="https://echo.example/all.opml"))
    assert [button.command for button in buttons(message)] == ["feeds import https://echo.example/all.opml dry run"]


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "lantern"])
def test_what_is_no_web_address_is_not_visited(desk: Office, web: Web, url: str) -> None:
    with pytest.raises(CommandError):
        web.ask(desk, AddFeed(url=url))
    assert web.asked == []


def test_credentials_are_kept_for_visits_and_shown_to_nobody(desk: Office, web: Web) -> None:
    web.pages["https://ann:secret@echo.example/feed"] = web.pages[ECHO]
    said = web.ask(desk, AddFeed(url="https://ann:secret@echo.example/feed"))
    assert "secret" not in repr(said)
    assert feeds(desk)[1].url == "https://ann:secret@echo.example/feed"
    gone = ask(desk, RemoveFeed(f"{ECHO}/"))
    assert "secret" not in repr(gone)
    assert [button.command for button in buttons(gone)] == [f"feeds add {ECHO}"]


def test_a_removed_feed_stays_out_and_comes_back_with_its_memory(desk: Office, web: Web) -> None:
    message = ask(desk, RemoveFeed("gazette"))
    assert lines(plain(message)) == [
        "Gazette is visited no more.",
        "What it brought stays: 1 article with their stories. config/feeds.toml names it; it stays out all the same, "
        "until somebody adds it.",
        "[Undo]",
    ]
    desk.set_up(FACES, PRIVACY)
    assert feeds(desk) == []
    with pytest.raises(NotFound, match="Gazette was removed on Wed 4 Mar"):
        ask(desk, RemoveFeed("Gazette"))
    assert "1 feed of config/feeds.toml was removed by hand: Gazette." in told(desk, FeedsHealth())
    (undo,) = buttons(message)
    back = web.told(desk, AddFeed(url=undo.command.removeprefix("feeds add ")))
    assert "Gazette is back." in back
    assert "At present it fails: The host answered 404 Not Found." in back
    assert "It brought 1 article before" in back
    (feed,) = feeds(desk)
    assert (feed.source, feed.id, feed.added) == ("Gazette", 1, False)
    assert desk.poll().book.new == 0


def test_of_several_feeds_of_a_source_the_address_is_asked_for(desk: Office, web: Web) -> None:
    web.ask(desk, AddFeed(url=ECHO, name="Gazette"))
    message = ask(desk, RemoveFeed("Gazette"))
    assert "Gazette has 2 feeds. Which of them?" in plain(message)
    assert [button.command for button in buttons(message)] == [
        f"feeds remove {url_of('gazette')}",
        f"feeds remove {ECHO}",
    ]
    assert len(feeds(desk)) == 2
    ask(desk, RemoveFeed("echo.example/feed"))
    assert [feed.url for feed in feeds(desk)] == [url_of("gazette")]


def test_a_feed_that_is_not_there_is_said_with_what_is_near(desk: Office) -> None:
    with pytest.raises(NotFound) as caught:
        ask(desk, RemoveFeed("the gazete"))
    assert (caught.value.message, caught.value.cure) == ("No feed “the gazete” is visited.", "Did you mean `Gazette`?")


def test_health_tells_an_outage_once_and_who_came_by_hand(desk: Office, web: Web) -> None:
    web.ask(desk, AddFeed(url=ECHO))
    with desk.store.writing() as session:
        for number in range(6):
            spec = replace(desk.press.specs()[0], url=f"https://down{number}.example/f", source=f"Down {number}")
            added = session.feeds.add(spec, now=NOW, interval=timedelta(hours=1))
            fault = f"down{number}.example could not be looked up: no such name."
            session.feeds.save(
                replace(added, state=FeedState.FAILING, fault=fault, failures=1, due_at=NOW + timedelta(hours=2))
            )
    said = told(desk, FeedsHealth())
    assert "• 6 feeds – failing: could not be looked up: no such name. Next try in 2 hours: Down 0, Down 1" in said
    assert "• The Echo – not polled yet. Next try now." in said
    assert "Added by hand: The Echo, Down 0" in said


def test_the_account_of_a_feed_adds_up_in_its_row(desk: Office) -> None:
    desk.poll()
    message = ask(desk, FeedsHealth())
    assert isinstance(message, Message)
    table = next(block for block in message.blocks if isinstance(block, Table))
    for row in table.rows:
        told = dict(zip(table.columns, row, strict=True))
        assert int(told["Received"]) == int(told["New"]) + int(told["Known"]) + int(told["Rejected"])
        assert told["Last news"] != "–"
