"""The alert: one living message about one story, written again as the story grows."""

from dataclasses import dataclass
from datetime import datetime

from bot.digests.write.dates import day, hour, hour_in_zone, same_day
from bot.digests.write.feedback import brief_feedback, mute_story, why_this
from bot.digests.write.headline import headline_end, name
from bot.digests.write.links import web
from bot.digests.write.origin import first_told, is_open
from bot.digests.write.repeat import may_repeat
from bot.digests.write.spans import dotted, fact
from bot.digests.write.text import TITLE_LIMIT, and_more, clip, number_of, one_line, sentence
from bot.model.message import Buttons, Item, Message, Span, Style
from bot.model.origin import Origin

_NAMED = 3  # sources that were added


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFacts:
    """What an alert says of a story."""

    story_id: int
    topic_title: str
    title: str  # the lead's
    link: str
    clause: str  # what happened, an extract; "" for none
    source: str  # the lead's
    when: datetime  # the date of the oldest article …
    first_source: str  # … and its source
    published: bool = False  # that date is the article's own; else it is when it was first seen
    origin: Origin | None = None  # who had it first, as far as dates and texts tell
    sources: int  # distinct
    told_at: datetime  # when it is, or was, posted
    added: tuple[str, ...] = ()  # sources that have told it since then, in the order they did
    repeats_from: datetime | None = None  # planned after a restore of this time's backup
    zone: str


def write_alert(facts: AlertFacts) -> Message:
    """The alert as it stands now. Pure: the same facts give the same message."""
    title = clip(facts.title[: headline_end(facts.title, facts.source)], TITLE_LIMIT)
    clause = sentence(one_line(facts.clause))
    shown = title or clip(clause, TITLE_LIMIT) or f"Untitled, from {name(facts.source)}"
    item = Item(
        0,
        (Span(shown, link=web(facts.link)),),
        (Span(clause),) if clause and title else (),
        _small(facts),
    )
    steps = Buttons((why_this(facts.story_id), mute_story(facts.story_id)))
    return Message(
        fallback=f"Alert · {name(facts.topic_title)}: {shown}",
        blocks=(item, brief_feedback(facts.story_id, facts.source), steps),
    )


def _small(facts: AlertFacts) -> tuple[Span, ...]:
    return dotted(
        (
            fact(f"Alert · {name(facts.topic_title)}", style=Style.STRONG),
            fact(name(facts.source) if facts.source != facts.first_source else ""),
            fact(_first(facts)),
            fact(_grown(facts), style=Style.STRONG),
            fact(may_repeat(facts.repeats_from, zone=facts.zone, near=facts.told_at)),
        )
    )


def _first(facts: AlertFacts) -> str:
    """Who had it first and when, as far as that is known."""
    if told := first_told(facts.origin):
        return f"first by {told}"
    at, source = _hour(facts), name(facts.first_source)
    if not facts.published or is_open(facts.origin):
        return f"first seen {at} at {source}"
    return f"published {at} by {source}" if facts.sources < 2 else f"first by {source}, {at}"


def _hour(facts: AlertFacts) -> str:
    """The hour; with its day where that is another than the telling's."""
    at = hour_in_zone(facts.when, facts.zone)
    if same_day(facts.when, facts.told_at, facts.zone):
        return at
    return f"{day(facts.when, zone=facts.zone, near=facts.told_at)} {at}"


def _grown(facts: AlertFacts) -> str:
    """Such as "now 6 sources, +4 since 09:12: Wired, CNN, BBC and 1 more"."""
    if facts.sources < 2:
        return ""
    now = f"now {number_of(facts.sources, 'source')}"
    if not facts.added:
        return now
    names = and_more([name(source) for source in facts.added], _NAMED)
    return f"{now}, +{len(facts.added):,} since {hour(facts.told_at, facts.zone)}: {names}"
