"""A form as a modal's view, and a modal's state as the form's values.

Slack keeps what a person typed into a field as long as the field's block has the same id, whatever value an update
brings. So ids carry a revision: it stays while a preview follows the typing, and grows where a suggestion's values
are to replace what was typed.
"""

import re
from collections.abc import Mapping
from typing import Any

from bot.chat.render.budget import Budget
from bot.chat.render.fields import in_quotes, too_long
from bot.chat.render.fit import fitted, size
from bot.chat.render.safe import plain, typed
from bot.chat.render.spoken import BY_SLASH, spoken
from bot.chat.slack import press
from bot.chat.slack.budget import within
from bot.chat.slack.draw import Frame, Surface, drawn, header, mrkdwn
from bot.chat.slack.escape import literal
from bot.chat.slack.limits import INPUT_LABEL, INPUT_VALUE, PRIVATE, TEXT, VIEW_BLOCKS, VIEW_TEXT, VIEW_TITLE
from bot.chat.slack.select import chosen, select
from bot.flow.answer.phrases import with_code
from bot.model.form import Field, FieldKind, Form, Suggestion
from bot.model.message import Notice, Rule, Tone

Json = dict[str, Any]

CALLBACK = "form"  # every form's view is submitted under this name; `private` says which form it is

_BLOCK = re.compile(r"field:(\w+):(\d+)")


def modal(form: Form, *, private: str, base_url: str, revision: int = 0) -> Json:
    """The view to open or to update with. `private` comes back with a submission: 3,000 characters at most."""
    if size(private) > PRIVATE:
        raise ValueError(f"private_metadata has {size(private):,} characters; {PRIVATE:,} are the most")
    form = spoken(form, BY_SLASH)
    asked = [block for field in form.fields for block in _asked(field, revision)]

    def draw(longest: int) -> list[Json]:
        frame = Frame(base_url=base_url, surface=Surface.MODAL, longest=longest)
        return [*_opening(form, frame), *asked, *_closing(form, frame)]

    can_change = any(block["type"] == "input" for block in asked)
    return {
        "type": "modal",
        "callback_id": CALLBACK,
        "private_metadata": private,
        "title": _short(form.title),
        **({"submit": _short(form.submit)} if can_change else {}),
        "close": _short("Cancel" if can_change else "Close"),
        "blocks": press.numbered(within(Budget(blocks=VIEW_BLOCKS, weight=VIEW_TEXT), draw)),
    }


def values_of(view: Mapping[str, Any]) -> dict[str, str]:
    """What stands in a view's fields, by their names."""
    states = view["state"]["values"]
    known = ((_BLOCK.fullmatch(block), actions) for block, actions in states.items())
    return {match[1]: chosen(*actions.values()) for match, actions in known if match}


def revision_of(view: Mapping[str, Any]) -> int:
    """Which revision of its fields a view shows. A suggestion is answered with the next one."""
    return max((int(match[2]) for match in map(_BLOCK.fullmatch, _ids(view)) if match), default=0)


def errors_of(form: Form, view: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong, by block, for an answer of `response_action: errors`. A field that the view does not show has no
    place there: where this is empty although the form is faulty, answer with a new view."""
    faults = {field.name: field.error for field in spoken(form, BY_SLASH).fields if field.error}
    shown = ((block, match[1]) for block in _ids(view) if (match := _BLOCK.fullmatch(block)))
    return {block: _read(faults[name], INPUT_LABEL) for block, name in shown if name in faults}


def _ids(view: Mapping[str, Any]) -> list[str]:
    return [block.get("block_id", "") for block in view.get("blocks", ())]


def _opening(form: Form, frame: Frame) -> list[Json]:
    """A title that is too long for its own place, and the introduction."""
    whole = header(form.title) if size(plain(form.title)) > VIEW_TITLE else ()
    return [*whole, *drawn(form.intro, frame)]


def _closing(form: Form, frame: Frame) -> list[Json]:
    """What the present values would bring, and what would bring more."""
    preview = drawn(form.preview, frame)
    offers = [_offer(suggestion, frame) for suggestion in form.suggestions]
    return [*(drawn((Rule(),), frame) if preview or offers else []), *preview, *offers]


def _offer(offered: Suggestion, frame: Frame) -> Json:
    """What a suggestion would bring, with its button beside it."""
    text = fitted(offered.gist or offered.label, min(TEXT, frame.longest), literal) or "…"
    button = press.suggestion(offered)
    return {"type": "section", "text": mrkdwn(text), **({"accessory": button} if button else {})}


def _asked(field: Field, revision: int) -> list[Json]:
    """A field, and what is wrong with it; what is too long for one is kept from harm, and comes back as nothing."""
    frame = Frame(base_url="", surface=Surface.MODAL)
    if told := too_long(field, place="Slack", most=INPUT_VALUE):
        return drawn((told,), frame)
    block: Json = {
        "type": "input",
        "block_id": f"field:{field.name}:{revision}",
        "label": _words(field.label),
        "element": _element(field),
        "optional": field.optional,
        "dispatch_action": True,
    }
    if field.hint:
        block["hint"] = _words(field.hint)
    wrong = [Notice(Tone.WARNING, with_code(field.error))] if field.error else []
    return [block, *drawn(wrong, frame)]


def _element(field: Field) -> Json:
    action = f"field:{field.name}"
    if field.kind is FieldKind.CHOICE and (menu := select(field, action)):
        return menu
    several = field.kind is FieldKind.TEXT
    trigger = "on_character_entered" if several else "on_enter_pressed"  # in several lines, Enter is a new one
    element: Json = {
        "type": "plain_text_input",
        "action_id": action,
        "multiline": several,
        "max_length": INPUT_VALUE,
        "dispatch_action_config": {"trigger_actions_on": [trigger]},
    }
    value = typed(field.value)
    return {**element, "initial_value": value} if value else element


def _short(words: str) -> Json:
    return _plain_text(fitted(words, VIEW_TITLE, plain))


def _words(words: str) -> Json:
    return _plain_text(_read(words, INPUT_LABEL))


def _read(words: str, limit: int) -> str:
    return fitted(in_quotes(words), limit, plain).strip()


def _plain_text(text: str) -> Json:
    return {"type": "plain_text", "text": text or "…", "emoji": False}
