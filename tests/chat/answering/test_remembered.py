"""Remembered: asked once in ten minutes, unless the answer is not sure or something has changed."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.chat.answering.remembered import Remembered
from bot.errors import PlatformFault


class Desk:
    """Counts what it is asked."""

    def __init__(self) -> None:
        self.now = datetime(2026, 3, 2, tzinfo=UTC)
        self.asked = 0
        self.told = Remembered(lambda: self.now)

    def ask(self, *, sure: bool = True) -> int:
        def answer() -> tuple[int, bool]:
            self.asked += 1
            return self.asked, sure

        return self.told.get("who", answer)


def test_the_same_is_asked_once_in_ten_minutes() -> None:
    desk = Desk()
    assert [desk.ask(), desk.ask()] == [1, 1]
    desk.now += timedelta(minutes=10)
    assert desk.ask() == 2


def test_what_is_not_sure_is_asked_again() -> None:
    desk = Desk()
    assert [desk.ask(sure=False), desk.ask(), desk.ask()] == [1, 2, 2]


def test_a_fault_is_not_kept() -> None:
    desk = Desk()

    def silent() -> tuple[int, bool]:
        raise PlatformFault("Nobody answers.")

    with pytest.raises(PlatformFault):
        desk.told.get("who", silent)
    assert desk.ask() == 1


def test_what_has_changed_is_asked_anew() -> None:
    desk = Desk()
    desk.ask()
    desk.told.forget("who")
    desk.told.forget("nobody")
    assert desk.ask() == 2
