from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo, available_timezones

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from bot.digests.cadence import describe, next_due, overdue, span, window
from bot.model.subscription import Cadence, Schedule
from tests.digests.samples import MONDAY, SUBSCRIPTION

DAY = timedelta(days=1)
ODD_ZONES = (
    "Europe/Berlin",
    "Europe/Dublin",  # winter is the exception here
    "America/New_York",
    "America/Havana",  # its gap is at midnight
    "America/Nuuk",  # its gap ends at midnight
    "Africa/Cairo",
    "Africa/Casablanca",  # back for Ramadan
    "Antarctica/Troll",  # two hours
    "Australia/Lord_Howe",  # half an hour
    "Asia/Beirut",
    "Pacific/Apia",  # left out 30 December 2011
)
zones = st.sampled_from(ODD_ZONES) | st.sampled_from(sorted(available_timezones()))


def daily(hour: int, zone: str) -> Schedule:
    return Schedule(cadence=Cadence.DAILY, hour=hour, zone=zone)


def weekly(weekday: int, hour: int, zone: str) -> Schedule:
    return Schedule(cadence=Cadence.WEEKLY, weekday=weekday, hour=hour, zone=zone)


def wall(instant: datetime, zone: str) -> datetime:
    return instant.astimezone(ZoneInfo(zone)).replace(tzinfo=None)


def expected(day: date, hour: int, zone: str) -> datetime:
    """The first quarter of an hour at which the clocks show that hour of that day or have passed it."""
    target = datetime.combine(day, time(hour))
    start = target.replace(tzinfo=UTC) - 2 * DAY
    quarters = (start + timedelta(minutes=15 * n) for n in range(4 * 24 * 5))
    return next(instant for instant in quarters if wall(instant, zone) >= target)


def exists(day: date, zone: str) -> bool:
    return wall(expected(day, 0, zone), zone).date() == day


@st.composite
def days(draw: st.DrawFn, zone: str) -> date:
    """Any day, but often one on which the zone changes its clocks."""
    first = date(draw(st.integers(1996, 2044)), 1, 1)
    year = [first + n * DAY for n in range(365)]
    offsets = [datetime.combine(day, time(), ZoneInfo(zone)).utcoffset() for day in year]
    changes = [year[n] for n in range(364) if offsets[n] != offsets[n + 1]]
    return draw(st.sampled_from(changes or year) | st.sampled_from(year))


@given(st.data(), zones, st.integers(0, 23))
def test_each_local_day_has_one_digest(data: st.DataObject, zone: str, hour: int) -> None:
    day = data.draw(days(zone))
    following = day + DAY
    assume(exists(day, zone) and exists(following, zone))

    due = expected(day, hour, zone)

    assert next_due(daily(hour, zone), due - timedelta(seconds=1)) == due
    assert next_due(daily(hour, zone), due) == expected(following, hour, zone)


@given(st.data(), zones, st.integers(0, 23))
def test_each_week_has_one_digest(data: st.DataObject, zone: str, hour: int) -> None:
    day = data.draw(days(zone))

    due = expected(day, hour, zone)
    schedule = weekly(day.weekday(), hour, zone)

    assert next_due(schedule, due - timedelta(seconds=1)) == due
    assert next_due(schedule, due) == expected(day + 7 * DAY, hour, zone)


@given(zones, st.integers(0, 23), st.integers(820_454_400, 2_335_219_200).map(lambda s: datetime.fromtimestamp(s, UTC)))
@example("America/Nuuk", 23, datetime(2024, 3, 30, 12, tzinfo=UTC))
def test_due_instants_rise(zone: str, hour: int, start: datetime) -> None:
    schedule = daily(hour, zone)
    instants = [start]
    for _ in range(4):
        instants.append(next_due(schedule, instants[-1]) or start)

    assert all(one < other for one, other in pairwise(instants))


def test_an_hour_that_does_not_exist_falls_after_the_gap() -> None:
    due = next_due(daily(2, "Europe/Berlin"), datetime(2027, 3, 27, 12, tzinfo=UTC))
    assert due == datetime(2027, 3, 28, 1, tzinfo=UTC)  # 03:00 summer time


def test_an_hour_that_comes_twice_counts_once() -> None:
    schedule = daily(2, "Europe/Berlin")
    first = next_due(schedule, datetime(2026, 10, 24, 12, tzinfo=UTC))
    assert first == datetime(2026, 10, 25, 0, tzinfo=UTC)  # 02:00 summer time
    assert next_due(schedule, first) == datetime(2026, 10, 26, 1, tzinfo=UTC)


def test_a_day_left_out_has_no_daily_digest_but_its_week_has_one() -> None:
    before = datetime(2011, 12, 29, 20, tzinfo=UTC)  # Thursday morning in Samoa; after Thursday came Saturday
    assert next_due(daily(9, "Pacific/Apia"), before) == datetime(2011, 12, 30, 19, tzinfo=UTC)  # Saturday 09:00
    assert next_due(weekly(4, 9, "Pacific/Apia"), before) == datetime(2011, 12, 30, 10, tzinfo=UTC)  # Saturday 00:00


def test_at_once_is_never_due() -> None:
    assert next_due(Schedule(cadence=Cadence.AT_ONCE), MONDAY) is None


def test_downtime_of_weeks_is_caught_up_by_one_digest() -> None:
    now = MONDAY + timedelta(days=23)

    due = overdue(SUBSCRIPTION, now)

    assert due == MONDAY + timedelta(days=21)
    caught_up = window(SUBSCRIPTION, due=due, seq=400)
    assert (caught_up.since, caught_up.until) == (SUBSCRIPTION.told_until, due)
    assert (caught_up.after, caught_up.upto) == (SUBSCRIPTION.mark, 400)
    assert (next_due(SUBSCRIPTION.schedule, due) or now) > now


def test_downtime_that_ends_at_a_due_instant_counts_it() -> None:
    third = MONDAY + timedelta(days=21)
    assert overdue(SUBSCRIPTION, third) == third


@pytest.mark.parametrize("due_at", [None, MONDAY + timedelta(seconds=1)])
def test_nothing_is_overdue_before_its_time(due_at: datetime | None) -> None:
    assert overdue(replace(SUBSCRIPTION, due_at=due_at), MONDAY) is None


def test_a_digest_is_overdue_at_its_very_instant() -> None:
    assert overdue(SUBSCRIPTION, MONDAY) == MONDAY


def test_a_first_digest_at_once_is_due_between_two_scheduled_ones() -> None:
    wednesday = MONDAY + timedelta(days=2, minutes=17)
    assert overdue(replace(SUBSCRIPTION, due_at=wednesday), wednesday + timedelta(minutes=1)) == wednesday


def test_the_first_window_looks_back_one_span() -> None:
    first = window(replace(SUBSCRIPTION, told_until=None), due=MONDAY, seq=9)
    assert first.until - first.since == span(SUBSCRIPTION.schedule) == timedelta(days=7)


def test_a_window_never_ends_before_it_begins() -> None:
    odd = window(replace(SUBSCRIPTION, told_until=MONDAY + timedelta(days=1)), due=MONDAY, seq=9)
    assert odd.since == odd.until == MONDAY


@pytest.mark.parametrize(
    ("schedule", "words"),
    [
        (weekly(0, 9, "Europe/Berlin"), "weekly on Monday at 09:00 (Europe/Berlin)"),
        (daily(18, "UTC"), "daily at 18:00 (UTC)"),
        (Schedule(cadence=Cadence.AT_ONCE), "at once"),
    ],
)
def test_a_schedule_in_words(schedule: Schedule, words: str) -> None:
    assert describe(schedule) == words
