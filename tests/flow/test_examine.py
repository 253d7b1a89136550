"""Doctor: what is told of an address is what is there; nothing is kept."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.digests.write import plain
from bot.errors import CommandError
from bot.model.command import Examine, RemoveFeed
from bot.model.feed import Fault, FaultKind, Visit
from tests.flow.asker import ask, buttons
from tests.flow.press import FACES, PRIVACY, Office, item, office, url_of
from tests.flow.web import Web, entry, rss

ECHO = "https://echo.example/feed"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    copied = item(9, "Ferry drops faces", url="https://echo.example/1")
    with office(tmp_path, gazette=[copied, item(2, "A bridge reopens")]) as opened:
        opened.set_up(FACES, PRIVACY)
        opened.poll()
        yield opened


def lines(text: str) -> list[str]:
    return text.replace("\n\n", "\n").splitlines()


def test_every_entry_has_its_fate_and_the_account_adds_up(desk: Office) -> None:
    web = Web(
        pages={
            ECHO: rss(
                "The Echo",
                entry(1, "Ferry drops faces"),
                entry(2, "Faces and consent", day="02 Mar 2026"),
                entry(3, "Old faces", day="02 Jan 2026"),
                entry(3, "Old faces", day="02 Jan 2026"),
                "<item></item>",
            )
        }
    )
    said = web.told(desk, Examine(ECHO))
    assert lines(said) == [
        "The Echo",
        "This feed is not visited. If it were added, its first visit would alert nobody.",
        "Answer: 200 · application/rss+xml · 692 bytes",
        "Validators: none: each visit brings all of it",
        "Read by: the patient parser: it is unusual, or not well-formed · language en-GB",
        "Items: 5 items = 4 entries + 1 rejected",
        "A poll now: 5 received = 2 new + 0 updated + 2 duplicate + 1 rejected",
        "• Tue 3 Mar · Ferry drops faces – known from Gazette, in story 1; meets Faces",
        "• Mon 2 Mar · Faces and consent – new; meets Faces, Privacy",
        "• Fri 2 Jan · Old faces – new, but archive: too old to be news; meets Faces",
        "• Fri 2 Jan · Old faces – said further up in this document already",
        "Rejected",
        "• an item without a name – no-text: no title, text or link",
        "What is odd",
        "• Rejected: 1 of 5 items (1 no title, text or link). Only the publisher can mend them; the others are kept.",
        "• A title and no text: 4 of 4 entries. Topics see no more than that title.",
        "[Add it]",
    ]
    with desk.store.reading() as session:
        assert (len(session.feeds.all()), session.entries.total()) == (1, 2)


def test_of_many_entries_ten_are_told_and_the_rest_counted(desk: Office) -> None:
    items = [entry(n, f"Notice number {n}", day="02 Mar 2026" if n < 13 else "02 Jan 2026") for n in range(1, 16)]
    said = Web(pages={ECHO: rss("The Echo", *items)}).told(desk, Examine(ECHO))
    assert said.count("Notice number") == 10
    assert "• and 5 more: 3 new, but archive, 2 new" in said


def test_a_feed_of_ours_is_named_with_how_it_is_doing(desk: Office) -> None:
    (answer,) = desk.press.fetch([Visit(feed_id=1, url=url_of("gazette"))])
    web = Web(pages={url_of("gazette"): (answer.content_type, answer.body)})
    message = web.ask(desk, Examine("gazette.example/feed.json"))
    said = plain(message)
    assert "This is a feed of Gazette: healthy; 2 articles so far; next visit in 30 minutes." in said
    assert "A poll now: 2 received = 0 new + 0 updated + 2 duplicate + 0 rejected" in said
    assert "• Wed 4 Mar · A bridge reopens – known, in story 2; no topic" in said
    assert [button.command for button in buttons(message)] == [f"feeds remove {url_of('gazette')}", "feeds health"]
    ask(desk, RemoveFeed("Gazette"))
    assert "This feed of Gazette is visited no more; what it brought is remembered." in web.told(
        desk, Examine(url_of("gazette"))
    )


def test_a_feed_of_ours_that_fails_is_told_with_its_state_and_the_cure(desk: Office) -> None:
    fault = Fault(kind=FaultKind.TLS, message="gazette.example has no valid TLS connection: it has expired.")
    said = Web(faults={url_of("gazette"): fault}).told(desk, Examine(url_of("gazette")))
    assert lines(said) == [
        "WARNING: gazette.example has no valid TLS connection: it has expired.",
        "This is a feed of Gazette: healthy; 2 articles so far; next visit in 30 minutes.",
        "The publisher must mend its certificate. Until then the address may answer with http://.",
    ]


def test_a_move_is_told(desk: Office) -> None:
    web = Web(pages={ECHO: rss("The Echo", entry(1, "Ferry"))}, moved={"https://old.example/f": ECHO})
    said = web.told(desk, Examine("https://old.example/f"))
    assert f"From: `{ECHO}` (moved for good)" in said
    assert f"It has moved for good to {ECHO}." in said


def test_a_page_offers_its_feeds(desk: Office) -> None:
    page = f'<html><head><link rel="alternate" type="application/rss+xml" href="{ECHO}"></head></html>'
    message = Web(pages={"https://echo.example/": ("text/html", page.encode())}).ask(desk, Examine("echo.example/"))
    assert "This is a web page. It names 1 feed:" in plain(message)
    assert [button.command for button in buttons(message)] == [f"feeds add {ECHO}"]


def test_what_is_no_address_is_not_visited(desk: Office) -> None:
    with pytest.raises(CommandError):
        Web().ask(desk, Examine("file:///etc/passwd"))
