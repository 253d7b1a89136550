"""Spans as one line of a platform's markup; a span is dressed whole or shortened to fit, never cut through."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from bot.chat.render.fit import fitted, size
from bot.chat.render.safe import address, printable
from bot.model.message import Span, Style

Signs = tuple[str, str]  # before and behind

_NONE: Signs = ("", "")
_WORTH = 8  # characters: with less room a line ends
_LONGEST_LINK = 2_000  # characters; what is longer is shown without its link
_GAP = 2  # spaces that are kept between two spans
_EDGES = " ()[].,;:!?/-\"'"


@dataclass(frozen=True, slots=True)
class Run:
    """Dressed text between two signs of a style; without signs for plain text and the gaps between."""

    text: str
    signs: Signs = _NONE

    @property
    def shown(self) -> str:
        return self.text.join(self.signs)


def _never(_last: str, _run: Run) -> bool:
    return False


@dataclass(frozen=True, slots=True, kw_only=True)
class Markup:
    """What a platform makes of styles and links."""

    signs: Mapping[Style, Signs]
    literal: Callable[[str], str]  # strangers' text, so that it shows as it stands
    coded: Callable[[str], str]  # the same to stand between the signs of code
    link: Callable[[str], Signs]  # what stands before and behind words that lead to an address
    joint: str  # one character: a style's sign counts only at the edge of a word, and this is one
    clash: Callable[[str, Run], bool] = _never  # whether a run behind this character would mean something else

    def signs_of(self, style: Style) -> Signs:
        """None for plain text."""
        return self.signs.get(style, _NONE)

    @property
    def code(self) -> Signs:
        """Those of code."""
        return self.signs_of(Style.CODE)


def line(spans: Iterable[Span], base_url: str, limit: int, markup: Markup, *, style: Style = Style.PLAIN) -> str:
    """The spans, in `style` where they have none of their own; what does not fit is left out behind an ellipsis."""
    runs: list[Run] = []
    room = limit
    for span in spans:
        if room < _WORTH:
            break
        for run in _dressed(span, address(span.link, base_url), room - 1, style, markup):
            runs.append(run)
            room -= size(run.shown) + 1  # and one for a joint
    return _joined(_merged(runs, markup), markup).strip()


def _dressed(span: Span, url: str, room: int, style: Style, markup: Markup) -> Iterator[Run]:
    """The span with the spaces at its ends outside its signs, where platforms want them."""
    whole = printable(span.text)
    core = whole.strip()
    lead, tail = _gap(whole[: len(whole) - len(whole.lstrip())]), ""
    if core:
        tail = _gap(whole[len(whole.rstrip()) :])
    signs = markup.signs_of(style if span.style is Style.PLAIN else span.style)
    link = _link(url, room, markup)
    if link != _NONE and signs == markup.code:  # inside code, a link would be no link
        signs = _NONE
    dress = markup.coded if signs == markup.code else markup.literal
    text = fitted(core, room - size("".join((lead, tail, *link, *signs))), dress)
    yield from ([Run(lead)] if lead else [])
    yield from ([Run(text.join(link), signs)] if text else [])
    yield from ([Run(tail)] if tail else [])


def _gap(spaces: str) -> str:
    return " " * min(_GAP, len(spaces))


def _link(url: str, room: int, markup: Markup) -> Signs:
    """What stands around a linked span; nothing where the link does not fit."""
    signs = markup.link(url) if url else _NONE
    return signs if size("".join(signs)) <= min(_LONGEST_LINK, room - 2 * _WORTH) else _NONE


def _merged(runs: list[Run], markup: Markup) -> list[Run]:
    """Neighbours in one style share its signs, the gap between them included."""
    styled = (markup.signs_of(Style.STRONG), markup.signs_of(Style.EMPHASIS))
    merged: list[Run] = []
    for run in runs:
        match merged[-2:]:
            case [*_, Run(text, signs)] if signs == run.signs and signs != markup.code:
                merged[-1:] = [Run(f"{text}{markup.joint if markup.clash(text[-1], run) else ''}{run.text}", signs)]
            case [Run(text, signs), Run(gap, ("", ""))] if not gap.strip() and signs == run.signs and signs in styled:
                merged[-2:] = [Run(text + gap + run.text, signs)]
            case _:
                merged.append(run)
    return merged


def _joined(runs: list[Run], markup: Markup) -> str:
    """The runs in a row, with a joint where a style's sign would touch a word or another sign."""
    text = ""
    for run in runs:
        text += (markup.joint if text and _touch(text[-1], run, markup) else "") + run.shown
    return text


def _touch(last: str, run: Run, markup: Markup) -> bool:
    """Plain text never ends in a sign: those were exchanged."""
    if markup.clash(last, run):
        return True
    signs = {closing[-1] for _, closing in markup.signs.values()}
    return last not in _EDGES if run.signs != _NONE else last in signs and run.text[0] not in _EDGES
