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

from bot.chat.answering.respond import Said, hear, obey, pressable
from bot.chat.answering.turnstile import Turnstile
from bot.chat.seldom import Seldom
from bot.errors import NotAllowed, PresswatchError
from bot.flow.answer import Asking, fault_answer
from bot.flow.border import guarded
from bot.flow.share import Sharing, Shown, share_seen
from bot.model.channel import Channel
from bot.model.command import Command
from bot.model.message import Message
from bot.model.person import Person
from bot.ports.store import Store

log = logging.getLogger(__name__)
crowd = logging.getLogger(f"{__name__}.crowd")
crowd.addFilter(Seldom())

_WORKERS = 8  # answers at a time: a visit to a slow feed holds up nobody else
_QUICK = 4  # checks of forms at a time, which somebody waits for
MOST_WAITING = 200  # answers: a minute's work of the threads above, at two seconds and more for each
MOST_NOTED = 1_000  # events that nobody waits for: more places than change in a day
_RECENT = 1_000  # payloads
FULL = PresswatchError("So many are asking that this was not done.", "Please say it again in a minute.")


class Keyed(Protocol):
    """Whoever asks, as their platform tells of them."""

    @property
    def key(self) -> str:
        """What tells this question from all else that the platform sends; "" where a repetition does no harm."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What every clerk needs of the house."""

    store: Store
    asking: Callable[[Channel, Person], Asking]
    clock: Callable[[], datetime]
    base_url: str


@dataclass(frozen=True, slots=True)
class Shared:
    """What came of a wish to share, as its sharer sees it; whether the answer stands in the channel now."""

    told: Message
    is_done: bool


C = TypeVar("C", bound=Keyed)
M = TypeVar("M", bound=Means)


class Clerk(ABC, Generic[C, M]):
    """Answers questions in threads of its own. A platform says who asks, and how they are told."""

    def __init__(self, platform: str, means: M) -> None:
        self.means = means
        self.shown = Shown()
        self.quick = ThreadPoolExecutor(_QUICK, f"{platform}-quick")
        self._platform = platform
        self._workers = ThreadPoolExecutor(_WORKERS, platform)
        self._apologies = ThreadPoolExecutor(1, f"{platform}-sorry")
        self._asked = Turnstile(self._workers, MOST_WAITING)
        self._noted = Turnstile(self._workers, MOST_NOTED)
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
        self._turned_away.lets_in(guarded, self._platform, lambda: self.tell(caller, fault_answer(FULL)))

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
        if not self._noted.lets_in(guarded, self._platform, act):
            crowd.error("%d events wait, so one was left out: what became of a place may not be known", MOST_NOTED)

    def hear(self, caller: C, words: str) -> Said:
        """The answer to words."""
        return self._answered(caller, lambda asking: hear(self.means.store, words, asking))

    def obey(self, caller: C, command: Command) -> Said:
        """The answer to a command."""
        return self._answered(caller, lambda asking: obey(self.means.store, command, asking))

    def share(self, caller: C, seen: Message, *, wish: str) -> Shared:
        """Put an answer into the channel as it was seen. Whoever may not do so is told why."""
        asking = self.asking(caller)
        sharing = Sharing(key=wish, channel=asking.channel, person=asking.person, message=seen, now=asking.now)
        try:
            return Shared(share_seen(self.means.store, sharing), is_done=True)
        except NotAllowed as no:
            return Shared(fault_answer(no), is_done=False)

    def is_first(self, caller: C) -> bool:
        """Whether this is not told us a second time, by any process. It writes: never before an ack."""
        if not caller.key:
            return True
        with self.means.store.writing() as session:
            return session.heard.first(caller.key, now=self.means.clock())

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
        return self.completed(caller, pressable(act(asking), asking))

    def _do(self, caller: C, act: Callable[[], object]) -> None:
        sentence = guarded(self._platform, act)
        if sentence:
            guarded(self._platform, lambda: self.tell(caller, fault_answer(PresswatchError(sentence))))
