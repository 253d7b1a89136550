"""What goes wrong again and again is told once in a while."""

import logging

from bot.chat.seldom import Seldom

LINE = "Failed to reconnect (session id: %s, error: URLError, message: refused)"


def record(at: float, message: str, *arguments: object) -> logging.LogRecord:
    made = logging.LogRecord("x", logging.ERROR, "x.py", 1, message, arguments, None)
    made.created = at
    return made


def test_the_same_is_told_once_an_hour_whatever_session_it_is_of() -> None:
    seldom = Seldom()
    told = [seldom.filter(record(at, LINE, f"session-{at}")) for at in range(0, 7300, 5)]
    assert [at * 5 for at, said in enumerate(told) if said] == [0, 3600, 7200]


def test_something_else_is_told_at_once_and_all_is_news_once_it_went_well() -> None:
    seldom = Seldom()
    assert seldom.filter(record(0, "a: invalid_auth"))
    assert seldom.filter(record(1, "a: refused"))
    assert not seldom.filter(record(2, "a: invalid_auth"))
    seldom.forget()
    assert seldom.filter(record(3, "a: invalid_auth"))


def test_what_is_remembered_is_bounded() -> None:
    seldom = Seldom()
    for number in range(1000):
        seldom.filter(record(0, "x" * number))
    assert len(seldom._told) <= 200
