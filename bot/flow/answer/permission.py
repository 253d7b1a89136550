"""Permission: who may ask for what. Everyone reads and searches; what changes something depends on who asks.

Pure, but for the names of those whom somebody may turn to.
"""

from collections.abc import Collection, Iterable, Sequence

from bot.errors import NotAllowed
from bot.flow.answer.asking import Asking
from bot.flow.answer.phrases import clipped
from bot.flow.answer.traits import CHANGING, RUNNING, VOTING, traits_of
from bot.model.channel import Channel
from bot.model.command import Command
from bot.model.person import OPERATOR, Person, Role

_NAMED = 3  # people whom a refusal names
_NAME = 40  # characters


def wanted(command: Command) -> Role:
    """What one must at least be to ask for this."""
    return traits_of(command).wanted(command)


def role_of(person: Person, channel: Channel, editors: Collection[str]) -> Role:
    """What somebody is to a channel. `editors` are keys of people; a guest is never more than a guest."""
    if person.key == OPERATOR.key:
        return Role.EDITOR
    if person.is_guest:
        return Role.GUEST
    if person.key in editors:
        return Role.EDITOR
    keeps = person.is_admin or (channel.creator and person.key == channel.creator)
    return Role.KEEPER if keeps else Role.MEMBER


def may(command: Command, person: Person, channel: Channel, editors: Collection[str]) -> str:
    """Why somebody may not ask for this in a channel, in a sentence for them; "" where they may."""
    least, is_now = wanted(command), role_of(person, channel, editors)
    if is_now >= least:
        return ""
    return "Guests can read and search here, and change nothing." if is_now is Role.GUEST else _REASONS[least]


def expect(command: Command, asking: Asking, *, by_name: bool = True) -> None:
    """Raise NotAllowed where the asker may not ask for this, with whom to turn to.

    `by_name` asks the platform for their names, which no transaction may wait for.
    """
    reason = may(command, asking.person, asking.channel, asking.editors)
    if reason:
        raise NotAllowed(reason, _cure(wanted(command), asking, by_name=by_name))


def keeps(channel: Channel, asking: Asking) -> bool:
    """Whether the asker may change what comes to a channel, this one or another."""
    return role_of(asking.person, channel, asking.editors) >= CHANGING


def _cure(least: Role, asking: Asking, *, by_name: bool) -> str:
    """Whom to turn to, by name where the platform tells names. Plain words: nobody is called by them."""
    if least is VOTING:
        return "You can ask somebody in the channel to do it for you."
    editors = sorted(asking.editors)[:_NAMED] if by_name else []
    if least is CHANGING:
        people = _names([asking.channel.creator, *editors] if by_name else [], asking)
        ask = _either([*people, asking.keepers])
        return f"Ask {ask} to do it for you; `changes` shows who changed something before."
    people = _names(editors, asking)
    return f"Ask {_either([*people, 'whoever runs Presswatch'])}, or ask to be named in the settings as an editor."


def _names(keys: Iterable[str], asking: Asking) -> list[str]:
    """What people are called whom the platform knows."""
    names = [asking.name_of(key).replace("`", "’").strip() for key in dict.fromkeys(keys) if key]
    return [clipped(name, _NAME) for name in names if name]


def _either(names: Sequence[str]) -> str:
    """Such as "Ada, Bo or an admin"."""
    *most, last = names
    return f"{', '.join(most)} or {last}" if most else last


_REASONS = {
    CHANGING: "This is for those who keep the channel, and for editors.",
    RUNNING: "Feeds and takedowns count for everybody here, so they are for those who look after Presswatch.",
}
