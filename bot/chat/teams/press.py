"""Presses: how what a button says travels in a card and back.

A press brings its action's `data`, with the values of the card's inputs beside. `action` in it tells the kind, and
stands as the verb, too: the SDK looks for the one, some clients show the other. All of it is sealed (`seal.py`).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.chat.render.fit import fitted
from bot.chat.render.packing import packed, unpacked
from bot.chat.render.safe import address, typed
from bot.chat.render.share_button import ShareButton
from bot.chat.teams.escape import label
from bot.chat.teams.limits import FEW_WORDS, LABEL, URL, WORDS
from bot.chat.teams.seal import Sign, sealed
from bot.model.form import Form, Suggestion
from bot.model.message import Button

Json = dict[str, Any]
Data = Mapping[str, Any]

SAY = "say"  # says words for whoever pressed
SHARE = "share"  # shares the answer to words
FORM = "form"  # brings a form's values: a preview, or with `done` its submission
REFRESH = "refresh"  # asks for the card anew, for one person

# Before a field's name in an input's id, so that no field is taken for one of our own keys:
TYPED = "typed:"
CHOSEN = "chosen:"  # its values begin with a mark, for a menu knows no empty ones
_MARK = "="
_KINDS = frozenset({SAY, SHARE, FORM, REFRESH})


@dataclass(frozen=True, slots=True, kw_only=True)
class Filled:
    """What a press in a form's card brought: `done` where it is meant, else for a preview."""

    name: str
    subject: str
    values: dict[str, str]  # those that a suggestion brings are among them
    done: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A form as a card asks for it: `asked` are the fields that the card has, `note` comes back with every press."""

    form: Form
    asked: tuple[str, ...]
    note: Mapping[str, str]
    sign: Sign

    @property
    def about(self) -> Json:
        """What each of its buttons carries."""
        form = self.form
        about = {"form": form.name, "subject": form.subject, "asked": list(self.asked), "note": dict(self.note)}
        return {key: value for key, value in about.items() if value}


def kind_of(data: object) -> str:
    """SAY, SHARE, FORM or REFRESH; "" for what is none of ours."""
    kind = data.get("action") if isinstance(data, Mapping) else None
    return kind if isinstance(kind, str) and kind in _KINDS else ""


def words_of(data: Data) -> str:
    """The words that SAY, SHARE and REFRESH carry; "" for none."""
    return unpacked(_text(data.get("words")))


def share_of(data: Data) -> ShareButton:
    """What SHARE carries."""
    return ShareButton(words_of(data), _text(data.get("seen")))


def form_of(data: Data) -> Filled:
    """The form that FORM brings back."""
    blank = dict.fromkeys(_names(data.get("asked")), "")  # a client may leave out what is empty
    typed_in = {key.removeprefix(TYPED): _text(value) for key, value in data.items() if key.startswith(TYPED)}
    chosen = {
        key.removeprefix(CHOSEN): _text(value).removeprefix(_MARK)
        for key, value in data.items()
        if key.startswith(CHOSEN)
    }
    return Filled(
        name=_text(data.get("form")),
        subject=_text(data.get("subject")),
        values=blank | typed_in | chosen | _texts(data.get("with")),
        done=data.get("done") is True,
    )


def note_of(data: Data) -> dict[str, str]:
    """The note that went with a form's card."""
    return _texts(data.get("note"))


def button(pressed: Button, base_url: str, sign: Sign | None, *, second: bool = False) -> Json | None:
    """A button that opens an address or says words; None where it could do neither. Where nobody hears it there is
    nobody to `sign`, and it says nothing.

    `second` puts it into the menu behind the buttons.
    """
    shown: Json = {"title": title(pressed.label)}
    if pressed.primary:
        shown["style"] = "positive"
    if second:
        shown["mode"] = "secondary"
    url = address(pressed.link, base_url)
    if 0 < len(url) <= URL:
        return {"type": "Action.OpenUrl", **shown, "url": url}
    words = _packed(pressed.command)
    return execute(SAY, {"words": words}, sign, **shown) if sign and words else None


def share(shared: ShareButton, sign: Sign) -> Json | None:
    """A button that shares an answer; None where far too many words asked for it."""
    words = _packed(shared.words)
    # Not "key": a client in a browser wants to put one of its own there, fails, and does nothing.
    return execute(SHARE, {"words": words, "seen": shared.key}, sign, title="Share to channel") if words else None


def submit(sheet: Sheet) -> Json:
    """A button that means the form's values."""
    return execute(FORM, {**sheet.about, "done": True}, sheet.sign, title=title(sheet.form.submit), style="positive")


def preview(sheet: Sheet) -> Json:
    """A button that asks for the form as its values would have it."""
    return execute(FORM, sheet.about, sheet.sign, title="See what it would bring")


def suggestion(offered: Suggestion, sheet: Sheet) -> Json:
    """A button that puts values into the fields and shows what they would bring."""
    values = {name: typed(value) for name, value in offered.values.items()}
    return execute(FORM, {**sheet.about, "with": values}, sheet.sign, title=title(offered.label))


def refresh(words: str, person: str, sign: Sign) -> Json:
    """How a card asks for itself anew, for this person alone."""
    return {"action": execute(REFRESH, {"words": words}, sign, title="Refresh"), "userIds": [person]}


def execute(kind: str, data: Data, sign: Sign, **shown: str) -> Json:
    """An action that comes to us."""
    return {"type": "Action.Execute", **shown, "verb": kind, "data": sealed({"action": kind, **data}, sign)}


def title(words: str) -> str:
    """What stands on a button."""
    return fitted(words, LABEL, label).strip() or "…"


def marked(value: str) -> str:
    """A choice's value as a menu has it."""
    return f"{_MARK}{typed(value)}"


def _packed(words: str) -> str:
    return packed(words, FEW_WORDS) or packed(words, WORDS)


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""


def _texts(value: object) -> dict[str, str]:
    return {str(key): _text(each) for key, each in value.items()} if isinstance(value, Mapping) else {}


def _names(value: object) -> list[str]:
    return [_text(each) for each in value] if isinstance(value, list) else []
