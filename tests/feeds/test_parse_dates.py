"""Dates as people and programs write them."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.feeds.parse.dates import first_date, moment_of

THAT_DAY = datetime(2020, 2, 26, 18, 41, tzinfo=UTC)
MIDNIGHT = datetime(2020, 2, 26, tzinfo=UTC)


@pytest.mark.parametrize(
    "text",
    [
        "Wed, 26 Feb 2020 18:41:00 GMT",
        "Wed, 26 Feb 2020 18:41 Z",
        "Wed, 26 Feb 20 18:41:00 +0000",
        "26 Feb 2020 18:41",
        "Wed ,  26 Feb\t2020 18:41:00 UT",
        "Wed, 26 Feb 2020 13:41:00 EST",
        "Wed, 26 Feb 2020 13:41:00 ET",
        "Wed, 26 Feb 2020 10:41 PT",
        "Wed, 26 Feb 2020 19:41:00 CET",
        "Wed, 26 Feb 2020 20:41:00 GMT+0200",
        "Wed, 26 Feb 2020 13:41:00 -05:00 (EST)",
        "Wednesday, 26 February 2020 6:41 pm",
        "Wed Feb 26 18:41:00 2020",
        "Wed Feb 26 18:41:00 UTC 2020",
        "February 26th, 2020 at 6:41 PM",
        "Feb 26, 2020 18:41",
        "Mer, 26 Fév 2020 19:41:00 +0100",
        "Mi, 26 Februar 2020 19:41:00 MEZ",
        "mié, 26 feb 2020 18:41:00 GMT",
        "26 de fevereiro de 2020 18:41",
        "Ср, 26 февраля 2020 21:41:00 +0300",
        "2020-02-26T18:41:00Z",
        "2020-02-26T18:41Z",
        "2020-02-26 18:41:00",
        "2020-02-26T18:41:00.123456789Z",
        "2020-02-27T00:26:00+05:45",
        "2020-02-26T13:41:00-0500",
        "20200226T184100Z",
        "2020/2/26 18:41:00",
        "26.02.2020 18:41",
        "26/02/2020 18:41",
        "02/26/2020 18:41",
        "1582742460",
        "1582742460000",
    ],
)
def test_one_moment_in_many_writings(text: str) -> None:
    assert moment_of(text) == THAT_DAY


@pytest.mark.parametrize("text", ["2020-02-26", "20200226", "26-Feb-2020", "Wednesday, February 26, 2020", "26.2.2020"])
def test_a_day_is_its_midnight(text: str) -> None:
    assert moment_of(text) == MIDNIGHT


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not a date",
        "yesterday",
        "Wed, 32 Feb 2020 25:61:00 GMT",
        "0000-00-00T00:00:00Z",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "0",
        "2020",
        "17",
        "03/04/2020",
        "2020-13-01",
        "26 Foo 2020",
        "9" * 5000,
        "Wed, 26 Feb 1889 18:41:00 GMT",
    ],
)
def test_no_date(text: str) -> None:
    assert moment_of(text) is None


def test_hour_24_and_leap_seconds_are_moments() -> None:
    assert moment_of("2020-02-25T24:00:00Z") == MIDNIGHT
    assert moment_of("2020-02-26T18:40:60Z") == THAT_DAY - timedelta(seconds=1)


def test_a_day_and_month_alike_are_no_riddle() -> None:
    assert moment_of("02/02/2020") == datetime(2020, 2, 2, tzinfo=UTC)


def test_the_first_date_of_several_is_believed_and_none_is_later_than_now() -> None:
    assert first_date(("soon", "2020-02-26", "2019-01-01"), THAT_DAY) == MIDNIGHT
    assert first_date(("2020-03-01",), THAT_DAY) == THAT_DAY
    assert first_date(("2038-01-19", "2020-02-26"), THAT_DAY) == MIDNIGHT
    assert first_date((), THAT_DAY) is None
