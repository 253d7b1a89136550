import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetch.faults import VisitFailed
from bot.fetch.trail import Trail, begin, follow
from bot.model.feed import FaultKind, Visit


def trail(url: str) -> Trail:
    return begin(Visit(feed_id=1, url=url))


def after(start: str, *steps: tuple[int, str]) -> Trail:
    here = trail(start)
    for status, location in steps:
        here = follow(here, status, location, most=5, spent=0)
    return here


def refused(start: str, *steps: tuple[int, str]) -> VisitFailed:
    with pytest.raises(VisitFailed) as caught:
        after(start, *steps)
    return caught.value


@pytest.mark.parametrize(
    ("location", "led_to"),
    [
        ("/b", "https://a.example/b"),
        ("b?c=d#e", "https://a.example/x/b?c=d"),
        ("//b.example/c", "https://b.example/c"),
        ("?page=2", "https://a.example/x/y?page=2"),
        (" http://b.example/ ", "http://b.example/"),
        ("/caf\udcc3\udca9", "https://a.example/caf%C3%A9"),
        ("/caf\udce9", "https://a.example/caf%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
    ],
)
def test_where_a_redirect_leads(location: str, led_to: str) -> None:
    assert after("https://a.example/x/y", (302, location)).final_url == led_to


@pytest.mark.parametrize(
    ("steps", "permanent"),
    [
        ([], ""),
        ([(301, "/b")], "https://a.example/b"),
        ([(308, "/b"), (301, "https://c.example/")], "https://c.example/"),
        ([(302, "/b")], ""),
        ([(301, "/b"), (307, "/c")], ""),
        ([(303, "/b"), (301, "/c")], ""),
        ([(301, "http://a.example/b")], ""),  # down to plain http: followed, and not for good
        ([(301, "http://a.example/b"), (301, "https://a.example/b")], ""),
    ],
)
def test_only_an_unbroken_chain_of_permanent_redirects_moves_a_feed(
    steps: list[tuple[int, str]], permanent: str
) -> None:
    assert after("https://a.example/", *steps).permanent_url == permanent


def test_a_move_up_to_https_is_permanent() -> None:
    assert after("http://a.example/", (301, "https://a.example/")).permanent_url == "https://a.example/"


def test_circles_are_seen() -> None:
    told = refused("https://a.example/", (302, "/b"), (302, "/#top"))
    assert (told.kind, told.says) == (FaultKind.REDIRECTS, "redirects in a circle")


def test_long_chains_are_cut() -> None:
    told = refused("https://a.example/", *[(302, f"/{step}") for step in range(6)])
    assert (told.kind, told.says) == (FaultKind.REDIRECTS, "redirects more than 5 times")


@pytest.mark.parametrize("location", ["", "http://[", "http://a.example:99999/"])
def test_a_redirect_to_nowhere_is_told(location: str) -> None:
    assert refused("https://a.example/", (302, location)).kind == FaultKind.REDIRECTS


@pytest.mark.parametrize("location", ["ftp://a.example/", "file:///etc/hosts", "javascript:alert(1)", "http:///x"])
def test_a_redirect_to_another_scheme_is_refused(location: str) -> None:
    assert refused("https://a.example/", (302, location)).kind == FaultKind.REFUSED_ADDRESS


@pytest.mark.parametrize(
    "url", ["", "feed", "//a.example/", "ftp://a.example/", "http://", "http://a b/", "http://[::1", "http://a:x/"]
)
def test_an_address_that_cannot_be_asked_is_refused(url: str) -> None:
    assert refused(url).kind == FaultKind.REFUSED_ADDRESS


def test_credentials_stay_within_one_origin() -> None:
    start = "https://desk:secret@a.example/x"
    assert after(start, (301, "/y")).url.password == "secret"
    assert after(start, (301, "https://b.example/y")).url.password is None
    assert after(start, (301, "http://a.example/y")).url.password is None
    assert after(start, (301, "https://b.example/y"), (301, "https://a.example/z")).url.password is None


def test_a_server_cannot_hand_us_credentials() -> None:
    assert after("https://a.example/", (301, "https://u:p@b.example/")).url.user is None


def test_addresses_are_shown_without_credentials() -> None:
    asked = after("https://desk:secret@a.example/x?key=1", (301, "/y"))
    assert asked.permanent_url == asked.final_url == "https://a.example/y"
    assert asked.name == "a.example"


def test_a_sentence_names_both_ends_of_a_redirect() -> None:
    assert after("https://a.example/", (302, "http://b.example:81/")).name == "b.example:81 (where a.example redirects)"


@given(st.text(max_size=40), st.text(max_size=40))
def test_any_address_and_any_location_end_in_a_trail_or_a_named_refusal(url: str, location: str) -> None:
    for start in (url, "https://a.example/"):
        with contextlib.suppress(VisitFailed):
            assert after(start, (301, location)).final_url.startswith("http")
