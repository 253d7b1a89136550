"""Somebody in Teams' stand-in: writes, presses, fills in and submits; what is shown to them is kept."""

import itertools
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass, field, replace
from typing import Any

import pytest

from bench.teams_server import Stage
from bench.teams_stand_in import CLIENT, TENANT, TeamsStandIn
from bot.chat.answering import clerk as clerk_module
from tests.chat import pools
from tests.chat.teams.listen.seen import buttons, filled

Json = dict[str, Any]
Send = Callable[[Json], Json]  # an activity; gives the status and the body of the answer

BOT = f"28:{CLIENT}"
_numbers = itertools.count(1_790_000_000_000)


class Pools(pools.Pools):
    """Knows when the clerk has nothing more to do."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__(monkeypatch, clerk_module)


@dataclass(frozen=True, kw_only=True)
class Someone:
    """One person in one conversation."""

    teams: TeamsStandIn
    stage: Stage
    send: Send
    conversation: str
    account: str = "29:ada"
    key: str = "ada"
    name: str = "Ada"
    kind: str = "channel"
    team: str = "19:team@thread.tacv2"
    more: Json = field(default_factory=dict)  # of the one who acts

    def activity(self, kind: str, **more: Any) -> Json:
        """An activity of theirs."""
        data: Json = {"tenant": {"id": TENANT}}
        if self.kind == "channel":
            data |= {"team": {"id": self.team}, "channel": {"id": self.conversation}}
        return {
            "type": kind,
            "id": str(next(_numbers)),
            "channelId": "msteams",
            "serviceUrl": self.stage.service_url,
            "from": {"id": self.account, "name": self.name, "aadObjectId": self.key, **self.more},
            "recipient": {"id": BOT, "name": "Presswatch"},
            "conversation": {"id": self.conversation, "conversationType": self.kind, "tenantId": TENANT},
            "channelData": data,
            **more,
        }

    def written(self, words: str, *, alone: bool = False, root: str = "") -> Json:
        """Words: to us alone, in a chat with us, or by a mention for all to read; in a thread where `root` names it."""
        made = self.activity("message", text=words)
        if root:
            made["conversation"]["id"] = f"{self.conversation};messageid={root}"
        if alone:
            made["recipient"]["isTargeted"] = True
        elif self.kind != "personal":
            mention = "<at>Presswatch</at>"
            made["text"] = f"{mention} {words}"
            made["entities"] = [{"type": "mention", "text": mention, "mentioned": {"id": BOT, "name": "Presswatch"}}]
        return made

    def says(self, words: str, *, alone: bool = False, root: str = "") -> Json:
        """The same, sent."""
        return self.send(self.written(words, alone=alone, root=root))

    def presses(self, label: str, card: Json, *, message: str = "1") -> Json:
        """A button of a card; gives what Teams is answered."""
        return self.acts(buttons(card)[label]["data"], card, message=message)

    def acts(self, data: Json, card: Json | None = None, *, message: str = "1", trigger: str = "manual") -> Json:
        """A press that brings this, with what stands in the card's fields."""
        action = {"type": "Action.Execute", "verb": data.get("action", ""), "data": data | filled(card or {})}
        value = {"action": deepcopy(action), "trigger": trigger}
        pressed = self.activity("invoke", name="adaptiveCard/action", value=value, replyToId=message)
        answer: Json = self.send(pressed)
        return answer

    def refreshes(self, card: Json) -> Json:
        """The card asks for itself anew."""
        return self.acts(card["refresh"]["action"]["data"], trigger="automatic")

    def asks(self, name: str, value: Json) -> Json:
        """Something of the message extension."""
        return self.send(self.activity("invoke", name=f"composeExtension/{name}", value=value))

    def told(self, conversation: str = "") -> list[Json]:
        """What was posted there, oldest first."""
        return self.teams.places[conversation or self.conversation].messages

    def alone(self) -> "Someone":
        """The same person in their chat with us."""
        return replace(self, conversation=f"a:{self.key}", kind="personal")


def card_of(message: Json) -> Json:
    """The card of a posted message."""
    content: Json = message["activity"]["attachments"][0]["content"]
    return content


def people_of(*people: Someone, role: str = "user", **more: Json) -> dict[str, Json]:
    """Those whom Teams knows, by both of their ids."""
    known: dict[str, Json] = {}
    for one in people:
        told = {"id": one.account, "name": one.name, "aadObjectId": one.key, "userRole": role, "tenantId": TENANT}
        known |= dict.fromkeys((one.account, one.key), told | more.get(one.key, {}))
    return known
