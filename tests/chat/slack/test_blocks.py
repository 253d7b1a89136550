"""Every message is within Slack's limits whatever stands in it, and each block looks as it is meant to."""

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.render.pieces import Prints, Story
from bot.chat.slack.blocks import Rendered, render
from bot.chat.slack.draw import DRAW
from bot.chat.slack.press import words_of
from bot.model.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Fields,
    Header,
    Item,
    Paragraph,
    Quote,
    Small,
    Table,
)
from tests.chat.hostile import LINKS, TITLES, links, titles
from tests.chat.samples import BASE, CHART, EVERY_BLOCK, MENU, STORY, TABLE, everywhere, message, spans, votes
from tests.chat.slack.reader import dressed, harm
from tests.chat.slack.reader import links as links_of
from tests.chat.slack.validator import faults, length, texts

SURFACES = pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])


def rendered(*blocks: Block, plain: bool = False, base_url: str = BASE) -> Rendered:
    """A message as it is posted; it is within the limits and does no harm."""
    shown = render(message(*blocks), base_url=base_url, plain=plain)
    assert faults(shown.blocks, "plain" if plain else "message") == []
    assert [found for text in dressed(shown.blocks) for found in harm(text)] == []
    return shown


def kinds(*blocks: Block, plain: bool = False) -> list[str]:
    return [block["type"] for block in rendered(*blocks, plain=plain).blocks]


def said(shown: Rendered) -> list[str]:
    return list(texts(shown.blocks))


def test_every_kind_of_block_is_drawn() -> None:
    assert set(DRAW) == {*get_args(Block), Story, Prints} - {Item, Small}
    assert {*get_args(Block)} == {type(block) for block in EVERY_BLOCK}


def test_blocks_keep_their_order() -> None:
    assert kinds(*EVERY_BLOCK) == [
        "header",
        "context",
        "section",
        "section",
        "context",
        "section",
        "section",
        "section",
        "table",
        "data_visualization",
        "section",
        "divider",
        "actions",
        "context_actions",
    ]


def test_a_plain_message_keeps_to_blocks_that_every_client_knows() -> None:
    assert {*kinds(*EVERY_BLOCK, plain=True)} == {"header", "context", "section", "divider", "actions"}


def test_a_story_is_a_title_with_its_clause_and_small_print() -> None:
    title, small = rendered(STORY).blocks
    assert title["text"]["text"] == "*1 · <https://news.example/1|A list is copied>*\nIt was long."
    assert small["elements"][0]["text"] == "New"


def test_a_quotation_stands_under_its_title() -> None:
    (section,) = rendered(Item(2, spans("Title")), Quote(spans("Their words"))).blocks
    assert section["text"]["text"] == "*2 · Title*\n> Their words"


def test_lines_of_small_print_stand_together() -> None:
    (context,) = rendered(Small(spans("Who was first")), Small(spans("Why"))).blocks
    assert context["elements"][0]["text"] == "Who was first\nWhy"


def test_what_else_can_be_done_is_a_menu_beside_the_title() -> None:
    title, _, thumbs = rendered(Item(1, spans("Title")), Small(spans("Why")), votes(7, *MENU)).blocks
    assert [option["value"] for option in title["accessory"]["options"]] == ["why story 1", "mute story 1"]
    assert thumbs["elements"][0]["positive_button"]["value"] == "useful 7"
    assert thumbs["elements"][0]["negative_button"]["value"] == "useless 7"


def test_each_story_has_its_own_menu() -> None:
    first, second = Button("a", command="first"), Button("b", command="second")
    shown = rendered(Item(1, spans("One")), votes(1, first), Item(2, spans("Two")), votes(2, second)).blocks
    menus = [block["accessory"]["options"][0]["value"] for block in shown if "accessory" in block]
    assert menus == ["first", "second"]


def test_without_a_title_the_menu_is_a_block() -> None:
    thumbs, actions = rendered(votes(1, *MENU)).blocks
    assert thumbs["type"] == "context_actions"
    assert actions["elements"][0]["type"] == "overflow"


def test_what_is_too_long_for_a_menu_is_a_button() -> None:
    long = Button("Mute", command="mute source " + " ".join(map(str, range(1_000, 1_080))))
    shown = rendered(Item(1, spans("Title")), votes(1, *MENU, long)).blocks
    assert len(shown[0]["accessory"]["options"]) == 2
    buttons = [element for block in shown if block["type"] == "actions" for element in block["elements"]]
    assert [words_of(button) for button in buttons] == [long.command]


def test_what_a_menu_has_no_place_for_is_a_button() -> None:
    seven = tuple(Button(f"Step {n}", command=f"step {n}") for n in range(7))
    shown = rendered(Item(1, spans("Title")), votes(1, *seven)).blocks
    assert len(shown[0]["accessory"]["options"]) == 5
    assert [words_of(button) for button in shown[1]["elements"]] == ["step 5", "step 6"]


def test_votes_are_two_buttons_in_a_plain_message() -> None:
    (actions,) = rendered(votes(3), plain=True).blocks
    assert [words_of(button) for button in actions["elements"]] == ["useful 3", "useless 3"]


def test_a_chart_is_slack_s_own() -> None:
    (chart,) = rendered(CHART).blocks
    assert chart["chart"]["axis_config"]["categories"] == ["No. 1", "No. 2"]
    assert [point["value"] for point in chart["chart"]["series"][0]["data"]] == [2, 4]


