"""Menus: on Slack, what else can be done with a story is a menu beside its title."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bot.chat.render.parts import Part, Story
from bot.model.message import Feedback, Header


def with_menus(parts: Iterable[Part]) -> list[Part]:
    """The parts with each feedback's further steps beside the title of the story that it is about, if there is one."""
    shown: list[Part] = []
    for part in parts:
        shown = _with_menu(shown, part) if isinstance(part, Feedback) else [*shown, part]
    return shown


def _with_menu(parts: Sequence[Part], feedback: Feedback) -> list[Part]:
    above = list(parts)
    for place in range(len(above) - 1, -1, -1):
        part = above[place]
        if isinstance(part, Story) and not part.more:
            above[place] = replace(part, more=feedback.more)
            return [*above, replace(feedback, more=())]
        if isinstance(part, Story | Header | Feedback):
            break
    return [*above, feedback]
