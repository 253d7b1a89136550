from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetch.retry import LONGEST, retry_after

NOW = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(minutes=2)),
        (" 0 ", timedelta(0)),
        ("604801", LONGEST),
        ("9" * 40, LONGEST),
        ("Sun, 01 Mar 2026 12:05:00 GMT", timedelta(minutes=5)),
        ("Sunday, 01-Mar-26 12:05:00 GMT", timedelta(minutes=5)),
        ("Sun Mar  1 12:05:00 2026", timedelta(minutes=5)),
        ("Sun, 01 Mar 2026 13:05:00 +0100", timedelta(minutes=5)),
        ("Sun, 01 Mar 2020 12:05:00 GMT", timedelta(0)),
        ("Sun, 01 Mar 2099 12:05:00 GMT", LONGEST),
        ("", None),
        ("-5", None),
        ("1.5", None),
        ("٣", None),
        ("tomorrow", None),
        ("Sun, 99 Mar 2026 12:05:00 GMT", None),
    ],
)
def test_both_forms(value: str, wait: timedelta | None) -> None:
    assert retry_after(value, NOW) == wait


@given(st.text(max_size=60))
def test_any_header_is_read_without_a_crash_and_within_bounds(value: str) -> None:
    wait = retry_after(value, NOW)
    assert wait is None or timedelta(0) <= wait <= LONGEST
