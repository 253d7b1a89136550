"""What goes to Slack, message by message: read these files when they change, and look at the pictures."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.chat.slack.blocks import render
from bot.chat.slack.modal import modal
from bot.chat.slack.panel import home_view
from bot.model.panel import Panel, Section
from tests.chat.facts import FORM
from tests.chat.messages import MESSAGES
from tests.chat.samples import BASE, EVERY_BLOCK, message
from tests.chat.slack.validator import faults, view_faults

Golden = Callable[[str, str], None]


@pytest.mark.parametrize("name", MESSAGES)
def test_messages(name: str, golden: Golden) -> None:
    shown = [render(one, base_url=BASE) for one in MESSAGES[name]]
    assert [fault for one in shown for fault in faults(one.blocks)] == []
    golden(f"{name}.json", readable([{"text": one.text, "blocks": one.blocks} for one in shown]))


def test_a_plain_message(golden: Golden) -> None:
    shown = render(message(*EVERY_BLOCK), base_url=BASE, plain=True)
    assert faults(shown.blocks, "plain") == []
    golden("every-block-plain.json", readable({"text": shown.text, "blocks": shown.blocks}))


def test_a_modal(golden: Golden) -> None:
    view = modal(replace(FORM, intro=EVERY_BLOCK), private="{}", base_url=BASE)
    assert view_faults(view) == []
    golden("modal.json", readable(view))


def test_a_home_tab(golden: Golden) -> None:
    view = home_view(Panel(title="Home", fallback="Home", sections=(Section("All", EVERY_BLOCK),)), BASE)
    assert view_faults(view) == []
    golden("home.json", readable(view))


def readable(payload: object) -> str:
    return json.dumps(payload, ensure_ascii=False, indent=1) + "\n"
