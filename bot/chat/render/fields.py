"""Fields of a form, as modals and cards share them: what is wrong with them, and what is too long for one."""

from bot.chat.render.fit import size
from bot.chat.render.safe import bare, typed
from bot.flow.answer.phrases import parts_of, with_code
from bot.model.form import Field, FieldKind
from bot.model.message import Notice, Span, Style, Tone

_TOO_LONG = (
    "has {size:,} characters. A field in {place} takes {most:,}, so it cannot be changed here and stays as it is."
)


def too_long(field: Field, *, place: str, most: int) -> Notice | None:
    """What stands in the place of a field whose value is too long for it: cut, it would be lost. None where it fits."""
    length = size(typed(field.value))
    if field.kind is FieldKind.CHOICE or length <= most:
        return None
    told = f" {_TOO_LONG.format(size=length, place=place, most=most)} {field.elsewhere}".rstrip()
    return Notice(Tone.WARNING, (Span(field.label, Style.STRONG), *with_code(told)))


def in_quotes(words: str) -> str:
    """Words for a place without styles: what was code stands in quotes."""
    return "".join(f"“{bare(part)}”" if is_code else part for part, is_code in parts_of(words))
