"""The alert: one living message about one story, written again as the story grows."""

from dataclasses import dataclass
from datetime import datetime

from bot.digests.write.dates import hour
from bot.digests.write.headline import headline_end, name
from bot.digests.write.links import web
from bot.digests.write.spans import dotted, fact
from bot.digests.write.text import TITLE_LIMIT, clip, number_of, one_line, sentence
from bot.model.message import Item, Message, Span, Style


@dataclass(frozen=True, slots=True, kw_only=True)
class AlertFacts:
    """What an alert says of a story."""

    topic_title: str
    title: str  # the lead's
    link: str
    clause: str  # what happened, an extract; "" for none
    source: str  # the lead's
    when: datetime  # when the story was first seen …
    first_source: str  # … and at which source
    sources: int  # distinct
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
    return Message(fallback=f"Alert · {name(facts.topic_title)}: {shown}", blocks=(item,))


def _small(facts: AlertFacts) -> tuple[Span, ...]:
    seen = f"first seen {hour(facts.when, facts.zone)} at {name(facts.first_source)}"
    grown = f"now {number_of(facts.sources, 'source')}" if facts.sources > 1 else ""
    return dotted(
        (
            fact(f"Alert · {name(facts.topic_title)}", style=Style.STRONG),
            fact(name(facts.source) if facts.source != facts.first_source else ""),
            fact(seen),
            fact(grown, style=Style.STRONG),
        )
    )
