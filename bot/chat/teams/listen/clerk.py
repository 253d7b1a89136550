"""The clerk: answers people in Teams, where they asked: for all, or for them alone."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, TypeVar

from bot.chat.answering import clerk
from bot.chat.answering.clerk import FULL, Office
from bot.chat.answering.respond import Said
from bot.chat.answering.shown import seen_of, with_line
from bot.chat.render.share_button import ShareButton
from bot.chat.render.spoken import spoken
from bot.chat.teams.api import TeamsApi
from bot.chat.teams.card import Rendered, render, summary
from bot.chat.teams.form import form_card
from bot.chat.teams.inbox import Caller
from bot.chat.teams.panel import home_card
from bot.chat.teams.people import People
from bot.errors import PlatformFault
from bot.flow.answer import Asking
from bot.flow.border import guarded
from bot.model.channel import Channel
from bot.model.form import Form
from bot.model.message import Message, Paragraph, Span
from bot.model.panel import Panel
from bot.model.person import Person
from bot.ports.store import Store

log = logging.getLogger(__name__)
Json = dict[str, Any]
_KEEPERS = "an owner of the team"  # Teams tells of no administrators

T = TypeVar("T")

SEEN = "seen"  # the note of a form's card: a mark of what its preview is of


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """What answering needs from the house."""

    store: Store
    api: TeamsApi
    people: People
    asking: Callable[[Channel, Person], Asking]
    clock: Callable[[], datetime]
    base_url: str
    tenant_id: str


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a press comes to: a card in the place of the pressed one, or a line of words."""

    words: str = ""
    shown: Rendered | None = None
    is_told: bool = False  # the answer stands in a message already


class Clerk(clerk.Clerk[Caller]):
    """Answers people in Teams. In a chat between them and us nothing is private beyond it."""

    def __init__(self, means: Means) -> None:
        super().__init__(Office("teams", means.store, means.clock))
        self.means = means

    def say(self, caller: Caller, words: str) -> None:
        """Answer somebody's words where they said them, once."""
        if not self.is_repeated(caller) and self.is_first(caller):
            self.show(caller, words, self.hear(caller, words))

    def show(self, caller: Caller, words: str, said: Said) -> None:
        """Send an answer. In their own chat it has no button that shares it: it would be shared to that chat."""
        self.send(caller, self.drawn(caller, words, said), apart=lambda: self.drawn(caller.apart, words, said))

    def drawn(self, caller: Caller, words: str, said: Said, *, line: str = "") -> Rendered:
        """An answer as it is sent; with a button that shares it, where only they see it and it may be shared."""
        match said.answer:
            case Form() as form:
                return self.form(caller, form)
            case Panel() as panel:
                card = home_card(spoken(panel, caller.before), base_url=self.means.base_url, person=caller.account)
                return Rendered(summary(panel.fallback), card)
            case Message() as message:
                share = None
                if caller.is_private and said.may_share and words:
                    share = ShareButton(words, self.shown.keep(message))
                return self.message(caller, with_line(message, line), share=share)

    def message(self, caller: Caller, message: Message, *, share: ShareButton | None = None) -> Rendered:
        """A message as it is sent."""
        return render(spoken(message, caller.before), base_url=self.means.base_url, share=share)

    def form(self, caller: Caller, form: Form) -> Rendered:
        """A form as it is sent; its card remembers what it shows."""
        seen = seen_of(form)
        note = {SEEN: seen} if seen else {}
        card = form_card(spoken(form, caller.before), note=note, base_url=self.means.base_url)
        return Rendered(summary(form.title), card)

    def tell(self, caller: Caller, message: Message) -> None:
        """See the base."""
        self.send(caller, self.message(caller, message))

    def send(self, caller: Caller, shown: Rendered, *, apart: Callable[[], Rendered] | None = None) -> None:
        """Send something to where they asked: for all, or for them alone; where that is not possible, to their chat
        with us, as it is drawn `apart`. What is private is never sent to all."""
        api, url = self.means.api, caller.service_url
        if not caller.is_private:
            api.send(caller.conversation, shown, service_url=url)
            return
        try:
            api.send(caller.conversation, shown, service_url=url, to=caller.account)
        except PlatformFault as fault:
            if fault.is_silence:  # it may be there
                raise
            log.info("nothing can be shown there to one person alone: %s", fault)
            own = apart() if apart else shown
            api.send(api.talk(caller.account, service_url=url), own, service_url=url)

    def asking(self, caller: Caller) -> Asking:
        """See the base. Whom Teams calls the place's owner keeps it, for this question."""
        people = self.means.people
        channel, person = people.channel(caller), people.person(caller)
        if not person.is_guest and person.key != channel.creator and people.owns(caller):
            channel = replace(channel, creator=person.key)
        asking = self.means.asking(channel, person)
        return replace(asking, keepers=_KEEPERS, name_of=lambda key: people.name(caller, key))

    def promise(self, act: Callable[[], T], otherwise: Callable[[str], T]) -> "Future[T]":
        """Have something done that Teams waits for; `otherwise` makes an answer of what went wrong."""
        given: Future[T] = Future()

        def do() -> None:
            found: list[T] = []
            sentence = guarded("teams", lambda: found.append(act()))
            given.set_result(found[0] if found else otherwise(sentence))

        if not self.lets_in(do):
            given.set_result(otherwise(f"{FULL.message} {FULL.cure}"))
        return given

    def keep(self, caller: Caller, shown: Rendered) -> None:
        """Let the pressed message be this from now on, where only they see it: a card that answers a press is gone
        when they come back."""
        to = "" if caller.is_personal else caller.account
        try:
            self.means.api.update(caller.channel, caller.shown, shown, service_url=caller.service_url, to=to)
        except PlatformFault as fault:  # such as of a message that all see
            log.info("a pressed card stays as it was: %s", fault)

    def late(self, caller: Caller, reaction: Reaction) -> None:
        """Bring what a press came to after Teams had stopped waiting."""
        if reaction.shown:
            self.send(caller, reaction.shown)
        elif not reaction.is_told:
            self.tell(caller, Message(fallback=reaction.words, blocks=(Paragraph((Span(reaction.words),)),)))
