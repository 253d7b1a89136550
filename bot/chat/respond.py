"""From a person's words to our answer: the same three lines for every platform."""

from bot.chat.grammar import read
from bot.errors import PresswatchError
from bot.flow.answer import Asking, answer, fault_answer
from bot.flow.border import guarded
from bot.model.message import Message
from bot.ports.store import Store


def respond(store: Store, words: str, asking: Asking) -> Message:
    """What Presswatch says to these words. Never raises: a fault is an answer, too."""
    said: list[Message] = []
    sentence = guarded("answer", lambda: said.append(_respond(store, words, asking)))
    return said[0] if said else fault_answer(PresswatchError(sentence))


def _respond(store: Store, words: str, asking: Asking) -> Message:
    """The answer to a command, or to words that are none. A person's mistake is no fault of ours, and not logged."""
    try:
        return answer(store, read(words), asking)
    except PresswatchError as error:
        return fault_answer(error)
