"""Numbered: the story that a reader means by a number: its place in this channel's last digest, or its id."""

from collections.abc import Sequence

from bot.errors import NotFound
from bot.flow.answer.asking import Asking, own_topic_named
from bot.flow.answer.phrases import clipped, count
from bot.model.delivery import DeliveryKind, DeliveryState
from bot.model.digest import Digest, DigestStory
from bot.model.story import Story
from bot.model.subscription import Cadence, Subscription
from bot.ports.store import Session

_TITLE = 80  # characters of a title in an error


def last_digest(session: Session, verb: str, topic: str, asking: Asking) -> Digest:
    """The digest whose numbers are meant: this channel's last, of one topic or ("") of any, by what was posted.

    NotFound says how to say it by `verb` without one.
    """
    wanted = own_topic_named(session, asking, topic) if topic else None
    every = session.subscriptions.of_channel(asking.channel.id)
    orders = [order for order in every if wanted is None or order.topic_id == wanted.id]
    issues = [issue for order in orders if (issue := session.digests.latest(order.id)) is not None]
    if not issues and orders and all(order.schedule.cadence is Cadence.AT_ONCE for order in orders):
        raise _at_once(session, verb, orders)
    if not issues:
        none = "No topic that this channel is subscribed to has had a digest yet."
        raise NotFound(
            f"{wanted.title} has had no digest in this channel yet." if wanted else none,
            f"`status` says when the next one comes; `{verb} story ID` takes any story, and `search` shows ids.",
        )
    return _last_posted(session, issues, asking)


def _at_once(session: Session, verb: str, orders: Sequence[Subscription]) -> NotFound:
    """No digest will come to give a number: the stories' ids do."""
    topic = session.topics.get(orders[0].topic_id)
    what = topic.title if len(orders) == 1 else "All that this channel follows"
    cure = f"`digest {topic.name}` shows the newest with their ids; `{verb} story ID` takes one."
    return NotFound(f"{what} comes at once here, in no numbered digest.", cure)


def _last_posted(session: Session, issues: Sequence[Digest], asking: Asking) -> Digest:
    """The newest of these that people can have seen; the newest of all where none was posted yet."""
    parts = session.ledger.of_subject(DeliveryKind.DIGEST, [issue.id for issue in issues], asking.channel.id)
    posted = {part.subject_id for part in parts if part.part == 0 and part.state is DeliveryState.SENT}
    seen = [issue for issue in issues if issue.id in posted]
    return max(seen or issues, key=lambda issue: (issue.created_at, issue.id))


def story_at(session: Session, verb: str, digest: Digest, place: int) -> DigestStory:
    """The story at a place of an issue; NotFound says what else the number may have meant."""
    told = next((story for story in digest.stories if story.position == place), None)
    if told is not None:
        return told
    number = count(len(digest.stories), "story", "stories")
    quiet = "" if digest.stories else " to choose from: it was a quiet issue"
    raise NotFound(
        f"{digest.topic_title} No. {digest.number} has {number}{quiet}.",
        f"Give the number before the title. {_by_id(session, verb, place)}",
    )


def story_named(session: Session, number: int) -> Story:
    """The story of an id, or the one that it was merged into; NotFound where there is none."""
    story = _story(session, number)
    if story is None:
        raise NotFound(f"There is no story {number}.", "`search` shows each story’s id.")
    return story


def _story(session: Session, number: int) -> Story | None:
    story_id = session.stories.root(number)
    return session.stories.get([story_id]).get(story_id)


def _by_id(session: Session, verb: str, number: int) -> str:
    """How to name a story that the digest does not tell; the very one where the number is an id."""
    story = _story(session, number)
    if story is None:
        return f"For another story say `{verb} story ID`, with the id that `search` shows."
    title = clipped(story.title.replace("`", "’") or "untitled", _TITLE)
    return f"`{verb} story {number}` means “{title}”."
