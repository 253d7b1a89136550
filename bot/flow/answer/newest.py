"""Newest: what a topic brought last, a line each, for a panel and for topics that come at once."""

from datetime import datetime

from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import day, linked, said, says, text
from bot.model.message import Block, Bullets, Buttons, Header, Message, Paragraph, Small, Span
from bot.model.story import Story
from bot.model.topic import Topic
from bot.ports.store import Session

_MOST = 5


def newest_lines(session: Session, topic: Topic, asking: Asking) -> Block:
    """The newest stories of a topic in the archive, or a sentence that says there is none."""
    stories = session.stories.latest(topic_id=topic.id, version=topic.version, limit=_MOST)
    if not stories:
        return Paragraph((text("Nothing in the archive is about it yet."),))
    dated = session.entries.get(story.lead_id for story in stories)
    return Bullets(tuple(_line(story, dated[story.lead_id].when, asking) for story in stories))


def newest_at_once(session: Session, topic: Topic, asking: Asking) -> Message:
    """In place of a digest, for a topic that has none here as its stories are posted one by one."""
    how = (text(f"{topic.title} comes at once here: each new story is posted by itself. "), said("why story ID"))
    return Message(
        fallback=f"The newest on {topic.title}.",
        blocks=(
            Header(f"The newest on {topic.title}"),
            newest_lines(session, topic, asking),
            Small((*how, text(" explains one of these."))),
            Buttons((says(f"subscribe {topic.name} weekly", "A weekly digest instead"),)),
        ),
    )


def _line(story: Story, when: datetime, asking: Asking) -> tuple[Span, ...]:
    """Dated as in a digest: by the article that it leads to."""
    more = f" +{story.coverage}" if story.coverage else ""
    facts = f" – {story.source}{more} · {day(when, asking.zone, asking.now)} · story {story.id}"
    return (linked(story.title, story.link), text(facts))
