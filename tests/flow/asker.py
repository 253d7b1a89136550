"""A person at an office: says commands as a channel, and reads the answers as plain text."""

from collections.abc import Callable, Iterable

from bot.digests.compose import USUAL_LIMITS, ExtractLimits
from bot.digests.write import plain
from bot.flow.answer.asking import Asking
from bot.flow.answer.table import answer
from bot.flow.look import Look
from bot.model.answer import Answer
from bot.model.channel import AlertRules
from bot.model.command import Command
from bot.model.message import Block, Button, Buttons, Message
from bot.model.panel import Panel
from bot.model.person import OPERATOR, Person
from tests.flow.platform import RULES
from tests.flow.press import Office


def ask(
    desk: Office,
    command: Command,
    *,
    channel: str = "console",
    zone: str = "UTC",
    rules: AlertRules = RULES,
    look: Callable[[str], Look] | None = None,
    person: Person = OPERATOR,
    limits: ExtractLimits = USUAL_LIMITS,
) -> Message:
    """The answer to a command, asked in a channel now; without a `look`, no address may be visited."""
    answered = reply(desk, command, channel=channel, zone=zone, rules=rules, look=look, person=person, limits=limits)
    assert isinstance(answered, Message)
    return answered


def reply(
    desk: Office,
    command: Command,
    *,
    channel: str = "console",
    zone: str = "UTC",
    rules: AlertRules = RULES,
    look: Callable[[str], Look] | None = None,
    person: Person = OPERATOR,
    limits: ExtractLimits = USUAL_LIMITS,
) -> Answer:
    """The same, of whatever kind: a message, a form, a panel."""
    asking = Asking(
        channel=desk.channel(channel),
        zone=zone,
        now=desk.press.now,
        new_token=lambda: "token",
        look=look or _no_visits,
        rules=rules,
        person=person,
        limits=limits,
    )
    return answer(desk.store, command, asking)


def told(
    desk: Office,
    command: Command,
    *,
    channel: str = "console",
    rules: AlertRules = RULES,
    person: Person = OPERATOR,
    limits: ExtractLimits = USUAL_LIMITS,
) -> str:
    """The same as text, each line's blanks made one."""
    return plain(ask(desk, command, channel=channel, rules=rules, person=person, limits=limits))


def buttons(message: Message) -> list[Button]:
    """The next steps that an answer offers."""
    return _buttons(message.blocks)


def buttons_of(panel: Panel) -> list[Button]:
    """The same of a panel."""
    return [button for section in panel.sections for button in _buttons(section.blocks)]


def _buttons(blocks: Iterable[Block]) -> list[Button]:
    return [button for block in blocks if isinstance(block, Buttons) for button in block.buttons]


def _no_visits(url: str) -> Look:
    raise AssertionError(f"{url} must not be visited")