@pytest.mark.parametrize(
    "chart",
    [
        Chart("Many", tuple(map(str, range(21))), tuple(range(21))),
        Chart("Long", ("a label of more than twenty characters",), (1,)),
        Chart("Twice", ("same", "same"), (1, 2)),
        Chart("Below", ("a",), (-1,)),
        Chart("Nothing", (), ()),
        Chart("", ("a",), (1,)),
    ],
    ids=lambda chart: chart.title,
)
def test_a_chart_that_slack_does_not_take_is_a_table(chart: Chart) -> None:
    assert "data_visualization" not in kinds(chart, STORY)
    shown = "\n".join(said(rendered(chart, STORY)))
    assert all(f"{value}" in shown for value in chart.values)


def test_the_figures_of_a_chart_as_text() -> None:
    (section,) = rendered(CHART, plain=True).blocks
    assert section["text"]["text"] == (f"*Stories a week*\n```No. 1  2  {'▇' * 10}\nNo. 2  4  {'▇' * 20}```")


def test_a_third_chart_and_a_second_table_are_text() -> None:
    assert kinds(CHART, CHART, CHART) == ["data_visualization", "data_visualization", "section"]
    assert kinds(TABLE, TABLE) == ["table", "section"]
    assert said(rendered(TABLE, plain=True)) == ["```Feed          New\nLantern Post   14\n                3```"]


def test_a_large_table_is_text_that_counts_what_it_leaves_out() -> None:
    rows = tuple((f"Feed {n}", "x" * 50) for n in range(300))
    (section,) = rendered(Table(("Feed", "Said"), rows)).blocks
    assert section["text"]["text"].endswith(" more```")


def test_figures_and_buttons_open_our_page_where_there_is_one() -> None:
    urls = [url for text in dressed(rendered(*EVERY_BLOCK).blocks) for url in links_of(text)]
    assert f"{BASE}/digests/abc#stories" in urls
    shown = rendered(*EVERY_BLOCK, base_url="")
    assert "digests/abc" not in str(shown.blocks)
    assert "*11 stories*" in said(shown)


def test_a_button_that_leads_nowhere_is_left_out() -> None:
    assert kinds(STORY, Buttons((Button("Go"),))) == ["section", "context"]


def test_a_message_of_nothing_says_its_fallback() -> None:
    assert said(rendered()) == ["In one line"]
    assert said(rendered(Buttons((Button("Go"),)))) == ["In one line"]


def test_the_line_for_notifications_is_escaped_and_short() -> None:
    shown = render(message(STORY, fallback="<!channel> *x* " + "y" * 5_000), base_url=BASE)
    assert shown.text.startswith("&lt;!channel&gt; ∗x∗ ")
    assert length(shown.text) <= 4_000
    assert render(message(STORY, fallback=""), base_url=BASE).text


def test_long_texts_are_shortened_before_a_block_is_left_out() -> None:
    shown = rendered(*[Paragraph(spans(f"{n} " + "word " * 600)) for n in range(10)])
    assert len(shown.blocks) == 10
    assert all(text.endswith("…") for text in said(shown))


def test_what_does_not_fit_is_counted_and_the_last_buttons_stay() -> None:
    steps = Buttons((Button("Next", command="search x page 2"),))
    shown = rendered(*[Paragraph(spans(f"{n}")) for n in range(60)], steps)
    assert len(shown.blocks) == 50
    assert said(shown)[-2:] == ["12 more parts did not fit here.", "Next"]


def test_long_lists_are_divided_at_their_items() -> None:
    shown = rendered(Bullets(tuple(spans(f"{n} " + "x" * 80) for n in range(60))))
    lines = [line for text in said(shown) for line in text.split("\n")]
    assert len(shown.blocks) == 2
    assert [line.split()[1] for line in lines] == [str(n) for n in range(60)]


def test_many_fields_are_several_sections() -> None:
    shown = rendered(Fields(tuple((f"Label {n}", spans(f"{n}")) for n in range(23)))).blocks
    assert [len(block["fields"]) for block in shown] == [10, 10, 3]
    assert shown[0]["fields"][0]["text"] == "*Label 0*\n0"


def test_a_caller_s_own_blocks_count_among_the_limits() -> None:
    own: dict[str, Any] = {
        "type": "actions",
        "elements": [{"type": "button", "text": {"type": "plain_text", "text": "x"}}],
    }
    shown = render(message(*[Paragraph(spans("x"))] * 50), base_url=BASE, more=[own])
    assert len(shown.blocks) == 50
    assert shown.blocks[-1] == own


@SURFACES
@pytest.mark.parametrize("text", TITLES)
def test_no_title_does_harm_anywhere(text: str, *, plain: bool) -> None:
    shown = rendered(*everywhere(text), plain=plain)
    assert not [seen for seen in said(shown) if "<!" in seen or "<@" in seen]


@SURFACES
@pytest.mark.parametrize("link", LINKS)
def test_no_link_does_harm_anywhere(link: str, *, plain: bool) -> None:
    shown = rendered(*everywhere("A title", link), plain=plain)
    urls = [url for text in dressed(shown.blocks) for url in links_of(text)]
    assert all(url.startswith("https://news.example/") for url in urls)


@SURFACES
@given(text=titles, link=links, times=st.integers(1, 6))
@settings(max_examples=40)
def test_every_message_is_within_the_limits(text: str, link: str, times: int, *, plain: bool) -> None:
    rendered(*everywhere(text, link) * times, plain=plain)


def test_headings_are_cut() -> None:
    (header,) = rendered(Header("x" * 200)).blocks
    assert header["text"]["text"] == "x" * 149 + "…"
