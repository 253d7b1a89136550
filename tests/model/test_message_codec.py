"""Every message survives the trip to JSON and back."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model import message_codec as codec
from bot.model.message import Bullets, Fields, Message, Notice, PageLink, Span, Style, Tone, WebLink

SAMPLE = Message(
    fallback="One \ud800 line",
    blocks=(
        Fields((("Next", (Span("Monday", Style.STRONG, PageLink("digests/abc", "stories")),)),)),
        Notice(Tone.WARNING, (Span("A feed is silent", link=WebLink("https://feeds.example/rss")),)),
        Bullets(((Span("one"),), ())),
    ),
)


def trip(message: Message) -> Message:
    return codec.load(json.loads(json.dumps(codec.dump(message))))


@given(st.from_type(Message))
def test_a_message_comes_back_as_it_went(message: Message) -> None:
    # repr tells an enum from its value and a tuple from a list, which equality does not.
    assert repr(trip(message)) == repr(message)


def test_a_half_character_comes_back_too() -> None:
    assert repr(trip(SAMPLE)) == repr(SAMPLE)


def damaged(change: dict[str, Any]) -> dict[str, Any]:
    return {**codec.dump(SAMPLE), **change}


@pytest.mark.parametrize(
    "change",
    [
        {"type": "Span"},
        {"fallback": 3},
        {"blocks": "none"},
        {"blocks": [{"type": "Poster"}]},
        {"blocks": [{"type": "Header", "text": "a", "size": 3}]},
        {"blocks": [{"type": "Notice", "tone": "loud", "spans": []}]},
        {"blocks": [{"type": "Fields", "pairs": [["one"]]}]},
        {"blocks": [None]},
    ],
)
def test_anything_else_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises((ValueError, TypeError)):
        codec.load(damaged(change))


@pytest.mark.parametrize("value", [None, [], "text", {}])
def test_what_is_no_message_is_refused(value: object) -> None:
    with pytest.raises((ValueError, TypeError)):
        codec.load(value)
