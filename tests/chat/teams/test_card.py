"""Every message is within what Teams takes whatever stands in it, and each block looks as it is meant to."""

from typing import Any, get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.chat.render.pieces import Prints, Story
from bot.chat.render.share_button import ShareButton
from bot.chat.teams.card import Rendered, render
from bot.chat.teams.elements import DRAW
from bot.chat.teams.press import share_of, words_of
from bot.chat.teams.sizes import weigh
from bot.model.message import (
    Block,
    Bullets,
    Button,
    Buttons,
    Chart,
    Fields,
    Header,
    Item,
    Notice,
    PageLink,
    Paragraph,
    Quote,
    Rule,
    Small,
    Span,
    Style,
    Table,
    Tone,
)
from tests.chat.hostile import LINKS, TITLES, links, titles
from tests.chat.samples import BASE, CHART, EVERY_BLOCK, MENU, STORY, TABLE, everywhere, message, spans, votes
from tests.chat.teams.reader import dressed, words
from tests.chat.teams.sound import SIGN, harmless

Json = dict[str, Any]
SHAPES = pytest.mark.parametrize("plain", [False, True], ids=["full", "plain"])


def rendered(*blocks: Block, plain: bool = False, base_url: str = BASE, buttons: bool = True) -> Rendered:
    """A message as it is posted; it is within the limits and does no harm."""
    shown = render(message(*blocks), base_url=base_url, plain=plain, sign=SIGN if buttons else None)
    harmless(shown.card, most=10_000 if plain else 20_000)
    return shown


def body(*blocks: Block, plain: bool = False, base_url: str = BASE, buttons: bool = True) -> list[Json]:
    shown: list[Json] = rendered(*blocks, plain=plain, base_url=base_url, buttons=buttons).card["body"]
    return shown


def kinds(*blocks: Block, plain: bool = False) -> list[str]:
    return [element["type"] for element in body(*blocks, plain=plain)]


def said(shown: Rendered) -> list[str]:
    return [words(text) for text in dressed(shown.card)]


def titles_of(row: Json, mode: str = "primary") -> list[str]:
    return [action["title"] for action in row["actions"] if action.get("mode", "primary") == mode]


def test_every_kind_of_block_is_drawn() -> None:
    assert set(DRAW) | {Item, Small, Rule} == {*get_args(Block), Story, Prints}


def test_blocks_keep_their_order() -> None:
    assert kinds(*EVERY_BLOCK) == [
        "TextBlock",
        "TextBlock",
        "TextBlock",
        "Container",
        "Container",
        "TextBlock",
        "FactSet",
        "Table",
        "TextBlock",
        "Chart.VerticalBar",
        "Container",
        "ActionSet",
    ]


def test_a_plain_message_keeps_to_text_and_buttons() -> None:
    assert {*kinds(*EVERY_BLOCK, plain=True)} == {"TextBlock", "ActionSet"}


def test_a_card_is_as_wide_as_its_channel_and_says_what_it_is_where_it_cannot_be_drawn() -> None:
    card = rendered(STORY).card
    assert (card["version"], card["msteams"], card["fallbackText"]) == ("1.5", {"width": "full"}, "In one line")


def test_a_story_is_a_title_with_its_clause_and_small_print() -> None:
    (story,) = body(STORY)
    title, clause, small = story["items"]
    assert title["text"] == "1 · [A list is copied](https://news.example/1)"
    assert (title["weight"], clause["text"]) == ("Bolder", "It was long.")
    assert (small["text"], small["isSubtle"], small["size"]) == ("New", True, "Small")


def test_a_quotation_stands_under_its_title() -> None:
    (story,) = body(Item(2, spans("Title")), Quote(spans("Their words")))
    assert [item["type"] for item in story["items"]] == ["TextBlock", "Container"]
    assert story["items"][1]["style"] == "emphasis"


def test_the_first_heading_is_the_largest() -> None:
    assert [element["size"] for element in body(Header("One"), Header("Two"))] == ["Large", "Medium"]
    assert all(element["style"] == "heading" for element in body(Header("One"), Header("Two")))


def test_a_rule_is_a_line_above_what_follows() -> None:
    shown = body(Rule(), Paragraph(spans("a")), Rule(), Rule(), Buttons((Button("Go"),)), Paragraph(spans("b")), Rule())
    assert [element.get("separator", False) for element in shown] == [False, True]


