"""A panel as a card: its sections in their order, drawn anew for whoever looks at it."""

from typing import Any

import pytest

from bot.chat.teams.panel import home_card
from bot.chat.teams.press import REFRESH, kind_of, words_of
from bot.model.message import Button, Buttons, Notice, Paragraph, Tone
from bot.model.panel import Panel, Section
from tests.chat.hostile import TITLES
from tests.chat.samples import BASE, EVERY_BLOCK, everywhere, spans
from tests.chat.teams.reader import dressed, words
from tests.chat.teams.sound import SIGN, harmless


def shown(*sections: Section) -> dict[str, Any]:
    panel = Panel(title="Home", fallback="Nothing yet.", sections=sections)
    card = home_card(panel, base_url=BASE, person="29:1", sign=SIGN)
    harmless(card)
    return card


def said(card: dict[str, Any]) -> list[str]:
    return [words(text) for text in dressed(card)]


def test_sections_stand_under_their_headings() -> None:
    steps = Buttons((Button("Subscribe", command="subscribe"),))
    card = shown(
        Section("Following", (Paragraph(spans("One topic")), steps)),
        Section("Feeds", (Notice(Tone.WARNING, spans("One is silent")),)),
    )
    assert said(card) == ["Home", "Following", "One topic", "Feeds", "One is silent"]
    assert [element.get("separator", False) for element in card["body"]] == [False, False, False, False, True, False]


def test_it_is_drawn_anew_for_its_reader_alone() -> None:
    refresh = shown(Section("All", EVERY_BLOCK))["refresh"]
    assert refresh["userIds"] == ["29:1"]
    assert (kind_of(refresh["action"]["data"]), words_of(refresh["action"]["data"])) == (REFRESH, "home")


def test_an_empty_panel_is_a_card() -> None:
    assert said(shown()) == ["Home", "Nothing yet."]


def test_what_does_not_fit_is_counted() -> None:
    card = shown(*[Section(f"Topic {n}", (Paragraph(spans("x" * 200)),)) for n in range(90)])
    assert said(card)[-1].endswith(" more parts did not fit here.")


@pytest.mark.parametrize("text", TITLES)
def test_no_text_does_harm_at_home(text: str) -> None:
    shown(*[Section(text, everywhere(text))] * 2)
