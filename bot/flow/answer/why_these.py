"""Why these: what put each of a digest's stories in its place, by what the digest froze."""

from bot.digests.write.headline import title_span
from bot.digests.write.links import Anchor, page
from bot.digests.write.noted import top
from bot.digests.write.reply import matched
from bot.flow.answer.phrases import code, count, said, says, text
from bot.flow.answer.shortfalls import shortened
from bot.model.digest import Digest, DigestStory
from bot.model.message import Block, Button, Buttons, Header, Item, Message, Paragraph, Small


def why_these(digest: Digest) -> Message:
    """Each top story with its reason and the words that matched; the other stories by their number."""
    heading = f"Why these: {digest.topic_title} No. {digest.number}"
    told = top(digest)
    left = len(digest.stories) - len(told)
    blocks: list[Block] = [Header(heading), Paragraph((text(_rule(digest)),))]
    blocks += [_item(digest, story) for story in told]
    if left:
        example = said(f"why {digest.stories[-1].position} {digest.topic_name}")
        blocks.append(Small((text(f"{count(left, 'more story', 'more stories')}: "), example, text(" explains one."))))
    blocks.append(Small((text("Query: "), code(shortened(digest.topic_query)))))
    steps = (
        Button("Read on the web", page(digest, Anchor.WHY)),
        says(f"topic edit {digest.topic_name}", "Tune"),
    )
    return Message(fallback=heading, blocks=(*blocks, Buttons(steps)))


def _rule(digest: Digest) -> str:
    if not digest.stories:
        return "Nothing met the topic, so there was nothing to put in order."
    return (
        "Stories stand by how many tell them in their own words, what was done, how central the topic is, and what is "
        "new to you."
    )


def _item(digest: Digest, story: DigestStory) -> Item:
    reason = f"{story.reason[:1].upper()}{story.reason[1:]}."
    return Item(story.position, (title_span(story),), (text(reason),), matched(digest, story))
