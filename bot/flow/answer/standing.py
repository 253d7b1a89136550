"""Standing: what a channel has heard of a story on a topic, and what comes of it next, in the order it happened."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto

from bot.digests.interrupt import told_at
from bot.digests.write.links import page, story_anchor
from bot.flow.answer.asking import Asking
from bot.flow.answer.coming import coming
from bot.flow.answer.phrases import count, day, moment, says, text
from bot.flow.mutes import Muted, View
from bot.flow.overflow import next_digest
from bot.flow.publish import upcoming
from bot.flow.verdict import STAYS
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState, HeldFor
from bot.model.digest import Digest
from bot.model.entry import Entry
from bot.model.message import Button, Span
from bot.model.story import Story
from bot.model.subscription import Cadence, Subscription
from bot.model.topic import Match, Topic
from bot.ports.store import Session
from bot.ports.store.digests import Telling
from bot.stories.query import query_of

_LEDGER = says("ledger", "Ledger")


class Stage(Enum):
    """How far a story on a topic has come in a channel, the farthest last."""

    NOT_SUBSCRIBED = auto()
    PASSED_OVER = auto()  # archive, or from before its time
    MUTED = auto()
    FAILED = auto()
    PAUSED = auto()
    HELD = auto()
    WAITING = auto()
    POSTED = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """One thing that happened to a story in a channel, or that is to come."""

    stage: Stage
    words: tuple[Span, ...]  # the end of a sentence that begins with the topic
    at: datetime | None = None  # when it was posted
    step: Button | None = None  # what one can do next


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """What is asked of: a story that a topic matches, with all that its standing depends on."""

    session: Session
    asking: Asking
    topic: Topic
    match: Match
    story: Story
    entries: Sequence[Entry]

    @property
    def family(self) -> tuple[int, ...]:
        """The story with all that were merged with it."""
        return self.session.stories.family(self.story.id)

    def order(self) -> Subscription | None:
        """This channel's live subscription to the topic."""
        return self.session.subscriptions.find(channel_id=self.asking.channel.id, topic_id=self.topic.id)

    def when(self, instant: datetime) -> str:
        """A moment on the asker's wall."""
        return moment(instant, self.asking.zone, self.asking.now)


def standings(case: Case) -> list[Standing]:
    """What became of the story here under this topic; at least one, what was posted first."""
    told = [*_alerts(case), *_issues(case)]
    if any(one.stage in (Stage.HELD, Stage.WAITING) for one in told):
        return told
    return [*told, *_next(case, told=bool(told))]


def _alerts(case: Case) -> Iterator[Standing]:
    """The alerts of this story, whatever topic they were for."""
    for alert in case.session.ledger.of_subject(DeliveryKind.ALERT, case.family, case.asking.channel.id):
        other = alert.topic_id not in (None, case.topic.id)
        topic = f" on {case.session.topics.get(alert.topic_id).title}" if other and alert.topic_id else ""
        yield _posting(case, alert, f"as an alert{topic}")


def _issues(case: Case) -> Iterator[Standing]:
    """The issues of this topic that told the story."""
    for telling in _tellings(case):
        issue = case.session.digests.get(telling.digest_id)
        parts = case.session.ledger.of_subject(DeliveryKind.DIGEST, [issue.id], issue.channel_id)
        if parts:
            yield _in_issue(case, issue, _posting(case, parts[0], f"in No. {issue.number}"))


def _tellings(case: Case) -> list[Telling]:
    """When issues of this topic told the story here, oldest first."""
    subscriptions = case.session.subscriptions
    found = case.session.digests.tellings(case.asking.channel.id, case.family)
    return [one for one in found if subscriptions.get(one.subscription_id).topic_id == case.topic.id]


def _in_issue(case: Case, issue: Digest, posted: Standing) -> Standing:
    """With a link to the page, and the version of the topic where it was another then."""
    anchor = next((story_anchor(one.position) for one in issue.stories if one.story_id in case.family), "")
    older = issue.topic_version != case.topic.version
    version = (text(f" (by version {issue.topic_version} of the topic)"),) if older else ()
    step = Button("Read on the web", link=page(issue, anchor))
    return replace(posted, words=(*posted.words, *version), step=posted.step or step)


