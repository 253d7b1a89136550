"""A turnstile lets so much in and no more, and as much again once that has left."""

from concurrent.futures import Executor, Future
from typing import Any

from bot.chat.answering.turnstile import Turnstile


class Slow(Executor):
    """Begins nothing until it is told."""

    def __init__(self) -> None:
        self.waiting: list[Future[Any]] = []

    def submit(self, *_given: Any, **_named: Any) -> Future[Any]:
        self.waiting.append(Future())
        return self.waiting[-1]


def test_no_more_is_let_in_than_there_is_room_for() -> None:
    pool = Slow()
    turnstile = Turnstile(pool, 2)
    assert [turnstile.lets_in(print) for _ in range(3)] == [True, True, False]
    assert len(pool.waiting) == 2


def test_who_leaves_makes_room_however_it_went() -> None:
    pool = Slow()
    turnstile = Turnstile(pool, 2)
    turnstile.lets_in(print)
    turnstile.lets_in(print)
    pool.waiting[0].set_result(None)
    pool.waiting[1].set_exception(ValueError())
    assert [turnstile.lets_in(print) for _ in range(3)] == [True, True, False]
