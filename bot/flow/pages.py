"""Pages: what an address of ours leads to, as a message: a digest, or a story in it."""

import re

from bot.digests.write import write_digest
from bot.model.message import Item, Message
from bot.ports.store import Session

_DIGEST = re.compile(r"digests/(?P<token>[\w-]{1,128})/?(?:\?[^#]*)?(?:#(?:(?:story|coverage)-(?P<story>\d{1,4})|.*))?")


def page_message(session: Session, url: str, *, base_url: str) -> Message | None:
    """The message behind an address below `base_url`, None where there is none. Whoever knows it may see that."""
    base = f"{base_url.rstrip('/')}/"
    if not base_url or not url.startswith(base):
        return None
    found = _DIGEST.fullmatch(url.removeprefix(base))
    issue = session.digests.by_token(found["token"]) if found else None
    if found is None or issue is None:
        return None
    whole, *replies = write_digest(issue)
    told = (reply for reply in replies if found["story"] and _position(reply) == int(found["story"]))
    return next(told, whole)


def _position(reply: Message) -> int:
    """The number of the story that a reply is about, 0 for none."""
    return next((block.number for block in reply.blocks if isinstance(block, Item)), 0)
