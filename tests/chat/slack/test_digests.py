"""Whatever feeds publish, every part of a digest and every alert is within Slack's limits and does no harm."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.slack.blocks import render
from bot.digests.write import (
    LostMessage,
    ParkedFacts,
    write_alert,
    write_digest,
    write_lost,
    write_overflow,
    write_parked,
)
from bot.model.digest import Digest, DigestStory, HeldAlert
from bot.model.message import Message
from bot.model.subscription import Cadence
from tests.chat.slack.hostile import LINKS, TITLES, links, titles
from tests.chat.slack.reader import dressed, harm
from tests.chat.slack.reader import links as links_of
from tests.chat.slack.samples import BASE
from tests.chat.slack.test_golden import ALERT, HELD
from tests.chat.slack.validator import faults, texts
from tests.digests.samples import BREACH, INQUIRY, PASSPORTS, digest, extract

HOSTS = (f"{BASE}/", "https://news.example/")


def sound(message: Message) -> None:
    """The message goes to Slack whole, in both of its shapes."""
    for plain in (False, True):
        shown = render(message, base_url=BASE, plain=plain)
        assert faults(shown.blocks, "plain" if plain else "message") == []
        assert [found for text in (*dressed(shown.blocks), shown.text) for found in harm(text)] == []
        assert all(url.startswith(HOSTS) for text in dressed(shown.blocks) for url in links_of(text))
        assert plain or not [text for text in texts(shown.blocks) if "did not fit" in text]


def story(position: int, title: str, source: str, link: str) -> DigestStory:
    """A sample story, with these words and this link throughout."""
    kind = (BREACH, INQUIRY, PASSPORTS)[position % 3]
    words = extract(title, of=10) if title.strip() else None
    coverage = tuple(
        replace(entry, title=title, source=f"{source} {n}", link=link) for n, entry in enumerate(kind.coverage)
    )
    return replace(
        kind,
        position=position,
        title=title,
        link=link,
        source=f"{source} 0",
        first_source=f"{source} 1",
        clause=words,
        summary=words,
        seen_under=kind.seen_under and title,
        coverage=coverage,
        evidence=tuple(replace(one, text=title) for one in kind.evidence),
    )


def issue(title: str, source: str, link: str, stories: int) -> Digest:
    told = tuple(story(n, title, source, link) for n in range(1, stories + 1))
    held = tuple(replace(one, title=title, link=link, source=source) for one in (HELD,) * stories)
    return replace(digest(*told), topic_title=title, held=held)


@pytest.mark.parametrize("title", TITLES)
def test_a_title(title: str) -> None:
    for part in write_digest(issue(title, title, LINKS[0], 8)):
        sound(part)


@pytest.mark.parametrize("link", LINKS)
def test_a_link(link: str) -> None:
    for part in write_digest(issue("A title", "A source", link, 8)):
        sound(part)


@pytest.mark.parametrize("title", [TITLES[0], "word " * 60, "😀 & <" * 40])
def test_sixty_stories_with_links_of_300_characters(title: str) -> None:
    for part in write_digest(issue(title, title, LINKS[1], 60)):
        sound(part)


@given(title=titles, source=titles, link=links, stories=st.integers(0, 12))
@settings(max_examples=25)
def test_a_digest_of_anything(title: str, source: str, link: str, stories: int) -> None:
    for part in write_digest(issue(title, source, link, stories)):
        sound(part)


@given(title=titles, source=titles, link=links, added=st.lists(titles, max_size=6))
@settings(max_examples=40)
def test_an_alert_of_anything(title: str, source: str, link: str, added: list[str]) -> None:
    facts = replace(ALERT, title=title, topic_title=source, source=source, first_source=title, link=link, clause=title)
    sound(write_alert(replace(facts, added=tuple(added))))


@given(title=titles, link=links, count=st.integers(1, 60))
@settings(max_examples=15)
def test_held_alerts_of_anything(title: str, link: str, count: int) -> None:
    held: tuple[HeldAlert, ...] = (replace(HELD, title=title, source=title, topic_title=title, link=link),) * count
    sound(write_overflow(held))


@given(text=titles, link=links, count=st.integers(0, 60))
@settings(max_examples=15)
def test_notices_of_anything(text: str, link: str, count: int) -> None:
    sound(write_lost((LostMessage(what=text, why=text, link=link),) * count))
    waiting = [(text, Cadence.DAILY)] * count
    sound(write_parked(ParkedFacts(place=text, reason=text or "gone", is_whole=bool(count % 2), waiting=waiting)))
