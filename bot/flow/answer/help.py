"""Help: what matters first in a few lines, the whole command table by families, one command in full; and courtesies."""

import re
from collections.abc import Iterator, Sequence

from bot.errors import NotFound
from bot.flow.answer.phrases import plain_answer, said, says, strong, text, with_code
from bot.model.command import Help
from bot.model.message import Block, Bullets, Buttons, Fields, Header, Message, Paragraph, Small, Span
from bot.model.usage import COMMANDS, CommandUsage, Family

_FIRST = (
    ("subscribe", "have a topic posted here: at once, every day or every week"),
    ("search WORDS", "find stories in all that was read"),
    ("why 1", "see why a story of the last digest is there"),
    ("topic new", "make a topic of your own"),
    ("home", "see what is followed here, and what comes next"),
)
_LEGEND = "CAPITALS are your own words, [brackets] may be left out, | is a choice."
_LONGEST = 21  # characters of how it is written, so that what it does stands beside it on one line
_OPTIONAL = re.compile(r" \[(?:[^][]|\[[^][]*\])*\]")


def help_with(command: Help) -> Message:
    """The first few commands, all of them, those of a first word such as `topic`, or one in full."""
    if command.verb in _FIXED:
        return _FIXED[command.verb]
    rows = [row for row in COMMANDS if row.verb == command.verb]
    if rows:
        return _one(rows[0])
    rows = [row for row in COMMANDS if row.verb.startswith(f"{command.verb} ")]
    if not rows:
        raise NotFound(f"There is no command “{command.verb}”.", "Say `help all` for the list.")
    return _several(command.verb, rows)


def _first() -> Message:
    more = (said("help all"), text(" lists every command, "), said("help subscribe"), text(" explains one."))
    steps = (says("subscribe", "Subscribe", primary=True), says("topics", "Topics"), says("help all", "All commands"))
    return Message(
        fallback="What you can ask Presswatch",
        blocks=(
            Header("What you can ask"),
            Bullets(tuple((said(words), text(f" – {gist}")) for words, gist in _FIRST)),
            Small(more),
            Buttons(steps),
        ),
    )


def _all() -> Message:
    more = (text("Say "), said("help COMMAND"), text(" for all of one, such as "), said("help subscribe"), text("."))
    return Message(fallback="All commands", blocks=(Header("All commands"), *_families(), Paragraph(more)))


def _hello() -> Message:
    return plain_answer(
        "Hello! I read the news feeds and tell this place what is new on its topics.",
        small="`help` shows what you can ask.",
        buttons=[says("help", "What you can ask", primary=True), says("home", "What is followed")],
    )


def _thanks() -> Message:
    return plain_answer("Gladly.", small="`help` shows what else you can ask.")


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
        blocks += [Paragraph((said(row.usage),)), Small(with_code(row.summary))]
    return Message(fallback=f"Commands that begin with {first}", blocks=(*blocks, Small((text(_LEGEND),))))


def _one(row: CommandUsage) -> Message:
    written: list[tuple[str, tuple[Span, ...]]] = [("Write", (said(row.usage),)), ("For example", (said(row.example),))]
    return Message(
        fallback=row.summary,
        blocks=(Header(row.verb), Paragraph(with_code(row.summary)), Fields(tuple(written)), Small((text(_LEGEND),))),
    )


_FIXED = {"": _first(), Help.ALL: _all(), Help.HELLO: _hello(), Help.THANKS: _thanks()}
