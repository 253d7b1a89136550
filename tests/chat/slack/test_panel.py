"""A panel as a Home tab: its sections in their order, within the limits."""

from typing import Any

import pytest

from bot.chat.slack.panel import home_view
from bot.model.message import Button, Buttons, Notice, Paragraph, Tone
from bot.model.panel import Panel, Section
from tests.chat.hostile import TITLES
from tests.chat.samples import BASE, EVERY_BLOCK, everywhere, spans
from tests.chat.slack.reader import dressed, harm
from tests.chat.slack.validator import texts, view_faults


def shown(*sections: Section) -> dict[str, Any]:
    view = home_view(Panel(title="Home", fallback="Home", sections=sections), BASE)
    assert view_faults(view) == []
    assert [found for text in dressed(view) for found in harm(text)] == []
    return view


def test_sections_stand_under_their_headings() -> None:
    steps = Buttons((Button("Subscribe", command="subscribe"),))
    view = shown(
        Section("Following", (Paragraph(spans("One topic")), steps)),
        Section("Feeds", (Notice(Tone.WARNING, spans("One is silent")),)),
    )
    assert list(texts(view)) == ["Following", "One topic", "Subscribe", "Feeds", "⚠️ One is silent"]
    assert [block["type"] for block in view["blocks"]] == [
        "header",
        "section",
        "actions",
        "divider",
        "header",
        "section",
    ]


def test_every_block_has_a_shape_for_home() -> None:
    shown(Section("All", EVERY_BLOCK))


def test_an_empty_panel_is_a_view() -> None:
    view = home_view(Panel(title="Home", fallback="Nothing yet.", sections=()), BASE)
    assert view_faults(view) == []
    assert list(texts(view)) == ["Nothing yet."]


def test_what_does_not_fit_is_counted() -> None:
    view = shown(*[Section(f"Topic {n}", (Paragraph(spans("x")),)) for n in range(50)])
    assert len(view["blocks"]) == 100
    assert list(texts(view))[-1] == "50 more parts did not fit here."


@pytest.mark.parametrize("text", TITLES)
def test_no_text_does_harm_at_home(text: str) -> None:
    shown(*[Section(text, everywhere(text))] * 4)
