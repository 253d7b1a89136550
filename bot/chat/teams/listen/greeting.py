"""The greeting: what we say where we were let in, and what to do first. Pure."""

from bot.chat.teams.inbox import Caller
from bot.model.message import Button, Buttons, Header, Message, Paragraph, Small, Span, Style

_WHAT = (
    "I watch news feeds, put the articles about one story together, and bring what your topics are about: as a digest "
    "each day or week, or at once."
)


def greeting(caller: Caller) -> Message:
    """In a chat with one person, or for all in a place."""
    all_of_you = "Everybody here can ask me; " if not caller.is_personal else "Just write to me; "
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
            Small((Span(all_of_you), Span("help", Style.COMMAND), Span(" shows how."))),
        ),
    )
