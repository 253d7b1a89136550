"""The form for a subscription: which topic, how often, at which hour of which wall; and what it would have brought."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from bot.digests.cadence import WEEKDAYS, describe, next_due
from bot.digests.wall import clock_time, weekday
from bot.errors import NotFound
from bot.flow.answer.asking import Asking, topic_named
from bot.flow.answer.phrases import count, day, fault_words, linked, moment, strong, text
from bot.flow.answer.wall_fields import hour_field, zone_field
from bot.flow.replay import Replay, Replayed, replay
from bot.model.command import Subscribe
from bot.model.form import Choice, Field, FieldKind, Form
from bot.model.message import Block, Bullets, Paragraph, Small, Span
from bot.model.subscription import Cadence, Schedule
from bot.model.topic import Topic
from bot.ports.store import Session
from bot.stories.query import query_of

NAME = "subscribe"
_LOOK_BACK = timedelta(weeks=4)
_EXAMPLES = 3
_CADENCES = (
    Choice(Cadence.WEEKLY.value, "Every week"),
    Choice(Cadence.DAILY.value, "Every day"),
    Choice(Cadence.AT_ONCE.value, "At once: each story as it comes"),
)
_DAYS = tuple(Choice(name.casefold(), name) for name in WEEKDAYS)


def subscribe_form(session: Session, asked: Subscribe, asking: Asking) -> Form:
    """The form with what the person has said already. Raises NotFound where there is no topic to choose."""
    schedule = asked.schedule(Schedule(cadence=Cadence.WEEKLY, zone=asking.zone))
    values = {
        "topic": asked.topic,
        "cadence": schedule.cadence.value,
        "day": WEEKDAYS[schedule.weekday].casefold(),
        "hour": f"{schedule.hour:02}:00",
        "zone": schedule.zone,
    }
    return checked_subscription(session, values, asking)


def checked_subscription(session: Session, values: Mapping[str, str], asking: Asking) -> Form:
    """The form as these values have it: those that are wrong named, and a preview where all are right."""
    offered = session.topics.offered(asking.channel.workspace_id)
    if not offered:
        raise NotFound("There is no topic to subscribe to yet.", "`topic new` makes one.")
    topic = _topic_field(session, values.get("topic", ""), offered, asking)
    now = "" if topic.error or not topic.value else _now(session, topic_named(session, asking, topic.value), asking)
    cadence = _cadence_field(values.get("cadence") or Cadence.WEEKLY.value, now.strip())
    form = Form(
        name=NAME,
        title="Subscribe to a topic",
        fields=(topic, cadence, *_clock_fields(cadence.value, values, asking)),
        intro=(Paragraph((text("It will be posted to "), strong(asking.channel.name), text("."))),),
        submit="Subscribe",
        spoken=f"subscribe {offered[0].name} weekly on Monday at 9 in {asking.zone}",
    )
    return _previewed(session, form, asking)


def subscription_of(form: Form) -> Subscribe:
    """What a form without faults asks for."""
    values = form.values
    time, zone = clock_time(values.get("hour", "")), values.get("zone")
    return Subscribe(
        topic=values["topic"],
        cadence=Cadence(values["cadence"]),
        weekday=weekday(values.get("day", "")),
        hour=time.hour if time else None,
        zone=zone,
    )


def _topic_field(session: Session, said: str, offered: list[Topic], asking: Asking) -> Field:
    value, error = said, ""
    if said:
        try:
            value = topic_named(session, asking, said).name
        except NotFound as fault:
            error = fault_words(fault)
    choices = tuple(Choice(topic.name, topic.title) for topic in offered)
    return Field(name="topic", label="Topic", kind=FieldKind.CHOICE, choices=choices, value=value, error=error)


def _cadence_field(said: str, hint: str) -> Field:
    known = said in {choice.value for choice in _CADENCES}
    return Field(
        name="cadence",
        label="How often",
        kind=FieldKind.CHOICE,
        choices=_CADENCES,
        value=said,
        hint=hint,
        error="" if known else "Say weekly, daily or at-once.",
    )


def _clock_fields(cadence: str, values: Mapping[str, str], asking: Asking) -> tuple[Field, ...]:
    """The day for a weekly digest, the hour and its zone for any."""
    if cadence == Cadence.AT_ONCE.value:
        return ()
    weekly = (_day_field(values.get("day") or WEEKDAYS[0]),) if cadence == Cadence.WEEKLY.value else ()
    return (
        *weekly,
        hour_field("hour", "Hour", values.get("hour") or "09:00"),
        zone_field(values.get("zone") or asking.zone),
    )


def _day_field(said: str) -> Field:
    at = weekday(said)
    value, error = (said, "Say Monday to Sunday.") if at is None else (WEEKDAYS[at].casefold(), "")
    return Field(name="day", label="Day", kind=FieldKind.CHOICE, choices=_DAYS, value=value, error=error)


def _previewed(session: Session, form: Form, asking: Asking) -> Form:
    """The form with what its values would bring, where they are right and name a topic."""
    if form.faulty or not form.values["topic"]:
        return form
    asked = subscription_of(form)
    schedule = asked.schedule(Schedule(cadence=Cadence.WEEKLY, zone=asking.zone))
    topic = topic_named(session, asking, asked.topic)
    found = replay(session, query_of(topic), since=asking.now - _LOOK_BACK, now=asking.now)
    coming = f"{_next(schedule, asking)}{_now(session, topic, asking)}"
    preview = (*_brought(topic, found, asking), Small((text(coming),)))
    return replace(form, preview=preview, spoken=again(topic, schedule))


def _brought(topic: Topic, found: Replay, asking: Asking) -> tuple[Block, ...]:
    """How many stories the last weeks would have brought, and the newest few."""
    stories = count(len(found.stories), "story", "stories")
    sentence = Paragraph((text("The last 4 weeks would have brought "), strong(stories), text(f" on {topic.title}.")))
    examples = tuple(_example(one, asking) for one in found.stories[:_EXAMPLES])
    return (sentence, Bullets(examples)) if examples else (sentence,)


def _example(one: Replayed, asking: Asking) -> tuple[Span, ...]:
    more = f" +{one.story.coverage}" if one.story.coverage else ""
    when = day(one.at, asking.zone, asking.now)
    return (linked(one.story.title, one.story.link), text(f" – {one.story.source}{more}, {when}"))


def _next(schedule: Schedule, asking: Asking) -> str:
    due = next_due(schedule, asking.now)
    if due is None:
        return "Each new story is posted as it comes."
    return f"The next digest would come on {moment(due, schedule.zone, asking.now)}."


def _now(session: Session, topic: Topic, asking: Asking) -> str:
    """What this would change, where the channel is subscribed already."""
    order = session.subscriptions.find(channel_id=asking.channel.id, topic_id=topic.id)
    return f" Now it comes {describe(order.schedule)}." if order else ""


def again(topic: Topic, schedule: Schedule) -> str:
    """The words that subscribe to a topic by this schedule."""
    return f"subscribe {topic.name} {describe(schedule).replace('(', 'in ').replace(')', '')}"
