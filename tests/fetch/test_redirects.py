"""Redirects, over real connections. Their rules are in test_trail."""

import asyncio

import pytest

from bot.model.feed import FaultKind, Visit
from tests.fetch.site import Ask, Names, Site, fetch, fetch_one, reply

FEED = b"<rss/>"


def redirect(location: str, status: int = 301) -> bytes:
    return reply(status, b"moved", f"Location: {location}")


def test_a_permanent_move_is_followed_and_told(site: Site, other_site: Site) -> None:
    site.answers["/feed"] = redirect("/new")
    site.answers["/new"] = redirect(other_site.url("/feed.xml"), 308)
    other_site.answers["/feed.xml"] = reply(200, FEED, 'ETag: "b"')
    got = fetch(Visit(feed_id=1, url=site.url(), etag='"a"'), sites=(site, other_site))[0]
    assert (got.status, got.body, got.etag) == (200, FEED, '"b"')
    assert got.final_url == got.permanent_url == other_site.url("/feed.xml")
    assert [ask.headers["if-none-match"] for ask in site.asked + other_site.asked] == ['"a"'] * 3


def test_a_passing_move_is_followed_and_not_told_as_permanent(site: Site) -> None:
    site.answers["/feed"] = redirect("/tonight", 302)
    site.answers["/tonight"] = reply(200, FEED)
    got = fetch_one(site)
    assert (got.body, got.final_url, got.permanent_url) == (FEED, site.url("/tonight"), "")


def test_a_move_to_a_fault_is_no_move(site: Site) -> None:
    site.answers["/feed"] = redirect("/missing")
    got = fetch_one(site)
    assert (got.status, got.permanent_url, got.final_url) == (404, "", site.url("/missing"))


def test_a_circle_ends(site: Site) -> None:
    site.answers["/feed"] = redirect("/there")
    site.answers["/there"] = redirect("/feed")
    got = fetch_one(site)
    assert got.fault is not None
    assert (got.fault.kind, got.status, len(site.asked)) == (FaultKind.REDIRECTS, 0, 2)


def test_a_chain_ends_after_the_fifth(site: Site) -> None:
    for step in range(10):
        site.answers[f"/{step}"] = redirect(f"/{step + 1}")
    got = fetch_one(site, "/0")
    assert got.fault is not None
    assert (got.fault.kind, len(site.asked)) == (FaultKind.REDIRECTS, 6)


@pytest.mark.parametrize(
    "location",
    ["http://127.0.0.1:9/", "http://[::1]/", "http://169.254.169.254/latest/", "http://10.0.0.1/", "ftp://x/"],
)
def test_a_redirect_to_a_private_address_is_refused(site: Site, location: str) -> None:
    site.answers["/feed"] = redirect(location)
    got = fetch_one(site)
    assert got.fault is not None
    assert (got.fault.kind, got.status) == (FaultKind.REFUSED_ADDRESS, 0)


def test_credentials_are_not_taken_to_another_origin(site: Site, other_site: Site) -> None:
    site.answers["/feed"] = redirect("/here")
    site.answers["/here"] = redirect(other_site.url())
    url = site.url().replace("http://", "http://desk:secret@")
    fetch(Visit(feed_id=1, url=url), sites=(site, other_site))
    assert all("authorization" in ask.headers for ask in site.asked)
    assert "authorization" not in other_site.asked[0].headers


def test_redirects_of_many_hosts_to_one_are_polite_there(site: Site, other_site: Site) -> None:
    names = Names(**{f"h{number}_example": [["127.0.0.1"]] for number in range(12)})
    site.rest = redirect(other_site.url("/slow"))
    other_site.answers["/slow"] = reply(200, FEED)
    visits = [Visit(feed_id=number, url=site.url(host=f"h{number}.example")) for number in range(12)]
    answers = fetch(*visits, sites=(site, other_site), names=names, per_host=2)
    assert [got.status for got in answers] == [200] * 12
    assert other_site.most_at_once <= 2


def test_redirects_to_many_hosts_are_followed_at_once(site: Site, other_site: Site) -> None:
    async def when_all_are_here(ask: Ask, writer: asyncio.StreamWriter) -> None:
        while len(other_site.asked) < 4:
            await asyncio.sleep(0.001)
        writer.write(reply(200, FEED))

    names = Names(**{f"h{number}_example": [["127.0.0.1"]] for number in range(4)})
    for number in range(4):
        site.answers[f"/{number}"] = redirect(other_site.url(host=f"h{number}.example"))
    other_site.rest = when_all_are_here
    visits = [Visit(feed_id=number, url=site.url(f"/{number}")) for number in range(4)]
    answers = fetch(*visits, sites=(site, other_site), names=names, per_host=1, total_seconds=2)
    assert [got.status for got in answers] == [200] * 4
