import asyncio
import threading
from datetime import UTC, datetime

import pytest

from bot.fetch.outbox import OVERHEAD, Outbox
from bot.model.feed import Fetched


def answer(number: int, size: int) -> Fetched:
    return Fetched(
        feed_id=number, url="", final_url="", status=200, body=bytes(size), fetched_at=datetime(2026, 3, 1, tzinfo=UTC)
    )


async def settle() -> None:
    """Let every task that can go on go on."""
    for _ in range(10):
        await asyncio.sleep(0)


async def put_all(outbox: Outbox, answers: list[Fetched], done: list[int]) -> None:
    for each in answers:
        await outbox.put(each)
        done.append(each.feed_id)


def test_a_slow_caller_holds_the_loop_back() -> None:
    async def scenario() -> None:
        outbox, done = Outbox(limit=4 * (1000 + OVERHEAD)), list[int]()
        putting = asyncio.create_task(put_all(outbox, [answer(number, 1000) for number in range(20)], done))
        await settle()
        assert done == [0, 1, 2, 3]
        came = iter(outbox)
        for expected in ([0, 1, 2, 3], [0, 1, 2, 3, 4, 5]):  # room is given at half the limit
            next(came)
            await settle()
            assert done == expected
        putting.cancel()
        await asyncio.wait([putting])

    asyncio.run(scenario())


def test_one_answer_larger_than_the_limit_passes_alone() -> None:
    async def scenario() -> None:
        outbox, done = Outbox(limit=10), list[int]()
        putting = asyncio.create_task(put_all(outbox, [answer(0, 5000), answer(1, 5000)], done))
        await settle()
        assert done == [0]
        came = iter(outbox)
        assert next(came).feed_id == 0
        await putting
        assert next(came).feed_id == 1

    asyncio.run(scenario())


def test_answers_without_a_body_weigh_something() -> None:
    async def scenario() -> None:
        outbox, done = Outbox(limit=3 * OVERHEAD), list[int]()
        putting = asyncio.create_task(put_all(outbox, [answer(number, 0) for number in range(9)], done))
        await settle()
        assert done == [0, 1, 2]
        putting.cancel()
        await asyncio.wait([putting])

    asyncio.run(scenario())


def test_across_threads_everything_arrives_in_order() -> None:
    async def scenario() -> None:
        outbox, done, came = Outbox(limit=3 * OVERHEAD), list[int](), list[int]()
        caller = threading.Thread(target=lambda: came.extend(each.feed_id for each in outbox))
        caller.start()
        await put_all(outbox, [answer(number, 0) for number in range(2000)], done)
        outbox.close()
        await asyncio.to_thread(caller.join)
        assert came == done == list(range(2000))

    asyncio.run(scenario())


def test_an_error_is_told_after_the_answers() -> None:
    async def scenario() -> None:
        outbox = Outbox(limit=3 * OVERHEAD)
        await outbox.put(answer(0, 0))
        outbox.close(RuntimeError("a bug"))
        came = iter(outbox)
        assert next(came).feed_id == 0
        with pytest.raises(RuntimeError, match="a bug"):
            next(came)

    asyncio.run(scenario())
