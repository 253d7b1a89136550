"""Forms: a modal's preview as it is filled in, its suggestions, and its submission as a command."""

import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import TimeoutError as TooLate
from dataclasses import replace
from typing import Any, TypeGuard

from slack_bolt import Ack

from bot.chat.answering import shown
from bot.chat.slack.listen import views
from bot.chat.slack.listen.clerk import Clerk
from bot.chat.slack.listen.home import publish
from bot.chat.slack.listen.inbox import Caller, of_press
from bot.chat.slack.listen.notes import Note, loaded
from bot.chat.slack.modal import errors_of, revision_of, values_of
from bot.chat.slack.press import suggested
from bot.model.answer import Answer
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
    """A form was submitted. What is wrong is said in it; what is to be seen first is shown in it; else it closes, and
    what it did is said where it was opened.

    The check before the ack only reads. Where it takes longer than Slack waits, or where there is no channel to say
    anything in, the modal stays, and says it itself.
    """
    view, note = body["view"], loaded(body["view"]["private_metadata"])
    caller, command = note.caller(of_press(body)), _command(view)
    typing.note(view["id"], "submitted")
    checked = _checked(clerk, caller, command)
    if isinstance(checked, Form) and (errors := errors_of(checked, view)):
        ack(response_action="errors", errors=errors)
        return
    if _is_unseen(checked, note):
        ack(response_action="update", view=_shown_first(clerk, checked, view))
        return
    mark = f"{view['id']}:{caller.trigger}" if checked is None or not note.channel else ""
    if mark:
        ack(response_action="update", view={**views.waiting(note), "external_id": mark})
    else:
        ack()
    act = _submit if checked else _check_and_submit
    clerk.later(caller, lambda: act(clerk, caller, command, view, mark))


def _command(view: Body) -> FillForm:
    note = loaded(view["private_metadata"])
    return FillForm(form=note.form, subject=note.subject, values=values_of(view), done=True)


def _checked(clerk: Clerk, caller: Caller, command: FillForm) -> Answer | None:
    """The form as its values have it; None where that takes too long to say."""
    asked = clerk.quick.submit(clerk.obey, caller, replace(command, done=False))
    try:
        return asked.result(_CHECK_SECONDS).answer
    except TooLate:
        asked.cancel()  # nobody waits for it any more
        return None


def _is_unseen(checked: Answer | None, note: Note) -> TypeGuard[Form]:
    """Whether the form can be done but for its preview, which nobody has seen."""
    return isinstance(checked, Form) and not checked.faulty and not note.has_shown(checked)


def _shown_first(clerk: Clerk, form: Form, view: Body) -> dict[str, Any]:
    """The form with its preview, and what to do next."""
    note = loaded(view["private_metadata"])
    return views.answer_view(shown.unsaved(form), note, base_url=clerk.means.base_url, revision=revision_of(view))


def _check_and_submit(clerk: Clerk, caller: Caller, command: FillForm, view: Body, mark: str) -> None:
    """The same where the check took too long to come before the ack."""
    note, checked = loaded(view["private_metadata"]), clerk.obey(caller, replace(command, done=False)).answer
    if _is_unseen(checked, note):
        clerk.update_acked(caller, mark, shown.unsaved(checked), note, revision=revision_of(view) + 1)
    else:
        _submit(clerk, caller, command, view, mark)


def _submit(clerk: Clerk, caller: Caller, command: FillForm, view: Body, mark: str) -> None:
    """Do what the form stands for, once. `mark` is that of the view that waits for the answer, "" where none does."""
    if not clerk.is_first(caller):
        return
    note, answer = loaded(view["private_metadata"]), clerk.obey(caller, command).answer
    if mark:
        clerk.update_acked(caller, mark, answer, note, revision=revision_of(view) + 1)
    elif isinstance(answer, Form):
        clerk.tell(caller, shown.faults_of(answer, note.words))
    else:
        clerk.tell(caller, shown.message_of(answer))
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
