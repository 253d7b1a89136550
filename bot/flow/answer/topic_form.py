"""The form for a topic: its name and its query, what stands beside that, and what it would find."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from math import floor

from bot.errors import CommandError, QueryError
from bot.flow.answer.asking import Asking
from bot.flow.answer.inclusions import gain, inclusions
from bot.flow.answer.phrases import fault_words, strong, text
from bot.flow.answer.preview import Preview, form_blocks, preview
from bot.flow.answer.topic_fields import Core, core_of, fields_beside, query_asked, threshold_asked
from bot.flow.answer.topic_names import known_as, new_name
from bot.flow.answer.topic_owners import expect_own
from bot.flow.answer.topic_threshold import percent
from bot.model.form import Field, FieldKind, Form, Suggestion
from bot.model.message import Paragraph
from bot.model.topic import Topic
from bot.ports.store import Session
from bot.stories.query import parse, query_of
from bot.stories.query.beside import NOTHING

NAME = "topic"
_STEPS = 20  # a suggested threshold is one of so many: 5% apart
_INTRO = "A topic finds stories by its query, which is tried over the archive before anything is saved."
_SPOKEN = 'topic new school-cameras school NEAR/10 "facial recognition"'
_NAMED = "A short name to type, such as school-cameras."
_HINT = (
    'Words and "phrases in quotes" with AND, OR, - and NEAR/5, company:, country:, person:, law: and regulator:, '
    'such as "facial recognition" NEAR/10 school country:us'
)
_IN_WORDS = (
    "In a direct message to Presswatch it can be written at any length: `topic edit {name} QUERY` tries it,"
    " `topic save {name} QUERY` saves it for this workspace."
)
_IN_ITS_FILE = " Whoever runs Presswatch can change it for everybody, in the topic's file."


def topic_form(session: Session, name: str, asking: Asking) -> Form:
    """The form for the topic of that name; for a new one where there is none ("" asks for its name, too)."""
    topic = known_as(session, asking, name) if name else None
    if topic is None:
        return checked_topic(session, "", {"name": name}, asking)
    return checked_topic(session, topic.name, {}, asking)


def checked_topic(session: Session, subject: str, values: Mapping[str, str], asking: Asking) -> Form:
    """The form as these values have it: those that are wrong named, and a preview where all are right.

    `subject` is the name of the topic that is edited, "" for a new one. A query that no value names stays as it is.
    Raises NotAllowed where that topic is not the asker's to change: that is not to be learned after the work.
    """
    topic = known_as(session, asking, subject) if subject else None
    expect_own(session, topic, asking)
    core = core_of(session, topic) if topic else Core("", NOTHING)
    query = _query_field(values.get("query", core.query), topic)
    form = Form(
        name=NAME,
        subject=topic.name if topic else "",
        title=f"Edit {topic.title}" if topic else "New topic",
        intro=(Paragraph((text(_INTRO),)),),
        fields=(query, *fields_beside(topic, core, values))
        if topic
        else (_name_field(session, values.get("name", ""), asking), query),
        spoken=f"topic edit {topic.name} QUERY" if topic else _SPOKEN,
    )
    form = form if form.faulty or not query.value else _whole(form)
    return form if form.faulty or not query.value else _previewed(session, form, topic, asking)


def _whole(form: Form) -> Form:
    """The form, with what is wrong where its query and what stands beside it make no query together."""
    try:
        query_asked(form.values)
    except QueryError as fault:
        query, words, *others = form.fields  # the query alone was read without fault
        return replace(form, fields=(query, replace(words, error=fault_words(fault)), *others))
    return form


def _previewed(session: Session, form: Form, topic: Topic | None, asking: Asking) -> Form:
    """The form with what its query finds, or finds otherwise than the saved one, and the way to what it just misses."""
    words, share = query_asked(form.values), threshold_asked(form.values)
    saved = query_of(topic) if topic else None
    is_new = topic is None or topic.query != words or topic.threshold != share
    query = replace(parse(words), threshold=share)
    seen = preview(session, words, query, asking, saved=saved, is_new=is_new)
    headline = f"{seen.headline}, against the saved query" if seen.before else seen.headline
    offers = (*(_looser(seen, share) if topic else ()), *inclusions(session, seen))
    heading = (Paragraph((strong("Just missed"),)),) if offers else ()
    preview_blocks = (Paragraph((strong(headline),)), *form_blocks(seen, asking), *heading)
    loses_all = bool(seen.before and seen.before.stories and not seen.found.stories)
    shows = f"{words} {percent(share)}" if share else words
    return replace(form, preview=preview_blocks, suggestions=offers, shows=shows, loses_all=loses_all)


def _looser(seen: Preview, share: float) -> Iterator[Suggestion]:
    """The threshold that would bring the nearest of what stays below it."""
    best = max((one.score for one in seen.trial.below), default=0.0)
    least = floor(best * _STEPS) / _STEPS
    brought = [one for one in seen.trial.below if one.score >= least > 0]
    if brought:
        change = f"Threshold {percent(least)} instead of {percent(share)}"
        gist = f"{gain(change, len(brought), brought[0].story, seen.found)}."
        yield Suggestion(label=f"Ask for {percent(least)}", values={"threshold": percent(least)}, gist=gist)


def _name_field(session: Session, said: str, asking: Asking) -> Field:
    value, error = said, ""
    try:
        value = new_name(session, asking, said) if said else ""
    except CommandError as fault:
        error = fault_words(fault)
    return Field(name="name", label="Name", value=value, error=error, hint=_NAMED)


def _query_field(said: str, topic: Topic | None) -> Field:
    error = ""
    try:
        if said:
            parse(said)
    except QueryError as fault:
        error = fault_words(fault)
    where = _IN_WORDS.format(name=topic.name) if topic else ""
    where += _IN_ITS_FILE if topic and topic.workspace_id is None else ""
    return Field(name="query", label="Query", kind=FieldKind.TEXT, value=said, error=error, hint=_HINT, elsewhere=where)
