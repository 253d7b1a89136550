"""A message in Slack's Block Kit, within every limit whatever stands in it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from bot.chat.render.budget import Budget
from bot.chat.render.fit import fitted
from bot.chat.render.spoken import BY_SLASH, spoken
from bot.chat.slack.budget import weight, within
from bot.chat.slack.draw import Frame, Surface, drawn, section
from bot.chat.slack.escape import literal
from bot.chat.slack.limits import FALLBACK, MESSAGE_BLOCKS, MESSAGE_TEXT, PLAIN_TEXT
from bot.chat.slack.press import numbered
from bot.model.message import Message

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Rendered:
    """What is posted: a line for notifications, in mrkdwn, and the blocks that people see."""

    text: str
    blocks: tuple[Json, ...]


def render(message: Message, *, base_url: str, plain: bool = False, more: Sequence[Json] = ()) -> Rendered:
    """A message as it is posted. `plain` keeps to the oldest blocks and half the length, for what Slack refused once.

    `more` are blocks of the caller's that go below and count among the limits. Post with `parse="none"`, or Slack
    makes links of addresses in `text`.
    """
    surface, text = (Surface.PLAIN, PLAIN_TEXT) if plain else (Surface.MESSAGE, MESSAGE_TEXT)
    budget = Budget(blocks=MESSAGE_BLOCKS - len(more), weight=text - weight(list(more)))

    shown = spoken(message.blocks, BY_SLASH)

    def draw(longest: int) -> list[Json]:
        return drawn(shown, Frame(base_url=base_url, surface=surface, longest=longest))

    line = fitted(message.fallback, FALLBACK, literal).strip() or "…"
    blocks = within(budget, draw) or list(section(line))
    return Rendered(text=line, blocks=tuple(numbered([*blocks, *more])))
