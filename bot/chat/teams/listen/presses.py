"""Presses: a button's words said by whoever pressed it, a form's values, sharing, and a card that asks for itself."""

import logging
from collections.abc import Callable
from dataclasses import replace

from bot.chat.answering.respond import Said, command_of, only_reads, turns_page, unsure
from bot.chat.answering.shown import ANEW, has_shown, unsaved
from bot.chat.seldom import Seldom
from bot.chat.teams import panel, press, seal
from bot.chat.teams.card import Rendered
from bot.chat.teams.inbox import Caller, Json, inner, text
from bot.chat.teams.listen.clerk import OPEN, SEEN, Clerk, Reaction
from bot.flow.answer.traits import traits_of
from bot.model.command import FillForm
from bot.model.form import Form
from bot.model.message import Message, Small, Span

log = logging.getLogger(__name__)
log.addFilter(Seldom())

_HERE, _ALONE = "Answered below.", "Answered below, for you alone."
_TWICE = "This was done already."
_BY_ITSELF = "automatic"  # what triggered a refresh
_READ = (panel.WORDS,)  # what a refresh may ask for
_UNKNOWN = "This button is from another time: please ask again."
_BEFORE = "This card is from before an update: please ask again."
_FOREIGN = (
    "This card is not from Presswatch, or was made for another place or person, so nothing was done. Ask me anew."
)


def pressed(clerk: Clerk, caller: Caller, activity: Json) -> Reaction:
    """What a press comes to. A card that asks for itself is no press: anybody can post one in our name that asks, once
    somebody looks at it, for what only they may do."""
    value = inner(activity, "value")
    data = inner(inner(value, "action"), "data")
    kind = press.kind_of(data)
    act = _ACTS.get(kind) if kind == press.REFRESH or text(value, "trigger") != _BY_ITSELF else None
    if act is None:
        return Reaction(_UNKNOWN)
    fault = _fault(clerk, caller, data)
    return Reaction(fault) if fault else act(clerk, caller, data)


def _fault(clerk: Clerk, caller: Caller, data: Json) -> str:
    """Why nothing is done for what a button carries; "" where it is ours, and in its place. Cards that were posted
    before there were seals may still be read by: what others can do with that harms nobody."""
    if not seal.is_sealed(data):
        return "" if _only_reads(data) else _BEFORE
    if any(seal.holds(data, clerk.sign_for(one)) for one in (caller, caller.openly)):
        return ""
    log.warning("a button was pressed that is none of ours, or was made for another place: nothing was done")
    return _FOREIGN


def _only_reads(data: Json) -> bool:
    command = command_of(press.words_of(data)) if press.kind_of(data) in (press.SAY, press.REFRESH) else None
    return command is not None and only_reads(command)


def _say(clerk: Clerk, caller: Caller, data: Json) -> Reaction:
    """A page of an answer takes its place, for whoever turned it; anything else is said beside it. What all see can be
    copied below another label: a yes in it is asked for once more, of whoever presses alone."""
    words = press.words_of(data)
    if not _is_made_for(clerk, caller, data):
        words = unsure(words)
    if not words:
        return Reaction(_UNKNOWN)
    if turns_page(words):
        return _answer(clerk, caller, words)
    if clerk.is_repeated(caller) or not clerk.is_first(caller):
        return Reaction(_TWICE, is_told=True)
    clerk.show(caller, words, clerk.hear(caller, words))
    return Reaction(_ALONE if caller.is_private else _HERE, is_told=True)


def _refresh(clerk: Clerk, caller: Caller, data: Json) -> Reaction:
    """The card as it stands now, for one person: it is read, and nothing is done."""
    words = press.words_of(data)
    if words not in _READ:
        return Reaction(_UNKNOWN)
    return _answer(clerk, caller, words)


def _answer(clerk: Clerk, caller: Caller, words: str, line: str = "") -> Reaction:
    said = clerk.hear(caller, words)
    return clerk.reaction(caller, lambda to: clerk.drawn(to, words, said, line=line))


def _share(clerk: Clerk, caller: Caller, data: Json) -> Reaction:
    """Put an answer into the channel as it was seen; the button goes. Nobody shares what they have not seen."""
    share = press.share_of(data)
    seen = clerk.shown.of(share.key)
    if seen is None:
        command = command_of(share.words)
        if command is None or not traits_of(command).is_shareable:
            return Reaction(_UNKNOWN)
        return _answer(clerk, caller, share.words, ANEW)
    shared = clerk.share(caller, seen, wish=f"{caller.channel}:{caller.shown}:{share.words}")
    if shared.is_done:
        clerk.keep(caller, clerk.message(caller, shared.told))
    return clerk.reaction(caller, lambda to: clerk.message(to, shared.told))


def _form(clerk: Clerk, caller: Caller, data: Json) -> Reaction:
    """What a form's values would bring; where they are meant, what they did, once its preview was seen."""
    filled, note = press.form_of(data), press.note_of(data)
    command, all_see = FillForm(form=filled.name, subject=filled.subject, values=filled.values), OPEN in note
    checked = clerk.obey(caller, command)
    if not isinstance(checked.answer, Form) or not filled.done or checked.answer.faulty:
        return _shown(clerk, caller, checked, all_see)
    if not (has_shown(checked.answer, note.get(SEEN, "")) and _is_theirs(clerk, caller, data, command)):
        return _shown(clerk, caller, Said(unsaved(checked.answer)), all_see)
    if not clerk.is_first(caller):
        return Reaction(_TWICE)
    done = clerk.obey(caller, replace(command, done=True))
    _keep(clerk, caller, done, all_see)
    return _shown(clerk, caller, done, all_see)


def _is_theirs(clerk: Clerk, caller: Caller, data: Json, command: FillForm) -> bool:
    """Whether the card was made for whoever presses. What all see can be copied below other words and with other
    fields, which nobody seals: what it would do is shown to its presser first, where it changes anything."""
    return _is_made_for(clerk, caller, data) or only_reads(command)


def _is_made_for(clerk: Clerk, caller: Caller, data: Json) -> bool:
    """Whether the card is for whoever presses alone: nobody else has it to copy."""
    return seal.holds(data, clerk.sign_for(caller))


def _shown(clerk: Clerk, caller: Caller, said: Said, all_see: bool) -> Reaction:
    """A form's answer in its place."""

    def draw(to: Caller) -> Rendered:
        return (
            clerk.form(to, said.answer, all_see=all_see) if isinstance(said.answer, Form) else clerk.drawn(to, "", said)
        )

    return clerk.reaction(caller, draw)


def _keep(clerk: Clerk, caller: Caller, done: Said, all_see: bool) -> None:
    """What a form did stands in its message from now on: for all, with who did it, where all saw the form."""
    if not all_see:
        clerk.keep(caller, clerk.drawn(caller, "", done))
    elif done.command is not None and isinstance(done.answer, Message):  # else the others may want to try it
        by = Small((Span(f"Filled in by {clerk.means.people.person(caller).name}"),))
        told = replace(done.answer, blocks=(*done.answer.blocks, by))
        clerk.keep(caller, clerk.message(caller.openly, told), all_see=True)


_ACTS: dict[str, Callable[[Clerk, Caller, Json], Reaction]] = {
    press.SAY: _say,
    press.SHARE: _share,
    press.FORM: _form,
    press.REFRESH: _refresh,
}
