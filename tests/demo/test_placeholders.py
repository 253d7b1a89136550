from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.placeholders import fill, find_faults

NOW = datetime(2026, 3, 3, 14, 5, 9, tzinfo=UTC)
BASE = "http://127.0.0.1:8123"

nows = st.integers(1_000_000_000, 3_800_000_000).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))
clocks = st.times().map(lambda clock: clock.strftime("%H:%M"))


def filled(text: str, now: datetime = NOW) -> str:
    return fill(text.encode(), now=now, base=BASE).decode()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("{{ago 26h iso}}", "2026-03-02T12:05:09Z"),
        ("{{ago 90m iso}}", "2026-03-03T12:35:09Z"),
        ("{{ago 2d 14:05 rfc822}}", "Sun, 01 Mar 2026 14:05:00 +0000"),
        ("{{ago 2d 14:05 rfc822 -0500}}", "Sun, 01 Mar 2026 09:05:00 -0500"),
        ("{{ago 1d 23:30 iso +0530}}", "2026-03-03T05:00:00+05:30"),
        ("{{ago 9d date}}", "2026-02-22"),
        ("{{ ago  2d  14:05  iso }}", "2026-03-01T14:05:00Z"),
        ("<a>{{base}}/feed.xml</a>", "<a>http://127.0.0.1:8123/feed.xml</a>"),
    ],
)
def test_each_form_is_written_as_documented(text: str, expected: str) -> None:
    assert filled(text) == expected


def test_now_may_come_in_any_zone() -> None:
    now = datetime.fromisoformat("2026-03-03T01:30:00+05:00")
    assert filled("{{ago 1d 09:00 iso}}", now) == "2026-03-01T09:00:00Z"


@given(nows, st.integers(1, 400), clocks)
def test_no_date_lies_in_the_future_nor_more_than_a_day_off(now: datetime, days: int, clock: str) -> None:
    moment = parsedate_to_datetime(filled(f"{{{{ago {days}d {clock} rfc822}}}}", now))
    assert moment <= now
    assert abs(now - moment - timedelta(days=days)) <= timedelta(days=1)


@given(nows, st.integers(1, 30), st.integers(1, 30), clocks, clocks)
def test_the_order_of_two_dates_is_the_same_at_any_hour(now: datetime, a: int, b: int, at: str, bt: str) -> None:
    first, second = (filled(f"{{{{ago {days}d {clock} iso}}}}", now) for days, clock in ((a, at), (b, bt)))
    assert (first < second) == ((-a, at) < (-b, bt))


def test_other_bytes_are_left_alone() -> None:
    latin = "<title>Saint-Éloi {{ago 1d date}} {{ item.title }} {{agony}}</title>".encode("iso-8859-1")
    expected = "<title>Saint-Éloi 2026-03-02 {{ item.title }} {{agony}}</title>"
    assert fill(latin, now=NOW, base=BASE).decode("iso-8859-1") == expected
    assert find_faults(latin) == ()


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        ("ago soon", "is no date"),
        ("ago", "is no date"),
        ("ago 2d 14:05", "is no date"),
        ("ago -2d iso", "is no date"),
        ("ago 2w iso", "is no date"),
        ("ago 0d 14:05 iso", "future"),
        ("ago 3h 14:05 iso", "future"),
        ("ago 2d 25:00 iso", "no such time"),
        ("ago 2d 14:05 iso +9900", "no such time"),
    ],
)
def test_a_wrong_date_is_named_with_its_line(wrong: str, why: str) -> None:
    (fault,) = find_faults(f"<a>\n{{{{ago 1d iso}}}}\n{{{{{wrong}}}}}</a>".encode())
    assert fault.startswith(f"line 3: {{{{{wrong}}}}} ")
    assert why in fault
    with pytest.raises(ValueError, match=why):
        filled(f"{{{{{wrong}}}}}")
