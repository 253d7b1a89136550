"""Cards for people's own messages: a story that they picked, or a page of ours that they linked to."""

from dataclasses import dataclass
from typing import Any

from bot.chat.render.fit import fitted
from bot.chat.teams.card import render
from bot.chat.teams.escape import label
from bot.chat.teams.limits import PREVIEW_TEXT, PREVIEW_TITLE, SUMMARY
from bot.digests.write.text import clip
from bot.model.message import Block, Header, Item, Message, Quote, Span

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Preview:
    """A card, and what is seen of it before it is chosen: both lines are plain text."""

    title: str
    text: str
    card: Json


def previews(message: Message, *, base_url: str) -> tuple[Preview, ...]:
    """One for each story line of an answer, in its order, such as of what a search found."""
    return tuple(
        _story(block, message.blocks[i + 1 : i + 2], base_url)
        for i, block in enumerate(message.blocks)
        if isinstance(block, Item)
    )


def preview(message: Message, *, base_url: str) -> Preview:
    """A whole message as one card, without the buttons that only we could answer."""
    title = next((block.text for block in message.blocks if isinstance(block, Header)), message.fallback)
    card = render(message, base_url=base_url, sign=None).card
    return Preview(_line(title, PREVIEW_TITLE), _line(message.fallback, PREVIEW_TEXT), card)


def _story(item: Item, below: tuple[Block, ...], base_url: str) -> Preview:
    """A story without the number that it has in a list."""
    quotes = tuple(block for block in below if isinstance(block, Quote))
    title, said = _words(item.title), _words(item.clause) or "".join(_words(quote.spans) for quote in quotes)
    told = Message(fallback=title, blocks=(Item(0, item.title, item.clause, item.small), *quotes))
    words = " · ".join(filter(None, (clip(said, PREVIEW_TEXT), _words(item.small))))
    return Preview(_line(title, PREVIEW_TITLE), _line(words, SUMMARY), render(told, base_url=base_url, sign=None).card)


def _words(spans: tuple[Span, ...]) -> str:
    return "".join(span.text for span in spans).strip()


def _line(words: str, limit: int) -> str:
    """Words on one line, that end at a word where they are cut."""
    return fitted(clip(words, limit), limit, label).strip() or "…"
