"""While you were away: what was posted to a channel, and what is held back from it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.flow.answer.asking import Asking
from bot.flow.answer.coming import coming
from bot.flow.answer.phrases import count, joined, linked, moment, strong, text
from bot.flow.overflow import telling_of
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.model.message import PageLink, Span
from bot.ports.store import Session
from bot.ports.store.digests import Issue

_ISSUES, _ALERTS = 4, 3  # shown one by one, the last ones
_LOST = (DeliveryState.FAILED, DeliveryState.GIVEN_UP)

Line = tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Posts:
    """What came to a channel in a span of time, and what did not."""

    issues: tuple[Issue, ...]
    alerts: tuple[Delivery, ...]  # posted
    lost: int  # alerts that failed

    def summary(self) -> list[str]:
        """Such as "1 digest and 2 alerts came here"."""
        kinds = ((len(self.issues), "digest"), (len(self.alerts), "alert"))
        came = " and ".join(count(number, noun) for number, noun in kinds if number)
        return [f"{came} came here"] if came else []


def posts(session: Session, asking: Asking, since: datetime) -> Posts:
    """What was posted here since then."""
    alerts = session.ledger.alerts_since(asking.channel.id, since=since)
    return Posts(
        issues=tuple(session.digests.issues(asking.channel.id, since=since)),
        alerts=tuple(alert for alert in alerts if alert.state is DeliveryState.SENT),
        lost=sum(alert.state in _LOST for alert in alerts),
    )


def post_lines(session: Session, posted: Posts, asking: Asking) -> list[Line]:
    """The last issues and alerts, one a line, and how many more there were."""
    lines = [_issue(session, issue, asking) for issue in posted.issues[-_ISSUES:]]
    lines += _alerts(session, posted.alerts[-_ALERTS:], asking)
    more = max(0, len(posted.issues) - _ISSUES), max(0, len(posted.alerts) - _ALERTS)
    if any(more):
        kinds = zip(more, ("digest", "alert"), strict=True)
        earlier = " and ".join(count(number, f"earlier {noun}") for number, noun in kinds if number)
        lines.append((text(f"and {earlier}"),))
    if posted.lost:
        lines.append((strong(f"{count(posted.lost, 'alert')} could not be posted"),))
    return lines


def shown_alerts(session: Session, posted: Posts) -> set[int]:
    """The stories whose alerts `post_lines` shows."""
    return {session.stories.root(alert.subject_id) for alert in posted.alerts[-_ALERTS:]}


def _issue(session: Session, issue: Issue, asking: Asking) -> Line:
    """An issue with a link to its page; where it has not arrived, that is said."""
    name = Span(f"{issue.topic_title} No. {issue.number}", link=PageLink(f"digests/{issue.token}"))
    parts = session.ledger.of_subject(DeliveryKind.DIGEST, [issue.digest_id], asking.channel.id)
    arrived = bool(parts) and parts[0].state is DeliveryState.SENT
    state = "" if arrived else ", not posted" if parts and parts[0].state in _LOST else ", on its way"
    when = moment(issue.created_at, asking.zone, asking.now)
    return joined([(name,), (text(count(issue.stories, "story", "stories")),), (text(f"{when}{state}"),)])


def _alerts(session: Session, alerts: Sequence[Delivery], asking: Asking) -> Iterator[Line]:
    roots = {alert.id: session.stories.root(alert.subject_id) for alert in alerts}
    stories = session.stories.get(roots.values())
    for alert in alerts:
        story, when = stories[roots[alert.id]], alert.settled_at or alert.planned_at
        yield joined([(linked(story.title, story.link),), (text(f"alert, {moment(when, asking.zone, asking.now)}"),)])


def held_lines(session: Session, asking: Asking) -> list[Line]:
    """The alerts that are held now with when they are told, and the subscriptions that are paused."""
    lines: list[Line] = []
    if held := session.ledger.held(asking.channel.id):
        rules = session.channels.rules(asking.channel.id).over(asking.rules)
        telling = telling_of(session, asking.channel.id, rules=rules, now=asking.now)
        where = "in the next digest" if telling.in_digest else "together"
        reasons = ", ".join(dict.fromkeys(alert.reason for alert in held))
        when = moment(telling.at, asking.zone, asking.now)
        lines.append((text(f"{count(len(held), 'alert')} held ({reasons}), told {where}, {when}"),))
    for order in session.subscriptions.of_channel(asking.channel.id):
        if order.is_paused(asking.now):
            lines.append((strong(session.topics.get(order.topic_id).title), text(" is "), *coming(order, asking)))
    return lines
