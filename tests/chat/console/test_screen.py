"""An address stands in words wherever no terminal is known to carry it behind a title."""

import io
from collections.abc import Mapping

import pytest
from rich.console import Console

from bot.chat.console.render import render
from bot.chat.console.screen import Screen, carries_links
from bot.model.message import Block, Item, Message, Paragraph, Span, Style, WebLink

ADDRESS = "https://lantern-post.example/story/12"
TITLE = Span("Ferry gates open", link=WebLink(ADDRESS))


@pytest.mark.parametrize(
    ("environ", "carries"),
    [
        ({}, False),
        ({"TERM": "xterm-256color"}, False),
        ({"TERM_PROGRAM": "Apple_Terminal"}, False),
        ({"TERM_PROGRAM": "iTerm.app"}, True),
        ({"VTE_VERSION": "7600"}, True),
        ({"VTE_VERSION": "7600", "TMUX": "/tmp/tmux"}, False),
    ],
)
def test_only_known_terminals_carry_addresses(environ: Mapping[str, str], carries: bool) -> None:
    assert carries_links(environ) is carries


@pytest.mark.parametrize("block", [Item(1, (TITLE,)), Paragraph((Span("1 · ", style=Style.STRONG), TITLE))])
@pytest.mark.parametrize("carries", [False, True])
def test_an_address_is_read_where_nothing_carries_it(block: Block, carries: bool) -> None:
    screen = Screen({"WT_SESSION": "1"} if carries else {})
    screen.file, screen._force_terminal, screen._environ = io.StringIO(), True, {"TERM": "xterm"}
    screen.print(render(Message(fallback="", blocks=(block,)), base_url=""))
    assert (ADDRESS in _read_words(screen)) is not carries


def _read_words(screen: Console) -> str:
    """What a person reads: all but what stands within a control sequence."""
    assert isinstance(screen.file, io.StringIO)
    return "".join(piece.partition("\x1b\\")[2] or piece for piece in screen.file.getvalue().split("\x1b]8;"))
