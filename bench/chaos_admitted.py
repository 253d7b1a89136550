"""The judge of the chaos trial where nobody ever says what arrived: what is missing or there twice, the ledger admits.

Each delivery of the ledger is looked for among the messages, and each message among the deliveries; and each event that
the feed server had served is in some delivery.
"""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.chaos_platform import ALERTS, DIGESTS, Case
from bench.chaos_verdict import Verdict
from bench.teams_stand_in import Json
from bot.chat.salt import salt_of
from bot.chat.teams.card import render, summary
from bot.chat.teams.seal import sealing
from bot.flow.origins import Origins
from bot.flow.tell import message_of
from bot.flow.verdict import STAYS
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState
from bot.model.message import Message
from bot.ports.store import Session

_OPEN = (DeliveryState.PLANNED, DeliveryState.CLAIMED, DeliveryState.UNCERTAIN, DeliveryState.PARKED)


@dataclass(frozen=True, kw_only=True)
class _Book:
    """A channel's deliveries, and the messages that stand there."""

    case: Case
    session: Session
    salt: str  # what buttons are sealed with
    deliveries: Sequence[Delivery]
    messages: Sequence[Json]

    def told(self, delivery: Delivery) -> set[str]:
        """The events that a delivery is about."""
        session = self.session
        if delivery.kind is DeliveryKind.DIGEST:
            stories = session.digests.get(delivery.subject_id).stories
            links = {entry.link for story in stories for entry in story.coverage}
        else:
            root = session.stories.root(delivery.subject_id)
            links = {entry.link for entry in session.entries.of_stories([root])[root]}
        return {self.case.press.events[link] for link in links if link in self.case.press.events}

    def shown(self, message: Json) -> set[str]:
        """The events whose articles a message links to."""
        links = re.findall(re.escape(self.case.base) + r"/story/[a-z]+", json.dumps(message["activity"]))
        return {self.case.press.events[link] for link in links}

    def line(self, delivery: Delivery) -> str:
        """What a delivery's message says to notifications."""
        return summary(self.said(delivery).fallback)

    def said(self, delivery: Delivery) -> Message:
        """What a delivery's message says now."""
        app = self.case.app
        return message_of(self.session, delivery, rules=app.rules, now=datetime.now(UTC), origins=Origins(app.outlets))


def judge(case: Case, messages: dict[int, list[Json]], *, hasty: Sequence[str]) -> Verdict:
    """What is wrong: lost in silence, twice in silence, early, or left open."""
    verdict = Verdict()
    verdict.other += [] if case.quiet else ["it did not become quiet"]
    verdict.other += hasty
    salt = salt_of(case.app.store)  # asked for in a transaction of its own
    with case.app.store.reading() as session:
        for channel, there in messages.items():
            every = session.ledger.of_channel(channel, limit=1_000_000)
            book = _Book(case=case, session=session, salt=salt, deliveries=every, messages=there)
            _compare(book, verdict)
            _covered(book, verdict)
            verdict.other += _edits(book)
    verdict.seen["messages"] = sum(map(len, messages.values()))
    return verdict


def waits_for_doubt(session: Session) -> bool:
    """Whether all that is open is in doubt for good, or waits for such a one."""
    every = [
        one
        for channel in (ALERTS, DIGESTS)
        for state in _OPEN
        for one in session.ledger.of_channel(channel, state=state, limit=10_000)
    ]
    stuck = [one for one in every if one.state is DeliveryState.UNCERTAIN and one.reason.endswith(STAYS)]
    return all(one in stuck or _behind(one, stuck) for one in every)


def _behind(one: Delivery, stuck: Sequence[Delivery]) -> bool:
    """Whether an earlier part of the same, or what it would edit, is among those that are stuck."""
    if one.state not in (DeliveryState.PLANNED, DeliveryState.PARKED):
        return False
    if one.kind is DeliveryKind.EDIT:
        return any(one.subject_id == other.id for other in stuck)
    return any(
        (one.kind, one.subject_id, one.channel_id) == (other.kind, other.subject_id, other.channel_id)
        and other.part < one.part
        for other in stuck
    )


