"""Identity, not dates: whatever a feed changes about what it has told, nothing is told again; what is new arrives."""

from collections.abc import Callable
from datetime import timedelta
from itertools import combinations
from pathlib import Path
from typing import Any

import pytest

from bot.model.subscription import Cadence
from tests.flow.press import FACES, item, office

Items = list[dict[str, Any]]
HOUR = timedelta(hours=1)
TOWNS = ["Aldport", "Brackwater", "Cullen", "Dunmere", "Eastgate", "Fallow", "Garrow", "Hythe", "Innis", "Jarrow"]


def front_page() -> Items:
    """Ten items of different events, all about faces."""
    deeds = ["bans", "buys", "tests", "drops", "audits", "sues", "fines", "hides", "maps", "sells"]
    return [
        item(n, f"{town} {deed} faces in its {town.lower()} files", ago=(n + 1) * HOUR, text=f"{town} {deed} it.")
        for n, (town, deed) in enumerate(zip(TOWNS, deeds, strict=True))
    ]


def new_dates(items: Items) -> Items:
    return [{**one, "date_published": f"2026-03-03T0{n % 10}:30:00Z"} for n, one in enumerate(items)]


def new_ids(items: Items) -> Items:
    return [{**one, "id": f"renumbered-{one['id']}"} if "id" in one else one for one in items]


def new_tracking(items: Items) -> Items:
    return [{**one, "url": f"{one['url']}?utm_source=feed&fbclid=abc{n}"} for n, one in enumerate(items)]


CHANGES: list[Callable[[Items], Items]] = [new_dates, new_ids, new_tracking]
ALL_CHANGES = [*((change,) for change in CHANGES), *combinations(CHANGES, 2), tuple(CHANGES)]


def one_link(items: Items) -> Items:
    return [{**one, "url": "https://site.example/"} for one in items]


def no_ids(items: Items) -> Items:
    return [{key: value for key, value in one.items() if key != "id"} for one in items]


def one_id(items: Items) -> Items:
    return [{**one, "id": "same"} for one in items]


def as_it_is(items: Items) -> Items:
    return items


@pytest.mark.parametrize("feed", [as_it_is, one_link, no_ids, one_id], ids=lambda feed: feed.__name__)
@pytest.mark.parametrize("changes", ALL_CHANGES, ids=lambda changes: "+".join(change.__name__ for change in changes))
def test_nothing_is_told_again_and_ten_new_entries_arrive(
    tmp_path: Path, feed: Callable[[Items], Items], changes: tuple[Callable[[Items], Items], ...]
) -> None:
    with office(tmp_path, gazette=feed(front_page())) as desk:
        desk.set_up(FACES)
        desk.subscribe("faces", Cadence.AT_ONCE)
        assert desk.poll().book.new == 10

        changed = feed(front_page())
        for change in changes:
            changed = change(changed)
        desk.press.feeds["gazette"] = changed
        again = desk.poll(after=HOUR)
        assert (again.faults.total(), again.book.new, desk.deliveries()) == (0, 0, 0)

        fresh = [
            item(f"n{n}", f"{town} votes on the {n}th camera law", text=f"{town} votes.")
            for n, town in enumerate(TOWNS)
        ]
        desk.press.feeds["gazette"] = [*feed(fresh), *changed]
        later = desk.poll(after=HOUR)
        assert (later.book.received, later.book.new) == (20, 10)


@pytest.mark.parametrize("feed", [as_it_is, one_link, no_ids], ids=lambda feed: feed.__name__)
def test_equal_titles_a_week_apart_are_two_entries(tmp_path: Path, feed: Callable[[Items], Items]) -> None:
    first = item(1, "Weekly round-up", ago=timedelta(days=8))
    second = item(2, "Weekly round-up", ago=HOUR)
    other = item(3, "Bridge reopens", ago=timedelta(days=3))
    with office(tmp_path, gazette=feed([first, other])) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.press.feeds["gazette"] = feed([second, other, first])
        assert desk.poll(after=HOUR).book.new == 1
        desk.press.feeds["gazette"] = feed([second, other])
        assert desk.poll(after=HOUR).book.new == 0


def test_equal_titles_a_week_apart_are_two_entries_when_the_first_has_gone(tmp_path: Path) -> None:
    first, second = (item(n, "Weekly round-up", ago=timedelta(days=ago)) for n, ago in ((1, 8), (2, 1)))
    with office(tmp_path, gazette=[first]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.press.feeds["gazette"] = [second]
        assert desk.poll(after=HOUR).book.new == 1