def test_a_notice_has_a_colour_by_what_it_asks_for() -> None:
    shown = body(Notice(Tone.WARNING, spans("A feed is silent")), Notice(Tone.INFO, spans("It is back")))
    assert [element["style"] for element in shown] == ["warning", "accent"]
    (both,) = body(*[Notice(Tone.WARNING, spans("A feed is silent"))] * 2)
    assert len(both["items"]) == 2
    plain = body(Notice(Tone.WARNING, spans("A feed is silent")), plain=True)
    assert plain[0]["text"] == "⚠️ A feed is silent"


def test_the_votes_are_buttons_with_a_menu_behind_them() -> None:
    (row,) = body(votes(7, *MENU))
    assert titles_of(row) == ["👍 Useful", "👎 Not for us"]
    assert titles_of(row, "secondary") == ["Why this?", "Mute this story"]
    assert [words_of(action["data"]) for action in row["actions"]] == [
        "useful 7",
        "useless 7",
        "why story 1",
        "mute story 1",
    ]


def test_a_row_of_buttons_below_a_row_is_one_with_it() -> None:
    (row,) = body(votes(7, *MENU), Buttons((Button("Why?", command="why 7"),)))
    assert titles_of(row) == ["👍 Useful", "👎 Not for us", "Why?"]
    assert titles_of(row, "secondary") == ["Why this?", "Mute this story"]
    many = Buttons(tuple(Button(f"Step {n}", command=f"step {n}") for n in range(5)))
    assert len(body(votes(7, *MENU), many)) == 2
    assert len(body(votes(7, *MENU), Rule(), Buttons((Button("Why?", command="why 7"),)))) == 2


def test_what_a_row_has_no_place_for_is_in_the_menu() -> None:
    (row,) = body(Buttons(tuple(Button(f"Step {n}", command=f"step {n}") for n in range(8))))
    assert len(titles_of(row)) == 6
    assert titles_of(row, "secondary") == ["Step 6", "Step 7"]


def test_where_nobody_hears_a_button_only_links_are_left() -> None:
    steps = Buttons((Button("Read", PageLink("digests/abc")), Button("Why?", command="why 1")))
    (row,) = body(steps, buttons=False)
    assert [action["type"] for action in row["actions"]] == ["Action.OpenUrl"]
    assert "Action.Execute" not in str(rendered(*EVERY_BLOCK, buttons=False).card)


def test_an_answer_can_be_shared_from_its_last_row() -> None:
    share = ShareButton("search clearview", "k1")
    steps = message(Paragraph(spans("Found")), Buttons((Button("Next", command="search clearview page 2"),)))
    card = render(steps, base_url=BASE, sign=SIGN, share=share).card
    harmless(card)
    assert titles_of(card["body"][-1]) == ["Next", "Share to channel"]
    assert share_of(card["body"][-1]["actions"][-1]["data"]) == share
    alone = render(message(STORY), base_url=BASE, sign=SIGN, share=share).card
    assert titles_of(alone["body"][-1]) == ["Share to channel"]


def test_a_chart_is_teams_own_with_a_table_where_it_is_not_known() -> None:
    title, chart = body(CHART)
    assert title["text"] == "Stories a week"
    assert chart["data"] == [{"x": "No. 1", "y": 2}, {"x": "No. 2", "y": 4}]
    rows = [[cell["items"][0]["text"] for cell in row["cells"]] for row in chart["fallback"]["rows"]]
    assert rows == [["No. 1", "2", "▇" * 7], ["No. 2", "4", "▇" * 14]]


@pytest.mark.parametrize(
    "chart",
    [
        Chart("Many", tuple(map(str, range(21))), tuple(range(21))),
        Chart("Twice", ("same", "same"), (1, 2)),
        Chart("Below", ("a",), (-1,)),
        Chart("Nameless", ("",), (3,)),
        Chart("Hundreds", tuple(map(str, range(100))), tuple(range(100))),
    ],
    ids=lambda chart: chart.title,
)
def test_a_chart_that_would_not_be_read_is_shown_as_figures(chart: Chart) -> None:
    assert "Chart.VerticalBar" not in kinds(chart)
    shown = "\n".join(said(rendered(chart)))
    assert all(f"{value}" in shown for value in chart.values)


def test_a_chart_of_nothing_is_its_title() -> None:
    assert said(rendered(Chart("Nothing", (), ()))) == ["Nothing"]


