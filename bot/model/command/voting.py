"""Commands by which people teach a channel its order."""

from dataclasses import dataclass

from bot.model.learned import LearnedKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Vote:
    """Say whether a story is of use to this channel; None takes one's word back. `story` is its position in the last
    digest (of the topic, if one is named), or its own id where `by_id` is set."""

    story: int
    useful: bool | None
    by_id: bool = False
    topic: str = ""


@dataclass(frozen=True, slots=True)
class Learned:
    """Show what the votes have taught this channel's order. Pages count from 1."""

    page: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlearn:
    """Let a source or a term count as if nobody had voted; `again` undoes it."""

    kind: LearnedKind
    value: str
    again: bool = False
