"""Everything that can go wrong between two machines ends as a fault with a sentence, never as an exception."""

import asyncio
import random
import socket
from datetime import timedelta

import pytest

from bot.fetch.faults import spell
from bot.model.feed import FaultKind, Fetched, Visit
from tests.fetch.site import Ask, Names, Script, Site, fetch, fetch_one, reply

GOOD = reply(200, b"<rss/>", 'ETag: "1"', "Content-Type: text/xml", "Content-Encoding: gzip", "Location: /x")


def kind_of(got: Fetched) -> FaultKind:
    assert got.fault is not None
    assert got.status == 0
    return got.fault.kind


async def trickle(ask: Ask, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n")
    while not writer.is_closing():
        writer.write(b"x")
        await asyncio.sleep(0.01)


async def silence(ask: Ask, writer: asyncio.StreamWriter) -> None:
    await ask.gone()


async def reset(ask: Ask, writer: asyncio.StreamWriter) -> None:
    linger = (1).to_bytes(4, "little") + bytes(4)
    writer.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, linger)
    writer.transport.abort()


async def hang_up(ask: Ask, writer: asyncio.StreamWriter) -> None:
    writer.close()


async def break_off(ask: Ask, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n<rss>")
    writer.close()


async def endless_headers(ask: Ask, writer: asyncio.StreamWriter) -> None:
    writer.write(b"HTTP/1.1 200 OK\r\n")
    while not writer.is_closing():
        writer.write(b"X-Filler: " + b"y" * 1000 + b"\r\n")
        await writer.drain()


def test_a_slow_drip_ends_in_time(site: Site) -> None:
    site.answers["/feed"] = trickle
    got = fetch_one(site, total_seconds=0.2)
    assert kind_of(got) == FaultKind.TIMEOUT
    assert got.fault is not None
    assert got.fault.message == f"127.0.0.1:{site.port} was not done within 0.2 s."


def test_a_silent_server_ends_in_time(site: Site) -> None:
    site.answers["/feed"] = silence
    assert kind_of(fetch_one(site, total_seconds=0.1)) == FaultKind.TIMEOUT


def test_redirects_share_one_time_limit(site: Site) -> None:
    async def slow_redirect(ask: Ask, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.1)
        writer.write(reply(302, b"", f"Location: {ask.path}x"))

    site.rest = slow_redirect
    assert kind_of(fetch_one(site, total_seconds=0.25)) == FaultKind.TIMEOUT


def test_waiting_for_a_turn_is_not_counted(site: Site) -> None:
    async def slow(ask: Ask, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(0.1)
        writer.write(reply(200, b"<rss/>"))

    site.rest = slow
    visits = [Visit(feed_id=number, url=site.url()) for number in range(8)]
    answers = fetch(*visits, sites=(site,), per_host=1, total_seconds=0.6)
    assert [got.status for got in answers] == [200] * 8


def test_a_server_that_accepts_nobody_ends_in_time() -> None:
    with socket.socket() as deaf:
        deaf.bind(("127.0.0.1", 0))
        deaf.listen(0)
        address = deaf.getsockname()
        fillers = [socket.socket() for _ in range(4)]
        for filler in fillers:
            filler.setblocking(False)
            filler.connect_ex(address)
        visit = Visit(feed_id=1, url=f"http://127.0.0.1:{address[1]}/")
        got = fetch(visit, allowed=frozenset({address}), connect_seconds=0.1, total_seconds=3)[0]
        for filler in fillers:
            filler.close()
    assert kind_of(got) == FaultKind.TIMEOUT
    assert got.fault is not None
    assert got.fault.message.endswith(" gave no connection within 0.1 s.")


def test_a_name_without_an_address(site: Site) -> None:
    got = fetch(Visit(feed_id=1, url="http://nowhere.example/"), names=Names())[0]
    assert kind_of(got) == FaultKind.DNS
    assert got.fault is not None
    assert got.fault.message.startswith("nowhere.example could not be looked up: ")


@pytest.mark.parametrize("host", ["a..b", "x" * 64 + ".example", "nowhere.invalid"])
def test_a_name_that_the_system_cannot_look_up(host: str) -> None:
    assert kind_of(fetch(Visit(feed_id=1, url=f"http://{host}/"))[0]) == FaultKind.DNS


def test_a_port_where_nobody_listens(site: Site) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        address = taken.getsockname()
        got = fetch(Visit(feed_id=1, url=f"http://127.0.0.1:{address[1]}/"), allowed=frozenset({address}))[0]
    assert kind_of(got) == FaultKind.CONNECT
    assert got.fault is not None
    assert got.fault.message.endswith(" could not be reached: Connection refused.")


@pytest.mark.parametrize("script", [reset, hang_up])
def test_a_connection_that_is_cut_before_an_answer(site: Site, script: Script) -> None:
    site.answers["/feed"] = script
    assert kind_of(fetch_one(site)) == FaultKind.CONNECT


@pytest.mark.parametrize(
    "rubbish",
    [
        b"SSH-2.0-OpenSSH_9.6\r\n\r\n",
        b"HTTP/1.1 abc Fine\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: five\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nabc\r\n",
        b"HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
        b"\x00\x01\x02\x03\r\n\r\n",
    ],
)
def test_what_is_no_http(site: Site, rubbish: bytes) -> None:
    site.answers["/feed"] = rubbish
    assert kind_of(fetch_one(site)) == FaultKind.PROTOCOL


def test_a_body_shorter_than_announced(site: Site) -> None:
    site.answers["/feed"] = break_off
    got = fetch_one(site)
    assert kind_of(got) == FaultKind.PROTOCOL
    assert got.fault is not None
    assert got.fault.message.endswith(" sent a body that breaks off or is malformed.")


def test_headers_without_an_end(site: Site) -> None:
    site.answers["/feed"] = endless_headers
    assert kind_of(fetch_one(site)) == FaultKind.PROTOCOL


def test_more_bytes_than_announced_do_not_spoil_the_next_visit(site: Site) -> None:
    site.answers["/odd"] = reply(200, b"<rss/>") + reply(200, b"surplus")
    site.answers["/even"] = reply(200, b"<atom/>")
    visits = [Visit(feed_id=number, url=site.url("/odd" if number % 2 else "/even")) for number in range(8)]
    answers = fetch(*visits, sites=(site,), per_host=1)
    assert [got.body for got in answers[::2]] == [b"<atom/>"] * 4
    assert all(got.fault is not None or got.body == b"<rss/>" for got in answers[1::2])


def test_any_damage_to_an_answer_ends_in_one_answer_or_fault(site: Site, caplog: pytest.LogCaptureFixture) -> None:
    chance = random.Random(7)

    async def damaged(ask: Ask, writer: asyncio.StreamWriter) -> None:
        data = bytearray(GOOD)
        for _ in range(chance.randint(1, 6)):
            data[chance.randrange(len(data))] = chance.randrange(256)
        writer.write(bytes(data[: chance.randint(1, len(data) * 2)]))
        writer.close()

    site.rest = damaged
    visits = [Visit(feed_id=number, url=site.url(), etag='"1"') for number in range(300)]
    answers = fetch(*visits, sites=(site,), per_host=16)
    assert len(answers) == 300
    assert all((got.fault is None) == (got.status in (200, 304)) for got in answers)
    assert not caplog.records


@pytest.mark.parametrize(
    ("span", "words"),
    [
        (timedelta(seconds=90), "90 s"),
        (timedelta(minutes=5), "5 min"),
        (timedelta(hours=3), "3 h"),
        (timedelta(days=7), "7 days"),
    ],
)
def test_spans_in_words(span: timedelta, words: str) -> None:
    assert spell(span) == words
