"""From a person's words, or a form they filled in, to our answer: the same few lines for every platform."""

from collections.abc import Callable

from bot.chat.grammar import read
from bot.errors import PresswatchError
from bot.flow.answer import Asking, answer, fault_answer
from bot.flow.border import guarded
from bot.model.answer import Answer
from bot.model.command import Command
from bot.ports.store import Store


def respond(store: Store, words: str, asking: Asking) -> Answer:
    """What Presswatch says to these words. Never raises: a fault is an answer, too."""
    return _told(lambda: answer(store, read(words), asking))


def obey(store: Store, command: Command, asking: Asking) -> Answer:
    """What Presswatch says to a command that needs no reading, such as a form's submission. Never raises."""
    return _told(lambda: answer(store, command, asking))


def _told(act: Callable[[], Answer]) -> Answer:
    said: list[Answer] = []
    sentence = guarded("answer", lambda: said.append(_mended(act)))
    return said[0] if said else fault_answer(PresswatchError(sentence))


def _mended(act: Callable[[], Answer]) -> Answer:
    """The answer, or what is wrong with the question. A person's mistake is no fault of ours, and not logged."""
    try:
        return act()
    except PresswatchError as error:
        return fault_answer(error)
