"""The clerk: does after the ack what people asked for, once, and brings them the answer where they asked."""

import logging
import threading
from collections import OrderedDict
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from bot.chat.respond import Said, asks, brings_posts, carry_out, hear
from bot.chat.slack.api import TRIGGER_GONE, VIEW_GONE, SlackApi
from bot.chat.slack.blocks import render
from bot.chat.slack.listen import views
from bot.chat.slack.listen.inbox import Caller
from bot.chat.slack.listen.notes import Note, note_of
from bot.chat.slack.people import People
from bot.errors import PlatformFault, PresswatchError
from bot.flow.answer import Asking, fault_answer
from bot.flow.border import guarded
from bot.flow.share import shareable
from bot.model.answer import Answer
from bot.model.channel import Channel
from bot.model.command import Command
from bot.model.form import Form
from bot.model.message import Message
from bot.model.person import Person
from bot.ports.store import Store

log = logging.getLogger(__name__)
Json = dict[str, Any]

_WORKERS = 8  # answers at a time: a visit to a slow feed holds up nobody else
_QUICK = 4  # checks of forms at a time, which somebody waits for
_RECENT = 1_000  # payloads
_ACK_TRAVELS = (0.1, 0.2, 0.4, 0.8, 1.6)  # seconds between two looks for a view that comes with an ack


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What answering needs from the house."""

    store: Store
    api: SlackApi
    people: People
    asking: Callable[[Channel, Person], Asking]
    clock: Callable[[], datetime]
    base_url: str
    keeps_tokens: bool = False  # workspaces let us in one by one, and we keep what they gave us


class Clerk:
    """Answers questions in threads of its own; a fault is an answer, too."""

    def __init__(self, desk: Desk) -> None:
        self.desk = desk
        self.quick = ThreadPoolExecutor(_QUICK, "slack-quick")
        self._workers = ThreadPoolExecutor(_WORKERS, "slack")
        self._recent: OrderedDict[str, None] = OrderedDict()
        self._lock = threading.Lock()
        self._stop = threading.Event()

    def close(self) -> None:
        """Finish what has begun, and begin nothing more."""
        self._stop.set()
        for pool in (self.quick, self._workers):
            pool.shutdown(wait=True, cancel_futures=True)

    def later(self, caller: Caller, act: Callable[[], object]) -> None:
        """Do something after the ack. Where it fails, the person hears of it."""
        self._workers.submit(self._do, caller, act)

    def soon(self, caller: Caller, act: Callable[[], object]) -> None:
        """The same, for what only reads and is waited for: no slow answer stands before it."""
        self.quick.submit(self._do, caller, act)

    def quietly(self, act: Callable[[], object]) -> None:
        """Do something after the ack that nobody waits for."""
        self._workers.submit(guarded, "slack", act)

    def say(self, caller: Caller, words: str) -> None:
        """Answer somebody's words where they said them: in a modal where a form asks, else to them alone."""
        if self._is_repeated(caller):
            return
        view = self.open(caller, views.waiting(note_of(caller, words))) if caller.trigger and asks(words) else ""
        if self.is_first(caller):
            self.answer(caller, words, view)

    def answer(self, caller: Caller, words: str, view: str = "") -> None:
        """Bring the answer to words: into the modal that waits for it, into a new one, or as a message."""
        said = self.hear(caller, words)
        answer = said.answer
        if view:
            self.update(caller, view, answer, note_of(caller, words))
            return
        if isinstance(answer, Form):
            form = views.answer_view(answer, note_of(caller, words), base_url=self.desk.base_url)
            if not (caller.trigger and self.open(caller, form)):
                self.tell(caller, views.offer(answer, words))
            return
        share = words if caller.channel and not caller.is_direct and shareable(said.command, answer) else ""
        self.tell(caller, views.message_of(answer), share=share)

    def hear(self, caller: Caller, words: str) -> Said:
        """The answer to words."""
        return self._answered(caller, lambda asking: hear(self.desk.store, words, asking))

    def obey(self, caller: Caller, command: Command) -> Said:
        """The answer to a command."""
        return self._answered(caller, lambda asking: carry_out(self.desk.store, command, asking))

    def asking(self, caller: Caller) -> Asking:
        """Who asks, and in which channel: whoever asks from none does it in our direct messages with them."""
        people = self.desk.people
        key = caller.channel or people.direct(caller.team, caller.user)
        channel = people.channel(caller.team, key, said=caller.channel_name)
        return self.desk.asking(channel, people.person(caller.team, caller.user))

    def is_first(self, caller: Caller) -> bool:
        """Whether this is not told us a second time, by any process. It writes: never before an ack."""
        if not caller.key:
            return True
        with self.desk.store.writing() as session:
            return session.heard.first(caller.key, now=self.desk.clock())

    def tell(self, caller: Caller, message: Message, *, instead: bool = False, share: str = "") -> None:
        """Show a message to one person: where they asked, else beside it, else in our direct messages with them."""
        if caller.is_direct:
            self._post(caller, caller.channel, message)
            return
        body = views.ephemeral(message, base_url=self.desk.base_url, thread=caller.thread, instead=instead, share=share)
        if caller.response_url and self._tried("a response", lambda: self.desk.api.respond(caller.response_url, body)):
            return
        if caller.channel and self._tried("an ephemeral message", lambda: self._show(caller, body)):
            return
        self._post(caller, self.desk.people.direct(caller.team, caller.user), message)

    def update(self, caller: Caller, view: str, answer: Answer, note: Note, *, revision: int = 0) -> None:
        """Put an answer into the place of a modal's view; whoever has closed it meanwhile wants none."""
        shown = views.answer_view(answer, note, base_url=self.desk.base_url, revision=revision)
        try:
            self.desk.api.call(caller.team, lambda client: client.views_update(view_id=view, view=shown))
        except PlatformFault as fault:
            if fault.code not in VIEW_GONE:
                raise
            log.debug("a modal was closed before its answer came")

    def update_acked(self, caller: Caller, mark: str, answer: Answer, note: Note, *, revision: int = 0) -> None:
        """The same with the view that an ack put there under this mark: Slack may hear of it later than of this."""
        shown = views.answer_view(answer, note, base_url=self.desk.base_url, revision=revision)
        for wait in (*_ACK_TRAVELS, None):
            try:
                self.desk.api.call(caller.team, lambda client: client.views_update(external_id=mark, view=shown))
                return
            except PlatformFault as fault:
                if fault.code not in VIEW_GONE:
                    raise
            if wait is not None:
                self._stop.wait(wait)
        if not isinstance(answer, Form):  # something was done, and the modal is closed
            self.tell(caller, views.message_of(answer))

    def push(self, caller: Caller, view: str, note: Note) -> str:
        """Lay a waiting view upon a modal; the modal's own where that is too late, or no more fit. Returns its id."""
        waiting = views.waiting(note)
        try:
            done = self.desk.api.call(
                caller.team, lambda client: client.views_push(trigger_id=caller.trigger, view=waiting)
            )
        except PlatformFault as fault:
            log.info("no view is laid upon another: %s", fault)
            return view
        return str(done["view"]["id"])

    def open(self, caller: Caller, view: Json) -> str:
        """Open a modal; returns its id, "" where Slack opens none, mostly for it is too late."""
        try:
            done = self.desk.api.call(
                caller.team, lambda client: client.views_open(trigger_id=caller.trigger, view=view)
            )
        except PlatformFault as fault:
            log.log(logging.INFO if fault.code in TRIGGER_GONE else logging.WARNING, "no modal opens: %s", fault)
            return ""
        return str(done["view"]["id"])

    def _answered(self, caller: Caller, act: Callable[[Asking], Said]) -> Said:
        """The answer to whoever asks; a fault where Slack does not even tell who that is."""
        try:
            asking = self.asking(caller)
        except PresswatchError as fault:
            return Said(fault_answer(fault))
        return self._reachable(caller, act(asking))

    def _reachable(self, caller: Caller, said: Said) -> Said:
        """What was said; with a line more where posts were asked for in a channel that we are not in."""
        if not (caller.channel and brings_posts(said) and isinstance(said.answer, Message)):
            return said
        if self.desk.people.place(caller.team, caller.channel).is_member:
            return said
        self.desk.people.forget_place(caller.team, caller.channel)  # it may be mended in a moment
        return replace(said, answer=views.with_invitation(said.answer))

    def _show(self, caller: Caller, body: Json) -> None:
        """An ephemeral message, which needs us in the channel."""
        self.desk.api.call(
            caller.team,
            lambda client: client.chat_postEphemeral(
                channel=caller.channel,
                user=caller.user,
                text=body["text"],
                parse="none",
                blocks=body["blocks"],
                thread_ts=caller.thread or None,
            ),
        )

    def _post(self, caller: Caller, channel: str, message: Message) -> None:
        """Answer in direct messages, which nobody else reads."""
        shown = render(message, base_url=self.desk.base_url)
        self.desk.api.call(
            caller.team,
            lambda client: client.chat_postMessage(
                channel=channel,
                text=shown.text,
                parse="none",
                blocks=list(shown.blocks),
                thread_ts=(caller.thread or None) if caller.is_direct else None,
                unfurl_links=False,
                unfurl_media=False,
            ),
        )

    def _tried(self, what: str, act: Callable[[], None]) -> bool:
        """Whether one way of answering worked."""
        try:
            act()
        except PresswatchError as fault:
            log.info("%s did not go: %s", what, fault)
            return False
        return True

    def _do(self, caller: Caller, act: Callable[[], object]) -> None:
        sentence = guarded("slack", act)
        if sentence:
            guarded("slack", lambda: self.tell(caller, _fault(sentence)))

    def _is_repeated(self, caller: Caller) -> bool:
        """Whether this process has had it just now: cheaper than asking the store, so that a modal opens at once."""
        if not caller.key:
            return False
        with self._lock:
            if caller.key in self._recent:
                return True
            self._recent[caller.key] = None
            if len(self._recent) > _RECENT:
                self._recent.popitem(last=False)
            return False


def _fault(sentence: str) -> Message:
    return fault_answer(PresswatchError(sentence))
