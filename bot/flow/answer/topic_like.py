"""Topic like: the form for a new topic with words of examples in it, and others of their words to choose from."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import clipped, count, text
from bot.flow.answer.replayed import headline
from bot.flow.answer.topic_form import checked_topic
from bot.flow.answer.topic_names import suggested
from bot.flow.replay import WINDOW, Replay, replays
from bot.model.command import NewTopic
from bot.model.form import Form, Suggestion
from bot.model.message import Block, Small
from bot.ports.store import Session
from bot.stories.propose import Proposal, Sample, proposals
from bot.stories.query import Query, evaluate, parse, read_document
from bot.stories.words import read

_MANY = 20  # stories in 90 days: a topic that finds more says little of the one it was made of
_SUGGESTED = 4
_LABEL = 40  # characters of a button
_TITLE = 90  # characters of an example's title
_NOTHING = "no word in it tells it from other news. Write what to look for."


def topic_like(session: Session, command: NewTopic, samples: Sequence[Sample], asking: Asking) -> Form:
    """The form with words of the examples that find others like them and not too much, and other choices beside."""
    asked_for = frozenset(stem for topic in session.topics.all() for stem in read(topic.query).stems)
    said = proposals(samples, asked_for)
    if not said:
        empty = checked_topic(session, "", {"name": command.topic}, asking)
        return replace(empty, intro=(*empty.intro, Small((text(f"{_titles(samples)}: {_NOTHING}"),))))
    queries = {place: parse(one.query) for place, one in enumerate(said)}
    found = replays(session, queries, since=asking.now - WINDOW, now=asking.now)
    best = _best(said, found)
    name = command.topic or suggested(session, asking, queries[best])
    form = checked_topic(session, "", {"name": name, "query": said[best].query}, asking)
    others = [_suggestion(one.query, found[place]) for place, one in enumerate(said) if place != best]
    made = () if command.like[0].isdigit() and len(samples) == 1 else (_made_of(samples, queries[best]),)
    return replace(form, intro=(*form.intro, *made), suggestions=(*form.suggestions, *others)[:_SUGGESTED])


def _best(said: Sequence[Proposal], found: Mapping[int, Replay]) -> int:
    """The query that finds most and not too much, of equals the last, else the narrowest; one ordinary word is no
    topic, unless there is no other."""
    able = [place for place, one in enumerate(said) if not one.is_bare and len(found[place].stories) <= _MANY]
    return max(able, key=lambda place: (len(found[place].stories), place), default=0)


def _made_of(samples: Sequence[Sample], query: Query) -> Block:
    """Which examples the query was made of, and which of them it leaves out."""
    missed = [one for one in samples if not evaluate(query, read_document(title=one.title, summary=one.text)).matched]
    words = (
        f"Made of words of {_titles(samples)}."
        if len(samples) == 1
        else f"Made of what {count(len(samples), 'example')} share: {_titles(samples)}."
    )
    left = f" It does not find {_titles(missed)}." if missed else ""
    return Small((text(f"{words}{left}"),))


def _titles(samples: Sequence[Sample]) -> str:
    return ", ".join(f"“{clipped(one.title, _TITLE)}”" for one in samples)


def _suggestion(words: str, found: Replay) -> Suggestion:
    return Suggestion(label=clipped(words, _LABEL), values={"query": words}, gist=headline(found))
