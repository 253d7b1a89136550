"""What a topic's form asks beside its query: words that count, too, words that keep a story out, and the threshold.

A query may be longer than any platform's field; these seldom are, and are all that a team mostly wants to change.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from bot.errors import CommandError, QueryError
from bot.flow.answer.phrases import fault_words
from bot.flow.answer.topic_beside import base_of, expect_clauses
from bot.flow.answer.topic_threshold import percent, share_of
from bot.model.form import Field
from bot.model.topic import Topic
from bot.ports.store import Session
from bot.stories.query import fault_of, parse
from bot.stories.query.beside import NOTHING, Beside, as_words, beside_of, clauses, with_beside

_INCLUDE = 'Also find stories with these words, such as "client list" OR Pinpath.'
_EXCLUDE = 'Leave out stories with these words, such as "phone review" OR football.'
_IN_WORDS = "In a direct message to Presswatch more can be added: `topic {does} {name} WORDS`."
_THRESHOLD = "How central its words must be, such as 60%. Empty: any mention counts."


@dataclass(frozen=True, slots=True)
class Core:
    """A topic taken apart: the query that it stands on, and what stands beside it."""

    query: str
    beside: Beside


def core_of(session: Session, topic: Topic) -> Core:
    """The installation's query and what this workspace has beside it; else the topic's own query."""
    base = None if fault_of(topic) else base_of(session, topic)
    found = beside_of(parse(topic.query), parse(base.query)) if base else None
    return Core(topic.query, NOTHING) if base is None or found is None else Core(base.query, found)


def fields_beside(topic: Topic, core: Core, said: Mapping[str, str]) -> tuple[Field, ...]:
    """The fields as these values have them; what no value names stands as it is."""
    counted, excluded = as_words(core.beside.counted), as_words(core.beside.excluded)
    return (
        _words_field(topic, "include", "Also count", _INCLUDE, said.get("include", counted)),
        _words_field(topic, "exclude", "Never count", _EXCLUDE, said.get("exclude", excluded)),
        _threshold_field(said.get("threshold", percent(topic.threshold) if topic.threshold else "")),
    )


def query_asked(values: Mapping[str, str]) -> str:
    """The whole query that a form's values ask for. Raises QueryError where that cannot be."""
    counted, excluded = clauses(values.get("include", "")), clauses(values.get("exclude", ""))
    if not counted and not excluded:
        return values["query"]
    whole = str(with_beside(parse(values["query"]), Beside(counted=counted, excluded=excluded)))
    parse(whole)  # as long as a query may be
    return whole


def threshold_asked(values: Mapping[str, str]) -> float:
    """The threshold that a form's values ask for."""
    return share_of(values.get("threshold", ""))


def _words_field(topic: Topic, name: str, label: str, hint: str, said: str) -> Field:
    error = ""
    try:
        expect_clauses(said)
    except (CommandError, QueryError) as fault:
        error = fault_words(fault)
    where = _IN_WORDS.format(does=name, name=topic.name)
    return Field(name=name, label=label, value=said, hint=hint, error=error, optional=True, elsewhere=where)


def _threshold_field(said: str) -> Field:
    error = ""
    try:
        share_of(said)
    except CommandError as fault:
        error = fault_words(fault)
    return Field(name="threshold", label="Threshold", value=said, hint=_THRESHOLD, error=error, optional=True)
