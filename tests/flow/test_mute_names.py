"""Mute names: a source is known by its name as long as anything of it is told, whether its feed is polled or not."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import NotFound
from bot.model.command import Mute
from bot.model.mute import MuteKind
from bot.model.subscription import Cadence
from tests.flow.asker import ask, told
from tests.flow.press import FACES, Office, item, office


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=[item(1, "Museum counts faces")], courier=[item(2, "Harbour shows faces")]) as opened:
        opened.set_up(FACES)
        opened.poll()
        yield opened


def muting(name: str) -> Mute:
    return Mute(kind=MuteKind.SOURCE, value=name)


def test_a_source_whose_feed_was_dropped_is_muted_by_its_name(desk: Office) -> None:
    del desk.press.feeds["courier"]
    desk.set_up(FACES)
    assert "Source Courier is muted here" in told(desk, muting("courier"))


def test_a_source_whose_feed_was_removed_by_a_person_is_too(desk: Office) -> None:
    with desk.store.writing() as session:
        (courier,) = [feed for feed in session.feeds.all() if feed.source == "Courier"]
        session.feeds.remove(courier.id, now=desk.press.now)
    assert "Source Courier is muted here" in told(desk, muting("courier"))


def test_a_name_that_a_feed_had_when_its_articles_came_is_known_while_they_are_told(desk: Office) -> None:
    specs = [replace(spec, source="The Post") if spec.source == "Courier" else spec for spec in desk.press.specs()]
    with desk.store.writing() as session:
        session.feeds.sync(specs, now=desk.press.now, interval=timedelta(minutes=30))
    with pytest.raises(NotFound, match="There is no source “courier”"):
        ask(desk, muting("courier"))
    desk.subscribe("faces", Cadence.DAILY)
    assert "It hides 1 of the 2 stories" in told(desk, muting("courier"))


def test_of_a_name_that_is_none_the_nearest_is_offered_of_all_of_these(desk: Office) -> None:
    del desk.press.feeds["courier"]
    desk.set_up(FACES)
    with pytest.raises(NotFound) as no:
        ask(desk, muting("courrier"))
    assert no.value.cure == "Did you mean `mute source Courier`?"
