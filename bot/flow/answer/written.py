"""Written: a change as one would ask for it in words, for the audit. Addresses lose their names and passwords."""

from collections.abc import Mapping

from bot.digests.cadence import WEEKDAYS
from bot.feeds.addresses import discreet
from bot.model.channel import NEVER_QUIET
from bot.model.command import AddFeed, Alerts, DeleteTopic, FillForm, Mute, Subscribe, Unlearn

_BESIDE = ("include", "exclude", "threshold")


def subscribe(command: Subscribe) -> str:
    """A subscription, with what was said of its schedule."""
    cadence = command.cadence.spoken if command.cadence else ""
    day = f"on {WEEKDAYS[command.weekday]}" if command.weekday is not None else ""
    hour = f"at {command.hour}" if command.hour is not None else ""
    zone = f"in {command.zone}" if command.zone else ""
    return f"subscribe {command.topic} {cadence} {day} {hour} {zone}"


def subscribe_form(command: FillForm) -> str:
    """The same, from its form."""
    values = _values(command)
    parts = (("", "topic"), ("", "cadence"), ("on", "day"), ("at", "hour"), ("in", "zone"))
    spoken = {**values, "cadence": values.get("cadence", "").replace("-", " ")}
    return f"subscribe {' '.join(f'{before} {spoken[name]}' for before, name in parts if name in spoken)}"


def alerts(command: Alerts) -> str:
    """Rules for alerts."""
    most = f"at most {command.ceiling} a day" if command.ceiling is not None else ""
    quiet = ""
    if command.quiet is not None:
        quiet = "never quiet" if command.quiet == NEVER_QUIET else f"quiet {command.quiet[0]} to {command.quiet[1]}"
    return f"alerts {most} {quiet} {f'in {command.zone}' if command.zone else ''}"


def alerts_form(command: FillForm) -> str:
    """The same, from their form."""
    values = _values(command)
    said = values.get("quiet", "never")
    quiet = f"quiet {said}" if said[0].isdigit() else "never quiet"
    return f"alerts at most {values.get('ceiling', '')} a day {quiet} in {values.get('zone', '')}"


def mute(command: Mute) -> str:
    """What is to stay out, and until when."""
    return f"mute {command.kind} {command.value} {until(command.until)}"


def mute_form(command: FillForm) -> str:
    """The same, from its form."""
    values = _values(command)
    return f"mute term {values.get('words', '')} {until(values.get('until', ''))}"


def unlearn(command: Unlearn) -> str:
    """A lesson that shall not count, or shall again."""
    return f"{'relearn' if command.again else 'unlearn'} {command.kind} {command.value}"


def topic_form(command: FillForm) -> str:
    """A topic saved, from its form. No one command says what stands beside its query, which may be long: it is last."""
    values = _values(command)
    name = command.subject or values.get("name", "")
    if values.keys() <= {"name", "query"} and "query" in values:
        return f"topic save {name} {values['query']}"
    said = "; ".join(f"{part} {values[part]}" for part in (*_BESIDE, "query") if part in values)
    return f"topic edit {name}{f': {said}' if said else ''}"


def delete_topic(command: DeleteTopic) -> str:
    """A topic deleted."""
    return f"topic delete {command.topic}{' yes' if command.sure else ''}"


def add_feed(command: AddFeed) -> str:
    """A feed added."""
    return f"feeds add {discreet(command.url)}{f' as {command.name}' if command.name else ''}"


def feed_form(command: FillForm) -> str:
    """The same, from its form."""
    values = _values(command)
    return add_feed(AddFeed(url=values.get("url", ""), name=values.get("name", "")))


def until(when: str) -> str:
    """When something ends, where that was said."""
    return f"until {when}" if when else ""


def _values(command: FillForm) -> Mapping[str, str]:
    return {name: value.strip() for name, value in command.values.items() if value.strip()}
