"""Help: the command table by families in one screen, the rows of one first word, or one row in full."""

import re
from collections.abc import Iterator, Sequence

from bot.errors import NotFound
from bot.flow.answer.phrases import code, strong, text
from bot.model.command import Help
from bot.model.message import Block, Fields, Header, Message, Paragraph, Small, Span
from bot.model.usage import COMMANDS, CommandUsage, Family

_LEGEND = "CAPITALS are your own words, [brackets] may be left out, | is a choice."
_LONGEST = 21  # characters of how it is written, so that what it does stands beside it on one line
_OPTIONAL = re.compile(r" \[(?:[^][]|\[[^][]*\])*\]")


def help_with(command: Help) -> Message:
    """All commands in one screen, those of a first word such as `topic`, or one in full."""
    if not command.verb:
        return _all()
    rows = [row for row in COMMANDS if row.verb == command.verb]
    if rows:
        return _one(rows[0])
    rows = [row for row in COMMANDS if row.verb.startswith(f"{command.verb} ")]
    if not rows:
        raise NotFound(f"There is no command “{command.verb}”.", "Say `help` for the list.")
    return _several(command.verb, rows)


def _all() -> Message:
    more = (text("Say "), code("help COMMAND"), text(" for all of one, such as "), code("help subscribe"), text("."))
    return Message(
        fallback="What you can ask Presswatch",
        blocks=(Header("What you can ask"), *_families(), Paragraph(more)),
    )


def _families() -> Iterator[Block]:
    for family in Family:
        yield Paragraph((strong(family.value),))
        yield Fields(tuple((_short(row), (text(row.gist),)) for row in COMMANDS if row.family is family))


def _short(row: CommandUsage) -> str:
    """How it is written without what may be left out; an ellipsis for many words."""
    needed = _OPTIONAL.sub("", row.usage)
    return needed if len(needed) <= _LONGEST else f"{row.verb} …"


def _several(first: str, rows: Sequence[CommandUsage]) -> Message:
    """The commands that begin with one word, each as it is written."""
    blocks: list[Block] = [Header(first)]
    for row in rows:
        blocks += [Paragraph((code(row.usage),)), Small((text(row.summary),))]
    return Message(fallback=f"Commands that begin with {first}", blocks=(*blocks, Small((text(_LEGEND),))))


def _one(row: CommandUsage) -> Message:
    written: list[tuple[str, tuple[Span, ...]]] = [("Write", (code(row.usage),)), ("For example", (code(row.example),))]
    return Message(
        fallback=row.summary,
        blocks=(Header(row.verb), Paragraph((text(row.summary),)), Fields(tuple(written)), Small((text(_LEGEND),))),
    )
