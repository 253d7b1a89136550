"""A story's head: what its entries make of it, computed afresh each time it gains one."""

from collections.abc import Sequence
from dataclasses import replace

from bot.model.entry import Entry
from bot.model.story import Story
from bot.stories.lead import lead


def head_of(story_id: int, entries: Sequence[Entry], *, seq: int) -> Story:
    """The head of a story told by these entries (at least one), as of a commit."""
    shown = lead(entries)
    return Story(
        id=story_id,
        lead_id=shown.id,
        title=shown.title,
        link=shown.link,
        source=shown.source,
        first_at=min(entry.when for entry in entries),
        last_at=max(entry.when for entry in entries),
        entries=len(entries),
        sources=len({entry.source for entry in entries}),
        seq=seq,
    )


def led_by(head: Story, entry: Entry) -> Story:
    """The same head under another of its entries."""
    return replace(head, lead_id=entry.id, title=entry.title, link=entry.link, source=entry.source)
