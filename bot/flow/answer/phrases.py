"""Small pieces that answers are made of: spans, counts, dates in the reader's zone."""

from collections.abc import Iterable, Iterator
from datetime import datetime

from bot.digests.write import dates
from bot.errors import NotFound, PresswatchError, QueryError
from bot.model.message import Button, Buttons, Message, Notice, Paragraph, Small, Span, Style, Tone, WebLink
from bot.model.usage import is_command

_LONGEST = 1_000  # characters of a stretch of a fault's sentence
_AROUND = 300  # characters of a query that are shown on each side of a fault


def text(words: str) -> Span:
    """Plain words."""
    return Span(words)


def strong(words: str) -> Span:
    """Words that carry the line."""
    return Span(words, Style.STRONG)


def code(words: str) -> Span:
    """Words to be typed as they stand."""
    return Span(words, Style.CODE)


def said(words: str) -> Span:
    """Words to be said to us."""
    return Span(words, Style.COMMAND)


def linked(words: str, url: str) -> Span:
    """Words that lead to an article; plain where it has no address."""
    return Span(words, link=WebLink(url) if url else None)


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: "1 story", "1,204 stories"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def rest_of(left: int, what: str = "more") -> tuple[tuple[Span, ...], ...]:
    """The last line of a list that leaves some out: "and 3 more"; none where it leaves out none."""
    return ((text(f"and {left:,} {what}"),),) if left > 0 else ()


def joined(parts: Iterable[Iterable[Span]], between: str = " · ") -> tuple[Span, ...]:
    """Groups of spans with a separator between them."""
    spans: list[Span] = []
    for part in parts:
        if spans:
            spans.append(text(between))
        spans.extend(part)
    return tuple(spans)


def day(when: datetime, zone: str, now: datetime) -> str:
    """A date on the reader's wall: "Wed 26 Feb", with the year when it is not this one."""
    return dates.day(when, zone=zone, near=now)


def moment(when: datetime, zone: str, now: datetime) -> str:
    """A date and time on the reader's wall: "Mon 2 Mar, 09:00 CET"."""
    return dates.moment(when, zone=zone, near=now)


def says(command: str, label: str, *, primary: bool = False) -> Button:
    """A button that says a command for whoever presses it."""
    return Button(label, command=command, primary=primary)


def turning(words: str, page: int, pages: int, *, onward: str = "Older", back: str = "Newer") -> tuple[Button, ...]:
    """Buttons that ask for the neighbouring pages of what these words bring; none where there are none."""
    following = [says(f"{words} page {page + 1}", onward)] if page < pages else []
    before = [says(f"{words} page {page - 1}", back)] if page > 1 else []
    return (*before, *following)


def no_page(words: str, page: int, pages: int) -> NotFound:
    """That what these words bring has no such page: it may have had one when a button was made for it."""
    return NotFound(f"There is no page {page:,}: page {pages:,} is the last.", f"Say `{words} page {pages}`.")


def plain_answer(sentence: str, *, small: str = "", buttons: Iterable[Button] = ()) -> Message:
    """One sentence, small print where there is some, and next steps; `quoted` parts of both are code."""
    steps = tuple(buttons)
    return Message(
        fallback=sentence,
        blocks=(
            Paragraph(with_code(sentence)),
            *([Small(with_code(small))] if small else []),
            *([Buttons(steps)] if steps else []),
        ),
    )


def empty_archive(*, is_operator: bool) -> Message:
    """There is nothing to search or to replay yet."""
    mend = "Start the worker with `presswatch run`" if is_operator else "Whoever runs Presswatch can start its worker"
    return plain_answer(
        "The archive is empty: no feed has brought anything yet.",
        small=f"{mend}; `feeds health` shows what the feeds answer.",
    )


def fault_answer(error: PresswatchError) -> Message:
    """What went wrong, where, and what to do about it."""
    blocks: list[Notice | Paragraph | Small] = [Notice(Tone.WARNING, with_code(error.message))]
    if isinstance(error, QueryError):
        blocks.append(Paragraph(_pointed(error)))
    if error.cure:
        blocks.append(Small(with_code(error.cure)))
    return Message(fallback=_in_passing(error.message), blocks=tuple(blocks))


def fault_words(error: PresswatchError) -> str:
    """The same in one line, for the field of a form."""
    where = f"It is at character {error.position + 1}." if isinstance(error, QueryError) else ""
    return " ".join(filter(None, (_in_passing(error.message), _in_passing(error.cure), where)))


def clipped(words: str, most: int) -> str:
    """Words short enough to be read in passing, or to stand on a button."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def _pointed(error: QueryError) -> tuple[Span, ...]:
    """The query with a mark where it went wrong."""
    before, after = _cut(error.query[: error.position][::-1])[::-1], _cut(error.query[error.position :])
    spans = [code(before)] if before.strip() else []
    spans.append(strong(" ▸ " if before.strip() else "▸ "))
    return (*spans, code(after)) if after.strip() else (*spans, text("(the end)"))


def _cut(words: str) -> str:
    return words if len(words) <= _AROUND else f"{words[:_AROUND]}…"


def parts_of(sentence: str) -> Iterator[tuple[str, bool]]:
    """The parts of a sentence, and whether each stands between `backquotes`."""
    return ((part, bool(i % 2)) for i, part in enumerate(sentence.split("`")) if part)


def with_code(sentence: str) -> tuple[Span, ...]:
    """A sentence whose `quoted` parts are commands, where they begin as one does, or else code."""
    return tuple(_quoted(part) if is_code else text(_in_passing(part)) for part, is_code in parts_of(sentence))


def _quoted(words: str) -> Span:
    shown = _in_passing(words)
    return said(words) if shown == words and is_command(words) else code(shown)


def _in_passing(words: str) -> str:
    """Words without their middle where they are long: people paste, and their own words are told back to them."""
    half = _LONGEST // 2
    return words if len(words) <= _LONGEST else f"{words[:half]} … {words[-half:]}"
