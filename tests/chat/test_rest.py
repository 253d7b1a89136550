"""How long a platform asks to wait: in whole seconds, and within reason."""

import pytest

from bot.chat.rest import rest_of


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7),
        ("0", 1),
        ("86400", 3600),
        ("9" * 5000, 3600),
        ("", 30),
        ("-5", 30),
        ("soon", 30),
        ("٧", 30),
        ("1.5", 30),
    ],
)
def test_a_rest_is_whole_seconds_and_no_longer_than_an_hour(asked: str, seconds: int) -> None:
    assert rest_of({"Retry-After": asked}).total_seconds() == seconds
    assert rest_of({"retry-after": asked}).total_seconds() == seconds


def test_where_none_is_asked_for_it_is_the_usual_one() -> None:
    assert rest_of({}).total_seconds() == 30
