"""What travels between the pool and its workers: outcomes, and nothing that runs."""

import os
import pickle
from datetime import UTC, datetime

import pytest

from bot.errors import ParseRejected
from bot.model.entry import ParsedEntry, ParsedFeed, Rejection
from bot.sandbox.wire import pack, unpack

FEED = ParsedFeed(
    title="Harbour Press",
    home="https://press.example/",
    language="en",
    parser="fast",
    received=3,
    entries=(
        ParsedEntry(
            raw_id="1", link="https://press.example/1", title="Ferry", published=datetime(2026, 3, 2, tzinfo=UTC)
        ),
        ParsedEntry(title="Bridge", summary="Open.", body="Open again.", author="Ada", language="de"),
    ),
    rejections=(
        Rejection(reason="no-text", detail="Nothing there."),
        Rejection(reason="too-many", detail="Too many.", link="https://press.example/3", title="Harbour"),
    ),
)


def test_a_feed_arrives_as_it_left() -> None:
    assert unpack(pack(FEED)) == FEED


def test_a_refusal_arrives_as_it_left() -> None:
    feeds = ("https://press.example/rss",)
    arrived = unpack(pack(ParseRejected("html-page", "The address answers with a web page.", feeds)))
    assert isinstance(arrived, ParseRejected)
    assert (arrived.reason, arrived.message) == ("html-page", "The address answers with a web page.")
    assert arrived.feeds == feeds


class _Attack:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return os.system, ("true",)


@pytest.mark.parametrize("answer", [_Attack(), (_Attack(), ""), ParseRejected("a", "b"), "words", (1, 2, 3), None])
def test_anything_else_is_not_loaded(answer: object) -> None:
    with pytest.raises(pickle.UnpicklingError):
        unpack(pickle.dumps(answer))
