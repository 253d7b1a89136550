"""A message: what we say, before any platform. Renderers dress it and escape it; they decide nothing.

A message is a tuple of blocks; a block holds spans; a span is plain text with at most one style and one link.
Text in a span is raw: a renderer must escape it for its platform.
"""

from dataclasses import dataclass, field
from enum import StrEnum


class Style(StrEnum):
    """How a span is set."""

    PLAIN = "plain"
    STRONG = "strong"
    EMPHASIS = "emphasis"
    CODE = "code"
    COMMAND = "command"  # words to say to us; each platform shows how they are said there


@dataclass(frozen=True, slots=True)
class WebLink:
    """A link to the world: http(s) only, checked when the entry was parsed."""

    url: str


@dataclass(frozen=True, slots=True)
class PageLink:
    """A link to one of our own pages, such as `digests/<token>` and an anchor on it. Without a public address
    a renderer shows the text alone."""

    path: str
    anchor: str = ""


Link = WebLink | PageLink


@dataclass(frozen=True, slots=True)
class Span:
    """A run of text."""

    text: str
    style: Style = Style.PLAIN
    link: Link | None = None


@dataclass(frozen=True, slots=True)
class Header:
    """The message's title line: plain text."""

    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Normal text."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Small:
    """Grey small print."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Someone else's words."""

    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, one item a line."""

    items: tuple[tuple[Span, ...], ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A numbered or plain story line: title, one clause, small print. `number` 0 means unnumbered."""

    number: int
    title: tuple[Span, ...]
    clause: tuple[Span, ...] = ()
    small: tuple[Span, ...] = ()


@dataclass(frozen=True, slots=True)
class Fields:
    """Short label and value pairs."""

    pairs: tuple[tuple[str, tuple[Span, ...]], ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A small table. Cells are plain text; `numeric` names the right-aligned columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars by label, oldest first. A platform without charts shows the same figures as a table."""

    title: str
    labels: tuple[str, ...]
    values: tuple[int, ...]


class Tone(StrEnum):
    """What a notice asks for."""

    INFO = "info"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Notice:
    """A boxed line that asks for attention."""

    tone: Tone
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Rule:
    """A thin line between parts."""


@dataclass(frozen=True, slots=True)
class Button:
    """A next step: opens `link`, or says `command` for the person who presses it."""

    label: str
    link: Link | None = None
    command: str = ""
    primary: bool = False


@dataclass(frozen=True, slots=True)
class Buttons:
    """Three or four next steps at most."""

    buttons: tuple[Button, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """What one may say of the story above: a word for it, one against; and what else can be done, 5 things at most."""

    useful: Button
    useless: Button
    more: tuple[Button, ...] = ()


Block = (
    Header | Paragraph | Small | Quote | Bullets | Item | Fields | Table | Chart | Notice | Rule | Buttons | Feedback
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """What we say once, in one place. `fallback` is one plain line for notifications."""

    fallback: str
    blocks: tuple[Block, ...] = field(default=())
