"""A greeting: what we say where we were let in, and what to do first. It goes by the ledger like all that is posted."""

from datetime import datetime

from bot.flow.doubt import fresh_key
from bot.flow.notice import notice_plan
from bot.model.delivery import OPEN, DeliveryKind
from bot.model.message import Button, Buttons, Header, Message, Paragraph, Small, Span, Style
from bot.ports.store import Session

PREFIX = "notice:greeting:"
_WHAT = (
    "I watch news feeds, put the articles about one story together, and bring what your topics are about: as a digest "
    "each day or week, or at once."
)


def plan_greeting(session: Session, channel_id: int, *, now: datetime) -> None:
    """Greet a place once for each time that it lets us in, but not while an earlier greeting is still to go: it says
    the same, and whoever takes us out and in again thirty times is greeted once."""
    notices = session.ledger.of_subject(DeliveryKind.NOTICE, [channel_id], channel_id)
    if any(one.key.startswith(PREFIX) and one.state in OPEN for one in notices):
        return
    key = fresh_key(session, f"{PREFIX}{channel_id}:{now.isoformat()}", now=now)
    session.ledger.plan([notice_plan(key, channel_id, now=now)], now=now)


def greeting() -> Message:
    """What it says."""
    return Message(
        fallback="Hello, I am Presswatch: news about your topics, without the repetitions.",
        blocks=(
            Header("Hello, I am Presswatch"),
            Paragraph((Span(_WHAT),)),
            Paragraph((Span("First, choose a topic for this place: I show what it would have brought."),)),
            Buttons(
                (
                    Button("Subscribe to a topic", command="subscribe", primary=True),
                    Button("Search the archive", command="search"),
                    Button("What else I can do", command="help"),
                )
            ),
            Small((Span("You can ask me anything here: "), Span("help", Style.COMMAND), Span(" shows how."))),
        ),
    )
