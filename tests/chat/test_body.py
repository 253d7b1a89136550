"""Bodies: no more of one is read than a platform sends."""

import asyncio
from collections.abc import Iterator

import pytest
from starlette.requests import Request

from bot.chat.body import body_of


def request(pieces: list[bytes], heard: list[int]) -> Request:
    """One whose body comes in pieces; `heard` counts those that were taken."""
    rest: Iterator[bytes] = iter(pieces)

    async def receive() -> dict[str, object]:
        heard.append(1)
        return {"type": "http.request", "body": next(rest), "more_body": len(heard) < len(pieces)}

    return Request({"type": "http", "method": "POST", "headers": []}, receive)


@pytest.mark.parametrize(
    ("pieces", "whole", "taken"),
    [
        ([b"abc", b"de"], b"abcde", 2),
        ([b""], b"", 1),
        ([b"abcdef"], None, 1),
        ([b"abc", b"def", b"ghi"], None, 2),  # what comes after is not waited for
    ],
)
def test_a_body_is_whole_or_too_large(pieces: list[bytes], whole: bytes | None, taken: int) -> None:
    heard: list[int] = []
    assert asyncio.run(body_of(request(pieces, heard), 5)) == whole
    assert len(heard) == taken
