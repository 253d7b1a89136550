"""From a person's words, or a form they filled in, to our answer: the same few lines for every platform."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from bot.chat.answering.guessed import guessed
from bot.chat.answering.offered import offered
from bot.chat.grammar import read
from bot.errors import PresswatchError
from bot.flow.answer import Asking, answer, fault_answer
from bot.flow.answer.permission import may
from bot.flow.answer.traits import READING, traits_of
from bot.flow.border import guarded
from bot.flow.share import shareable
from bot.model.answer import Answer
from bot.model.command import Command, DeleteTopic, Takedown
from bot.model.message import Message
from bot.ports.store import Store


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, and the command that it answers; None where something was wrong with it."""

    answer: Answer
    command: Command | None = None
    may_share: bool = False  # whether whoever asked may be offered to share it


def respond(store: Store, words: str, asking: Asking) -> Answer:
    """What Presswatch says to these words. Never raises: a fault is an answer, too."""
    return hear(store, words, asking).answer


def hear(store: Store, words: str, asking: Asking) -> Said:
    """The same, with the command that the words were."""

    def act() -> Said:
        return _said(store, read(words), asking)

    return _told(act)


def carry_out(store: Store, command: Command, asking: Asking) -> Answer:
    """What Presswatch says to a command that needs no reading, such as a form's submission. Never raises."""
    return obey(store, command, asking).answer


def obey(store: Store, command: Command, asking: Asking) -> Said:
    """The same, with the command where it went well."""
    return _told(lambda: _said(store, command, asking))


def asks(words: str) -> bool:
    """Whether these words are answered by a form, as far as the words alone tell."""
    command = command_of(words)
    return command is not None and traits_of(command).asks(command)


def brings_posts(said: Said) -> bool:
    """Whether what was asked for will be posted in the channel."""
    command = said.command
    return command is not None and traits_of(command).brings_posts(command) and isinstance(said.answer, Message)


def only_reads(command: Command) -> bool:
    """Whether nothing is changed or posted by it, whoever asks."""
    traits = traits_of(command)
    return traits.wanted(command) is READING and not traits.brings_posts(command)


def turns_page(words: str) -> bool:
    """Whether these words ask for a page of an answer that has several, and name it."""
    command = command_of(words)
    return command is not None and traits_of(command).turns_pages and words.split()[-2:-1] == ["page"]


def unsure(words: str) -> str:
    """The words without the yes that they end with, where it makes them do what cannot all be taken back."""
    command = command_of(words)
    is_sure = isinstance(command, DeleteTopic | Takedown) and command.sure
    return " ".join(words.split()[:-1]) if is_sure else words


def command_of(words: str) -> Command | None:
    """The command that the words are, None where they are none."""
    try:
        return read(words)
    except PresswatchError:
        return None


def pressable(said: Said, asking: Asking) -> Said:
    """The same for people who press: a button for each command that they may have meant, and may give."""

    def may_press(words: str) -> bool:
        return command_of(words) is not None and _may_say(words, asking)

    return replace(said, answer=guessed(said.answer, may_press))


def _said(store: Store, command: Command, asking: Asking) -> Said:
    """The answer, with no more steps than this person may take."""
    found = offered(answer(store, command, asking), lambda words: _may_say(words, asking))
    return Said(found, command, shareable(command, found, asking.person))


def _may_say(words: str, asking: Asking) -> bool:
    step = command_of(words)
    return step is None or not may(step, asking.person, asking.channel, asking.editors)


def _told(act: Callable[[], Said]) -> Said:
    said: list[Said] = []
    sentence = guarded("answer", lambda: said.append(_mended(act)))
    return said[0] if said else Said(fault_answer(PresswatchError(sentence)))


def _mended(act: Callable[[], Said]) -> Said:
    """The answer, or what is wrong with the question. A person's mistake is no fault of ours, and not logged."""
    try:
        return act()
    except PresswatchError as error:
        return Said(fault_answer(error))
