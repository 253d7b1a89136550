"""Presses: a button's words said by whoever pressed it, a form's values, sharing, and a card that asks for itself."""

from collections.abc import Callable
from dataclasses import replace

from bot.chat.answering.respond import command_of, turns_page
from bot.chat.answering.shown import ANEW, has_shown, unsaved
from bot.chat.teams import panel, press
from bot.chat.teams.inbox import Caller, Json, part, text
from bot.chat.teams.listen.clerk import SEEN, Clerk, Reaction
from bot.errors import NotAllowed
from bot.flow.answer import fault_answer
from bot.flow.answer.traits import traits_of
from bot.model.command import FillForm
from bot.model.form import Form

_HERE, _ALONE = "Answered below.", "Answered below, for you alone."
_TWICE = "This was done already."
_BY_ITSELF = "automatic"  # what triggered a refresh
_READ = (panel.WORDS,)  # what a refresh may ask for
_UNKNOWN = "This button is from another time: please ask again."


def pressed(clerk: Clerk, caller: Caller, activity: Json) -> Reaction:
    """What a press comes to. A card that asks for itself is no press: anybody can post one in our name that asks, once
    somebody looks at it, for what only they may do."""
    value = part(activity, "value")
    data = part(part(value, "action"), "data")
    kind = press.kind_of(data)
    act = _ACTS.get(kind) if kind == press.REFRESH or text(value, "trigger") != _BY_ITSELF else None
    return act(clerk, caller, data) if act else Reaction(_UNKNOWN)


def _say(clerk: Clerk, caller: Caller, data: Json) -> Reaction:
    """A page of an answer takes its place, for whoever turned it; anything else is said beside it."""
    words = press.words_of(data)
    if not words:
        return Reaction(_UNKNOWN)
    if turns_page(words):
        return Reaction(shown=clerk.drawn(caller, words, clerk.hear(caller, words)))
    if clerk.is_repeated(caller) or not clerk.is_first(caller):
        return Reaction(_TWICE, is_told=True)
    clerk.show(caller, words, clerk.hear(caller, words))
    return Reaction(_ALONE if caller.is_private else _HERE, is_told=True)


def _refresh(clerk: Clerk, caller: Caller, data: Json) -> Reaction:
    """The card as it stands now, for one person: it is read, and nothing is done."""
    words = press.words_of(data)
    if words not in _READ:
        return Reaction(_UNKNOWN)
    return Reaction(shown=clerk.drawn(caller, words, clerk.hear(caller, words)))


def _share(clerk: Clerk, caller: Caller, data: Json) -> Reaction:
    """Put an answer into the channel as it was seen; the button goes. Nobody shares what they have not seen."""
    share = press.share_of(data)
    seen = clerk.shown.of(share.key)
    if seen is None:
        command = command_of(share.words)
        if command is None or not traits_of(command).is_shareable:
            return Reaction(_UNKNOWN)
        said = clerk.hear(caller, share.words)
        return Reaction(shown=clerk.drawn(caller, share.words, said, line=ANEW))
    try:
        told = clerk.share(caller, seen, wish=f"{caller.channel}:{caller.shown}:{share.words}")
    except NotAllowed as no:
        return Reaction(shown=clerk.message(caller, fault_answer(no)))
    shown = clerk.message(caller, told)
    clerk.keep(caller, shown)
    return Reaction(shown=shown)


def _form(clerk: Clerk, caller: Caller, data: Json) -> Reaction:
    """What a form's values would bring; where they are meant, what they did, once its preview was seen."""
    filled, seen = press.form_of(data), press.note_of(data).get(SEEN, "")
    command = FillForm(form=filled.name, subject=filled.subject, values=filled.values)
    checked = clerk.obey(caller, command)
    if not isinstance(checked.answer, Form) or not filled.done or checked.answer.faulty:
        return Reaction(shown=clerk.drawn(caller, "", checked))
    if not has_shown(checked.answer, seen):
        return Reaction(shown=clerk.form(caller, unsaved(checked.answer)))
    if not clerk.is_first(caller):
        return Reaction(_TWICE)
    shown = clerk.drawn(caller, "", clerk.obey(caller, replace(command, done=True)))
    clerk.keep(caller, shown)
    return Reaction(shown=shown)


_ACTS: dict[str, Callable[[Clerk, Caller, Json], Reaction]] = {
    press.SAY: _say,
    press.SHARE: _share,
    press.FORM: _form,
    press.REFRESH: _refresh,
}
