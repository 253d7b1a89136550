"""A replay in words: how much it found, week by week, and its stories one a line."""

from collections.abc import Iterable, Iterator
from datetime import date, datetime, timedelta

from bot.digests.compose import quotable_evidence
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import count, day, joined, linked, strong, text
from bot.flow.replay import SCANNED, WEEK, Replay, Replayed
from bot.model.message import Block, Bullets, Chart, Paragraph, Small, Span
from bot.stories.words import read

EXAMPLES = 10
_WORDS = 3  # matched words shown of a story
_LONGEST = 40  # characters of them
_FULL = timedelta(days=1)  # polling that began so much later than the span leaves it whole


def span_of(found: Replay) -> str:
    """The span of a replay: "90 days"."""
    return count(max(1, round((found.until - found.since) / timedelta(days=1))), "day")


def headline(found: Replay) -> str:
    """How much was found, and how often: "34 stories over 90 days, 2.6 a week"."""
    total = count(len(found.stories), "story", "stories") if found.stories else "No stories"
    rate = _rate(found)
    return f"{total} over {span_of(found)}{f', {rate}' if rate else ''}"


def _rate(found: Replay) -> str:
    """Stories a week of the time of which the archive is whole; none is said of less than a week."""
    began = max(found.since, found.whole_since or found.until)
    weeks = (found.until - began) / WEEK
    if not found.stories or weeks < 1:
        return ""
    figure = f"{sum(one.at >= began for one in found.stories) / weeks:.1f} a week"
    return figure if _is_whole(found) else f"{figure} lately"


def _is_whole(found: Replay) -> bool:
    return found.whole_since is not None and found.whole_since <= found.since + _FULL


def reach(found: Replay, asking: Asking) -> Iterator[Small]:
    """How far the archive reaches back, where that is less than the span."""
    if found.whole_since is not None and not _is_whole(found):
        began = day(found.whole_since, asking.zone, asking.now)
        yield Small((text(f"The archive is whole from {began} on; of the time before, it has only some articles."),))
    if found.cut:
        first = day(found.since, asking.zone, asking.now)
        yield Small((text(f"Read: the newest {SCANNED:,} articles that may match. They reach back to {first}."),))


def weeks(found: Replay) -> list[Block]:
    """The stories of each week as a chart, from the first week that has any; nothing where none has."""
    shown = list(found.weeks)
    while shown and not shown[0][1]:
        shown.pop(0)
    if len(shown) < 2:
        return []
    labels = tuple(_label(monday) for monday, _ in shown)
    return [Chart("Stories by week", labels, tuple(figure for _, figure in shown))]


def _label(monday: date) -> str:
    return f"{monday.day} {monday:%b}"


def listed(title: str, stories: Iterable[Replayed], asking: Asking, *, most: int = EXAMPLES) -> list[Block]:
    """A heading and the newest stories, one a line; how many more there are. Nothing where there are none."""
    found = list(stories)
    if not found:
        return []
    heading = title if len(found) <= most else f"{title}: the newest {most} of {len(found):,}"
    return [Paragraph((strong(heading),)), Bullets(tuple(line(one, asking) for one in found[:most]))]


def line(one: Replayed, asking: Asking) -> tuple[Span, ...]:
    """One story: the article that matched first, its source, its date and the words that matched."""
    more = f" +{one.story.coverage}" if one.story.coverage else ""
    facts = [
        (text(f"{one.entry.source}{more}"),),
        (text(_short_day(one.at, asking)),),
        *([(text(words),)] if (words := _words(one, asking)) else []),
    ]
    return (linked(one.entry.title or one.entry.link, one.entry.link), text(" – "), *joined(facts))


def _short_day(when: datetime, asking: Asking) -> str:
    return day(when, asking.zone, asking.now)


def _words(one: Replayed, asking: Asking) -> str:
    """The words that matched, as they stand in the text, several forms of a word once."""
    found: dict[tuple[str, ...], str] = {}
    for piece in quotable_evidence(one.verdict.evidence, asking.limits.of(one.entry.source)):
        found.setdefault(read(piece.text).stems, piece.text)
    shown = list(filter(None, found.values()))[:_WORDS]
    return ", ".join(f"“{words if len(words) <= _LONGEST else f'{words[: _LONGEST - 1]}…'}”" for words in shown)
