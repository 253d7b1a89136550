"""What goes to Teams, message by message: read these files when they change, and look at the pictures."""

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from microsoft_teams.cards import AdaptiveCard

from bot.chat.teams.card import render
from bot.chat.teams.form import form_card
from bot.chat.teams.panel import home_card
from bot.chat.teams.stories import previews
from bot.model.panel import Panel, Section
from tests.chat.facts import FORM
from tests.chat.messages import MESSAGES
from tests.chat.samples import BASE, EVERY_BLOCK, message
from tests.chat.teams.sound import SIGN, harmless

Golden = Callable[[str, str], None]
Json = dict[str, object]


@pytest.mark.parametrize("name", MESSAGES)
def test_messages(name: str, golden: Golden) -> None:
    shown = [render(one, base_url=BASE, sign=SIGN) for one in MESSAGES[name]]
    kept(golden, name, [one.card for one in shown])


def test_a_plain_message(golden: Golden) -> None:
    kept(golden, "every-block-plain", [render(message(*EVERY_BLOCK), base_url=BASE, sign=SIGN, plain=True).card])


def test_a_message_where_nobody_hears_a_button(golden: Golden) -> None:
    kept(golden, "every-block-deaf", [render(message(*EVERY_BLOCK), base_url=BASE, sign=None).card])


def test_a_form(golden: Golden) -> None:
    faulty = replace(FORM, fields=(replace(FORM.fields[0], error="Not `Ada`."), *FORM.fields[1:]), intro=EVERY_BLOCK)
    kept(golden, "form", [form_card(faulty, note={"channel": "19:1"}, base_url=BASE, sign=SIGN)])


def test_a_home_card(golden: Golden) -> None:
    panel = Panel(title="Home", fallback="Home", sections=(Section("All", EVERY_BLOCK),))
    kept(golden, "home", [home_card(panel, base_url=BASE, person="29:1", sign=SIGN)])


def test_a_story_in_somebody_s_own_message(golden: Golden) -> None:
    kept(golden, "story", [one.card for one in previews(message(*EVERY_BLOCK), base_url=BASE)])


def missing(ours: Any, theirs: Any, where: str = "") -> list[str]:
    """What of a card the SDK's own types do not have."""
    if isinstance(ours, dict):
        return [one for key, each in ours.items() for one in missing(each, theirs.get(key), f"{where}/{key}")]
    if isinstance(ours, list):
        pairs = enumerate(zip(ours, theirs or [None] * len(ours), strict=True))
        return [one for i, (each, other) in pairs for one in missing(each, other, f"{where}/{i}")]
    return [] if ours == theirs else [where]


def kept(golden: Golden, name: str, cards: list[Json]) -> None:
    for card in cards:
        harmless(card)
        lost = missing(card, AdaptiveCard.model_validate(card).model_dump(by_alias=True, exclude_none=True))
        assert not lost, lost
    golden(f"{name}.json", json.dumps(cards, ensure_ascii=False, indent=1) + "\n")
