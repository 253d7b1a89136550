"""Forms: a modal's preview as it is filled in, its suggestions, and its submission as a command."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import TimeoutError as TooLate
from dataclasses import replace
from typing import Any

from slack_bolt import Ack

from bot.chat.slack.listen import views
from bot.chat.slack.listen.clerk import Clerk
from bot.chat.slack.listen.home import publish
from bot.chat.slack.listen.inbox import Caller, of_press
from bot.chat.slack.listen.notes import loaded
from bot.chat.slack.modal import errors_of, revision_of, values_of
from bot.chat.slack.press import suggested
from bot.model.command import FillForm
from bot.model.form import Form

Body = Mapping[str, Any]

_CHECK_SECONDS = 1.5  # of the three that Slack waits for an ack
_OPEN_VIEWS = 1_000


class Typing:
    """Which change of each open view is the newest: an older one's preview is not worth making."""

    def __init__(self) -> None:
        self._newest: OrderedDict[str, str] = OrderedDict()
        self._lock = threading.Lock()

    def note(self, view: str, change: str) -> None:
        """This view has changed again."""
        with self._lock:
            self._newest[view] = change
            self._newest.move_to_end(view)
            if len(self._newest) > _OPEN_VIEWS:
                self._newest.popitem(last=False)

    def is_newest(self, view: str, change: str) -> bool:
        """Whether nothing has changed since."""
        with self._lock:
            return self._newest.get(view, change) == change


def changed(clerk: Clerk, typing: Typing, ack: Ack, body: Body) -> None:
    """A field has changed: show what its values would bring now."""
    ack()
    _preview(clerk, typing, body, values_of(body["view"]), revision_of(body["view"]))


def suggestion(clerk: Clerk, typing: Typing, ack: Ack, body: Body) -> None:
    """A suggestion was pressed: its values stand in the fields from now on."""
    ack()
    values = {**values_of(body["view"]), **suggested(body["actions"][0])}
    _preview(clerk, typing, body, values, revision_of(body["view"]) + 1)


def submitted(clerk: Clerk, typing: Typing, ack: Ack, body: Body) -> None:
    """A form was submitted. What is wrong is said in it; else it closes, and what it did is said where it was opened.

    The check before the ack only reads. Where it takes longer than Slack waits, or where there is no channel to say
    anything in, the modal stays, and says it itself.
    """
    view, note = body["view"], loaded(body["view"]["private_metadata"])
    caller, command = note.caller(of_press(body)), _command(view)
    typing.note(view["id"], "submitted")
    errors = _errors(clerk, caller, command, view)
    if errors:
        ack(response_action="errors", errors=errors)
        return
    mark = f"{view['id']}:{caller.trigger}" if errors is None or not note.channel else ""
    if mark:
        ack(response_action="update", view={**views.waiting(note), "external_id": mark})
    else:
        ack()
    clerk.later(caller, lambda: _submit(clerk, caller, command, view, mark))


def _command(view: Body) -> FillForm:
    note = loaded(view["private_metadata"])
    return FillForm(form=note.form, subject=note.subject, values=values_of(view), done=True)


def _errors(clerk: Clerk, caller: Caller, command: FillForm, view: Body) -> dict[str, str] | None:
    """What is wrong with the values, by block; None where that takes too long to say."""
    checked = clerk.quick.submit(clerk.obey, caller, replace(command, done=False))
    try:
        answer = checked.result(_CHECK_SECONDS).answer
    except TooLate:
        return None
    return errors_of(answer, view) if isinstance(answer, Form) and answer.faulty else {}


def _submit(clerk: Clerk, caller: Caller, command: FillForm, view: Body, mark: str) -> None:
    """Do what the form stands for, once. `mark` is that of the view that waits for the answer, "" where none does."""
    if not clerk.is_first(caller):
        return
    note, answer = loaded(view["private_metadata"]), clerk.obey(caller, command).answer
    if mark:
        clerk.update_acked(caller, mark, answer, note, revision=revision_of(view) + 1)
    elif isinstance(answer, Form):
        clerk.tell(caller, views.faults_of(answer, note.words))
    else:
        clerk.tell(caller, views.message_of(answer))
    if note.at_home:
        publish(clerk, caller)


def _preview(clerk: Clerk, typing: Typing, body: Body, values: Mapping[str, str], revision: int) -> None:
    view, change = body["view"], body["actions"][0].get("action_ts", "")
    note = loaded(view["private_metadata"])
    caller = note.caller(of_press(body))
    typing.note(view["id"], change)
    command = FillForm(form=note.form, subject=note.subject, values=values)

    def show() -> None:
        if not typing.is_newest(view["id"], change):
            return
        answer = clerk.obey(caller, command).answer
        if isinstance(answer, Form) and typing.is_newest(view["id"], change):
            clerk.update(caller, view["id"], answer, note, revision=revision)

    clerk.soon(caller, show)
