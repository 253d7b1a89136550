"""The package for Teams: whole, within every limit, the same bytes each time, and refused with all faults at once."""

import io
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from bench.icons import COLOUR_ICON, ICONS, OUTLINE_ICON, Box, png
from bench.small_png import chunks
from bench.teams_manifest import EXAMPLE, TEMPLATE, main
from bot.chat.teams import package as packing
from bot.chat.teams.package import IN_CHANNELS, IN_PERSON, MANIFEST, AppFacts, expect_packable, fill, package
from bot.errors import SettingsError
from bot.model.usage import COMMANDS

GIVEN = fill(TEMPLATE.read_text("utf-8"), EXAMPLE)
BOT = GIVEN["bots"][0]
EXTENSION = GIVEN["composeExtensions"][0]
LISTS = BOT["commandLists"]
PICTURES = {name: (ICONS / name).read_bytes() for name in packing.ICONS}


def texts(value: Any) -> Iterator[str]:
    """Every text of the manifest."""
    match value:
        case dict():
            for inner in value.values():
                yield from texts(inner)
        case list():
            for inner in value:
                yield from texts(inner)
        case str():
            yield value


def test_it_is_a_manifest_of_that_version_for_this_bot() -> None:
    assert GIVEN["manifestVersion"] == "1.30"
    assert GIVEN["id"] == BOT["botId"] == EXTENSION["botId"] == EXAMPLE.client_id
    assert GIVEN["version"] == "1.2.3"
    assert GIVEN["supportsChannelFeatures"] == "tier1"  # in shared and private channels, too
    assert not [text for text in texts(GIVEN) if "{{" in text]


def test_the_bot_is_everywhere_and_answers_in_private() -> None:
    assert sorted(BOT["scopes"]) == ["groupChat", "personal", "team"]
    assert BOT["supportsTargetedMessages"] is True
    assert BOT["isNotificationOnly"] is False


def test_each_place_has_its_own_menu() -> None:
    assert [one["scopes"] for one in LISTS] == [["team"], ["groupChat"], ["personal"]]
    assert [one["triggers"] for one in LISTS] == [["slash", "mention"], ["slash", "mention"], ["mention"]]


# https://learn.microsoft.com/en-us/microsoft-365/extensibility/schema/root-bots-command-lists
def test_the_menus_are_within_the_limits() -> None:
    assert len(LISTS) <= 3
    for one in LISTS:
        assert 0 < len(one["commands"]) <= 12
        for command in one["commands"]:
            assert 0 < len(command["title"]) <= 128
            assert 0 < len(command["description"]) <= 128


@pytest.mark.parametrize("verbs", [IN_CHANNELS, IN_PERSON])
def test_the_menus_offer_what_there_is_each_once(verbs: tuple[str, ...]) -> None:
    assert set(verbs) <= {row.verb for row in COMMANDS}
    assert len(verbs) == len(set(verbs))


# https://learn.microsoft.com/en-us/microsoft-365/extensibility/schema/root
LONGEST = {
    ("name", "short"): 30,
    ("name", "full"): 100,
    ("description", "short"): 80,
    ("description", "full"): 4000,
    ("developer", "name"): 32,
}


@pytest.mark.parametrize("place", LONGEST)
def test_texts_are_no_longer_than_teams_shows(place: tuple[str, str]) -> None:
    part, name = place
    assert 0 < len(GIVEN[part][name]) <= LONGEST[place]


def test_stories_are_found_while_one_writes_and_our_links_unfold() -> None:
    (search,) = EXTENSION["commands"]
    assert (search["id"], search["type"]) == ("search", "query")
    assert "compose" in search["context"]
    assert len(search["parameters"]) == 1
    assert len(search["title"]) <= 32
    assert len(search["description"]) <= 128
    links = {"domains": ["press.example.org"], "supportsAnonymizedPayloads": True}
    assert EXTENSION["messageHandlers"] == [{"type": "link", "value": links}]
    assert GIVEN["validDomains"] == ["press.example.org"]


def test_it_asks_for_no_right_to_read_what_is_not_said_to_it() -> None:
    assert "authorization" not in GIVEN
    assert "webApplicationInfo" not in GIVEN
    assert set(GIVEN["permissions"]) == {"identity", "messageTeamMembers"}


