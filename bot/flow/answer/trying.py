"""Trying a query over the archive, before it is anybody's topic."""

from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import empty_archive, says
from bot.flow.answer.preview import blocks, change_buttons, preview
from bot.flow.answer.topic_names import suggested
from bot.model.command import Try
from bot.model.message import Buttons, Header, Message
from bot.ports.store import Session
from bot.stories.query import parse


def try_query(session: Session, command: Try, asking: Asking) -> Message:
    """Replay a query over the last 90 days; QueryError where it cannot be read."""
    query = parse(command.query, now=asking.now)
    if session.entries.whole_since() is None:
        return empty_archive(is_operator=asking.is_operator)
    seen = preview(session, command.query, query, asking)
    name = suggested(session, asking, query)
    topic = says(f"topic new {name} {command.query}" if name else "topic new", "Make it a topic")
    changes = tuple(change_buttons(seen, lambda changed: f"try {changed}"))
    return Message(
        fallback=f"{seen.headline}: {command.query}",
        blocks=(
            Header(seen.headline),
            *blocks(seen, asking),
            Buttons((topic, *changes) if seen.found.stories else (*changes, topic)),
        ),
    )