def _posting(case: Case, delivery: Delivery, how: str) -> Standing:
    """Where a delivery stands, as the story's standing."""
    match delivery.state:
        case DeliveryState.SENT:
            return _sent(case, delivery, how)
        case DeliveryState.HELD:
            return _held(case, delivery)
        case DeliveryState.FOLDED:
            return _folded(case, delivery)
        case DeliveryState.PLANNED:
            return Standing(stage=Stage.WAITING, words=(text(_planned(case, delivery, how)),))
        case DeliveryState.CLAIMED | DeliveryState.PARKED | DeliveryState.UNCERTAIN:
            return Standing(stage=Stage.WAITING, words=(text(_on_its_way(delivery, how)),), step=_LEDGER)
    return _ended(delivery, how)


def _sent(case: Case, delivery: Delivery, how: str) -> Standing:
    at = delivery.settled_at or delivery.planned_at
    again = ", perhaps again after a restore" if delivery.may_repeat else ""
    twice = ", perhaps twice, for it was sent again while in doubt" if delivery.again else ""
    only = f" ({delivery.reason})" if delivery.reason and not delivery.platform_id else ""
    words = f"posted {how}, {case.when(at)}{again}{twice}{only}"
    return Standing(stage=Stage.POSTED, words=(text(words),), at=at)


def _planned(case: Case, delivery: Delivery, how: str) -> str:
    """When it goes out, and what came of earlier tries."""
    tried = f" (tried {count(delivery.attempts, 'time')}: {delivery.reason})" if delivery.reason else ""
    due = delivery.not_before <= case.asking.now
    when = "with the worker’s next round" if due else case.when(delivery.not_before)
    return f"planned {how}: it goes out {when}{tried}"


def _on_its_way(delivery: Delivery, how: str) -> str:
    """What is known of a delivery that a worker has had in its hands."""
    if delivery.state is DeliveryState.CLAIMED:
        return f"on its way at this moment {how}"
    if delivery.state is DeliveryState.PARKED:
        return f"waiting {how} until this place can be reached again: {delivery.reason}"
    stays = delivery.reason.endswith(STAYS)
    then = delivery.reason if stays else "the platform is asked before it is sent again"
    return f"perhaps posted {how}: {then}"


def _ended(delivery: Delivery, how: str) -> Standing:
    """It will not be posted, and why."""
    ended = "given up" if delivery.state is DeliveryState.GIVEN_UP else "not posted"
    words = f"{ended} {how}: {delivery.reason or 'for no reason that was kept'}"
    if delivery.reason.startswith("muted"):
        return Standing(stage=Stage.MUTED, words=(text(words),))
    return Standing(stage=Stage.FAILED, words=(text(words),), step=_LEDGER)


def _held(case: Case, alert: Delivery) -> Standing:
    """Why an alert is held, and when it is told with the others."""
    session, asking = case.session, case.asking
    order = next_digest(session, asking.channel.id, now=asking.now)
    rules = session.channels.rules(asking.channel.id).over(asking.rules)
    if alert.reason == HeldFor.PAUSED:
        when = "when the pause ends"
    elif order is not None and order.due_at is not None:
        when = f"in the next digest, {case.when(order.due_at)}"
    else:
        when = f"with the others, {case.when(told_at(rules, alert.settled_at or alert.planned_at))}"
    step = says("resume", "Resume") if alert.reason == HeldFor.PAUSED else says("alerts", "Alerts")
    return Standing(stage=Stage.HELD, words=(text(f"held ({alert.reason}); it is told {when}"),), step=step)


def _folded(case: Case, alert: Delivery) -> Standing:
    """In which message a held alert was told."""
    kind, _, rest = alert.told_in.partition(":")
    if kind == DeliveryKind.DIGEST:
        issue = case.session.digests.get(int(rest.partition(":")[0]))
        parts = case.session.ledger.of_subject(DeliveryKind.DIGEST, [issue.id], issue.channel_id)
        told = _posting(
            case, parts[0], f"in {issue.topic_title} No. {issue.number}, after it was held ({alert.reason})"
        )
        return _in_issue(case, issue, told)
    notices = case.session.ledger.of_subject(DeliveryKind.NOTICE, [alert.channel_id], alert.channel_id)
    notice = next((one for one in notices if one.key == alert.told_in), alert)
    return _posting(case, notice, f"with the alerts that were held ({alert.reason})")


