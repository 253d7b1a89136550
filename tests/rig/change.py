"""A change in a modal, told as Slack tells it: local-slack keeps such changes to itself."""

import json
import time
import urllib.request
from typing import Any
from urllib.parse import urlencode

from bench.ack_slack import signed
from tests.rig.conftest import DANA, SECRET, TEAM, Office


def change_field(office: Office, view: dict[str, Any], name: str, value: str) -> None:
    """Choose an option of this value in the field of this name, in a view that is open."""
    block = next(block for block in view["blocks"] if block.get("block_id", "").startswith(f"field:{name}:"))
    element, at = block["element"], f"{time.time():.6f}"
    option = next(option for option in element["options"] if option["value"] == value)
    state = {"type": element["type"], "selected_option": option}
    chosen = {"action_id": element["action_id"], "block_id": block["block_id"], "action_ts": at, **state}
    values = {block["block_id"]: {element["action_id"]: state}}
    payload = {
        "type": "block_actions",
        "team": {"id": TEAM},
        "user": {"id": DANA, "name": "dana", "team_id": TEAM},
        "container": {"type": "view", "view_id": view["id"]},
        "trigger_id": f"change.{at}",
        "view": view | {"state": {"values": values}},
        "actions": [chosen],
    }
    _post(f"{office.pages}/slack/events", urlencode({"payload": json.dumps(payload)}))


def _post(url: str, body: str) -> None:
    headers = {"Content-Type": "application/x-www-form-urlencoded", **signed(SECRET, body)}
    with urllib.request.urlopen(urllib.request.Request(url, body.encode(), headers), timeout=10) as answer:
        assert answer.status == 200
