"""Topic like: the form for a new topic with words of a story in it, and others of its words to choose from."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.flow.answer.asking import Asking
from bot.flow.answer.numbered import story_named
from bot.flow.answer.phrases import clipped
from bot.flow.answer.replayed import headline
from bot.flow.answer.topic_form import checked_topic
from bot.flow.answer.topic_names import suggested
from bot.flow.replay import WINDOW, Replay, replays
from bot.model.command import NewTopic
from bot.model.form import Form, Suggestion
from bot.model.story import Story
from bot.ports.store import Session
from bot.stories.learn import rarest_first, terms_of
from bot.stories.query import parse
from bot.stories.words import read

_WORDS = 3  # of a story, at most, in a query
_MANY = 20  # stories in 90 days: a topic that finds more says little of the one it was made of
_SUGGESTED = 4
_LABEL = 40  # characters of a button


def topic_like(session: Session, command: NewTopic, asking: Asking) -> Form:
    """The form with words of a story that find others like it and not too much, and other choices beside them."""
    said = _queries(session, story_named(session, command.like))
    if not said:
        return checked_topic(session, "", {"name": command.topic}, asking)
    queries = {place: parse(words) for place, words in enumerate(said)}
    found = replays(session, queries, since=asking.now - WINDOW, now=asking.now)
    best = _best(said, found)
    name = command.topic or suggested(session, asking, queries[best])
    form = checked_topic(session, "", {"name": name, "query": said[best]}, asking)
    others = [_suggestion(words, found[place]) for place, words in enumerate(said) if place != best]
    return replace(form, suggestions=(*form.suggestions, *others)[:_SUGGESTED])


def _queries(session: Session, story: Story) -> list[str]:
    """What its titles say, from narrow to wide: the telling words together, two of them, a phrase, one word."""
    titles = [entry.title for entry in session.entries.of_stories([story.id])[story.id]]
    words = _telling(story.title, titles)
    narrow = [" ".join(words[:count]) for count in range(min(_WORDS, len(words)), 0, -1)]
    return list(dict.fromkeys([*narrow[:-1], *_phrases(story.title, words), *narrow[-1:], *words[1:2]]))


def _telling(title: str, titles: Sequence[str]) -> list[str]:
    """A title's words that say what it is about, those first that most titles of the story share, then the rarest."""
    shared = Counter(stemmed for one in titles for stemmed in terms_of(one))
    own = terms_of(title)
    return [own[stemmed] for stemmed in sorted(rarest_first(own), key=lambda stemmed: -shared[stemmed])]


def _phrases(title: str, words: Sequence[str]) -> Iterator[str]:
    """The first two telling words that stand side by side in the title."""
    stems, telling = read(title).stems, terms_of(" ".join(words))
    side_by_side = (
        f'"{telling[one]} {telling[other]}"' for one, other in pairwise(stems) if {one, other} <= set(telling)
    )
    yield from list(side_by_side)[:1]


def _best(said: Sequence[str], found: Mapping[int, Replay]) -> int:
    """Of the queries with several words the one that finds most and not too much, of equals the last, else the
    narrowest; one word alone is no topic, unless there is no other."""
    several = [place for place, words in enumerate(said) if " " in words and len(found[place].stories) <= _MANY]
    return max(several, key=lambda place: (len(found[place].stories), place), default=0)


def _suggestion(words: str, found: Replay) -> Suggestion:
    return Suggestion(label=clipped(words, _LABEL), values={"query": words}, gist=headline(found))
