"""The clerk: does what people asked for in threads of its own, once, and brings them the answer or the fault."""

import logging
import threading
from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from typing import Generic, Protocol, TypeVar

from bot.chat.answering.respond import Said, carry_out, hear
from bot.chat.answering.turnstile import Turnstile
from bot.chat.quiet import Quiet
from bot.errors import PresswatchError
from bot.flow.answer import Asking, fault_answer
from bot.flow.border import guarded
from bot.flow.share import Sharing, Shown, share_seen
from bot.model.command import Command
from bot.model.message import Message
from bot.ports.store import Store

log = logging.getLogger(__name__)
crowd = logging.getLogger(f"{__name__}.crowd")
crowd.addFilter(Quiet())

_WORKERS = 8  # answers at a time: a visit to a slow feed holds up nobody else
_QUICK = 4  # checks of forms at a time, which somebody waits for
MOST_WAITING = 200  # answers: a minute's work of the threads above, at two seconds and more for each
_RECENT = 1_000  # payloads
FULL = PresswatchError("So many are asking that this was not done.", "Please say it again in a minute.")


class Keyed(Protocol):
    """Whoever asks, as their platform tells of them."""

    @property
    def key(self) -> str:
        """What tells this question from all else that the platform sends; "" where a repetition does no harm."""


C = TypeVar("C", bound=Keyed)


@dataclass(frozen=True, slots=True)
class Office:
    """What every clerk needs of the house: the name of the platform, the store and the time."""

    name: str
    store: Store
    clock: Callable[[], datetime]


class Clerk(ABC, Generic[C]):
    """Answers questions in threads of its own. A platform says who asks, and how they are told."""

    def __init__(self, office: Office) -> None:
        self.shown = Shown()
        self.quick = ThreadPoolExecutor(_QUICK, f"{office.name}-quick")
        self._office = office
        self._workers = ThreadPoolExecutor(_WORKERS, office.name)
        self._apologies = ThreadPoolExecutor(1, f"{office.name}-sorry")
        self._asked = Turnstile(self._workers, MOST_WAITING)
        self._previews = Turnstile(self.quick, MOST_WAITING)
        self._turned_away = Turnstile(self._apologies, MOST_WAITING)
        self._recent: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()

    @abstractmethod
    def asking(self, caller: C) -> Asking:
        """Who asks, and in which channel. PresswatchError where the platform does not tell."""

    @abstractmethod
    def tell(self, caller: C, message: Message) -> None:
        """Show a message to whoever asked."""

    def close(self) -> None:
        """Finish what has begun, and begin nothing more."""
        for pool in (self.quick, self._workers, self._apologies):
            pool.shutdown(wait=True, cancel_futures=True)

    def later(self, caller: C, act: Callable[[], object]) -> None:
        """Do something after the ack. Where it fails, or too many others wait, the person hears of it."""
        if self.lets_in(self._do, caller, act):
            return
        self._turned_away.lets_in(guarded, self._office.name, lambda: self.tell(caller, fault_answer(FULL)))

    def lets_in(self, act: Callable[..., object], *given: object) -> bool:
        """Have something done, unless too many others wait."""
        if self._asked.lets_in(act, *given):
            return True
        crowd.warning("%d answers wait, so people are asked to come back in a minute", MOST_WAITING)
        return False

    def soon(self, caller: C, act: Callable[[], object]) -> None:
        """The same, for what only reads and is waited for: no slow answer stands before it."""
        if not self._previews.lets_in(self._do, caller, act):
            log.debug("a preview was left out: others wait")

    def quietly(self, act: Callable[[], object]) -> None:
        """Do something after the ack that nobody waits for."""
        self._workers.submit(guarded, self._office.name, act)

    def hear(self, caller: C, words: str) -> Said:
        """The answer to words."""
        return self._answered(caller, lambda asking: hear(self._office.store, words, asking))

    def obey(self, caller: C, command: Command) -> Said:
        """The answer to a command."""
        return self._answered(caller, lambda asking: carry_out(self._office.store, command, asking))

    def share(self, caller: C, seen: Message, *, wish: str) -> Message:
        """Put an answer into the channel as it was seen; gives it as its sharer sees it now. NotAllowed for a guest."""
        asking = self.asking(caller)
        return share_seen(
            self._office.store,
            Sharing(key=wish, channel=asking.channel, person=asking.person, message=seen, now=asking.now),
        )

    def is_first(self, caller: C) -> bool:
        """Whether this is not told us a second time, by any process. It writes: never before an ack."""
        if not caller.key:
            return True
        with self._office.store.writing() as session:
            return session.heard.first(caller.key, now=self._office.clock())

    def is_repeated(self, caller: C) -> bool:
        """Whether this process has had it just now: cheaper than asking the store, where somebody waits."""
        if not caller.key:
            return False
        with self._lock:
            if caller.key in self._recent:
                return True
            self._recent[caller.key] = None
            if len(self._recent) > _RECENT:
                self._recent.popitem(last=False)
            return False

    def completed(self, caller: C, said: Said) -> Said:  # noqa: ARG002  # for those who know more
        """What was said, with what only the platform knows to add."""
        return said

    def _answered(self, caller: C, act: Callable[[Asking], Said]) -> Said:
        """The answer to whoever asks; a fault where the platform does not even tell who that is."""
        try:
            asking = self.asking(caller)
        except PresswatchError as fault:
            return Said(fault_answer(fault))
        return self.completed(caller, act(asking))

    def _do(self, caller: C, act: Callable[[], object]) -> None:
        sentence = guarded(self._office.name, act)
        if sentence:
            guarded(self._office.name, lambda: self.tell(caller, fault_answer(PresswatchError(sentence))))
