"""The form for a topic: its name and its query, and what that would find."""

from collections.abc import Mapping
from dataclasses import replace

from bot.errors import CommandError, QueryError
from bot.flow.answer.asking import Asking
from bot.flow.answer.inclusions import inclusions
from bot.flow.answer.phrases import fault_words, strong, text
from bot.flow.answer.preview import form_blocks, preview
from bot.flow.answer.topic_names import known_as, new_name
from bot.flow.answer.topic_owners import expect_own
from bot.model.form import Field, FieldKind, Form
from bot.model.message import Paragraph
from bot.model.topic import Topic
from bot.ports.store import Session
from bot.stories.query import judged_as, parse, query_of

NAME = "topic"
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
    return checked_topic(session, topic.name, {"query": topic.query}, asking)


def checked_topic(session: Session, subject: str, values: Mapping[str, str], asking: Asking) -> Form:
    """The form as these values have it: those that are wrong named, and a preview where all are right.

    `subject` is the name of the topic that is edited, "" for a new one. A query that no value names stays as it is.
    Raises NotAllowed where that topic is not the asker's to change: that is not to be learned after the work.
    """
    topic = known_as(session, asking, subject) if subject else None
    expect_own(session, topic, asking)
    query = _query_field(values.get("query", topic.query if topic else ""), topic)
    form = Form(
        name=NAME,
        subject=topic.name if topic else "",
        title=f"Edit {topic.title}" if topic else "New topic",
        intro=(Paragraph((text(_INTRO),)),),
        fields=(query,) if topic else (_name_field(session, values.get("name", ""), asking), query),
        spoken=f"topic edit {topic.name} QUERY" if topic else _SPOKEN,
    )
    return form if form.faulty or not query.value else _previewed(session, form, topic, asking)


def _previewed(session: Session, form: Form, topic: Topic | None, asking: Asking) -> Form:
    """The form with what its query finds, or finds otherwise than the saved one, and the way to what it just misses."""
    words = form.values["query"]
    saved = query_of(topic) if topic else None
    is_new = topic is None or topic.query != words
    query = judged_as(parse(words), topic)
    seen = preview(session, words, query, asking, saved=saved, is_new=is_new)
    headline = f"{seen.headline}, against the saved query" if seen.before else seen.headline
    offers = inclusions(session, seen)
    heading = (Paragraph((strong("Just missed"),)),) if offers else ()
    preview_blocks = (Paragraph((strong(headline),)), *form_blocks(seen, asking), *heading)
    loses_all = bool(seen.before and seen.before.stories and not seen.found.stories)
    return replace(form, preview=preview_blocks, suggestions=offers, shows=words, loses_all=loses_all)


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
