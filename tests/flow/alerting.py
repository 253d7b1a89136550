"""A channel that wants alerts, and news for it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import Any

from bot.model.subscription import Cadence
from tests.flow.platform import Platform, run
from tests.flow.press import FACES, NOW, PRIVACY, Office, item, office

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
PLACES = ("Airport", "Museum", "Stadium", "Harbour", "Bakery", "Casino", "Library", "Theatre", "Zoo", "Brewery")
DOINGS = ("sells", "paints", "studies", "borrows", "forbids", "insures", "exports", "mocks", "counts", "rents")


@contextmanager
def alerting(folder: Path, *, topic: str = "faces") -> Iterator[Office]:
    """A channel that wants alerts, and a feed that was read before."""
    with office(folder, gazette=[item("old", "Bridge reopens")]) as desk:
        desk.set_up(FACES, PRIVACY)
        desk.subscribe(topic, Cadence.AT_ONCE)
        desk.poll()
        yield desk


def news(desk: Office, count: int, *, after: timedelta = HOUR, first: int = 0) -> None:
    """So many stories on faces come, each of its own."""
    for number in range(first, first + count):
        title = f"{PLACES[number]} {DOINGS[number]} faces"
        ago = NOW - desk.press.now - after
        desk.press.feeds["gazette"].append(item(number, title, ago=ago))
    desk.poll(after=after)


def telling(number: int, desk: Office) -> Any:
    """The same event, told by another source now."""
    words = "The client list of Clearview AI with its faces was taken by an intruder, the firm says."
    ago = NOW - desk.press.now
    return item(number, "Clearview AI loses its client list with faces to an intruder", text=words, ago=ago)


@contextmanager
def alerted(folder: Path, platform: Platform) -> Iterator[Office]:
    """An alert was posted at 12:30."""
    with office(folder, gazette=[item("old", "Bridge reopens")], courier=[], herald=[], mercury=[]) as desk:
        desk.set_up(FACES)
        desk.subscribe("faces", Cadence.AT_ONCE)
        desk.poll()
        desk.press.feeds["gazette"].append(telling(1, desk))
        desk.poll(after=29 * MINUTE)
        run(desk, platform, after=MINUTE)
        yield desk


def grow(desk: Office, source: str, number: int, *, after: timedelta) -> None:
    desk.press.feeds[source].append(telling(number, desk))
    desk.poll(after=after)
