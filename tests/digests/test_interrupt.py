"""Whether an alert may interrupt, on the wall clock of the channel."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.interrupt import day_began, hold_reason, is_overflow_due, is_quiet, told_at
from bot.model.channel import AlertRules
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState, HeldFor
from bot.model.subscription import Cadence, Schedule, Subscription
from tests.digests.samples import SUBSCRIPTION

NOON = datetime(2026, 3, 4, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
RULES = AlertRules(ceiling=3, quiet_from=22, quiet_to=7, zone="Europe/Berlin", storm=2, storm_minutes=15)
FREE = replace(RULES, quiet_from=None, quiet_to=None)
AT_ONCE = replace(SUBSCRIPTION, schedule=Schedule(cadence=Cadence.AT_ONCE), due_at=None)
MOMENTS = st.integers(0, 365 * 24 * 60).map(lambda minutes: NOON + timedelta(minutes=minutes))
ZONES = ("UTC", "Europe/Berlin", "America/New_York", "America/Santiago", "Australia/Lord_Howe", "Asia/Kathmandu")


def berlin(month: int, day: int, hour: int, minute: int = 0) -> datetime:
    return datetime(2026, month, day, hour, minute, tzinfo=ZoneInfo("Europe/Berlin"))


def reason(
    now: datetime = NOON,
    *,
    order: Subscription = AT_ONCE,
    ago: timedelta = HOUR,
    posted: int = 0,
    lately: int = 0,
) -> HeldFor | None:
    return hold_reason(RULES, order, planned_at=now - ago, now=now, posted=posted, lately=lately)


def test_an_alert_may_interrupt_where_nothing_speaks_against_it() -> None:
    assert reason(posted=2, lately=1) is None


@pytest.mark.parametrize(
    ("now", "changes", "why"),
    [
        (NOON, {"posted": 3}, HeldFor.CEILING),
        (NOON, {"lately": 2}, HeldFor.STORM),
        (NOON, {"posted": 3, "lately": 2}, HeldFor.CEILING),
        (NOON, {"ago": DAY + HOUR}, HeldFor.LATE),
        (NOON, {"ago": DAY}, None),
        (berlin(3, 4, 22), {"posted": 3, "lately": 2}, HeldFor.QUIET_HOURS),
        (berlin(3, 5, 6, 59), {}, HeldFor.QUIET_HOURS),
        (berlin(3, 5, 7), {}, None),
        (berlin(3, 4, 21, 59), {}, None),
        (NOON, {"order": SUBSCRIPTION}, HeldFor.REGULAR),
        (berlin(3, 4, 23), {"order": replace(AT_ONCE, paused_at=NOON)}, HeldFor.PAUSED),
        (NOON, {"order": replace(AT_ONCE, paused_at=NOON - DAY, paused_until=NOON)}, None),
    ],
)
def test_reasons(now: datetime, changes: dict[str, Any], why: HeldFor | None) -> None:
    assert reason(now, **changes) is why


def test_quiet_hours_within_a_day_and_none_at_all() -> None:
    lunch = replace(RULES, quiet_from=12, quiet_to=14, zone="UTC")
    assert [is_quiet(lunch, NOON + n * HOUR) for n in (-1, 0, 1, 2)] == [False, True, True, False]
    assert not any(is_quiet(FREE, NOON + n * HOUR) for n in range(24))


def test_what_was_held_is_told_as_quiet_hours_end_or_in_the_morning() -> None:
    assert told_at(RULES, berlin(3, 4, 23)) == berlin(3, 5, 7)
    assert told_at(RULES, berlin(3, 4, 14)) == berlin(3, 5, 7)
    assert told_at(FREE, berlin(3, 4, 14)) == berlin(3, 5, 9)


def test_an_end_in_the_missing_hour_is_when_the_clocks_have_passed_it() -> None:
    rules = replace(RULES, quiet_to=2)
    assert told_at(rules, berlin(3, 28, 23)) == datetime(2026, 3, 29, 1, tzinfo=UTC)  # 03:00 there
    assert not is_quiet(rules, datetime(2026, 3, 29, 1, tzinfo=UTC))


def test_a_day_that_lacks_its_only_loud_hour_is_quiet_to_its_end() -> None:
    rules = replace(RULES, quiet_from=3, quiet_to=2)
    assert told_at(rules, berlin(3, 28, 12)) == berlin(3, 30, 2)


def test_an_hour_that_comes_twice_is_quiet_twice() -> None:
    rules = replace(RULES, quiet_to=3)
    assert is_quiet(rules, datetime(2026, 10, 25, 1, 30, tzinfo=UTC))  # 02:30 for the second time
    assert told_at(rules, berlin(10, 24, 23)) == datetime(2026, 10, 25, 2, tzinfo=UTC)


@given(
    zone=st.sampled_from(ZONES),
    start=st.integers(0, 23),
    end=st.integers(0, 23),
    now=MOMENTS,
)
def test_quiet_hours_last_until_they_are_told_to_end(zone: str, start: int, end: int, now: datetime) -> None:
    rules = replace(RULES, quiet_from=start, quiet_to=end, zone=zone)
    told = told_at(rules, now)
    assert now < told <= now + 2 * DAY
    assert not is_quiet(rules, told)
    if is_quiet(rules, now) and end != (start - 1) % 24:  # a day but for one hour may lack that hour
        assert all(is_quiet(rules, now + n * (told - now) / 40) for n in range(40))


@given(st.sampled_from(ZONES), MOMENTS)
def test_a_day_begins_at_its_first_instant(zone: str, now: datetime) -> None:
    began = day_began(replace(RULES, zone=zone), now)
    today = now.astimezone(ZoneInfo(zone)).date()
    assert began <= now
    assert began.astimezone(ZoneInfo(zone)).date() == today
    assert (began - timedelta(microseconds=1)).astimezone(ZoneInfo(zone)).date() < today


def held(why: HeldFor, at: datetime) -> Delivery:
    return Delivery(
        id=1,
        key="alert:1:1",
        kind=DeliveryKind.ALERT,
        channel_id=1,
        subject_id=1,
        topic_id=1,
        part=0,
        state=DeliveryState.HELD,
        not_before=at,
        attempts=0,
        planned_at=at,
        settled_at=at,
        reason=why,
    )


def test_overflow_waits_for_its_hour_and_a_pause_s_only_for_quiet_to_end() -> None:
    storm, paused = held(HeldFor.STORM, berlin(3, 4, 14)), held(HeldFor.PAUSED, berlin(3, 4, 14))
    evening, night, morning = berlin(3, 4, 20), berlin(3, 4, 23), berlin(3, 5, 7)
    assert [is_overflow_due(RULES, [storm], when) for when in (evening, night, morning)] == [False, False, True]
    assert [is_overflow_due(RULES, [storm, paused], when) for when in (evening, night)] == [True, False]
    assert not is_overflow_due(RULES, [], morning)
