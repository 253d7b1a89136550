"""A story's way through the topics: which it matched and what came of that here, and what it lacked of the others."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.flow.answer.asking import Asking
from bot.flow.answer.path import Step
from bot.flow.answer.phrases import count, joined, text
from bot.flow.answer.standing import Case, Stage, Standing, standings
from bot.flow.answer.verdicts import Judged, judge, matched_briefly, unmatched
from bot.model.entry import Entry
from bot.model.message import Button, Span
from bot.model.story import Story
from bot.model.topic import Topic
from bot.ports.store import Session

_LACKING = 3  # topics whose shortfall is told
_OUTCOMES = {
    Stage.POSTED: "It was posted here.",
    Stage.WAITING: "It is on its way here.",
    Stage.HELD: "It is held for now.",
    Stage.PAUSED: "It waits for a pause to end.",
    Stage.FAILED: "It could not be posted here.",
    Stage.MUTED: "It is muted here.",
    Stage.PASSED_OVER: "It matched, and was not announced here.",
    Stage.NOT_SUBSCRIBED: "It matched, and this channel is not subscribed.",
}


@dataclass(frozen=True, slots=True)
class OnTopic:
    """One topic's verdict, and what became of the story under it."""

    judged: Judged
    told: tuple[Standing, ...]
    ours: bool  # this channel is subscribed to it

    @property
    def stage(self) -> Stage | None:
        """The farthest that it came, None where it did not match."""
        return max((one.stage for one in self.told), key=lambda stage: stage.value, default=None)

    @property
    def rank(self) -> tuple[int, bool, float]:
        """The farthest first, then this channel's own, then the nearest."""
        short = self.judged.short
        return (-self.stage.value if self.stage else 0, not self.ours, -short.nearness if short else -1.0)


def topics_here(session: Session, asking: Asking) -> list[Topic]:
    """What the channel is subscribed to, and what else is on offer."""
    own = [session.topics.get(order.topic_id) for order in session.subscriptions.of_channel(asking.channel.id)]
    offered = session.topics.offered(asking.channel.workspace_id)
    return list({topic.id: topic for topic in (*own, *offered)}.values())


def on_topics(
    session: Session, asking: Asking, story: Story, entries: Sequence[Entry], topics: Sequence[Topic]
) -> list[OnTopic]:
    """What each topic says of a story, and what came of it here: the farthest first."""
    ours = {order.topic_id for order in session.subscriptions.of_channel(asking.channel.id)}
    judged = judge(session, story, entries, topics, asking.limits)
    told = [_told(session, asking, story, entries, one) for one in judged]
    found = [OnTopic(one, what, one.topic.id in ours) for one, what in zip(judged, told, strict=True)]
    return sorted(found, key=lambda one: one.rank)


def _told(
    session: Session, asking: Asking, story: Story, entries: Sequence[Entry], judged: Judged
) -> tuple[Standing, ...]:
    """What became of it here. What only an earlier version matched waits for nothing any more."""
    match = judged.match or judged.earlier
    if match is None:
        return ()
    case = Case(session=session, asking=asking, topic=judged.topic, match=match, story=story, entries=entries)
    return tuple(one for one in standings(case) if judged.match or one.stage is Stage.POSTED)


def outcome(found: Sequence[OnTopic], entry: Entry) -> str:
    """Where the story ended, by the topic with which it came farthest."""
    stage = found[0].stage if found else None
    if not found:
        return "No topic is set up yet."
    if stage is None:
        only = found[0].judged.topic.title if len(found) == 1 else ""
        return f"It does not match {only}." if only else "It matches no topic."
    told = found[0].told
    if stage is Stage.POSTED and all(_before(one, entry.seen_at) for one in told if one.stage is Stage.POSTED):
        waits = any(one.stage is Stage.WAITING for one in told)
        return f"Its story was posted here before this article came{'; what is new is on its way' if waits else ''}."
    return _OUTCOMES[stage]


def steps(found: Sequence[OnTopic], story: Story, entry: Entry) -> tuple[Step, ...]:
    """One line a topic, as far as they are shown."""
    return tuple(_step(one, story, entry) for one in shown(found))


def shown(found: Sequence[OnTopic]) -> tuple[OnTopic, ...]:
    """Those that matched, and the nearest of those that did not: of those followed here, where there are any."""
    met = [one for one in found if one.told]
    followed = any(one.ours for one in found)
    lacking = [one for one in found if not one.told and (one.ours or not followed)]
    return (*met, *lacking[:_LACKING])


def untold(found: Sequence[OnTopic], story: Story, *, asked: int) -> str:
    """How many of the topics asked `steps` leaves out, in words; "" for none."""
    more = asked - len(shown(found))
    named = f"`why story {story.id} TOPIC` explains any of them"
    return f"{count(more, 'more topic does', 'more topics do')} not match; {named}." if more else ""


def next_steps(found: Iterable[OnTopic]) -> tuple[Button, ...]:
    """What one can do about where it stopped."""
    return tuple(told.step for one in found for told in one.told if told.step is not None)


def _step(one: OnTopic, story: Story, entry: Entry) -> Step:
    judged, title = one.judged, one.judged.topic.title
    verdict = matched_briefly(judged.match) if judged.match else unmatched(judged, story)
    standing = [_standing(told, entry) for told in one.told]
    passed = one.stage in (Stage.POSTED, Stage.WAITING) and judged.match is not None
    return Step(passed, title, joined([verdict, *standing], "; "))


def _standing(told: Standing, entry: Entry) -> tuple[Span, ...]:
    return (*told.words, text(", before this article came")) if _before(told, entry.seen_at) else told.words


def _before(told: Standing, when: datetime) -> bool:
    return told.at is not None and told.at < when
