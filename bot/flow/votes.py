"""Votes: what the people of a channel said of stories, and what that teaches the order of its digests."""

from collections.abc import Collection

from bot.flow.mutes import Muted
from bot.ports.store import Session
from bot.stories.learn import COUNTED, Lessons, Shown
from bot.stories.words import folded


def lessons_of(session: Session, channel_id: int, muted: Muted) -> Lessons:
    """What a channel's votes teach, by the stories as they stand now without what is `muted` there."""
    votes = session.votes.of_channel(channel_id)[-COUNTED:]
    shown = shown_of(session, {vote.story_id for vote in votes}, muted)
    return Lessons.of(votes, shown, session.votes.unlearned(channel_id))


def shown_of(session: Session, story_ids: Collection[int], muted: Muted) -> dict[int, Shown]:
    """What a channel sees of these stories; merged and unknown ids are absent."""
    stories = session.stories.get(story_ids)
    retold = [story.id for story in stories.values() if folded(story.source) in muted.sources]
    entries = session.entries.of_stories(retold) if retold else {}
    heads = {**stories, **{one: muted.view(stories[one], entries[one]).story for one in retold}}
    return {one: Shown(head.source, head.title) for one, head in heads.items() if head.merged_into is None}
