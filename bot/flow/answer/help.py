"""Help: the command table, or one row of it."""

from bot.errors import NotFound
from bot.flow.answer.phrases import code, text
from bot.model.command import COMMANDS, CommandUsage, Help
from bot.model.message import Bullets, Fields, Header, Message, Paragraph, Small


def help_with(command: Help) -> Message:
    """All commands in one screen, or one in full."""
    return _one(command.verb) if command.verb else _all()


def _all() -> Message:
    rows = tuple((code(row.usage), text(f" – {row.summary}")) for row in COMMANDS)
    return Message(
        fallback="What you can ask Presswatch",
        blocks=(
            Header("What you can ask"),
            Bullets(rows),
            Small((text("Say "), code("help COMMAND"), text(" for an example of one."))),
        ),
    )


def _one(verb: str) -> Message:
    row = _row(verb)
    return Message(
        fallback=row.summary,
        blocks=(
            Header(row.verb),
            Paragraph((text(row.summary),)),
            Fields((("Write", (code(row.usage),)), ("For example", (code(row.example),)))),
            Small((text("CAPITALS are your own words, [brackets] may be left out, | is a choice."),)),
        ),
    )


def _row(verb: str) -> CommandUsage:
    for row in COMMANDS:
        if row.verb == verb:
            return row
    raise NotFound(f"There is no command “{verb}”.", "Say `help` for the list.")
