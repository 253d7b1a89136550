"""The issue as messages: the parent, a reply for each of its stories, held alerts, and what else is noted."""

from bot.digests.write.held import held_messages
from bot.digests.write.noted import noted_messages, top
from bot.digests.write.parent import parent
from bot.digests.write.quiet import quiet
from bot.digests.write.reply import story_reply
from bot.model.digest import Digest
from bot.model.message import Message


def write_digest(digest: Digest) -> tuple[Message, ...]:
    """The parent (part 0) and its replies in order. Pure: a frozen digest gives the same messages for ever."""
    if not digest.stories:
        return (quiet(digest),)
    replies = (story_reply(digest, story) for story in top(digest))
    return (parent(digest), *replies, *held_messages(digest), *noted_messages(digest))


def held_part(digest: Digest) -> int:
    """The part that names the alerts that were held."""
    return 1 + len(top(digest)) if digest.stories else 0
