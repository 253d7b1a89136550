"""Begin: the first steps of a workspace that follows nothing yet, those left out that are done."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import code, said, says, strong, text
from bot.model.message import Button, Buttons, Item, Paragraph, Span
from bot.model.panel import Section
from bot.ports.store import Session

_NAMED = 3  # topics


def first_steps(session: Session, asking: Asking) -> Section:
    """Bring in feeds, see what a query finds, have it posted."""
    steps = tuple(_steps(session, asking))
    items = (Item(number, (strong(step.title),), step.clause) for number, step in enumerate(steps, start=1))
    lead = Paragraph((text("Nothing is followed here yet. This is how it begins:"),))
    return Section("Begin here", (lead, *items, Buttons(tuple(step.button for step in steps))))


@dataclass(frozen=True, slots=True)
class _Step:
    """One thing to do, how it is said, and a button that says it."""

    title: str
    clause: tuple[Span, ...]
    button: Button


def _steps(session: Session, asking: Asking) -> Iterator[_Step]:
    if not session.feeds.all():
        more = (said("feeds add"), text(" asks for an address, "), said("feeds import URL"), text(" takes a list."))
        feeds = (text("The worker, started with "), code("presswatch run"), text(", brings the configured ones. "))
        yield _Step("Bring in feeds", (*feeds, *more), says("feeds add", "Add a feed", primary=True))
    found = text(" shows what a query finds in the archive; ")
    query = (said('try "facial recognition"'), found, said("topic new"), text(" keeps it."))
    yield _Step("Say what you look for", query, says("topic new", "Make a topic"))
    if topics := session.topics.offered(asking.channel.workspace_id):
        names = ", ".join(topic.title for topic in topics[:_NAMED])
        rest = f" and {len(topics) - _NAMED} more" if len(topics) > _NAMED else ""
        asked = (said("subscribe"), text(f" asks which topic and when. On offer: {names}{rest}."))
        yield _Step("Have it posted here", asked, says("subscribe", "Subscribe", primary=True))
