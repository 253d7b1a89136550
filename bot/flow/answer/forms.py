"""Forms that come back: shown again with what their values would bring, or done, as the command they stand for."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.errors import CommandError, NotFound, QueryError
from bot.feeds.addresses import web_address
from bot.flow.answer.alerts import alerts
from bot.flow.answer.alerts_form import alerts_of, checked_alerts
from bot.flow.answer.asking import Asking
from bot.flow.answer.feed_form import feed_form
from bot.flow.answer.feeds_change import add_feed
from bot.flow.answer.mute_form import checked_mute, mute_of
from bot.flow.answer.mutes import mute
from bot.flow.answer.phrases import fault_words
from bot.flow.answer.search import search
from bot.flow.answer.search_form import checked_search
from bot.flow.answer.subscribe_form import checked_subscription, subscription_of
from bot.flow.answer.subscriptions import subscribe
from bot.flow.answer.topic_fields import query_asked, threshold_asked
from bot.flow.answer.topic_form import checked_topic
from bot.flow.answer.topics_change import save_topic
from bot.model.answer import Answer
from bot.model.command import AddFeed, FillForm, SaveTopic, Search
from bot.model.form import Form
from bot.ports.store import Store

_NEEDED = "An answer is needed here."


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kind:
    """One kind of form: how its values are checked, and what they do once they are right."""

    checked: Callable[[Store, FillForm, Asking], Form]
    done: Callable[[Store, Form, Asking], Answer]


def fill_form(store: Store, command: FillForm, asking: Asking) -> Answer:
    """The form as its values have it; or, when it is done and nothing is wrong, what its command answers."""
    kind = FORMS.get(command.form)
    if kind is None:
        raise CommandError("There is no such form.", "Say `help` for what you can ask.")
    form = kind.checked(store, command, asking)
    if not command.done:
        return form
    form = _complete(form)
    return form if form.faulty else _done(store, kind, form, asking)


def _complete(form: Form) -> Form:
    """The form with each missing answer named."""
    return replace(
        form,
        fields=tuple(
            replace(field, error=_NEEDED) if not (field.value or field.optional or field.error) else field
            for field in form.fields
        ),
    )


def _done(store: Store, kind: _Kind, form: Form, asking: Asking) -> Answer:
    """What the command answers; a mistake that only it could see comes back at the first question."""
    try:
        return kind.done(store, form, asking)
    except (CommandError, QueryError, NotFound) as fault:
        first, *others = form.fields
        return replace(form, fields=(replace(first, error=fault_words(fault)), *others))


def _checked_subscription(store: Store, command: FillForm, asking: Asking) -> Form:
    with store.reading() as session:
        return checked_subscription(session, command.values, asking)


def _subscribe(store: Store, form: Form, asking: Asking) -> Answer:
    with store.writing() as session:
        return subscribe(session, subscription_of(form), asking)


def _checked_feed(_store: Store, command: FillForm, asking: Asking) -> Form:
    """The address is looked at as text alone: it is visited when the form is done."""
    form = feed_form(asking).filled(command.values)
    first, *others = form.fields
    return replace(form, fields=(replace(first, error=_fault_of_address(first.value)), *others))


def _fault_of_address(said: str) -> str:
    try:
        if said:
            web_address(said)
    except CommandError as fault:
        return fault_words(fault)
    return ""


def _add_feed(store: Store, form: Form, asking: Asking) -> Answer:
    return add_feed(store, AddFeed(url=form.values["url"], name=form.values["name"]), asking)


def _checked_alerts(store: Store, command: FillForm, asking: Asking) -> Form:
    with store.reading() as session:
        return checked_alerts(session, command.values, asking)


def _set_alerts(store: Store, form: Form, asking: Asking) -> Answer:
    with store.writing() as session:
        return alerts(session, alerts_of(session, form, asking), asking)


def _checked_topic(store: Store, command: FillForm, asking: Asking) -> Form:
    with store.reading() as session:
        return checked_topic(session, command.subject, command.values, asking)


def _save_topic(store: Store, form: Form, asking: Asking) -> Answer:
    """A query of several lines is kept as one: it is said again in buttons."""
    query = " ".join(query_asked(form.values).split())
    name, share = form.subject or form.values["name"], threshold_asked(form.values)
    return save_topic(store, SaveTopic(topic=name, query=query, threshold=share), asking)


def _checked_search(store: Store, command: FillForm, asking: Asking) -> Form:
    with store.reading() as session:
        return checked_search(session, command.values, asking)


def _search(store: Store, form: Form, asking: Asking) -> Answer:
    with store.reading() as session:
        return search(session, Search(query=form.values["query"]), asking)


def _checked_mute(store: Store, command: FillForm, asking: Asking) -> Form:
    with store.reading() as session:
        return checked_mute(session, command.subject, command.values, asking)


def _mute(store: Store, form: Form, asking: Asking) -> Answer:
    with store.writing() as session:
        return mute(session, mute_of(form), asking)


FORMS: dict[str, _Kind] = {
    "search": _Kind(checked=_checked_search, done=_search),
    "mute": _Kind(checked=_checked_mute, done=_mute),
    "subscribe": _Kind(checked=_checked_subscription, done=_subscribe),
    "topic": _Kind(checked=_checked_topic, done=_save_topic),
    "feed": _Kind(checked=_checked_feed, done=_add_feed),
    "alerts": _Kind(checked=_checked_alerts, done=_set_alerts),
}
