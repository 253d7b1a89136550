"""One hop: ask one address, and read what it says. Where aiohttp's answers and errors become ours."""

import asyncio
import time
from datetime import UTC, datetime

import aiohttp

from bot.fetch import decode
from bot.fetch.dial import Dial, dialling
from bot.fetch.faults import FOREIGN, VisitFailed, bad_status, foreign
from bot.fetch.retry import retry_after
from bot.fetch.settings import FetchSettings
from bot.fetch.trail import REDIRECTS, Trail, follow
from bot.model.feed import Fault, FaultKind, Fetched, Visit

_LONGEST_HEADER = 1024  # characters of a header that is kept


async def hop(session: aiohttp.ClientSession, settings: FetchSettings, trail: Trail, *, last: bool) -> Trail | Fetched:
    """Ask the trail's next address: the visit's answer, or the trail that a redirect makes of it.

    With `last` nobody else waits for this host, and its connection is closed afterwards.
    """
    dial = Dial(host=trail.host)
    dialling.set(dial)
    try:
        return await _ask(session, settings, trail, last=last)
    except VisitFailed as failed:
        return failure(trail, failed)
    except FOREIGN as error:
        return failure(trail, foreign(error, dial, settings))


def failure(trail: Trail, failed: VisitFailed) -> Fetched:
    """The answer of a visit that failed. It has a status only where the status is the fault."""
    return Fetched(
        feed_id=trail.visit.feed_id,
        url=trail.visit.url,
        final_url=trail.final_url,
        status=failed.status,
        retry_after=failed.retry_after,
        fault=Fault(kind=failed.kind, message=f"{trail.name} {failed.says}."),
        fetched_at=datetime.now(UTC),
    )


def stillborn(visit: Visit, failed: VisitFailed) -> Fetched:
    """The answer of a visit whose address cannot even be asked."""
    return Fetched(
        feed_id=visit.feed_id,
        url=visit.url,
        final_url="",
        status=0,
        fault=Fault(kind=failed.kind, message=f"This feed {failed.says}."),
        fetched_at=datetime.now(UTC),
    )


async def _ask(session: aiohttp.ClientSession, settings: FetchSettings, trail: Trail, *, last: bool) -> Trail | Fetched:
    started = time.monotonic()
    async with (
        asyncio.timeout(settings.total_seconds - trail.spent),
        session.get(trail.url, headers=_headers(trail.visit, last=last), allow_redirects=False) as response,
    ):
        if response.status in REDIRECTS:
            spent = trail.spent + time.monotonic() - started
            location = response.headers.get("Location", "")
            return follow(trail, response.status, location, most=settings.max_redirects, spent=spent)
        return await _answer(response, settings, trail)


async def _answer(response: aiohttp.ClientResponse, settings: FetchSettings, trail: Trail) -> Fetched:
    visit = trail.visit
    if response.status == 304 and not (visit.etag or visit.last_modified):
        raise VisitFailed(FaultKind.PROTOCOL, "answered 304 Not Modified to a request that set no condition")
    if response.status == 304:
        return _success(response, trail, b"")
    if response.status == 200:
        return _success(response, trail, await _body(response, settings.max_body))
    wait = retry_after(response.headers.get("Retry-After", ""), datetime.now(UTC))
    raise bad_status(response.status, wait)


def _success(response: aiohttp.ClientResponse, trail: Trail, body: bytes) -> Fetched:
    """A 200 or a 304. A 304 that repeats no validator keeps those we sent."""
    unchanged = response.status == 304
    return Fetched(
        feed_id=trail.visit.feed_id,
        url=trail.visit.url,
        final_url=trail.final_url,
        status=response.status,
        body=body,
        content_type=_header(response, "Content-Type"),
        content_location=_header(response, "Content-Location"),
        etag=_header(response, "ETag") or (trail.visit.etag if unchanged else ""),
        last_modified=_header(response, "Last-Modified") or (trail.visit.last_modified if unchanged else ""),
        permanent_url=trail.permanent_url,
        fetched_at=datetime.now(UTC),
    )


async def _body(response: aiohttp.ClientResponse, limit: int) -> bytes:
    if (response.content_length or 0) > limit:
        raise decode.too_large(limit)
    body = decode.Body(decode.encodings(response.headers.getall("Content-Encoding", ())), limit)
    async for chunk in response.content.iter_any():
        body.feed(chunk)
    return body.finish()


def _headers(visit: Visit, *, last: bool) -> dict[str, str]:
    headers = {}
    if visit.etag:
        headers["If-None-Match"] = visit.etag
    if visit.last_modified:
        headers["If-Modified-Since"] = visit.last_modified
    if last:
        headers["Connection"] = "close"
    return headers


def _header(response: aiohttp.ClientResponse, name: str) -> str:
    """A header as given; "" where it could be neither stored nor sent back (control characters, no UTF-8)."""
    value = response.headers.get(name, "")
    return value if value.isprintable() and len(value) <= _LONGEST_HEADER else ""
