"""The judge of the chaos trial on Slack: compares what the channels hold with what the feed server had served."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from bench.chaos_platform import ALERTS, DIGESTS
from bench.chaos_verdict import Verdict
from bench.kill_press import Press
from bench.slack_stand_in import Answer, StandIn
from bot.app import App
from bot.chat.slack.blocks import render
from bot.flow.origins import Origins
from bot.flow.tell import message_of
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState

_KEYS = {ALERTS: "CALERTS", DIGESTS: "CDIGESTS"}


@dataclass(frozen=True, kw_only=True)
class _Case:
    """What there is to be judged: the channels' messages, and the events that each message tells."""

    press: Press
    base: str
    held: dict[int, list[Answer]]

    def events(self, message: Answer) -> set[str]:
        """The events whose articles a message links to."""
        words = json.dumps([message["text"], message["blocks"]])
        links = re.findall(re.escape(self.base) + r"/story/[a-z]+", words)
        return {self.press.events[link] for link in links}


def judge(app: App, press: Press, stand_in: StandIn, *, base: str, quiet: bool) -> Verdict:
    """Every event that was served is told once in each channel; nothing else is repeated, early or left open."""
    held = {channel_id: stand_in.places[key].messages for channel_id, key in _KEYS.items()}
    verdict = compare(press, held, base=base)
    verdict.other += [] if quiet else ["it did not become quiet"]
    verdict.other += stand_in.hasty
    verdict.other += _ledger(app, held)
    verdict.seen["messages"] = sum(map(len, held.values()))
    return verdict


def compare(press: Press, held: dict[int, list[Answer]], *, base: str) -> Verdict:
    """What the channels hold, beside what the feed server at `base` had served."""
    case, verdict = _Case(press=press, base=base, held=held), Verdict()
    _alerts(case, verdict)
    _digests(case, verdict)
    verdict.twice += _copies(case)
    return verdict


def _alerts(case: _Case, verdict: Verdict) -> None:
    """Each event has one message of its own."""
    told = Counter(event for message in case.held[ALERTS] for event in case.events(message))
    verdict.lost += [f"no alert of {event}" for event in case.press.fresh - told.keys()]
    verdict.twice += [f"{number} alerts of {event}" for event, number in told.items() if number > 1]


def _digests(case: _Case, verdict: Verdict) -> None:
    """Each event is in one issue, in its parent, and in one reply; an issue that tells of growth may repeat it."""
    issues = [message for message in case.held[DIGESTS] if "thread_ts" not in message]
    told = Counter[str]()
    for parent in issues:
        replies = [one for one in case.held[DIGESTS] if one.get("thread_ts") == parent["ts"]]
        told.update(_issue(case, parent, replies, verdict))
    verdict.lost += [f"no digest of {event}" for event in case.press.fresh - told.keys()]
    grown = {event for event, number in Counter(case.press.events.values()).items() if number > 1}
    verdict.twice += [
        f"{number} digests of {event}" for event, number in told.items() if number > 1 and event not in grown
    ]


def _issue(case: _Case, parent: Answer, replies: Sequence[Answer], verdict: Verdict) -> set[str]:
    """The events of an issue."""
    named = case.events(parent)
    replied = Counter(event for reply in replies for event in case.events(reply))
    verdict.lost += [f"no reply tells {event}" for event in named - replied.keys()]
    verdict.twice += [f"{number} replies tell {event}" for event, number in replied.items() if number > 1]
    return named | replied.keys()


def _copies(case: _Case) -> Iterator[str]:
    """No delivery stands there twice, whatever it tells."""
    ids = Counter(one["metadata"]["event_payload"]["delivery_id"] for each in case.held.values() for one in each)
    yield from (f"{number} messages of delivery {name}" for name, number in ids.items() if number > 1)


def _ledger(app: App, held: dict[int, list[Answer]]) -> Iterator[str]:
    """The ledger says the same: all was sent, under the ids that the messages have, and edits stand as they are to."""
    now = datetime.now(UTC)
    with app.store.reading() as session:
        for channel_id, messages in held.items():
            every = session.ledger.of_channel(channel_id, limit=1_000_000)
            yield from (f"{one.key} is {one.state}: {one.reason}" for one in every if not _is_well(one))
            posted = {one.platform_id: one for one in every if one.kind is not DeliveryKind.EDIT and one.platform_id}
            yield from (f"{ts} is not in the ledger" for ts in {one["ts"] for one in messages} - posted.keys())
            yield from (f"{posted[ts].key} is not there" for ts in posted.keys() - {one["ts"] for one in messages})
            edited = {one.subject_id: one for one in every if one.kind is DeliveryKind.EDIT}
            for message in messages:
                alert = posted.get(message["ts"])
                if alert and alert.id in edited and not (alert.plain or edited[alert.id].plain):
                    said = message_of(session, alert, rules=app.rules, now=now, origins=Origins(app.outlets))
                    told = render(said, base_url=app.base_url)
                    if json.dumps(told.blocks) != json.dumps(message["blocks"]):
                        yield f"{alert.key} does not stand there as it was edited"


def _is_well(delivery: Delivery) -> bool:
    """It came to its end, or another message tells the same."""
    return delivery.state is DeliveryState.SENT or delivery.reason.startswith("the same story is told as")