def test_the_package_has_all_that_the_manifest_names_and_is_the_same_each_time() -> None:
    made = package(TEMPLATE.read_text("utf-8"), PICTURES, EXAMPLE)
    with zipfile.ZipFile(io.BytesIO(made)) as file:
        assert file.testzip() is None
        assert set(file.namelist()) == {MANIFEST, *GIVEN["icons"].values()}
        assert json.loads(file.read(MANIFEST)) == GIVEN
        assert {one.date_time[0] for one in file.infolist()} == {1980}
        assert file.read("color.png") == PICTURES["color.png"]
    assert package(TEMPLATE.read_text("utf-8"), PICTURES, EXAMPLE) == made


def faults_of(client_id: str = EXAMPLE.client_id, public_url: str = EXAMPLE.public_url) -> tuple[str, ...]:
    """What is wrong with such settings."""
    with pytest.raises(SettingsError) as caught:
        expect_packable(AppFacts(client_id=client_id, public_url=public_url, version="1"))
    assert "docs/howto/teams.md" in caught.value.cure
    return caught.value.faults


def test_all_faults_are_told_at_once() -> None:
    expect_packable(EXAMPLE)
    identity, address = faults_of("", "")
    assert identity.startswith("teams.client_id: it is not set")
    assert address.startswith("web.public_url: it is not set")


@pytest.mark.parametrize("client_id", ["presswatch", "b0000000-0000-4000-8000", f"{EXAMPLE.client_id}0"])
def test_what_is_no_id_is_refused(client_id: str) -> None:
    (fault,) = faults_of(client_id)
    assert "it is no id" in fault


@pytest.mark.parametrize(
    ("url", "why"),
    [
        ("http://press.example.org", "does not begin with https://"),
        ("https://localhost:8765", "no public name"),
        ("https://127.0.0.1", "no public name"),
        ("https://[2001:db8::1]", "no public name"),
        ("https://press.local", "no public name"),
        ("https://[oops", "is no web address"),
    ],
)
def test_what_teams_cannot_reach_is_refused(url: str, why: str) -> None:
    (fault,) = faults_of(public_url=url)
    assert why in fault


def test_a_template_that_says_what_nobody_knows_is_refused() -> None:
    with pytest.raises(SettingsError, match=r"\{\{colour\}\}"):
        fill('{"accentColor": "{{colour}}"}', EXAMPLE)
    with pytest.raises(SettingsError, match="it is no JSON"):
        fill("{", EXAMPLE)


def test_what_is_filled_in_stays_within_its_text() -> None:
    odd = AppFacts(client_id='a", "b": "c', public_url="https://press.example.org/x", version="1")
    filled = fill('{"id": "{{client_id}}", "at": "see {{public_url}} and {{domain}}"}', odd)
    assert filled == {"id": odd.client_id, "at": "see https://press.example.org/x and press.example.org"}


@pytest.mark.parametrize(
    ("name", "boxes", "size"), [("color.png", COLOUR_ICON, 192), ("outline.png", OUTLINE_ICON, 32)]
)
def test_the_icons_are_as_they_were_drawn(name: str, boxes: tuple[Box, ...], size: int) -> None:
    width, height, depth, kind = struct.unpack(">IIBB", dict(chunks(PICTURES[name]))[b"IHDR"][:10])
    assert (width, height, depth, kind) == (size, size, 8, 6)
    assert pixels(PICTURES[name]) == pixels(png(boxes, size))


def test_the_outline_is_white_on_nothing_and_the_other_has_no_hole() -> None:
    outline, colour = pixels(PICTURES["outline.png"]), pixels(PICTURES["color.png"])
    assert {pixel[:3] for pixel in outline} == {b"\xff\xff\xff"}
    assert 0 < sum(pixel[3] > 0 for pixel in outline) < len(outline) / 2
    assert {pixel[3] for pixel in colour} == {255}


def pixels(picture: bytes) -> list[bytes]:
    """The pixels of a picture whose rows have no filter."""
    data = zlib.decompress(dict(chunks(picture))[b"IDAT"])
    width = struct.unpack(">I", dict(chunks(picture))[b"IHDR"][:4])[0]
    return [
        data[start + 1 + 4 * x : start + 5 + 4 * x]
        for start in range(0, len(data), 4 * width + 1)
        for x in range(width)
    ]


def test_the_check_against_a_schema_says_what_is_wrong(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    schema = {"properties": {"manifestVersion": {"const": "1.29"}, "bots": {"items": {"required": ["botId"]}}}}
    (tmp_path / "schema.json").write_text(json.dumps(schema), "utf-8")
    assert main(tmp_path / "schema.json") == 1
    assert capsys.readouterr().out == (
        "manifest.json/manifestVersion: is not 1.29\nmanifest.json: 1 faults by schema.json\n"
    )
