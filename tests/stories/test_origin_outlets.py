"""The list of outlets: how it is read, what is wrong with it, and whom a name, a site or a source means."""

import pytest

from bot.stories.origin import NO_OUTLETS, Outlet, Outlets, read_outlets
from tests.stories.origins import OUTLETS

POST = Outlet(
    name="The Harbour Post", aliases=("HP", "Harbour Post Online"), hosts=("harbour-post.example",), wire=True
)


def test_a_line_an_outlet() -> None:
    names = 'aliases = ["HP", "Harbour Post Online"], hosts = ["harbour-post.example"]'
    line = f'"The Harbour Post" = {{ {names}, wire = true }}'
    assert read_outlets(line.encode(), "outlets.toml") == (POST,)
    assert read_outlets(b"", "outlets.toml") == ()


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ('"Post" = "post.example"', "“Post” must be a table such as { hosts = ['harbour-post.example'] }"),
        ('"Post" = { hosts = "post.example" }', "“Post”: `hosts` must be a list of texts that are not empty"),
        ('"Post" = { hosts = [""] }', "“Post”: `hosts` must be a list of texts that are not empty"),
        ('"Post" = { wire = 1 }', "“Post”: `wire` must be true or false"),
        (
            '"Post" = { host = ["post.example"] }',
            "“Post”: `host` is unknown; an outlet has aliases, hosts, releases, short, wire",
        ),
    ],
)
def test_what_is_wrong_is_told_with_its_place(text: str, fault: str) -> None:
    assert read_outlets(text.encode(), "outlets.toml") == [f"outlets.toml: {fault}"]


def test_what_is_no_toml_is_told() -> None:
    for text in (b"= 1", b"\xff"):
        (fault,) = read_outlets(text, "outlets.toml")
        assert str(fault).startswith("outlets.toml: this is no TOML: ")


@pytest.mark.parametrize(
    ("source", "outlet"),
    [
        ("The Guardian", "The Guardian"),
        ("guardian", "The Guardian"),
        ("NYT", "The New York Times"),
        ("CNN (Web News)", "CNN"),
        ("BBC News: Technology", "BBC"),
        ("Wired - Security", "Wired"),
        ("theregister.co.uk", "The Register"),
        ("Time Out", None),
        ("Gleaner", None),
        ("", None),
    ],
)
def test_whose_source_it_is(source: str, outlet: str | None) -> None:
    assert OUTLETS.of_source(source) == outlet


@pytest.mark.parametrize(
    ("link", "outlet"),
    [
        ("https://www.theguardian.com/uk", "The Guardian"),
        ("https://motherboard.vice.com/x", "Motherboard"),
        ("https://tech.vice.com/x", "Vice"),
        ("https://nottheguardian.com/uk", None),
        ("https://[::1", None),
        ("", None),
        (f"https://{'a.' * 40_000}com", None),
    ],
)
def test_whose_page_it_is(link: str, outlet: str | None) -> None:
    assert OUTLETS.of_link(link) == outlet


def test_what_we_read_is_added_once() -> None:
    read = Outlets([POST]).with_sources(["Harbour Post", "Gleaner", "Gleaner", " "])
    assert [outlet.name for outlet in read] == ["The Harbour Post", "Gleaner"]
    assert read.ours == {"The Harbour Post", "Gleaner"}
    assert NO_OUTLETS.with_sources([]).ours == frozenset()


def test_the_shipped_list_is_in_order() -> None:
    """No name and no site belongs to two; every site is a bare host."""
    each = [{name.casefold().removeprefix("the ") for name in (one.name, *one.aliases)} for one in OUTLETS]
    names = [name for own in each for name in own]
    assert {name for name in names if names.count(name) > 1} == set()
    hosts = [host for one in OUTLETS for host in one.hosts]
    assert len(hosts) == len(set(hosts))
    assert all(host == host.casefold() and "/" not in host and "." in host for host in hosts)
    assert len(list(OUTLETS)) > 250
    assert {"Reuters", "Associated Press", "AFP"} <= {one.name for one in OUTLETS if one.wire}
    assert OUTLETS.spreads_releases("PR Newswire")
    assert OUTLETS.is_wire("PR Newswire")
    assert not OUTLETS.spreads_releases("Reuters")
