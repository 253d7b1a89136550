"""A form as a card: its fields, what is wrong with them, what they would bring, and what would bring more."""

from collections.abc import Iterable, Mapping
from typing import Any

from bot.chat.render.fields import in_quotes, too_long
from bot.chat.render.fit import fitted
from bot.chat.render.safe import typed
from bot.chat.render.spoken import BY_MENTION, spoken
from bot.chat.teams import press
from bot.chat.teams.card import card_of, summary
from bot.chat.teams.elements import Frame, below_line, box, drawn, heading, row, small, text
from bot.chat.teams.escape import begun, label, literal
from bot.chat.teams.limits import CHOICES, FEW_CHOICES, HEADER, INPUT_VALUE, TEXT
from bot.chat.teams.press import Sheet
from bot.chat.teams.seal import Sign
from bot.chat.teams.sizes import weigh
from bot.flow.answer.phrases import with_code
from bot.model.form import Field, FieldKind, Form, Suggestion

Json = dict[str, Any]


def form_card(form: Form, *, note: Mapping[str, str], base_url: str, sign: Sign) -> Json:
    """The card. `note` comes back with every press in it, as it is; `sign` seals what they carry.

    A press brings what stands in the fields; the answer to a preview is the same card with what that would bring.
    """
    form = spoken(form, BY_MENTION)
    asked = [element for field in form.fields for element in _asked(field)]
    sheet = Sheet(form=form, asked=_names(asked), note=note, sign=sign)

    def draw(longest: int) -> list[Json]:
        frame = Frame(base_url=base_url, sign=sign, longest=longest)
        intro, preview = drawn(form.intro, frame), below_line(drawn(form.preview, frame))
        return [*heading(form.title), *intro, *asked, *_steps(sheet), *preview, *_offers(sheet, longest)]

    return card_of(draw, fallback=summary(form.title))


def _names(asked: Iterable[Json]) -> tuple[str, ...]:
    """The fields that a card has."""
    return tuple(element["id"].partition(":")[2] for element in asked if "id" in element)


def _steps(sheet: Sheet) -> list[Json]:
    """What one does with what stands in the fields, where there are any."""
    return row((press.submit(sheet), press.preview(sheet))) if sheet.asked else []


def _offers(sheet: Sheet, longest: int) -> list[Json]:
    return [_offer(one, sheet, longest) for one in sheet.form.suggestions] if sheet.asked else []


def _offer(offered: Suggestion, sheet: Sheet, longest: int) -> Json:
    """What a suggestion would bring, above its button."""
    gist = fitted(offered.gist or offered.label, min(TEXT, longest) - 1, literal).strip()
    items = [*text(begun(gist)), *row([press.suggestion(offered, sheet)])]
    return {"type": "Container", "spacing": "Medium", "items": items}


def _asked(field: Field) -> list[Json]:
    """A field, what it means, and what is wrong with it; what is too long for one is kept from harm."""
    if told := too_long(field, place="Teams", most=INPUT_VALUE):
        return drawn((told,), Frame(base_url=""))
    name = f"{field.label} (optional)" if field.optional else field.label
    element = _menu(field) or _line(field)
    element["label"] = fitted(name, HEADER, label).strip() or "…"
    hint = fitted(in_quotes(field.hint), HEADER, literal).strip()
    wrong = Frame(base_url="").line(with_code(field.error)) if field.error else ""
    return [element, *small(begun(hint), "None"), *box("attention", wrong)]


def _line(field: Field) -> Json:
    element: Json = {"type": "Input.Text", "id": f"{press.TYPED}{field.name}", "maxLength": INPUT_VALUE}
    if field.kind is FieldKind.TEXT:
        element["isMultiline"] = True
    value = typed(field.value)
    return {**element, "value": value} if value else element


def _menu(field: Field) -> Json | None:
    """A menu to choose from; None where there is nothing to choose, or more than a card has room for."""
    choices = [_choice(each.label, each.value) for each in field.choices]
    if field.kind is not FieldKind.CHOICE or not choices or weigh(choices) > CHOICES:
        return None
    style = "compact" if len(choices) <= FEW_CHOICES else "filtered"
    menu: Json = {"type": "Input.ChoiceSet", "id": f"{press.CHOSEN}{field.name}", "style": style, "choices": choices}
    value = press.marked(field.value)
    standing = {"value": value} if any(each["value"] == value for each in choices) else {}
    return {**menu, "placeholder": "Choose", **standing}


def _choice(words: str, value: str) -> Json:
    return {"title": press.title(words), "value": press.marked(value)}
