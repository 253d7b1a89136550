"""The manifest is well made, and asks for exactly what is used: commands, events, calls and their scopes."""

import ast
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from slack_sdk import WebClient

from bench.manifest import MANIFEST, faults, main
from bot.chat.slack.listen.register import COMMAND, EVENTS, SHORTCUTS
from bot.chat.slack.scopes import BOT_SCOPES, METHODS
from bot.chat.slack.scopes import EVENTS as EVENT_SCOPES

SLACK = Path(__file__).parents[3] / "bot" / "chat" / "slack"
GIVEN = yaml.safe_load(MANIFEST.read_text("utf-8"))
_BY_THE_LIBRARY = {"apps.connections.open"}  # Socket Mode asks for its address itself


def calls() -> Iterator[str]:
    """The methods of the Web API that our code calls."""
    known = {name for name in dir(WebClient) if "_" in name and not name.startswith("_")} - {"api_call"}
    for path in SLACK.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in known:
                yield node.attr.replace("_", ".")
            assert not (isinstance(node, ast.Attribute) and node.attr == "api_call"), f"{path}: name the method"


def test_it_asks_for_every_scope_that_is_used_and_for_no_other() -> None:
    asked = GIVEN["oauth_config"]["scopes"]
    assert set(asked) == {"bot"}
    assert asked["bot"] == sorted(BOT_SCOPES)


def test_every_call_has_its_scopes_and_every_scope_its_call() -> None:
    assert set(METHODS) == set(calls()) | _BY_THE_LIBRARY


def test_every_event_is_listened_to_and_every_listener_has_its_event() -> None:
    subscribed = GIVEN["settings"]["event_subscriptions"]["bot_events"]
    assert subscribed == sorted(EVENT_SCOPES)
    assert {name.partition(".")[0] for name in subscribed} == set(EVENTS)


def test_the_command_and_the_shortcuts_are_those_that_are_listened_to() -> None:
    features = GIVEN["features"]
    assert [one["command"] for one in features["slash_commands"]] == [COMMAND]
    assert {one["callback_id"] for one in features["shortcuts"]} == set(SHORTCUTS)
    assert {one["callback_id"]: one["type"] for one in features["shortcuts"]} == {
        "search": "global",
        "covered": "message",
    }
    assert features["app_home"]["home_tab_enabled"]
    assert not features["app_home"]["messages_tab_read_only_enabled"]


def test_it_is_for_a_socket_and_needs_no_address() -> None:
    settings = GIVEN["settings"]
    assert settings["socket_mode_enabled"]
    assert settings["interactivity"] == {"is_enabled": True}
    assert not settings["org_deploy_enabled"]  # an installation is one workspace's
    assert not settings["token_rotation_enabled"]  # we refresh none
    assert "http" not in json.dumps(GIVEN)


# https://docs.slack.dev/reference/app-manifest: the longest that each text may be.
LONGEST = {"name": 35, "description": 140, "long_description": 4000}


@pytest.mark.parametrize("name", LONGEST)
def test_texts_are_no_longer_than_slack_shows(name: str) -> None:
    assert 0 < len(GIVEN["display_information"][name]) <= LONGEST[name]
    for one in (*GIVEN["features"]["slash_commands"], *GIVEN["features"]["shortcuts"]):
        assert len(one.get("name", "")) <= 24
        assert len(one["description"]) <= 150
        assert len(one.get("usage_hint", "")) <= 1000


SCHEMA: dict[str, Any] = {
    "type": "object",
    "required": ["name"],
    "properties": {
        "name": {"$ref": "#/definitions/name"},
        "kind": {"enum": ["global", "message"]},
        "scopes": {"type": "array", "minItems": 1, "maxItems": 2, "uniqueItems": True, "items": {"maxLength": 5}},
        "either": {"anyOf": [{"type": "string"}, {"type": "integer"}]},
        "free": {"patternProperties": {"^x": {"type": "boolean"}}, "additionalProperties": False},
        "rest": {"additionalProperties": {"type": ["string", "null"]}, "maxProperties": 1},
    },
    "additionalProperties": False,
    "definitions": {"name": {"type": "string", "minLength": 2, "pattern": "^[a-z]+$"}},
}


@pytest.mark.parametrize(
    ("value", "place"),
    [
        ([], "the whole"),
        ({}, "/name"),
        ({"name": "a"}, "/name"),
        ({"name": "AB"}, "/name"),
        ({"name": 5}, "/name"),
        ({"name": "ab", "colour": "red"}, "/colour"),
        ({"name": "ab", "kind": "other"}, "/kind"),
        ({"name": "ab", "scopes": []}, "/scopes"),
        ({"name": "ab", "scopes": ["a", "b", "c"]}, "/scopes"),
        ({"name": "ab", "scopes": ["a", "a"]}, "/scopes"),
        ({"name": "ab", "scopes": ["abcdef"]}, "/scopes/0"),
        ({"name": "ab", "either": True}, "/either"),
        ({"name": "ab", "free": {"y": True}}, "/free/y"),
        ({"name": "ab", "free": {"x": 1}}, "/free/x"),
        ({"name": "ab", "rest": {"a": 1}}, "/rest/a"),
        ({"name": "ab", "rest": {"a": None, "b": "c"}}, "/rest"),
    ],
)
def test_the_check_names_the_place_of_a_fault(value: Any, place: str) -> None:
    assert [fault.partition(":")[0] for fault in faults(value, SCHEMA, SCHEMA)] == [place]


def test_the_check_is_content_with_what_is_right_and_says_what_it_cannot_check(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    right = {
        "name": "ab",
        "kind": "global",
        "scopes": ["a", "b"],
        "either": 1,
        "free": {"x": True},
        "rest": {"a": None},
    }
    assert list(faults(right, SCHEMA, SCHEMA)) == []
    assert [*faults("x", {"contains": {}}, {})] == ["the schema: it says contains, which is not understood here"]
    (tmp_path / "schema.json").write_text(json.dumps(SCHEMA), "utf-8")
    (tmp_path / "manifest.yaml").write_text("name: ab\nkind: other\n", "utf-8")
    assert main(tmp_path / "schema.json", tmp_path / "manifest.yaml") == 1
    assert "manifest.yaml: 1 faults by schema.json" in capsys.readouterr().out
