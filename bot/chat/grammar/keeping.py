"""Commands to look after it: the ledger, the audit, and takedowns."""

import re
from collections.abc import Sequence

from bot.chat.grammar.alone import Reader
from bot.chat.grammar.echo import echo
from bot.chat.grammar.links import link
from bot.chat.grammar.pages import paged, split_page
from bot.chat.grammar.typed import plain_name
from bot.errors import CommandError
from bot.model.command import Command, ListChanges, ShowLedger, Takedown
from bot.model.delivery import DeliveryState

_STATES = {state.value.replace("_", " "): state.value for state in DeliveryState}
_OPTIONS = frozenset({"in", "of", "for", "channel", "state", "only"})  # words that read well and say nothing
# https://docs.slack.dev/messaging/formatting-message-text: a channel comes as <#C024BE7LR> or <#C024BE7LR|general>.
_CHANNEL = re.compile(r"<#(?P<key>[^|>\s]+)(?:\|[^>\s]*)?>")


def _ledger(rest: Sequence[str]) -> Command:
    words, page = split_page(rest, "ledger")
    words, state = _split_state([word for word in words if word.casefold() not in _OPTIONS])
    return ShowLedger(channel=_channel(words), state=state, page=page)


def _split_state(words: list[str]) -> tuple[list[str], str]:
    """The words before a last state, and that state's own name; "given up" is two words."""
    for length in (2, 1):
        tail = " ".join(words[-length:]).casefold().replace("-", " ").replace("_", " ")
        if len(words) >= length and tail in _STATES:
            return words[:-length], _STATES[tail]
    return words, ""


def _channel(words: Sequence[str]) -> str:
    """A channel's name without its #, or the platform's own id of it."""
    name = plain_name(words)
    wrapped = _CHANNEL.fullmatch(name)
    return wrapped["key"] if wrapped else name.removeprefix("#")


def _takedown(rest: Sequence[str]) -> Command:
    sure = len(rest) > 1 and rest[-1].casefold() == "yes"
    words = rest[:-1] if sure else rest
    address = link(words[0]) if len(words) == 1 else None
    if address is None:
        raise _no_article(words, sure=sure)
    return Takedown(link=address, sure=sure)


def _no_article(words: Sequence[str], *, sure: bool) -> CommandError:
    found = next((word for word in words if link(word)), "")
    guess = f"takedown {found}{' yes' if sure else ''}" if found else ""
    said = f"“{echo(' '.join(words))}” is not the address of one article." if words else "Take down which article?"
    return CommandError(said, "", meant=guess)


READERS: dict[str, Reader] = {"ledger": _ledger, "changes": paged("changes", ListChanges), "takedown": _takedown}
