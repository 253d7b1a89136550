"""Inbox: what an activity of Teams' says, whoever sent it. Pure.

It is read as it comes: the SDK's own models refuse what Teams sends today, such as an `add-upgrade`.
"""

import html
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from bot.chat.grammar.typed import SLASH
from bot.chat.render.spoken import BY_MENTION
from bot.chat.teams.places import CHANNEL, KINDS, PERSONAL, in_thread, kind_of, without_thread

Json = Mapping[str, Any]

_MARKUP = re.compile(r"</?at\b[^<>]*>", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """Who asks, from where, and how they are answered."""

    tenant: str  # of the conversation
    account: str  # the person's id in Teams, as messages to them alone need it
    person: str  # their key: the directory's id of them where Teams gives it
    name: str
    is_stranger: bool  # of another organisation
    conversation: str  # where an answer goes: with the thread, where there is one
    kind: str  # PERSONAL, CHANNEL or GROUP
    is_kind_told: bool = False  # Teams said so; else the conversation's id is all that tells
    service_url: str
    team: str = ""
    team_name: str = ""  # what Teams calls the team; "" where it does not say
    place_name: str = ""  # what Teams calls the place; "" where it does not say
    key: str = ""  # what tells this from all else that Teams sends; "" where a repetition does no harm
    shown: str = ""  # the message that was pressed
    is_private: bool = False  # the answer is for them alone

    @property
    def channel(self) -> str:
        """The conversation without its thread."""
        return without_thread(self.conversation)

    @property
    def is_personal(self) -> bool:
        """Whether this is between them and us."""
        return self.kind == PERSONAL

    def apart(self, talk: str) -> "Caller":
        """The same person in their chat with us, where answers go that cannot be shown to them alone here."""
        return replace(self, kind=PERSONAL, conversation=talk, is_private=False)

    @property
    def openly(self) -> "Caller":
        """The same person where all read along."""
        return replace(self, is_private=False)

    @property
    def before(self) -> str:
        """What stands before words that are said to us there."""
        return "" if self.is_personal else BY_MENTION


def caller_of(activity: Json) -> Caller:
    """Who sent an activity. What was pressed or said to us alone is answered so, where others read along."""
    sender, data = inner(activity, "from"), inner(activity, "channelData")
    place, kind, told = _place(activity)
    return Caller(
        tenant=tenant_of(activity),
        account=text(sender, "id"),
        person=text(sender, "aadObjectId") or text(sender, "id"),
        name=text(sender, "name"),
        is_stranger=_is_stranger(activity),
        conversation=place,
        kind=kind,
        is_kind_told=told,
        service_url=text(activity, "serviceUrl"),
        team=text(inner(data, "team"), "id"),
        team_name=text(inner(data, "team"), "name"),
        place_name=text(inner(data, "channel"), "name") or text(inner(activity, "conversation"), "name"),
        key=f"teams:{without_thread(place)}:{text(activity, 'id')}" if text(activity, "id") else "",
        shown=text(activity, "replyToId"),
        is_private=kind != PERSONAL and (not _is_message(activity) or is_targeted(activity)),
    )


def tenant_of(activity: Json) -> str:
    """The organisation in which this happens. Beside it Teams names that of whoever acts, which may be another."""
    told = text(inner(activity, "conversation"), "tenantId")
    return told or text(inner(inner(activity, "channelData"), "tenant"), "id")


def is_targeted(activity: Json) -> bool:
    """Whether it was said to us alone."""
    return inner(activity, "recipient").get("isTargeted") is True


def words_said(activity: Json) -> str:
    """What was typed: without the mention that called us, others by their names, no slash before it."""
    said, ours = text(activity, "text"), text(inner(activity, "recipient"), "id")
    for entity in each(activity.get("entities")):
        if entity.get("type") == "mention" and text(inner(entity, "mentioned"), "id") == ours:
            said = said.replace(text(entity, "text") or "\0", " ", 1)
    plain = html.unescape(_MARKUP.sub("", said)).replace("\xa0", " ").strip()
    return plain if plain.startswith(SLASH) else plain.removeprefix("/").strip()


def brings_us(activity: Json, which: str) -> bool:
    """Whether we are among those who come (`membersAdded`) or go (`membersRemoved`)."""
    ours = text(inner(activity, "recipient"), "id")
    return any(text(one, "id") == ours for one in each(activity.get(which)))


def inner(value: Json, name: str) -> Json:
    """What stands in a payload under this name; nothing in it where it has none."""
    found = value.get(name)
    return found if isinstance(found, Mapping) else {}


def text(value: Json, name: str) -> str:
    """A text in it, "" for none."""
    found = value.get(name)
    return found if isinstance(found, str) else ""


def each(value: object) -> list[Json]:
    """What stands in a list."""
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _place(activity: Json) -> tuple[str, str, bool]:
    """Where an answer goes, what kind of place it is, and whether Teams said so: what is said in a channel is answered
    in its own thread."""
    conversation = inner(activity, "conversation")
    place, told = text(conversation, "id"), text(conversation, "conversationType")
    kind = told if told in KINDS else kind_of(place)
    is_said = kind == CHANNEL and _is_message(activity)
    return in_thread(place, text(activity, "id")) if is_said else place, kind, kind == told


def _is_message(activity: Json) -> bool:
    return activity.get("type") == "message"


def _is_stranger(activity: Json) -> bool:
    """Whether whoever acts is of another organisation than the place."""
    sender, tenant = inner(activity, "from"), tenant_of(activity)
    theirs = text(sender, "tenantId") or text(inner(inner(activity, "channelData"), "tenant"), "id")
    return (theirs or tenant) != tenant
