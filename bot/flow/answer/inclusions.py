"""Inclusions: what a query just misses, as suggestions: one press includes it, and a line says at what cost."""

from bot.digests.write.text import clip
from bot.flow.answer.phrases import count
from bot.flow.answer.preview import Preview
from bot.flow.answer.replayed import span_of
from bot.flow.arrival import document_of
from bot.flow.replay import Replay
from bot.flow.trial import NearMiss
from bot.model.form import Suggestion
from bot.model.story import Story
from bot.ports.store import Session
from bot.stories.query import evaluate
from bot.stories.rank import CENTRAL

_MOST = 4
_QUERY = 3_000  # characters that every platform's field can hold
_CHANGE = 120  # characters of what is changed
_TITLE = 90  # characters of a story's title


def inclusions(session: Session, seen: Preview) -> tuple[Suggestion, ...]:
    """The smallest changes that bring more, the smallest first."""
    fit = (one for one in seen.trial.near if len(str(one.relaxation.query)) <= _QUERY)
    return tuple(_suggestion(session, seen, one) for one, _ in zip(fit, range(_MOST), strict=False))


def _suggestion(session: Session, seen: Preview, near: NearMiss) -> Suggestion:
    change = clip(near.relaxation.change.rstrip("."), _CHANGE)
    return Suggestion(
        label=f"Include {near.adds:,}" if near.adds > 1 else "Include it",
        values={"query": str(near.relaxation.query)},
        gist=f"{gain(change, near.adds, near.stories[0], seen.found)}; {_cost(session, near)}.",
    )


def gain(change: str, adds: int, first: Story, found: Replay) -> str:
    """What a change brings over the span of a replay, with the first of it."""
    stories, such = count(adds, "more story", "more stories"), ", such as " if adds > 1 else ", "
    return f"{change}: {stories} over {span_of(found)}{such}“{clip(first.title, _TITLE)}”"


def _cost(session: Session, near: NearMiss) -> str:
    """In how many of the stories that it brings the words stand in passing: a reader would call these noise."""
    noise = near.adds - len(_central(session, near))
    if near.adds == 1:
        return "it has the words in passing only" if noise else "its words are prominent there"
    if not noise:
        return "its words are prominent in all of them"
    return f"likely noise: {noise:,} of them {'has' if noise == 1 else 'have'} the words in passing only"


def _central(session: Session, near: NearMiss) -> set[int]:
    """The stories with an article to which the words of the wider query are central."""
    stories, found = session.stories.get(near.brought), set[int]()
    for story_id, entries in session.entries.of_stories(near.brought).items():
        documents = (document_of(entry, covered=stories[story_id].sources) for entry in entries)
        verdicts = (evaluate(near.relaxation.query, document) for document in documents)
        if any(verdict.score >= CENTRAL for verdict in verdicts):
            found.add(story_id)
    return found
