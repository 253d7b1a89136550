"""The form for alerts: how many a day, when none, and on which clock."""

import re
from collections.abc import Mapping
from dataclasses import replace

from bot.digests.wall import clock_time
from bot.flow.answer.alerts import MOST, clock_of, sentence
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import text
from bot.flow.answer.wall_fields import zone_field
from bot.model.channel import NEVER_QUIET, AlertRules, OwnRules
from bot.model.command import Alerts
from bot.model.form import Field, Form
from bot.model.message import Paragraph
from bot.ports.store import Session

NAME = "alerts"
_SPAN = re.compile(r"(?:from\s+)?(?P<start>[^-–]+?)\s*(?:-|–|\bto\b|\buntil\b)\s*(?P<end>.+)", re.IGNORECASE)
_DIGITS = 9  # more is no number of alerts
_NEVER = ("", "-", "never", "none", "no", "off")


def alerts_form(session: Session, asking: Asking) -> Form:
    """The form with the rules in force in this channel."""
    return checked_alerts(session, {}, asking)


def checked_alerts(session: Session, values: Mapping[str, str], asking: Asking) -> Form:
    """The form as these values have it, over the rules in force: those that are wrong named, and what they mean."""
    said = _offered(session, asking) | {name: value.strip() for name, value in values.items()}
    fields = (_ceiling(said["ceiling"]), _quiet(said["quiet"]), _zone(said["zone"]))
    form = Form(name=NAME, title=f"Alerts in {asking.channel.name}", fields=fields)
    return form if form.faulty else _previewed(form, asking)


def alerts_of(session: Session, form: Form, asking: Asking) -> Alerts:
    """What a form without faults asks for: what it says otherwise than the rules in force; hours with the clock that
    stood beside them, where they would not get it by themselves."""
    before, said = _in_force(session, asking), _asked(form)
    changed = {name for name, value in form.values.items() if value != before[name]}
    by_itself = clock_of(session, session.channels.rules(asking.channel.id), asking) or asking.rules.zone
    names_clock = "zone" in changed or ("quiet" in changed and said.zone != by_itself)
    return Alerts(
        ceiling=said.ceiling if "ceiling" in changed else None,
        quiet=said.quiet if "quiet" in changed else None,
        zone=said.zone if names_clock else None,
    )


def _in_force(session: Session, asking: Asking) -> dict[str, str]:
    rules = session.channels.rules(asking.channel.id).over(asking.rules)
    return {"ceiling": str(rules.ceiling), "quiet": _span(rules), "zone": rules.zone}


def _offered(session: Session, asking: Asking) -> dict[str, str]:
    """What stands in the fields at first: the rules in force, and a clock that the asker can know while no hours
    depend on it."""
    own, shown = session.channels.rules(asking.channel.id), _in_force(session, asking)
    if shown["quiet"] != _shown(NEVER_QUIET):
        return shown
    return shown | {"zone": clock_of(session, own, asking) or shown["zone"]}


def _asked(form: Form) -> OwnRules:
    values = form.values
    return OwnRules(ceiling=int(values["ceiling"]), quiet=_hours(values["quiet"]), zone=values["zone"])


def _ceiling(said: str) -> Field:
    wrong = not (said.isascii() and said.isdecimal() and len(said) <= _DIGITS and int(said) <= MOST)
    return Field(
        name="ceiling",
        label="Alerts a day, at most",
        hint="What is over it is held and told together.",
        value=said,
        error=f"Say a number from 0 to {MOST:,}." if wrong else "",
    )


def _quiet(said: str) -> Field:
    hours = _hours(said)
    wrong = "Say two different hours, such as 22 to 7, or never."
    return Field(
        name="quiet",
        label="Quiet hours",
        hint="Such as 22 to 7; or never.",
        value=said if hours is None else _shown(hours),
        error=wrong if hours is None else "",
    )


def _zone(said: str) -> Field:
    return zone_field(said, hint="The clock of both. Such as Europe/Berlin, or a city: new york.")


def _hours(said: str) -> tuple[int, int] | None:
    """Two hours, or none for "never"; None where it is neither."""
    if said.casefold() in _NEVER:
        return NEVER_QUIET
    span = _SPAN.fullmatch(said)
    times = [clock_time(span[name].strip()) for name in ("start", "end")] if span else []
    hours = [time.hour for time in times if time and time.whole]
    return (hours[0], hours[1]) if len(hours) == 2 and hours[0] != hours[1] else None


def _span(rules: AlertRules) -> str:
    if rules.quiet_from is None or rules.quiet_to is None:
        return _shown(NEVER_QUIET)
    return _shown((rules.quiet_from, rules.quiet_to))


def _shown(hours: tuple[int, int]) -> str:
    return "never" if hours == NEVER_QUIET else f"{hours[0]:02}:00 to {hours[1]:02}:00"


def _previewed(form: Form, asking: Asking) -> Form:
    """The form with its values in one sentence, and as one says them."""
    own = _asked(form)
    quiet = "never quiet" if own.quiet == NEVER_QUIET else f"quiet {form.values['quiet']}"
    return replace(
        form,
        preview=(Paragraph((text(sentence(own.over(asking.rules), asking.channel)),)),),
        spoken=f"alerts at most {own.ceiling} a day {quiet} in {own.zone}",
    )
