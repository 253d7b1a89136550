"""Spans as one line of Slack's mrkdwn, within a length; a span is dressed whole or shortened, never cut through."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bot.chat.safe import address
from bot.chat.slack.escape import coded, fitted, literal, size
from bot.chat.slack.limits import TEXT
from bot.model.message import Span, Style

_MARKS = {Style.PLAIN: "", Style.STRONG: "*", Style.EMPHASIS: "_", Style.CODE: "`"}
_WORTH = 8  # characters: with less room a line ends
_LONGEST_LINK = 2_000  # characters; what is longer is shown without its link
_GAP = 2  # spaces that are kept between two spans
_JOINT = "\u200b"  # a style's sign counts only at the edge of a word; a space of no width is one
_EDGES = " ()[].,;:!?/-\"'"


@dataclass(frozen=True, slots=True)
class _Run:
    """Dressed text between two signs of a style; with no sign for plain text and the gaps between."""

    text: str
    mark: str = ""

    @property
    def shown(self) -> str:
        return f"{self.mark}{self.text}{self.mark}"


def line(spans: Iterable[Span], base_url: str, limit: int = TEXT, *, style: Style = Style.PLAIN) -> str:
    """The spans, in `style` where they have none of their own; what does not fit is left out behind an ellipsis."""
    runs: list[_Run] = []
    room = limit
    for span in spans:
        if room < _WORTH:
            break
        for run in _dressed(span, base_url, room - 1, style):
            runs.append(run)
            room -= size(run.shown) + 1  # and one for a joint
    return _joined(_merged(runs)).strip()


def _dressed(span: Span, base_url: str, room: int, style: Style) -> Iterator[_Run]:
    """The span with the spaces at its ends outside its signs, where Slack wants them."""
    core = span.text.strip()
    lead, tail = _gap(span.text[: len(span.text) - len(span.text.lstrip())]), ""
    if core:
        tail = _gap(span.text[len(span.text.rstrip()) :])
    mark = _MARKS[style if span.style is Style.PLAIN else span.style]
    opening, closing = _link(span, base_url, room)
    if opening and mark == "`":  # inside code, a link would be no link
        mark = ""
    dress = coded if mark == "`" else literal
    left = room - len(lead + tail) - size(opening + closing) - 2 * len(mark)
    text = fitted(core, left, dress)
    yield from ([_Run(lead)] if lead else [])
    yield from ([_Run(f"{opening}{text}{closing}", mark)] if text else [])
    yield from ([_Run(tail)] if tail else [])


def _gap(spaces: str) -> str:
    return " " * min(_GAP, len(spaces))


def _link(span: Span, base_url: str, room: int) -> tuple[str, str]:
    """What stands before and behind a linked span; nothing where the link does not fit."""
    url = address(span.link, base_url).replace("&", "&amp;")
    return (f"<{url}|", ">") if url and size(url) <= min(_LONGEST_LINK, room - 2 * _WORTH) else ("", "")


def _merged(runs: list[_Run]) -> list[_Run]:
    """Neighbours in one style share its signs, the gap between them included."""
    merged: list[_Run] = []
    for run in runs:
        match merged[-2:]:
            case [*_, _Run(text, mark)] if mark == run.mark and mark != "`":
                merged[-1:] = [_Run(f"{text}{_JOINT if _colon(text[-1], run) else ''}{run.text}", mark)]
            case [_Run(text, mark), _Run(gap, "")] if not gap.strip() and mark == run.mark and mark in ("*", "_"):
                merged[-2:] = [_Run(text + gap + run.text, mark)]
            case _:
                merged.append(run)
    return merged


def _joined(runs: list[_Run]) -> str:
    """The runs in a row, with a joint where a style's sign would touch a word or another sign."""
    text = ""
    for run in runs:
        text += (_JOINT if text and _touch(text[-1], run) else "") + run.shown
    return text


def _touch(last: str, run: _Run) -> bool:
    """Plain text never ends in a sign: those were exchanged."""
    if _colon(last, run):
        return True
    return last not in _EDGES if run.mark else last in "*_`" and run.text[0] not in _EDGES


def _colon(last: str, run: _Run) -> bool:
    """Whether a colon at the seam could begin or end an emoji."""
    return (last == ":" and not run.shown[0].isspace()) or (run.text[0] == ":" and not last.isspace())
