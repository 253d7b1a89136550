"""The storm's line: so many stories at a time that the rest of them is held."""

from dataclasses import dataclass
from datetime import datetime

from bot.digests.write.dates import WEEKDAYS, hour_in_zone, local_date
from bot.digests.write.headline import name
from bot.digests.write.text import number_of
from bot.model.message import Message, Notice, Small, Span, Style, Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """When held alerts are told: in the next digest, or in a message of their own."""

    at: datetime
    in_digest: bool
    zone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StormFacts:
    """What a storm's line says."""

    stories: int
    topics: tuple[str, ...]  # titles, distinct
    telling: Telling
    now: datetime


def write_storm(facts: StormFacts) -> Message:
    """Such as "A storm: 12 more stories on Facial recognition are held; they come in Monday's digest."."""
    one = facts.stories == 1
    stories = f"{number_of(facts.stories, 'more story', 'more stories')} on {_topics(facts.topics)}"
    held = f"{'is' if one else 'are'} held; {'it comes' if one else 'they come'} {when_told(facts.telling, facts.now)}"
    said = f"A storm: {stories} {held}."
    lists = Small((Span("ledger held", Style.COMMAND), Span(" lists " + ("it." if one else "them."))))
    return Message(fallback=said, blocks=(Notice(Tone.INFO, (Span(said),)), lists))


def when_told(telling: Telling, now: datetime) -> str:
    """Such as "in Monday's digest", "in today’s digest", "at 09:00 CET", "tomorrow at 07:00 CET"."""
    day, today = local_date(telling.at, telling.zone), local_date(now, telling.zone)
    ahead = (day - today).days
    if telling.in_digest:
        named = {0: "today", 1: "tomorrow"}.get(max(ahead, 0), WEEKDAYS[day.weekday()])
        return f"in {named}’s digest" if ahead < 7 else "in the next digest"
    return f"{'tomorrow ' if ahead else ''}at {hour_in_zone(telling.at, telling.zone)}"


def _topics(titles: tuple[str, ...]) -> str:
    return name(titles[0]) if len(titles) == 1 else number_of(len(titles), "topic")
