"""Menus: on Slack, what else can be done with a story is a menu beside its title."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.chat.render.pieces import Piece, Story
from bot.model.message import Feedback, Header


def with_menus(pieces: Iterable[Piece]) -> list[Piece]:
    """The pieces with each feedback's further steps beside the title of the story that it is about, if there is one."""
    shown: list[Piece] = []
    for piece in pieces:
        shown = _with_menu(shown, piece) if isinstance(piece, Feedback) else [*shown, piece]
    return shown


def _with_menu(pieces: Sequence[Piece], feedback: Feedback) -> list[Piece]:
    above = list(pieces)
    for place in range(len(above) - 1, -1, -1):
        piece = above[place]
        if isinstance(piece, Story) and not piece.more:
            above[place] = replace(piece, more=feedback.more)
            return [*above, replace(feedback, more=())]
        if isinstance(piece, Story | Header | Feedback):
            break
    return [*above, feedback]
