"""Spans as one line of Slack's mrkdwn."""

from collections.abc import Iterable

from bot.chat.render import lines
from bot.chat.render.lines import Markup, Run
from bot.chat.slack.escape import coded, literal
from bot.chat.slack.limits import TEXT
from bot.model.message import Span, Style


def line(spans: Iterable[Span], base_url: str, limit: int = TEXT, *, style: Style = Style.PLAIN) -> str:
    """The spans, in `style` where they have none of their own; what does not fit is left out behind an ellipsis."""
    return lines.line(spans, base_url, limit, _MRKDWN, style=style)


def _link(url: str) -> tuple[str, str]:
    return f"<{url.replace('&', '&amp;')}|", ">"


def _makes_emoji(last: str, run: Run) -> bool:
    """Whether a colon at the seam could begin or end an emoji."""
    return (last == ":" and not run.shown[0].isspace()) or (run.text[0] == ":" and not last.isspace())


_MRKDWN = Markup(
    signs={Style.STRONG: ("*", "*"), Style.EMPHASIS: ("_", "_"), Style.CODE: ("`", "`"), Style.COMMAND: ("`", "`")},
    literal=literal,
    coded=coded,
    link=_link,
    joint="\u200b",  # a space of no width
    clash=_makes_emoji,
)
