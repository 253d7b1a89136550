"""Words in little room: they come back as they were, and what is none of ours, or a bomb, is nothing."""

import zlib
from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.render.packing import packed, unpacked


def by_hand(words: bytes) -> str:
    return "z:" + urlsafe_b64encode(zlib.compress(words)).decode()


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=300).filter(lambda words: not words.startswith("z:")))
def test_words_come_back_as_they_were(words: str) -> None:
    assert unpacked(packed(words, 5_000)) == words
    assert unpacked(packed(words, 5_000, without="&<>e ")) == words


def test_signs_that_are_not_to_travel_do_not() -> None:
    assert packed("a b", 100) == "a b"
    assert packed("a&b", 100, without="&").startswith("z:")


def test_what_is_long_takes_less_room_and_what_is_far_too_long_none() -> None:
    long = "facial OR recognition " * 50
    assert 0 < len(packed(long, 200)) <= 200
    assert packed("".join(map(chr, range(0x100, 0x900))), 200) == ""


@pytest.mark.parametrize("value", ["z:AAAA", "z:é", "z:", by_hand(b"\xff\xfe"), by_hand(b"x" * 1_000_000)])
def test_what_is_none_of_ours_says_nothing(value: str) -> None:
    assert unpacked(value) == ""
