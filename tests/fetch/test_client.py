"""The fetcher as flow sees it: many visits, one caller, and endings of every kind."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Iterator

import pytest

from bot.errors import PresswatchError
from bot.fetch import batch
from bot.fetch.client import HttpFetcher
from bot.model.feed import Visit
from bot.ports.fetch import Fetcher
from tests.fetch.site import Ask, Names, Site, reply, settings

BODY = b"<rss>" + b" " * 20_000


def visits(site: Site, count: int) -> list[Visit]:
    return [Visit(feed_id=number, url=site.url(f"/{number}")) for number in range(count)]


async def no_answer(ask: Ask, writer: asyncio.StreamWriter) -> None:
    """Keeps its visitor waiting."""
    await ask.gone()


def test_every_visit_has_one_answer(site: Site) -> None:
    site.rest = reply(200, b"<rss/>")
    fetcher: Fetcher = HttpFetcher(settings(site, per_host=8))
    bad = Visit(feed_id=-1, url="nonsense")
    with fetcher:
        for _ in range(2):  # the fetcher is used again, with its loop and session
            answers = list(fetcher.fetch([bad, *visits(site, 500)]))
            assert sorted(answer.feed_id for answer in answers) == list(range(-1, 500))
            assert sum(answer.fault is None for answer in answers) == 500


def test_no_visits_no_answers() -> None:
    with HttpFetcher(settings()) as fetcher:
        assert list(fetcher.fetch([])) == []


def test_visits_are_read_on_the_callers_thread(site: Site) -> None:
    threads = []

    def lazy() -> Iterator[Visit]:
        threads.append(threading.current_thread())
        yield from visits(site, 2)

    with HttpFetcher(settings(site)) as fetcher:
        assert len(list(fetcher.fetch(lazy()))) == 2
    assert threads == [threading.current_thread()]


def test_answers_come_as_they_are_ready(site: Site, other_site: Site) -> None:
    site.rest = no_answer
    with HttpFetcher(settings(site, other_site)) as fetcher:
        slow, quick = Visit(feed_id=1, url=site.url()), Visit(feed_id=2, url=other_site.url())
        assert next(fetcher.fetch([slow, quick])).feed_id == 2


def test_one_hosts_queue_holds_up_nobody_else(site: Site, other_site: Site) -> None:
    site.rest = no_answer
    with HttpFetcher(settings(site, other_site, concurrency=3), resolver=Names(b_example=[["127.0.0.1"]])) as fetcher:
        crowd = visits(site, 50)
        others = [Visit(feed_id=100 + n, url=other_site.url(host="b.example")) for n in range(5)]
        answers = fetcher.fetch(crowd + others)
        assert sorted(next(answers).feed_id for _ in others) == [100, 101, 102, 103, 104]
        answers.close()


def test_a_host_is_never_crowded(site: Site) -> None:
    async def slow(ask: Ask, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.005)
        writer.write(reply(200, b"<rss/>"))

    site.rest = slow
    with HttpFetcher(settings(site, per_host=3)) as fetcher:
        list(fetcher.fetch(visits(site, 40)))
    assert site.most_at_once == 3


def test_a_slow_caller_does_not_fill_the_memory(site: Site) -> None:
    site.rest = reply(200, BODY)
    bound = 10 + 4 + 1  # waiting in the queue, waiting to get in, in the caller's hands
    with HttpFetcher(settings(site, queue_bytes=10 * (len(BODY) + 1024), concurrency=4, per_host=4)) as fetcher:
        answers = fetcher.fetch(visits(site, 5000))
        for taken in range(1, 30):
            next(answers)
            assert len(site.asked) < taken + bound + 10
        assert not site.wait_for(lambda: len(site.asked) > 29 + bound, seconds=0.2)
        answers.close()


def test_closing_the_iterator_gives_up_what_is_under_way(site: Site) -> None:
    site.answers["/1"] = no_answer
    with HttpFetcher(settings(site, per_host=2)) as fetcher:
        answers = fetcher.fetch(visits(site, 500))
        next(answers)
        assert site.wait_for(lambda: any(ask.path == "/1" for ask in site.asked))
        answers.close()
        assert site.wait_for(lambda: site.open_connections <= 1)  # the idle one at most
        assert len(site.asked) < 500
        assert len(list(fetcher.fetch(visits(site, 1)))) == 1  # and the fetcher still works


def test_closing_the_fetcher_ends_a_batch_with_a_word(site: Site) -> None:
    site.rest = no_answer
    fetcher = HttpFetcher(settings(site))
    answers = fetcher.fetch(visits(site, 10))

    def close_when_asked() -> None:
        site.wait_for(lambda: bool(site.asked))
        fetcher.close()

    closer = threading.Thread(target=close_when_asked)
    closer.start()
    with pytest.raises(PresswatchError, match="closed before every feed was visited"):
        list(answers)
    closer.join()
    assert site.wait_for(lambda: site.open_connections == 0)


def test_a_closed_fetcher_stays_closed(site: Site) -> None:
    fetcher = HttpFetcher(settings(site))
    fetcher.close()
    fetcher.close()
    with pytest.raises(RuntimeError):
        next(fetcher.fetch(visits(site, 1)))


def test_an_iterator_left_half_read_does_no_harm(site: Site) -> None:
    site.rest = reply(200, BODY)
    fetcher = HttpFetcher(settings(site, queue_bytes=100_000))
    answers = fetcher.fetch(visits(site, 50))
    next(answers)
    fetcher.close()
    with pytest.raises(PresswatchError):
        list(answers)


@pytest.fixture
def interruptible() -> Iterator[None]:
    """Ctrl-C counts, also where whoever began the tests had it ignored, as a shell does in the background."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("interruptible")
def test_ctrl_c_ends_a_wait_and_leaves_nothing(site: Site) -> None:
    site.rest = no_answer

    def press() -> None:
        site.wait_for(lambda: bool(site.asked))
        time.sleep(0.02)  # so that the caller waits; it is interrupted either way
        os.kill(os.getpid(), signal.SIGINT)

    presser = threading.Thread(target=press)
    with HttpFetcher(settings(site)) as fetcher:
        presser.start()
        with pytest.raises(KeyboardInterrupt):
            list(fetcher.fetch(visits(site, 10)))
        assert site.wait_for(lambda: site.open_connections == 0)
    presser.join()


def test_a_bug_of_ours_is_raised_and_not_waited_for(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    async def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError("ours")

    monkeypatch.setattr(batch, "hop", broken)
    with HttpFetcher(settings(site)) as fetcher, pytest.raises(ZeroDivisionError, match="ours"):
        list(fetcher.fetch(visits(site, 3)))


def test_a_lone_visit_leaves_no_connection_open(site: Site) -> None:
    site.rest = reply(200, b"<rss/>")
    with HttpFetcher(settings(site)) as fetcher:
        list(fetcher.fetch(visits(site, 1)))
        assert site.asked[0].headers["connection"] == "close"
        assert site.wait_for(lambda: site.open_connections == 0)


def test_visits_to_one_host_share_its_connections(site: Site) -> None:
    site.rest = reply(200, b"<rss/>")
    with HttpFetcher(settings(site, per_host=2)) as fetcher:
        list(fetcher.fetch(visits(site, 50)))
    assert site.connections_made <= 3