def test_a_table_is_a_table_with_its_figures_to_the_right() -> None:
    (table,) = body(TABLE)
    assert [column.get("horizontalCellContentAlignment") for column in table["columns"]] == [None, "Right"]
    assert [row["cells"][0]["items"][0]["text"] for row in table["rows"]] == ["Feed", "Lantern Post", "–"]


def test_a_large_table_counts_what_it_leaves_out() -> None:
    rows = tuple((f"Feed {n}", "x" * 50) for n in range(300))
    table, left = body(Table(("Feed", "Said"), rows))
    assert words(left["text"]) == f"… {301 - len(table['rows']):,} more"


def test_a_table_that_is_none_is_text() -> None:
    assert kinds(Table(("a", "b"), (("1",), ("2", "3", "4")))) == ["TextBlock"] * 3


def test_a_long_list_is_divided_at_its_items() -> None:
    shown = body(Bullets(tuple(spans(f"{n} " + "x" * 80) for n in range(60))))
    lines = [line for element in shown for line in element["text"].split("\n")]
    assert [line.split()[1] for line in lines] == [str(n) for n in range(60)]
    assert len(shown) > 3


def test_fields_are_facts() -> None:
    (facts,) = body(Fields((("Topic", spans("ai-privacy")), ("Next", (Span("Monday", Style.STRONG),)))))
    assert facts["facts"] == [{"title": "Topic", "value": "ai-privacy"}, {"title": "Next", "value": "**Monday**"}]


def test_words_to_say_are_said_by_name_and_stand_in_quotes() -> None:
    shown = rendered(Paragraph((Span("Say "), Span("help", Style.COMMAND), Span(" or find "), Span("a*b", Style.CODE))))
    assert said(shown) == ["Say “@Presswatch help” or find “a∗b”"]


def test_figures_and_buttons_open_our_page_where_there_is_one() -> None:
    assert f"({BASE}/digests/abc#stories)" in str(rendered(*EVERY_BLOCK).card)
    shown = rendered(*EVERY_BLOCK, base_url="")
    assert "digests/abc" not in str(shown.card)
    assert "11 stories" in said(shown)


def test_a_message_of_nothing_says_its_fallback() -> None:
    assert said(rendered()) == ["In one line"]
    assert said(rendered(Buttons((Button("Go"),)))) == ["In one line"]


def test_the_line_for_notifications_is_plain_and_short() -> None:
    shown = render(message(STORY, fallback="<at>all</at> *x* " + "y" * 5_000), base_url=BASE, sign=SIGN)
    assert shown.text.startswith("‹at›all‹/at› *x* ")
    assert len(shown.text) == 500
    assert render(message(STORY, fallback=""), base_url=BASE, sign=SIGN).text == "…"


def test_long_texts_are_shortened_before_a_block_is_left_out() -> None:
    shown = rendered(*[Paragraph(spans(f"{n} " + "word " * 600)) for n in range(10)])
    assert len(said(shown)) == 10
    assert all(text.endswith("…") for text in said(shown))


def test_what_does_not_fit_is_counted_and_the_last_buttons_stay() -> None:
    steps = Buttons((Button("Next", command="search x page 2"),))
    shown = rendered(*[Paragraph(spans(f"{n} " + "x" * 300)) for n in range(120)], steps)
    *_, cut, row = shown.card["body"]
    left = 120 - len(shown.card["body"]) + 2
    assert words(cut["text"]) == f"{left} more parts did not fit here."
    assert titles_of(row) == ["Next"]


def test_sixty_stories_are_cut_between_two_of_them() -> None:
    many = [Item(n, spans(f"Story {n}", LINKS[1]), spans("It was long."), spans("New")) for n in range(1, 61)]
    shown = rendered(*many)
    assert all(len(element["items"]) == 3 for element in shown.card["body"][:-1])
    assert said(shown)[-1].endswith(" more parts did not fit here.")
    assert weigh(shown.card) > 17_000


@SHAPES
@pytest.mark.parametrize("text", TITLES)
def test_no_title_does_harm_anywhere(text: str, *, plain: bool) -> None:
    rendered(*everywhere(text), plain=plain)


@SHAPES
@pytest.mark.parametrize("link", LINKS)
def test_no_link_does_harm_anywhere(link: str, *, plain: bool) -> None:
    rendered(*everywhere("A title", link), plain=plain)


@SHAPES
@given(text=titles, link=links, times=st.integers(1, 6))
@settings(max_examples=40)
def test_every_message_is_within_the_limits(text: str, link: str, times: int, *, plain: bool) -> None:
    rendered(*everywhere(text, link) * times, plain=plain)
