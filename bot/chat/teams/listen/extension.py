"""The message extension: stories to put into one's own message, and cards for links to our own pages."""

from typing import Any

from bot.chat.render.fields import in_quotes
from bot.chat.render.spoken import BY_MENTION, spoken
from bot.chat.teams.card import CONTENT_TYPE
from bot.chat.teams.inbox import Json, each, inner, text
from bot.chat.teams.listen.clerk import Clerk
from bot.chat.teams.people import PLATFORM
from bot.chat.teams.stories import Preview, preview, previews
from bot.digests.write import plain
from bot.errors import PresswatchError
from bot.flow.answer import Asking
from bot.flow.answer.picks import picks
from bot.flow.pages import page_message
from bot.model.channel import Channel
from bot.model.person import Person

Answer = dict[str, Any]

_MOST = 25  # stories at a time; Teams asks for as many
_THUMBNAIL = "application/vnd.microsoft.card.thumbnail"
# Whoever asks is nobody to us, from nowhere: all may read.
_NOWHERE = Channel(id=0, workspace_id=0, platform=PLATFORM, key="", name="")
_ANYBODY = Person(key="", name="", is_guest=True)


def query(clerk: Clerk, activity: Json) -> Answer:
    """The stories that match what was typed; the newest where nothing was."""
    value = inner(activity, "value")
    asked = {text(one, "name"): text(one, "value") for one in each(value.get("parameters"))}
    words = "" if "initialRun" in asked else " ".join(asked.values()).strip()
    options = inner(value, "queryOptions")
    skip, most = _number(options.get("skip"), 0), min(_number(options.get("count"), _MOST) or _MOST, _MOST)
    try:
        with clerk.means.store.reading() as session:
            found = picks(session, words, _asking(clerk), skip=skip, most=most)
    except PresswatchError as error:
        return said(f"{error.message} {error.cure}".strip())
    cards = previews(found, base_url=clerk.means.base_url)
    if found.blocks and not cards:
        return said(" ".join(plain(spoken(found, BY_MENTION)).split()))
    return _result([_attachment(one) for one in cards])


def link(clerk: Clerk, activity: Json) -> Answer | None:
    """A card for an address of ours; nothing for any other."""
    url, base = text(inner(activity, "value"), "url"), clerk.means.base_url
    with clerk.means.store.reading() as session:
        message = page_message(session, url, base_url=base)
    return _result([_attachment(preview(message, base_url=base))]) if message else None


def said(words: str) -> Answer:
    """Words in the place of cards, where nothing is styled."""
    return {"composeExtension": {"type": "message", "text": in_quotes(words)}}


def _asking(clerk: Clerk) -> Asking:
    return clerk.means.asking(_NOWHERE, _ANYBODY)


def _result(attachments: list[Answer]) -> Answer:
    return {"composeExtension": {"type": "result", "attachmentLayout": "list", "attachments": attachments}}


def _attachment(shown: Preview) -> Answer:
    """A card, and what is seen of it before it is chosen."""
    seen = {"contentType": _THUMBNAIL, "content": {"title": shown.title, "text": shown.text}}
    return {"contentType": CONTENT_TYPE, "content": shown.card, "preview": seen}


def _number(value: object, otherwise: int) -> int:
    return value if isinstance(value, int) and value >= 0 else otherwise