def _compare(book: _Book, verdict: Verdict) -> None:
    """Each delivery with the messages that are its own."""
    posts = [one for one in book.deliveries if one.kind is not DeliveryKind.EDIT]
    copies, strays = _attributed(book, posts)
    verdict.twice += [f"{one['id']} is in no ledger: {one['activity'].get('summary')}" for one in strays]
    stuck = [one for one in posts if one.state is DeliveryState.UNCERTAIN]
    for one in posts:
        number = copies[one.id]
        if number > 1 and not one.again:
            verdict.twice.append(f"{number} messages of {one.key}, which is {one.state}")
        match one.state:
            case DeliveryState.SENT if not number:
                verdict.lost.append(f"{one.key} is not there, and is said to be")
            case DeliveryState.UNCERTAIN:
                verdict.seen["in doubt, there" if number else "in doubt, not there"] += 1
            case DeliveryState.PLANNED | DeliveryState.PARKED if _behind(one, stuck) and not number:
                verdict.seen["waits for one in doubt"] += 1
            case DeliveryState.FAILED if one.reason.startswith("the same story is told as"):
                pass
            case state if state is not DeliveryState.SENT:
                verdict.other.append(f"{one.key} is {one.state}: {one.reason}")
        verdict.seen["sent again, twice"] += one.again and number > 1
        verdict.seen["sent again, once"] += one.again and number == 1


def _attributed(book: _Book, posts: Sequence[Delivery]) -> tuple[Counter[int], list[Json]]:
    """How many messages each delivery has, and the messages that are nobody's."""
    known = {one.platform_id: one for one in posts if one.platform_id}
    owners: dict[str, Delivery] = {}
    strays: list[Json] = []
    for message in book.messages:  # a root stands before its replies
        owner = known.get(message["id"]) or _by_content(book, posts, message, owners)
        if owner is None:
            strays.append(message)
        else:
            owners[message["id"]] = owner
    return Counter(owner.id for owner in owners.values()), strays


def _by_content(book: _Book, posts: Sequence[Delivery], message: Json, owners: dict[str, Delivery]) -> Delivery | None:
    """Whose message it is, by what it says; rather one that the ledger admits than another."""
    root = owners.get(message["root"])
    found = [one for one in posts if _is_of(book, one, message, root)]
    found.sort(key=lambda one: not (one.again or one.state is DeliveryState.UNCERTAIN))
    return found[0] if found else None


def _is_of(book: _Book, one: Delivery, message: Json, root: Delivery | None) -> bool:
    if one.kind is DeliveryKind.ALERT:
        return bool(book.told(one) & book.shown(message))
    if (one.part > 0) != bool(message["root"]) or (root is not None and root.subject_id != one.subject_id):
        return False
    return str(message["activity"].get("summary")) == book.line(one)


def _covered(book: _Book, verdict: Verdict) -> None:
    """Each event is in some delivery."""
    told = set[str]().union(
        *(book.told(one) for one in book.deliveries if one.kind is not DeliveryKind.EDIT and one.part == 0)
    )
    verdict.lost += [f"no delivery tells {event}" for event in book.case.press.fresh - told]


def _edits(book: _Book) -> Iterator[str]:
    """An edit that was made stands as it is to stand; one that was not waits for a message in doubt."""
    posts = {one.id: one for one in book.deliveries}
    edited = {one.subject_id: one for one in book.deliveries if one.kind is DeliveryKind.EDIT}
    shown = {message["id"]: message["activity"] for message in book.messages}
    for number, edit in edited.items():
        post = posts[number]
        if post.state is DeliveryState.UNCERTAIN:
            continue
        if edit.state is not DeliveryState.SENT:
            yield f"{edit.key} is {edit.state}: {edit.reason}"
        elif not (post.plain or edit.plain) and post.platform_id in shown:
            sign = sealing(book.salt, book.session.channels.get(post.channel_id).key)
            meant = json.dumps(render(book.said(post), base_url=book.case.app.base_url, sign=sign).card)
            stands = json.dumps(shown[post.platform_id]["attachments"][0]["content"])
            if meant != stands:
                yield f"{post.key} does not stand there as it was edited: {_differing(meant, stands)}"


def _differing(meant: str, stands: str) -> str:
    """Where two texts part, and what they say there."""
    place = next((at for at, pair in enumerate(zip(meant, stands, strict=False)) if pair[0] != pair[1]), len(meant))
    first = max(place - 20, 0)
    return f"{meant[first : place + 60]!r} is {stands[first : place + 60]!r}"
