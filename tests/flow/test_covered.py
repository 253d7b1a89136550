"""Covered: the story of an address, who tells it and who was first; and what an unknown address may be about."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import CommandError
from bot.flow.publish import publish
from bot.model.command import Covered
from bot.model.subscription import Cadence
from tests.flow.asker import ask, buttons, told
from tests.flow.press import FACES, PRIVACY, Office, item, office

HOUR = timedelta(hours=1)
TITLE = "Council of Aldport bans facial recognition in its schools"
FIRST = item(1, TITLE, ago=3 * HOUR)
SECOND = item("c1", "Aldport council bans facial recognition in schools", url="https://courier.example/1", ago=HOUR)
ALONE = item(2, "Bridge over the Aller reopens", url="https://gazette.example/bridge")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=[FIRST, ALONE], courier=[SECOND]) as opened:
        opened.set_up(FACES, PRIVACY)
        opened.poll()
        yield opened


def covered(desk: Office, link: str) -> str:
    return told(desk, Covered(link))


def test_the_story_with_its_articles_and_who_was_first(desk: Office) -> None:
    answer = covered(desk, "https://courier.example/1?utm_source=mail")
    assert "Covered: told by 2 sources" in answer
    assert "2 articles · since Wed 4 Mar" in answer
    assert "Who was first Gazette, Wed 4 Mar, 09:00 UTC; Courier followed Wed 4 Mar, 11:00 UTC" in answer
    gazette, courier = answer.index(f"• {TITLE} – Gazette"), answer.index("– Courier, Wed 4 Mar, 11:00 UTC (this one)")
    assert gazette < courier


def test_a_story_that_one_source_tells(desk: Office) -> None:
    answer = covered(desk, "https://gazette.example/bridge")
    assert "Covered: told by Gazette alone" in answer
    assert "Who was first" not in answer
    assert "•" not in answer


def test_what_was_told_here_and_what_one_can_do(desk: Office) -> None:
    assert "Faces – this channel is not subscribed to it" in covered(desk, "https://courier.example/1")
    desk.subscribe("faces", Cadence.DAILY)
    publish(desk.store, clock=lambda: desk.press.now, new_token=lambda: "t", stop=lambda: False)
    answer = covered(desk, "https://courier.example/1")
    assert "No. 1" in answer
    assert "Privacy" not in answer
    said = [button.command for button in buttons(ask(desk, Covered("https://gazette.example/bridge")))]
    assert [words.rpartition(" ")[0] for words in said] == ["why story", "topic new like"]


def test_the_article_that_is_asked_about_is_always_shown(desk: Office) -> None:
    for number in range(3, 13):
        name = f"paper{number}"
        desk.press.feeds[name] = [item(number, TITLE, url=f"https://{name}.example/1", ago=timedelta(minutes=50))]
    desk.set_up(FACES, PRIVACY)
    desk.poll()
    answer = covered(desk, "https://paper12.example/1")
    assert answer.count("•") == 7
    assert "Paper12, Wed 4 Mar, 11:10 UTC (this one)" in answer
    assert "• and 6 more articles" in answer


@pytest.mark.parametrize(
    "link",
    [
        "https://elsewhere.example/2026/03/aldport-council-bans-facial-recognition-in-schools.html",
        "https://elsewhere.example/news/Aldport_schools_ban_recognition-12345",
        "https://elsewhere.example/aldport%20schools%20recognition/",
    ],
)
def test_an_address_that_reads_like_a_story_finds_it(desk: Office, link: str) -> None:
    answer = covered(desk, link)
    assert "No feed has brought this address. Its event may be known all the same:" in answer
    assert TITLE in answer
    assert "2 sources · story" in answer


@pytest.mark.parametrize("link", ["zeppelin-lands-at-aldport", "p/90000", "", "recognition", 'a"b-OR-(c'])
def test_an_address_that_reads_like_nothing_says_so(desk: Office, link: str) -> None:
    answer = ask(desk, Covered(f"https://elsewhere.example/{link}"))
    assert "Not covered, as far as we can tell" in answer.fallback
    assert buttons(answer)[0].command.startswith("why https://elsewhere.example/")


def test_what_is_no_address_is_told(desk: Office) -> None:
    with pytest.raises(CommandError, match="is no web address") as fault:
        covered(desk, "https://[broken")
    assert "`covered https://" in fault.value.cure
