from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.cadence import next_due
from bot.digests.write import dates
from bot.digests.write.dates import day, hour_in_zone, period, spoken_day
from bot.model.subscription import Cadence, Schedule, Window
from tests.digests.samples import MONDAY, at


def moment(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def label(since: str, until: str, zone: str = "UTC") -> str:
    return period(Window(since=moment(since), until=moment(until), after=0, upto=1), zone)


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2026-11-16T09", "2026-11-23T09", "16–22 Nov 2026"),
        ("2020-02-24T09", "2020-03-02T09", "24 Feb – 1 Mar 2020"),
        ("2026-12-28T09", "2027-01-04T09", "28 Dec 2026 – 3 Jan 2027"),
        ("2026-11-20T17", "2026-11-27T17", "21–27 Nov 2026"),  # an afternoon's issue ends with its own day
        ("2026-11-22T09", "2026-11-23T09", "Sun 22 Nov 2026"),
        ("2026-11-22T12", "2026-11-23T12", "Sun 22 Nov 2026"),
        ("2026-11-22T13", "2026-11-23T13", "Mon 23 Nov 2026"),
        ("2026-11-22T18", "2026-11-23T18", "Mon 23 Nov 2026"),
        ("2026-11-23T14", "2026-11-23T18", "Mon 23 Nov 2026"),  # a first digest at once, then the scheduled one
        ("2026-11-23T14", "2026-11-24T00", "Mon 23 Nov 2026"),
        ("2026-11-02T09", "2026-11-23T09", "2–22 Nov 2026"),  # caught up after downtime
    ],
)
def test_a_period_names_the_days_it_covers(since: str, until: str, words: str) -> None:
    assert label(since, until) == words


def test_a_period_is_told_in_the_zone_of_its_readers() -> None:
    assert label("2026-11-15T20", "2026-11-22T20", "Asia/Tokyo") == "16–22 Nov 2026"


@given(st.integers(0, 23), st.sampled_from(["UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland"]))
def test_consecutive_daily_issues_name_consecutive_days(hour: int, zone: str) -> None:
    schedule = Schedule(cadence=Cadence.DAILY, hour=hour, zone=zone)
    due = [moment("2027-03-10T00")]
    for _ in range(34):
        due.append(next_due(schedule, due[-1]) or due[-1])
    labels = [period(Window(since=a, until=b, after=0, upto=1), zone) for a, b in pairwise(due[1:])]
    assert len(set(labels)) == len(labels)


def test_a_day_has_its_year_only_where_it_differs() -> None:
    assert day(at(18), zone="UTC", near=MONDAY) == "Wed 18 Nov"
    assert day(moment("2025-11-18T09"), zone="UTC", near=MONDAY) == "Tue 18 Nov 2025"


@pytest.mark.parametrize(
    ("when", "words"),
    [("2026-11-17T09", "Tuesday"), ("2026-11-16T09", "16 Nov"), ("2025-11-17T09", "17 Nov 2025")],
)
def test_a_weekday_is_named_only_within_the_week(when: str, words: str) -> None:
    assert spoken_day(moment(when), zone="UTC", near=MONDAY) == words


@pytest.mark.parametrize(
    ("zone", "words"), [("Europe/Berlin", "09:00 CET"), ("Asia/Dubai", "12:00 UTC+04"), ("UTC", "08:00 UTC")]
)
def test_an_hour_names_its_zone(zone: str, words: str) -> None:
    assert hour_in_zone(MONDAY, zone) == words


def test_a_time_of_a_day_names_both() -> None:
    assert dates.moment(MONDAY, zone="Europe/Berlin", near=MONDAY) == "Mon 23 Nov, 09:00 CET"
