"""A query's preview: what it finds or would change, what its parts bring and cost, what it just misses, and advice."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from bot.flow.answer.asking import Asking
from bot.flow.answer.lessons import advice, lessons
from bot.flow.answer.phrases import clipped, code, count, joined, says, text
from bot.flow.answer.replayed import EXAMPLES, headline, listed, reach, span_of, weeks
from bot.flow.replay import WINDOW, Replay, replays
from bot.flow.trial import Trial, trial
from bot.model.message import Block, Button, Small
from bot.ports.store import Session
from bot.stories.query import Query

_QUERY = 240  # characters of a query that stands for itself
_LABEL = 40  # characters of a button's label
_BUTTON = 1_900  # characters of a command that every platform's button can carry
_CHANGES = 2  # buttons
_FEW = 3  # stories in a form


@dataclass(frozen=True, slots=True, kw_only=True)
class Preview:
    """A query, tried over the archive."""

    words: str
    query: Query
    found: Replay
    before: Replay | None  # what the query finds that it would take the place of
    trial: Trial
    saved: Query | None = None  # what stands there now, for a topic that is edited

    @property
    def headline(self) -> str:
        """What it finds, or what it would change, in one sentence."""
        return headline(self.found) if self.before is None else difference(self.before, self.found)


def preview(
    session: Session, words: str, query: Query, asking: Asking, *, saved: Query | None = None, is_new: bool = True
) -> Preview:
    """Try a query over the last 90 days; where it `is_new`, beside the saved one that it would take the place of."""
    asked = {0: query, 1: saved} if saved and is_new else {0: query}
    found = replays(session, asked, since=asking.now - WINDOW, now=asking.now)
    tried = trial(session, query, found[0])
    return Preview(words=words, query=query, found=found[0], before=found.get(1), trial=tried, saved=saved)


def difference(before: Replay, found: Replay) -> str:
    """What a change adds and loses: "Adds 14 stories and loses 3 over 90 days"."""
    added, lost = len(found.beside(before)), len(before.beside(found))
    over = f"over {span_of(found)}"
    if added and lost:
        return f"Adds {count(added, 'story', 'stories')} and loses {lost:,} {over}"
    if not added and not lost:
        return f"No difference {over}"
    return f"{'Adds' if added else 'Loses'} {count(added or lost, 'story', 'stories')} {over}"


def blocks(seen: Preview, asking: Asking) -> list[Block]:
    """All that there is to be seen of it, but for the headline and the next steps."""
    lists = _lists(seen, asking, EXAMPLES)
    if seen.before is None:
        lists = [Small((code(clipped(seen.words, _QUERY)),)), *lists]
    return [*lists, *lessons(seen.query, seen.trial, seen.saved)]


def form_blocks(seen: Preview, asking: Asking) -> list[Block]:
    """What a form shows below the query itself: the weeks, a few stories, advice. Its suggestions tell what is missed,
    and `try` the rest."""
    return [*_lists(seen, asking, _FEW), *advice(seen.query, seen.saved)]


def _lists(seen: Preview, asking: Asking, most: int) -> list[Block]:
    """How far it was looked, the weeks, and the first `most` stories of those found, or of those added and lost."""
    found, before = seen.found, seen.before
    if before is None:
        return [*reach(found, asking), *weeks(found), *listed("Stories", found.stories, asking, most=most)]
    return [
        Small(joined([(text(headline(found)),), (text(f"{len(before.stories):,} before"),)])),
        *reach(found, asking),
        *listed("Added", found.beside(before), asking, most=most),
        *listed("Lost", before.beside(found), asking, most=most),
        *weeks(found),
    ]


def change_buttons(seen: Preview, command: Callable[[str], str]) -> Iterator[Button]:
    """A button for each of the smallest changes that bring more; `command` makes one of a query's text. One that no
    platform could carry is left to the person's own hand."""
    said = [(command(str(one.relaxation.query)), one.relaxation.change) for one in seen.trial.near]
    for words, change in [(words, change) for words, change in said if len(words) <= _BUTTON][:_CHANGES]:
        yield says(words, clipped(change, _LABEL))
