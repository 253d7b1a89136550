"""Whatever feeds publish, every part of a digest and every alert is within a platform's limits and does no harm."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

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
from tests.chat.facts import ALERT, HELD
from tests.chat.hostile import LINKS, TITLES, links, titles
from tests.chat.slack import sound as slack
from tests.chat.teams import sound as teams
from tests.digests.samples import BREACH, INQUIRY, PASSPORTS, digest, extract

PLATFORMS = pytest.mark.parametrize("sound", [slack.sound, teams.sound], ids=["slack", "teams"])
Sound = Callable[[Message], None]


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


@PLATFORMS
@pytest.mark.parametrize("title", TITLES)
def test_a_title(title: str, sound: Sound) -> None:
    for part in write_digest(issue(title, title, LINKS[0], 8)):
        sound(part)


@PLATFORMS
@pytest.mark.parametrize("link", LINKS)
def test_a_link(link: str, sound: Sound) -> None:
    for part in write_digest(issue("A title", "A source", link, 8)):
        sound(part)


@PLATFORMS
@pytest.mark.parametrize("title", [TITLES[0], "word " * 60, "😀 & <" * 40])
def test_sixty_stories_with_links_of_300_characters(title: str, sound: Sound) -> None:
    for part in write_digest(issue(title, title, LINKS[1], 60)):
        sound(part)


@PLATFORMS
@given(title=titles, source=titles, link=links, stories=st.integers(0, 12))
@settings(max_examples=25)
def test_a_digest_of_anything(title: str, source: str, link: str, stories: int, sound: Sound) -> None:
    for part in write_digest(issue(title, source, link, stories)):
        sound(part)


@PLATFORMS
@given(title=titles, source=titles, link=links, added=st.lists(titles, max_size=6))
@settings(max_examples=40)
def test_an_alert_of_anything(title: str, source: str, link: str, added: list[str], sound: Sound) -> None:
    facts = replace(ALERT, title=title, topic_title=source, source=source, first_source=title, link=link, clause=title)
    sound(write_alert(replace(facts, added=tuple(added))))


@PLATFORMS
@given(title=titles, link=links, count=st.integers(1, 60))
@settings(max_examples=15)
def test_held_alerts_of_anything(title: str, link: str, count: int, sound: Sound) -> None:
    held: tuple[HeldAlert, ...] = (replace(HELD, title=title, source=title, topic_title=title, link=link),) * count
    sound(write_overflow(held))


@PLATFORMS
@given(text=titles, link=links, count=st.integers(0, 60))
@settings(max_examples=15)
def test_notices_of_anything(text: str, link: str, count: int, sound: Sound) -> None:
    sound(write_lost((LostMessage(what=text, why=text, link=link),) * count))
    waiting = [(text, Cadence.DAILY)] * count
    sound(write_parked(ParkedFacts(place=text, reason=text or "gone", is_whole=bool(count % 2), waiting=waiting)))
