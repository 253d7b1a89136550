"""Dates in words: what each form means, on every wall, across clock changes and leap days."""

from contextlib import suppress
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.errors import CommandError
from bot.flow.answer.dates import future, past

NOW = datetime(2026, 3, 4, 12, 0, tzinfo=UTC)  # a Wednesday
BERLIN = "Europe/Berlin"
ZONES = st.sampled_from(
    [
        "UTC",
        BERLIN,
        "America/New_York",
        "Pacific/Apia",
        "Asia/Beirut",
        "Africa/Cairo",
        "Asia/Kathmandu",
        "Pacific/Chatham",
    ]
)
MOMENTS = st.integers(0, 32 * 365 * 24 * 60).map(
    lambda minutes: datetime(2005, 1, 1, tzinfo=UTC) + timedelta(minutes=minutes)
)
DAYS = ["today", "yesterday", "monday", "last friday", "last week", "this month", "last year", "march", "29 february"]
FORMS = st.one_of(
    st.sampled_from(DAYS),
    st.builds("{} {}".format, st.integers(0, 400), st.sampled_from(["days ago", "hours", "weeks", "months", "min"])),
    st.builds("{:%Y-%m-%d}".format, st.dates(date(2000, 1, 1), date(2040, 1, 1))),
    st.builds("{} at {}".format, st.sampled_from(["yesterday", "tuesday", "tomorrow"]), st.integers(0, 24)),
    st.text(max_size=30),
)


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("today", "2026-03-04 00:00"),
        ("Yesterday.", "2026-03-03 00:00"),
        ("wednesday", "2026-02-25 00:00"),  # the last one, not today
        ("last fri", "2026-02-27 00:00"),
        ("this monday", "2026-03-02 00:00"),
        ("3 days ago", "2026-03-01 00:00"),
        ("3d", "2026-03-01 00:00"),
        ("two weeks", "2026-02-18 00:00"),
        ("for 3 days", "2026-03-01 00:00"),
        ("an hour ago", "2026-03-04 12:00"),
        ("last week", "2026-02-23 00:00"),
        ("last month", "2026-02-01 00:00"),
        ("1 month ago", "2026-02-04 00:00"),
        ("1 March", "2026-03-01 00:00"),
        ("March 5", "2025-03-05 00:00"),
        ("the 1st of March", "2026-03-01 00:00"),
        ("1 March 2019", "2019-03-01 00:00"),
        ("29 February", "2024-02-29 00:00"),
        ("2026-03-01", "2026-03-01 00:00"),
        ("2026-03-01T09:30", "2026-03-01 09:30"),
        ("2026-03-01 09:30Z", "2026-03-01 10:30"),
        ("yesterday at 9", "2026-03-03 09:00"),
        ("monday 5pm", "2026-03-02 17:00"),
        ("14:30", "2026-03-03 14:30"),
    ],
)
def test_what_is_past(words: str, there: str) -> None:
    found = past(words, now=NOW, zone=BERLIN)
    assert f"{found.astimezone(ZoneInfo(BERLIN)):%Y-%m-%d %H:%M}" == there
    assert found.tzinfo is UTC


@pytest.mark.parametrize(
    ("words", "there"),
    [
        ("tomorrow", "2026-03-05 00:00"),
        ("friday", "2026-03-06 00:00"),  # a pause until Friday ends when Friday begins
        ("next friday", "2026-03-06 00:00"),
        ("wednesday", "2026-03-11 00:00"),
        ("for 3 days", "2026-03-07 13:00"),
        ("2 weeks", "2026-03-18 13:00"),
        ("an hour", "2026-03-04 14:00"),
        ("next week", "2026-03-09 00:00"),
        ("1 March", "2027-03-01 00:00"),
        ("29 February", "2028-02-29 00:00"),
        ("2030-01-31", "2030-01-31 00:00"),
        ("tomorrow at 9am", "2026-03-05 09:00"),
        ("14:30", "2026-03-04 14:30"),
        ("in 4 weeks", "2026-04-01 13:00"),  # the clocks change in between
    ],
)
def test_what_is_to_come(words: str, there: str) -> None:
    found = future(words, now=NOW, zone=BERLIN)
    assert f"{found.astimezone(ZoneInfo(BERLIN)):%Y-%m-%d %H:%M}" == there


@pytest.mark.parametrize("words", ["tomorrow", "next friday", "in 2 weeks", "2030-01-31", "today at 23:00"])
def test_what_has_not_come_is_not_past(words: str) -> None:
    with pytest.raises(CommandError, match="has not come yet") as caught:
        past(words, now=NOW, zone=BERLIN)
    assert "`3 days ago`" in caught.value.cure


@pytest.mark.parametrize("words", ["today", "yesterday", "3 days ago", "last friday", "2026-03-04", "0 days"])
def test_what_has_begun_is_not_to_come(words: str) -> None:
    with pytest.raises(CommandError, match="is over") as caught:
        future(words, now=NOW, zone=BERLIN)
    assert "`tomorrow`" in caught.value.cure


@pytest.mark.parametrize("words", ["30 February", "2026-13-40", "25:00", "13pm", "999999 years ago", "9999-12-31"])
def test_what_no_calendar_knows(words: str) -> None:
    for read in (past, future):
        with pytest.raises(CommandError):
            read(words, now=NOW, zone=BERLIN)


@pytest.mark.parametrize(("words", "meant"), [("yestreday", "yesterday"), ("3 dyas ago", "3 days ago"), ("10", "")])
def test_a_slip_is_put_right(words: str, meant: str) -> None:
    with pytest.raises(CommandError, match="is no date I know") as caught:
        past(words, now=NOW, zone=BERLIN)
    assert caught.value.meant == meant


def test_no_date_at_all() -> None:
    with pytest.raises(CommandError, match="A date is missing"):
        past(" ", now=NOW, zone=BERLIN)


def test_a_day_begins_where_the_clocks_leave_midnight_out() -> None:
    after = datetime(2024, 4, 27, 12, 0, tzinfo=UTC)  # Cairo went from 00:00 to 01:00 on 26 April 2024
    assert past("yesterday", now=after, zone="Africa/Cairo") == datetime(2024, 4, 25, 22, 0, tzinfo=UTC)


@given(FORMS, MOMENTS, ZONES)
@example("yesterday", datetime(2011, 12, 31, 1, 0, tzinfo=UTC), "Pacific/Apia")  # where the 30th never was
def test_past_is_never_later_and_future_never_earlier(words: str, now: datetime, zone: str) -> None:
    with suppress(CommandError):
        assert past(words, now=now, zone=zone) <= now
    with suppress(CommandError):
        assert future(words, now=now, zone=zone) > now


@given(st.integers(0, 3000), MOMENTS, ZONES)
def test_days_ago_is_the_first_instant_of_that_day(days: int, now: datetime, zone: str) -> None:
    clock = ZoneInfo(zone)
    found = past(f"{days} days ago", now=now, zone=zone)
    wanted = now.astimezone(clock).date() - timedelta(days=days)
    before = found - timedelta(microseconds=1)
    assert found.astimezone(clock).date() >= wanted  # later only where the day was left out
    assert before.astimezone(clock).date() < wanted
