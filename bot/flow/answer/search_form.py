"""The form for a search: a query, and what it finds while it is typed."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from itertools import islice

from bot.errors import QueryError
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import count, day, fault_words, linked, strong, text
from bot.flow.answer.search import found_by, search
from bot.model.command import Search
from bot.model.form import Field, Form
from bot.model.message import Block, Bullets, Message, Paragraph, Small, Span
from bot.model.story import Story
from bot.ports.store import Session
from bot.stories.query import lint, parse

NAME = "search"
_EXAMPLES = 3
_HINT = 'Words and "phrases in quotes"; OR, - before what shall not be there; company:google, country:fr.'


def search_or_ask(session: Session, command: Search, asking: Asking) -> Message | Form:
    """What is found; where nothing is searched for yet, the form."""
    return search(session, command, asking) if command.query else checked_search(session, {}, asking)


def checked_search(session: Session, values: Mapping[str, str], asking: Asking) -> Form:
    """The form as these values have it, with what they find."""
    said = " ".join(values.get("query", "").split())
    form = Form(
        name=NAME,
        title="Search the archive",
        fields=(Field(name="query", label="Search for", value=said, hint=_HINT, error=_error(said, asking)),),
        submit="Search",
        spoken="search clearview breach",
    )
    if form.faulty or not said:
        return form
    return replace(form, preview=_preview(session, said, asking), spoken=f"search {said}")


def _error(said: str, asking: Asking) -> str:
    try:
        if said:
            parse(said, now=asking.now)
    except QueryError as fault:
        return fault_words(fault)
    return ""


def _preview(session: Session, said: str, asking: Asking) -> tuple[Block, ...]:
    """How many stories, and the newest few; what the linter has to say of the words."""
    query = parse(said, now=asking.now)
    found = found_by(session, query)
    advice = tuple(Small((text(piece.message),)) for piece in lint(query))
    if not found.stories:
        return (Paragraph((text("Nothing in the archive matches."),)), *advice)
    total = strong(count(len(found.stories), "story", "stories"))
    first = list(islice(found.stories, _EXAMPLES))
    newest = session.stories.get(first)
    dated = session.entries.get(story.lead_id for story in newest.values())
    lines = tuple(_line(story, dated[story.lead_id].when, asking) for story in map(newest.get, first) if story)
    heading = (*([text("At least ")] if found.cut else []), total, text(", the newest:" if len(lines) > 1 else ":"))
    return (Paragraph(heading), Bullets(lines), *advice)


def _line(story: Story, at: datetime, asking: Asking) -> tuple[Span, ...]:
    """Dated by the article that it leads to."""
    more = f" +{story.coverage}" if story.coverage else ""
    when = day(at, asking.zone, asking.now)
    return linked(story.title or "Untitled", story.link), text(f" – {story.source}{more}, {when}")