def _next(case: Case, *, told: bool) -> Iterable[Standing]:
    """What comes next, or why nothing does; nothing for a story that was told and has not grown."""
    order = case.order()
    if order is None:
        subscribe = says(f"subscribe {case.topic.name} weekly", f"Subscribe to {case.topic.title}", primary=True)
        words = "this channel is subscribed to it no more" if told else "this channel is not subscribed to it"
        return [Standing(stage=Stage.NOT_SUBSCRIBED, words=(text(words),), step=subscribe)]
    view = _view(case)
    if view.hidden_by is not None:
        mute = view.hidden_by
        unmute = says(f"unmute {mute.kind} {mute.value}", "Unmute")
        return [Standing(stage=Stage.MUTED, words=(text(view.reason),), step=unmute)]
    if order.due_at is None:
        return [] if told else [_no_alert(case, order)]
    upto = max((telling.upto for telling in _tellings(case)), default=0)
    gained = sum(entry.news and entry.seq > upto for entry in case.entries)
    if not gained or case.story.id not in upcoming(case.session, order, now=case.asking.now):
        return [] if told else [_no_issue(case, order)]
    grown = f"{count(gained, 'article')} more since: " if upto else ""
    paused = order.is_paused(case.asking.now)
    step = says(f"resume {case.topic.name}", "Resume") if paused else says("status", "Status")
    stage = Stage.PAUSED if paused else Stage.WAITING
    return [Standing(stage=stage, words=(text(f"{grown}it waits; "), *coming(order, case.asking)), step=step)]


def _view(case: Case) -> View:
    """The story as this channel sees it."""
    muted = Muted.of(case.session, case.asking.channel.id, now=case.asking.now, zone=case.asking.zone)
    return muted.view(case.story, case.entries, query=query_of(case.topic), match=case.match)


def _no_alert(case: Case, order: Subscription) -> Standing:
    """Why a topic that comes at once brought no alert of it."""
    return Standing(stage=Stage.PASSED_OVER, words=(text(f"no alert: {_why_no_alert(case, order)}"),))


def _why_no_alert(case: Case, order: Subscription) -> str:
    entry = next((one for one in case.entries if one.id == case.match.entry_id), case.entries[0])
    first = case.session.traces.first_polled(entry.feed_id)
    if not entry.news:
        return "it was old when it first appeared, so it is archive"
    if case.match.matched_at < order.created_at:
        return f"it came before this channel subscribed ({case.when(order.created_at)})"
    if entry.seen_at < case.topic.changed_at:
        return f"it was found when the topic was changed ({case.when(case.topic.changed_at)}), which alerts nobody"
    if entry.seen_at == first:
        return f"it came with the first poll of {entry.source}, which alerts nobody"
    return "none was planned when it came: the channel did not want the topic at once then, or was told of it otherwise"


def _no_issue(case: Case, order: Subscription) -> Standing:
    """Why the next digest will not tell it, and none has."""
    if not any(entry.news for entry in case.entries):
        words = "in no digest: all of it was old when it first appeared, so it is archive"
    elif order.told_until is None:
        span = "a day" if order.schedule.cadence is Cadence.DAILY else "a week"
        words = f"in no digest: the first one looks back {span}, and it is older"
    elif (first := _first_issue(case, order)) is not None and _is_before(case, first):
        back = day(first.window.since, case.asking.zone, case.asking.now)
        words = f"in no digest: No. 1, the first, looked back to {back}, and it is older"
    else:
        words = "in no digest: it was muted, or no news, when its issue was made"
    return Standing(stage=Stage.PASSED_OVER, words=(text(words),))


def _first_issue(case: Case, order: Subscription) -> Digest | None:
    """The first issue of a subscription, where it was made after the story came."""
    came = min(entry.seen_at for entry in case.entries)
    outlines = case.session.digests.issues(case.asking.channel.id, since=came)
    firsts = (case.session.digests.get(one.digest_id) for one in outlines if one.number == 1)
    return next((issue for issue in firsts if issue.subscription_id == order.id), None)


def _is_before(case: Case, first: Digest) -> bool:
    """Whether all its news is older than what the first issue looked back on."""
    return all(entry.when < first.window.since for entry in case.entries if entry.news)
