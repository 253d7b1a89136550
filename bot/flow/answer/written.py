"""Written: a change as one would ask for it in words, for the audit. Addresses lose their names and passwords."""

from collections.abc import Callable, Mapping
from typing import Any

from bot.digests.cadence import WEEKDAYS
from bot.feeds.addresses import discreet
from bot.flow.answer.phrases import clipped
from bot.model.command import (
    AddFeed,
    Alerts,
    Command,
    DeleteTopic,
    FillForm,
    ImportFeeds,
    Mute,
    Pause,
    RemoveFeed,
    Resume,
    SaveTopic,
    ShowDigest,
    Subscribe,
    Takedown,
    Unlearn,
    Unmute,
    Unsubscribe,
)

_LONGEST = 2_000  # characters of a line


def written(command: Command) -> str:
    """The words that ask for a change."""
    words = _WRITERS[type(command)](command) if type(command) in _WRITERS else type(command).__name__
    return clipped(" ".join(words.split()), _LONGEST)


def _subscribe(command: Subscribe) -> str:
    cadence = command.cadence.spoken if command.cadence else ""
    day = f"on {WEEKDAYS[command.weekday]}" if command.weekday is not None else ""
    hour = f"at {command.hour}" if command.hour is not None else ""
    zone = f"in {command.zone}" if command.zone else ""
    return f"subscribe {command.topic} {cadence} {day} {hour} {zone}"


def _alerts(command: Alerts) -> str:
    most = f"at most {command.ceiling} a day" if command.ceiling is not None else ""
    quiet = ""
    if command.quiet is not None:
        quiet = "never quiet" if command.quiet[0] < 0 else f"quiet {command.quiet[0]} to {command.quiet[1]}"
    return f"alerts {most} {quiet} {f'in {command.zone}' if command.zone else ''}"


def _until(when: str) -> str:
    return f"until {when}" if when else ""


def _form(command: FillForm) -> str:
    """The command that a form stands for; its values one by one where it stands for none that we know."""
    values = {name: value.strip() for name, value in command.values.items() if value.strip()}
    if command.form in _FORMS:
        return _FORMS[command.form](command.subject, values)
    return " ".join([command.form, command.subject, *values.values()])


def _subscribe_form(_subject: str, values: Mapping[str, str]) -> str:
    parts = (("", "topic"), ("", "cadence"), ("on", "day"), ("at", "hour"), ("in", "zone"))
    spoken = {**values, "cadence": values.get("cadence", "").replace("-", " ")}
    return f"subscribe {' '.join(f'{before} {spoken[name]}' for before, name in parts if name in spoken)}"


def _alerts_form(_subject: str, values: Mapping[str, str]) -> str:
    said = values.get("quiet", "never")
    quiet = f"quiet {said}" if said[0].isdigit() else "never quiet"
    return f"alerts at most {values.get('ceiling', '')} a day {quiet} in {values.get('zone', '')}"


def _feed(url: str, name: str) -> str:
    return f"feeds add {discreet(url)}{f' as {name}' if name else ''}"


_FORMS: dict[str, Callable[[str, Mapping[str, str]], str]] = {
    "subscribe": _subscribe_form,
    "topic": lambda subject, values: f"topic save {subject or values.get('name', '')} {values.get('query', '')}",
    "feed": lambda _subject, values: _feed(values.get("url", ""), values.get("name", "")),
    "alerts": _alerts_form,
    "mute": lambda _subject, values: f"mute term {values.get('words', '')} {_until(values.get('until', ''))}",
}
_WRITERS: dict[type[Command], Callable[[Any], str]] = {
    Subscribe: _subscribe,
    Unsubscribe: lambda command: f"unsubscribe {command.topic}",
    ShowDigest: lambda command: f"digest {command.topic}",  # the first one, which is posted
    Pause: lambda command: f"pause {command.topic} {_until(command.until)}",
    Resume: lambda command: f"resume {command.topic}",
    Mute: lambda command: f"mute {command.kind} {command.value} {_until(command.until)}",
    Unmute: lambda command: f"unmute {command.kind} {command.value}",
    Alerts: _alerts,
    Unlearn: lambda command: f"{'relearn' if command.again else 'unlearn'} {command.kind} {command.value}",
    SaveTopic: lambda command: f"topic save {command.topic} {command.query}",
    DeleteTopic: lambda command: f"topic delete {command.topic}{' yes' if command.sure else ''}",
    AddFeed: lambda command: _feed(command.url, command.name),
    RemoveFeed: lambda command: f"feeds remove {discreet(command.feed)}",
    ImportFeeds: lambda command: f"feeds import {discreet(command.url)}",
    Takedown: lambda command: f"takedown {discreet(command.link)} yes",
    FillForm: _form,
}
