"""The guard at work: what is dialled counts, however the address was come by."""

import pytest

from bot.model.feed import FaultKind, Fetched, Visit
from tests.fetch.site import Names, Site, fetch, reply

FEED = b"<rss/>"


def refused(got: Fetched) -> str:
    assert got.fault is not None
    assert (got.fault.kind, got.status, got.body) == (FaultKind.REFUSED_ADDRESS, 0, b"")
    return got.fault.message


@pytest.mark.parametrize(
    "host",
    [
        "127.0.0.1",
        "localhost",
        "2130706433",
        "0x7f.1",
        "0x7f000001",
        "0177.0.0.1",
        "127.1",
        "127.0.0.1.",
        "１２７.０.０.１",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "[::ffff:7f00:1]",
        "[64:ff9b::7f00:1]",
        "[fe80::1%25lo]",
        "0.0.0.0",
        "[::]",
    ],
)
def test_no_spelling_of_loopback_gets_through(site: Site, host: str) -> None:
    refused(fetch(Visit(feed_id=1, url=site.url(host=host)))[0])
    assert not site.asked


def test_the_sentence_says_what_was_not_dialled() -> None:
    got = fetch(Visit(feed_id=1, url="http://desk.example/"), names=Names(desk_example=[["10.0.0.7"]]))[0]
    assert refused(got) == "desk.example is not dialled: 10.0.0.7 is a private address."


def test_an_address_that_is_none_is_told(site: Site) -> None:
    got = fetch(Visit(feed_id=1, url="mssp alert"))[0]
    assert refused(got) == "This feed is not polled: the address is not a full http or https address."


def test_an_exception_holds_for_its_port_alone(site: Site, other_site: Site) -> None:
    site.rest = other_site.rest = reply(200, FEED)
    here, there = fetch(Visit(feed_id=1, url=site.url()), Visit(feed_id=2, url=other_site.url()), sites=(site,))
    assert here.body == FEED
    refused(there)


def test_a_name_that_is_excepted_lets_no_other_name_in(site: Site, other_site: Site) -> None:
    site.rest = other_site.rest = reply(200, FEED)
    names = Names(feeds_example=[["127.0.0.1"]], other_example=[["127.0.0.1"]])
    answers = fetch(
        Visit(feed_id=1, url=site.url(host="feeds.example")),
        Visit(feed_id=2, url=site.url(host="other.example")),
        Visit(feed_id=3, url=other_site.url(host="feeds.example")),
        names=names,
        allowed=frozenset({("feeds.example", site.port)}),
    )
    assert answers[0].body == FEED
    refused(answers[1])
    refused(answers[2])


def test_a_name_that_changes_its_mind_is_refused_as_dialled(site: Site) -> None:
    site.rest = reply(302, b"", "Location: /again", "Connection: close")
    names = Names(sly_example=[["127.0.0.1"], ["127.0.0.2"]])  # the first answer is let in, the second is not
    got = fetch(Visit(feed_id=1, url=site.url(host="sly.example")), sites=(site,), names=names, dns_seconds=0)[0]
    assert refused(got) == f"sly.example:{site.port} is not dialled: 127.0.0.2 is a loopback address."
    assert len(site.asked) == 1


def test_among_several_addresses_only_the_public_ones_are_dialled(site: Site) -> None:
    site.rest = reply(200, FEED)
    names = Names(mixed_example=[["10.0.0.1", "127.0.0.2", "127.0.0.1", "192.168.0.1"]])
    got = fetch(Visit(feed_id=1, url=site.url(host="mixed.example")), sites=(site,), names=names)[0]
    assert got.body == FEED


def test_all_of_several_addresses_refused_is_one_refusal() -> None:
    names = Names(inside_example=[["10.0.0.1", "10.0.0.1", "192.168.0.1"]])
    message = refused(fetch(Visit(feed_id=1, url="http://inside.example/"), names=names)[0])
    assert message.count("10.0.0.1") == 1
    assert "192.168.0.1 is a private address" in message


def test_a_public_address_that_cannot_be_reached_is_no_refusal(site: Site) -> None:
    names = Names(mixed_example=[["10.0.0.1", "127.0.0.1"]])
    visit = Visit(feed_id=1, url=site.url(host="mixed.example"))
    site.close_door()
    got = fetch(visit, sites=(site,), names=names)[0]
    assert got.fault is not None
    assert got.fault.kind == FaultKind.CONNECT
