"""Why: which words made a story match, or which part of a query it fell short of; and what this channel heard of it."""

from bot.digests.write.links import page, story_anchor
from bot.flow.answer.asking import Asking, own_topic_named
from bot.flow.answer.note import case_of, note_blocks
from bot.flow.answer.numbered import last_digest, story_at, story_named
from bot.flow.answer.path import first_of
from bot.flow.answer.phrases import code, count, linked, moment, says, strong, text, with_code
from bot.flow.answer.shortfalls import shortened
from bot.flow.answer.topic_path import next_steps, on_topics, shown, topics_here, untold
from bot.flow.answer.verdicts import brief_verdict, verdict_blocks
from bot.flow.answer.whose import origin_now, whose_blocks
from bot.flow.answer.why_these import why_these
from bot.model.command import Why
from bot.model.digest import Digest, DigestStory
from bot.model.message import Block, Button, Buttons, Message, Paragraph, Small
from bot.model.story import Story
from bot.ports.store import Session

_BUTTONS = 3


def why(session: Session, command: Why, asking: Asking) -> Message:
    """Why a story matched or not, by its place in the last digest or by its id; or why each of that digest did."""
    if command.by_id:
        return _why_story(session, command, asking)
    digest = last_digest(session, "why", command.topic, asking)
    if not command.story:
        return why_these(digest)
    return _why_told(session, digest, story_at(session, "why", digest, command.story), asking)


def _why_told(session: Session, digest: Digest, told: DigestStory, asking: Asking) -> Message:
    """Why a story stands in an issue: a note on what the issue froze and on its articles as they are on file."""
    topic = session.topics.get(session.subscriptions.get(digest.subscription_id).topic_id)
    blocks: list[Block] = [
        Paragraph((strong(f"{told.position} · "), linked(told.title, told.link))),
        *note_blocks(case_of(session, digest, told, zone=asking.zone, now=asking.now)),
        *whose_blocks(told.origin, ((one.entry_id, one) for one in told.coverage)),
    ]
    if shortened(digest.topic_query) == digest.topic_query:
        blocks.append(Small((text("Query: "), code(digest.topic_query))))
    if topic.version != digest.topic_version:
        words = f"The topic has changed since: version {digest.topic_version} then, {topic.version} now."
        blocks.append(Small((text(words),)))
    story_id = session.stories.root(told.story_id)
    more = [
        Button("Read on the web", link=page(digest, story_anchor(told.position))),
        says(f"why story {story_id}", "On every topic"),
        says(f"topic edit {digest.topic_name}", "Tune"),
    ]
    return Message(fallback=f"Why {told.title}", blocks=(*blocks, Buttons(tuple(more))))


def _why_story(session: Session, command: Why, asking: Asking) -> Message:
    """What each topic on offer, or the one named, says of a story, and what became of that here."""
    story = story_named(session, command.story)
    entries = session.entries.of_stories([story.id])[story.id]
    topics = [own_topic_named(session, asking, command.topic)] if command.topic else topics_here(session, asking)
    found = on_topics(session, asking, story, entries, topics)
    facts = Small((text(_facts(story, command, asking)),))
    origin = origin_now(session, entries, asking)
    whose = whose_blocks(origin, ((entry.id, entry) for entry in entries))
    blocks: list[Block] = [Paragraph((linked(story.title, story.link),)), facts, *whose]
    followed = any(one.ours for one in found)
    for one in shown(found):
        verdict = brief_verdict if followed and not one.ours else verdict_blocks
        blocks += [*verdict(one.judged, story), *(Small((text("here: "), *told.words)) for told in one.told)]
    if not topics:
        blocks.append(Paragraph((text("No topic is set up yet."),)))
    if more := untold(found, story, asked=len(topics)):
        blocks.append(Small(with_code(more)))
    steps = first_of(next_steps(found), _BUTTONS)
    return Message(fallback=f"Why {story.title}", blocks=(*blocks, *([Buttons(steps)] if steps else [])))


def _facts(story: Story, command: Why, asking: Asking) -> str:
    merged = "" if story.id == command.story else f" · story {command.story} was merged into it"
    return (
        f"story {story.id} · {count(story.entries, 'article')} from {count(story.sources, 'source')}"
        f" · since {moment(story.first_at, asking.zone, asking.now)}{merged}"
    )
