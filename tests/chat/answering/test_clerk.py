"""The clerk: what nobody waits for is bounded, too."""

import logging
import threading
from datetime import UTC, datetime

import pytest

from bot.chat.answering import clerk
from bot.chat.answering.clerk import Clerk, Keyed, Means
from bot.flow.answer import Asking
from bot.model.channel import Channel
from bot.model.message import Message
from bot.model.person import Person
from bot.ports.store import Store


class Deaf(Clerk[Keyed, Means]):
    """Answers nobody."""

    def asking(self, caller: Keyed) -> Asking:
        raise NotImplementedError

    def tell(self, caller: Keyed, message: Message) -> None:
        raise NotImplementedError


def nobody_asks(_channel: Channel, _person: Person) -> Asking:
    raise NotImplementedError


def test_of_events_that_pile_up_some_are_left_out_and_the_log_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(clerk, "MOST_NOTED", 3)
    monkeypatch.setattr(clerk.crowd, "filters", [])
    done, free = [], threading.Event()
    store: Store = object()  # type: ignore[assignment]  # nothing is kept here
    means = Means(store=store, asking=nobody_asks, clock=lambda: datetime(2026, 3, 2, tzinfo=UTC), base_url="")
    one = Deaf("test", means)

    def act() -> None:
        free.wait(30)
        done.append(1)

    for _ in range(5):
        one.quietly(act)
    free.set()
    one._workers.shutdown(wait=True)
    one.close()
    assert len(done) == 3
    assert caplog.text.count("one was left out") == 2
    assert caplog.records[0].levelno == logging.ERROR
