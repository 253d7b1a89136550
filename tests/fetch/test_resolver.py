import asyncio
import threading

import pytest
from aiohttp.abc import ResolveResult

from bot.fetch import resolver
from bot.fetch.resolver import Resolver
from bot.model.feed import FaultKind, Visit
from tests.fetch.site import Site, fetch, reply


def test_a_name_leads_to_numeric_addresses() -> None:
    found = asyncio.run(Resolver().resolve("localhost", 8000))
    assert {each["host"] for each in found} & {"127.0.0.1", "::1"}
    assert {each["port"] for each in found} == {8000}


def test_names_that_hang_hold_up_nobody_else(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    site.rest = reply(200, b"<rss/>")
    release = threading.Event()
    look_up = resolver._addresses

    def sometimes_hanging(host: str, *rest: int) -> list[ResolveResult]:
        if host.startswith("hangs"):
            release.wait()
        return look_up("127.0.0.1", *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(resolver, "_addresses", sometimes_hanging)
    hosts = [f"hangs{number}.example" for number in range(20)] + [f"fine{number}.example" for number in range(20)]
    visits = [Visit(feed_id=number, url=site.url(host=host)) for number, host in enumerate(hosts)]
    answers = fetch(*visits, sites=(site,), connect_seconds=0.6)
    release.set()  # after the fetcher was closed: late answers find no loop, and do no harm
    assert [got.fault.kind for got in answers[:20] if got.fault] == [FaultKind.TIMEOUT] * 20
    assert [got.status for got in answers[20:]] == [200] * 20
