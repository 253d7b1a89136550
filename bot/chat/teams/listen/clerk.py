"""The clerk: answers people in Teams, where they asked: for all, or for them alone."""

import logging
from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from bot.chat.answering import clerk
from bot.chat.answering.clerk import FULL, Means
from bot.chat.answering.respond import Said
from bot.chat.answering.shown import seen_of, with_line
from bot.chat.render.share_button import ShareButton
from bot.chat.render.spoken import spoken
from bot.chat.teams.api import TeamsApi
from bot.chat.teams.card import Rendered, render, summary
from bot.chat.teams.form import form_card
from bot.chat.teams.inbox import Caller
from bot.chat.teams.panel import home_card
from bot.chat.teams.people import PLATFORM, People
from bot.chat.teams.seal import Sign, sealing
from bot.errors import PlatformFault
from bot.flow.answer import Asking
from bot.flow.border import guarded
from bot.model.form import Form
from bot.model.message import Message, Paragraph, Span
from bot.model.panel import Panel

log = logging.getLogger(__name__)
Json = dict[str, Any]
_KEEPERS = "an owner of the team"  # Teams tells of no administrators

T = TypeVar("T")
Draw = Callable[[Caller], Rendered]  # for whom, and where: a button is good there alone

# The note of a form's card: a mark of what its preview is of, and whether its message is one that all see.
SEEN, OPEN = "seen", "open"


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamsMeans(Means):
    """What answering in Teams needs beside."""

    api: TeamsApi
    people: People
    tenant_id: str
    salt: Callable[[], str]  # what buttons are sealed with


@dataclass(frozen=True, slots=True)
class Reaction:
    """What a press comes to: a card in the place of the pressed one, or a line of words."""

    words: str = ""
    shown: Rendered | None = None
    draw: Draw | None = None  # the same card for another place
    is_told: bool = False  # the answer stands in a message already


class Clerk(clerk.Clerk[Caller, TeamsMeans]):
    """Answers people in Teams. In a chat between them and us nothing is private beyond it."""

    def __init__(self, means: TeamsMeans) -> None:
        super().__init__(PLATFORM, means)

    def say(self, caller: Caller, words: str) -> None:
        """Answer somebody's words where they said them, once."""
        if not self.is_repeated(caller) and self.is_first(caller):
            self.show(caller, words, self.hear(caller, words))

    def show(self, caller: Caller, words: str, said: Said) -> None:
        """Send an answer. In their own chat it has no button that shares it: it would be shared to that chat."""
        self.send(caller, lambda to: self.drawn(to, words, said))

    def sign_for(self, caller: Caller) -> Sign:
        """What seals the buttons of a card that is drawn for them."""
        return sealing(self.means.salt(), caller.channel, person=caller.account if caller.is_private else "")

    def drawn(self, caller: Caller, words: str, said: Said, *, line: str = "") -> Rendered:
        """An answer as it is sent; with a button that shares it, where only they see it and it may be shared."""
        match said.answer:
            case Form() as form:
                return self.form(caller, form, all_see=not (caller.is_private or caller.is_personal))
            case Panel() as panel:
                return self.panel(caller, panel)
            case Message() as message:
                share = None
                if caller.is_private and said.may_share and words:
                    share = ShareButton(words, self.shown.keep(message))
                return self.message(caller, with_line(message, line), share=share)

    def message(self, caller: Caller, message: Message, *, share: ShareButton | None = None) -> Rendered:
        """A message as it is sent."""
        said, sign = spoken(message, caller.before), self.sign_for(caller)
        return render(said, base_url=self.means.base_url, sign=sign, share=share)

    def form(self, caller: Caller, form: Form, *, all_see: bool) -> Rendered:
        """A form as it is sent; its card remembers what it shows, and whether it stands where `all_see` it."""
        note = {key: value for key, value in ((SEEN, seen_of(form)), (OPEN, "yes" if all_see else "")) if value}
        said, sign = spoken(form, caller.before), self.sign_for(caller)
        card = form_card(said, note=note, base_url=self.means.base_url, sign=sign)
        return Rendered(summary(form.title), card)

    def panel(self, caller: Caller, panel: Panel) -> Rendered:
        """A panel as it is sent."""
        said, sign = spoken(panel, caller.before), self.sign_for(caller)
        card = home_card(said, base_url=self.means.base_url, person=caller.account, sign=sign)
        return Rendered(summary(panel.fallback), card)

    def reaction(self, caller: Caller, draw: Draw) -> Reaction:
        """A card in the place of the pressed one."""
        return Reaction(shown=draw(caller), draw=draw)

    def tell(self, caller: Caller, message: Message) -> None:
        """See the base."""
        self.send(caller, lambda to: self.message(to, message))

    def send(self, caller: Caller, draw: Draw) -> None:
        """Send something to where they asked: for all, or for them alone; where that is not possible, to their chat
        with us. What is private is never sent to all."""
        api, url = self.means.api, caller.service_url
        if not caller.is_private:
            api.send(caller.conversation, draw(caller), service_url=url)
            return
        try:
            api.send(caller.conversation, draw(caller), service_url=url, to=caller.account)
        except PlatformFault as fault:
            if fault.is_silence:  # it may be there
                raise
            log.info("nothing can be shown there to one person alone: %s", fault)
            apart = caller.apart(api.talk(caller.account, service_url=url))
            api.send(apart.conversation, draw(apart), service_url=url)

    def asking(self, caller: Caller) -> Asking:
        """See the base. Whoever keeps the place beside whoever made it ours does so for this question."""
        people = self.means.people
        channel, person = people.channel(caller), people.person(caller)
        if not person.is_guest and person.key != channel.creator and people.keeps(caller, channel):
            channel = replace(channel, creator=person.key)
        asking = self.means.asking(channel, person)
        return replace(asking, keepers=_KEEPERS, name_of=lambda key: people.name(caller, key))

    def promise(self, act: Callable[[], T], otherwise: Callable[[str], T]) -> "Future[T]":
        """Have something done that Teams waits for; `otherwise` makes an answer of what went wrong."""
        given: Future[T] = Future()

        def do() -> None:
            found: list[T] = []
            sentence = guarded(PLATFORM, lambda: found.append(act()))
            given.set_result(found[0] if found else otherwise(sentence))

        if not self.lets_in(do):
            given.set_result(otherwise(f"{FULL.message} {FULL.cure}"))
        return given

    def keep(self, caller: Caller, shown: Rendered, *, all_see: bool = False) -> None:
        """Let the pressed message be this from now on: a card that answers a press is gone when they come back.
        `all_see` says whether the message is one for all."""
        to = "" if caller.is_personal or all_see else caller.account
        try:
            self.means.api.update(caller.channel, caller.shown, shown, service_url=caller.service_url, to=to)
        except PlatformFault as fault:  # such as of a message that is gone
            log.info("a pressed card stays as it was: %s", fault)

    def late(self, caller: Caller, reaction: Reaction) -> None:
        """Bring what a press came to after Teams had stopped waiting."""
        if reaction.draw:
            self.send(caller, reaction.draw)
        elif not reaction.is_told:
            self.tell(caller, Message(fallback=reaction.words, blocks=(Paragraph((Span(reaction.words),)),)))
