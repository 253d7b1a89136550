"""The clerk: does after the ack what people asked for, once, and brings them the answer where they asked."""

import logging
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from bot.chat.answering import clerk
from bot.chat.answering.clerk import Means
from bot.chat.answering.respond import Said, asks, brings_posts
from bot.chat.answering.shown import message_of, offer, with_line
from bot.chat.render.share_button import ShareButton
from bot.chat.render.spoken import spoken
from bot.chat.slack.api import TRIGGER_GONE, VIEW_GONE, SlackApi
from bot.chat.slack.blocks import render
from bot.chat.slack.listen import views
from bot.chat.slack.listen.inbox import Caller
from bot.chat.slack.listen.notes import Note, note_of
from bot.chat.slack.people import PLATFORM, People
from bot.errors import PlatformFault, PresswatchError
from bot.flow.answer import Asking
from bot.model.answer import Answer
from bot.model.form import Form
from bot.model.message import Message

log = logging.getLogger(__name__)
Json = dict[str, Any]

_ACK_TRAVELS = (0.1, 0.2, 0.4, 0.8, 1.6)  # seconds between two looks for a view that comes with an ack


@dataclass(frozen=True, slots=True, kw_only=True)
class SlackMeans(Means):
    """What answering on Slack needs beside."""

    api: SlackApi
    people: People
    keeps_tokens: bool = False  # workspaces let us in one by one, and we keep what they gave us


class Clerk(clerk.Clerk[Caller, SlackMeans]):
    """Answers people on Slack: in a modal where a form asks, else as a message to them alone."""

    def __init__(self, means: SlackMeans) -> None:
        super().__init__(PLATFORM, means)
        self._stop = threading.Event()

    def close(self) -> None:
        """See the base."""
        self._stop.set()
        super().close()

    def say(self, caller: Caller, words: str) -> None:
        """Answer somebody's words where they said them: in a modal where a form asks, else to them alone."""
        if self.is_repeated(caller):
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
            form = views.answer_view(answer, note_of(caller, words), base_url=self.means.base_url)
            if not (caller.trigger and self.open(caller, form)):
                self.tell(caller, offer(answer, words))
            return
        self.show(caller, words, said)

    def show(self, caller: Caller, words: str, said: Said, *, instead: bool = False, line: str = "") -> None:
        """Show an answer to one person, with a button that shares it as it is where it may be, and a line of ours."""
        if isinstance(said.answer, Form):
            return
        message, share = message_of(said.answer), None
        if caller.channel and not caller.is_direct and said.may_share:
            share = ShareButton(words, self.shown.keep(message))
        self.tell(caller, with_line(message, line), instead=instead, share=share)

    def asking(self, caller: Caller) -> Asking:
        """Who asks, and in which channel: whoever asks from none does it in our direct messages with them."""
        people = self.means.people
        key = caller.channel or people.direct(caller.team, caller.user)
        channel = people.channel(caller.team, key, said=caller.channel_name)
        asking = self.means.asking(channel, people.person(caller.team, caller.user))
        return replace(asking, name_of=lambda user: people.name(caller.team, user))

    def tell(
        self, caller: Caller, message: Message, *, instead: bool = False, share: ShareButton | None = None
    ) -> None:
        """Show a message to one person: where they asked, else beside it, else in our direct messages with them."""
        message = spoken(message, caller.before)
        if caller.is_direct:
            self._post(caller, caller.channel, message)
            return
        body = views.ephemeral(
            message, base_url=self.means.base_url, thread=caller.thread, instead=instead, share=share
        )
        if caller.response_url and self._tried("a response", lambda: self.means.api.respond(caller.response_url, body)):
            return
        if caller.channel and self._tried("an ephemeral message", lambda: self._show(caller, body)):
            return
        self._post(caller, self.means.people.direct(caller.team, caller.user), message)

    def update(self, caller: Caller, view: str, answer: Answer, note: Note, *, revision: int = 0) -> None:
        """Put an answer into the place of a modal's view; whoever has closed it meanwhile wants none."""
        shown = views.answer_view(answer, note, base_url=self.means.base_url, revision=revision)
        try:
            self.means.api.call(caller.team, lambda client: client.views_update(view_id=view, view=shown))
        except PlatformFault as fault:
            if fault.code not in VIEW_GONE:
                raise
            log.debug("a modal was closed before its answer came")

    def update_acked(self, caller: Caller, mark: str, answer: Answer, note: Note, *, revision: int = 0) -> None:
        """The same with the view that an ack put there under this mark: Slack may hear of it later than of this."""
        shown = views.answer_view(answer, note, base_url=self.means.base_url, revision=revision)
        for wait in (*_ACK_TRAVELS, None):
            try:
                self.means.api.call(caller.team, lambda client: client.views_update(external_id=mark, view=shown))
                return
            except PlatformFault as fault:
                if fault.code not in VIEW_GONE:
                    raise
            if wait is not None:
                self._stop.wait(wait)
        if not isinstance(answer, Form):  # something was done, and the modal is closed
            self.tell(caller, message_of(answer))

    def push(self, caller: Caller, view: str, note: Note) -> str:
        """Lay a waiting view upon a modal; the modal's own where that is too late, or no more fit. Returns its id."""
        waiting = views.waiting(note)
        try:
            done = self.means.api.call(
                caller.team, lambda client: client.views_push(trigger_id=caller.trigger, view=waiting)
            )
        except PlatformFault as fault:
            log.info("no view is laid upon another: %s", fault)
            return view
        return str(done["view"]["id"])

    def open(self, caller: Caller, view: Json) -> str:
        """Open a modal; returns its id, "" where Slack opens none, mostly for it is too late."""
        try:
            done = self.means.api.call(
                caller.team, lambda client: client.views_open(trigger_id=caller.trigger, view=view)
            )
        except PlatformFault as fault:
            log.log(logging.INFO if fault.code in TRIGGER_GONE else logging.WARNING, "no modal opens: %s", fault)
            return ""
        return str(done["view"]["id"])

    def completed(self, caller: Caller, said: Said) -> Said:
        """See the base: a line more where posts were asked for in a channel that we are not in."""
        if not (caller.channel and brings_posts(said) and isinstance(said.answer, Message)):
            return said
        if self.means.people.place(caller.team, caller.channel).is_member:
            return said
        self.means.people.forget_place(caller.team, caller.channel)  # it may be mended in a moment
        return replace(said, answer=views.with_invitation(said.answer))

    def _show(self, caller: Caller, body: Json) -> None:
        """An ephemeral message, which needs us in the channel."""
        self.means.api.call(
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
        shown = render(message, base_url=self.means.base_url)
        self.means.api.call(
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
