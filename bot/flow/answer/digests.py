"""Digests on request, and why a story is in one."""

from collections.abc import Iterable

from bot.digests.write import write_digest
from bot.errors import NotFound
from bot.flow.answer.asking import Asking, topic_named
from bot.flow.answer.phrases import code, count, linked, plain_answer, strong, text
from bot.flow.arrival import document_of
from bot.flow.publish import publish_now
from bot.model.command import ShowDigest, Why
from bot.model.digest import Digest, DigestStory
from bot.model.message import Block, Bullets, Message, Paragraph, Small, Span
from bot.model.story import Story
from bot.model.subscription import Cadence
from bot.model.topic import Evidence, Topic
from bot.ports.store import Session
from bot.stories.query import evaluate, parse

_SHOWN = 160  # characters of a query


def show_digest(session: Session, command: ShowDigest, asking: Asking) -> Message:
    """The latest issue; where there is none yet, the first is made now and goes to the channel."""
    topic = topic_named(session, asking, command.topic)
    order = session.subscriptions.find(channel_id=asking.channel.id, topic_id=topic.id)
    if order is None:
        raise NotFound(
            f"This channel is not subscribed to {topic.title}.", f"Say `subscribe {topic.name} weekly` first."
        )
    if order.schedule.cadence is Cadence.AT_ONCE:
        raise NotFound(
            f"{topic.title} comes at once here, so there are no digests.",
            f"Say `subscribe {topic.name} weekly` for a digest.",
        )
    latest = session.digests.latest(order.id)
    if latest is not None:
        return write_digest(latest)[0]
    issue = publish_now(session, order, now=asking.now, token=asking.new_token())
    stories = count(len(issue.stories), "story", "stories")
    return plain_answer(f"{topic.title} No. 1 is on its way to {asking.channel.name}: {stories}.")


def why(session: Session, command: Why, asking: Asking) -> Message:
    """Which words made a story match, or which clause none of its words met."""
    if command.by_id:
        return _why_story(session, command, asking)
    digest = _last_digest(session, command, asking)
    for story in digest.stories:
        if story.position == command.story:
            return _why_told(digest, story)
    if not digest.stories:
        raise NotFound(f"{digest.topic_title} No. {digest.number} has 0 stories to explain.", "It was a quiet issue.")
    raise NotFound(
        f"{digest.topic_title} No. {digest.number} has {count(len(digest.stories), 'story', 'stories')}.",
        "Give the number before the title; for other stories, `search` shows their ids: `why story 12`.",
    )


def _last_digest(session: Session, command: Why, asking: Asking) -> Digest:
    orders = session.subscriptions.of_channel(asking.channel.id)
    if command.topic:
        wanted = topic_named(session, asking, command.topic).id
        orders = [order for order in orders if order.topic_id == wanted]
    issues = [issue for order in orders if (issue := session.digests.latest(order.id)) is not None]
    if not issues:
        raise NotFound(
            "No topic that this channel is subscribed to has had a digest yet.",
            "`status` says when the next one comes; `why story ID` explains any story, and `search` shows ids.",
        )
    return max(issues, key=lambda issue: (issue.created_at, issue.id))


def _why_told(digest: Digest, story: DigestStory) -> Message:
    blocks: list[Block] = [
        Paragraph((strong(f"{story.position} · "), linked(story.title, story.link))),
        Paragraph((text(f"In {digest.topic_title} No. {digest.number}: {story.reason}."),)),
        Bullets(evidence_lines(story.evidence)),
        Small((text("Query: "), code(_clipped(digest.topic_query)))),
    ]
    return Message(fallback=f"Why {story.title}", blocks=tuple(blocks))


def _clipped(query: str) -> str:
    """A query short enough to be read in passing; the digest's page has the whole."""
    return query if len(query) <= _SHOWN else f"{query[:_SHOWN].rsplit(' ', 1)[0]} …"


def evidence_lines(evidence: Iterable[Evidence]) -> tuple[tuple[Span, ...], ...]:
    """One line a clause: its words as written, and those that met it, where they stand."""
    met: dict[str, dict[str, None]] = {}
    for piece in evidence:
        place = "text" if piece.field == "body" else piece.field
        met.setdefault(piece.clause, {})[f"“{piece.text}” in the {place}"] = None
    return tuple((code(clause), text(f" – {', '.join(found)}")) for clause, found in met.items())


def _why_story(session: Session, command: Why, asking: Asking) -> Message:
    story_id = session.stories.root(command.story)
    story = session.stories.get([story_id]).get(story_id)
    if story is None:
        raise NotFound(f"There is no story {command.story}.", "`search` shows each story's id.")
    if command.topic:
        topics = [topic_named(session, asking, command.topic)]
    else:
        topics = session.topics.offered(asking.channel.workspace_id)
    blocks: list[Block] = [
        Paragraph((linked(story.title, story.link),)),
        Small((text(f"{count(story.entries, 'article')} from {count(story.sources, 'source')}"),)),
    ]
    for topic in topics:
        blocks.extend(_verdict(session, story, topic))
    return Message(fallback=f"Why {story.title}", blocks=tuple(blocks))


def _verdict(session: Session, story: Story, topic: Topic) -> list[Block]:
    """What a topic says of a story: the kept match, else the clause that its lead does not meet."""
    for match in session.stories.matches_of([story.id]):
        if match.topic_id == topic.id:
            heading = Paragraph((strong(topic.title), text(f" – it matches, {match.score:.0%} central.")))
            return [heading, Bullets(evidence_lines(match.evidence))]
    lead = session.entries.get([story.lead_id])[story.lead_id]
    failed = evaluate(parse(topic.query), document_of(lead)).failed
    reason = (text(" – no match: nothing in it meets "), code(failed)) if failed else (text(" – no match."),)
    return [Paragraph((strong(topic.title), *reason))]
