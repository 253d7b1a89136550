"""Verdict: what an attempt to post, or a look for what is in doubt, means for the ledger. Pure."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Self

from bot.model.delivery import Delivery, DeliveryKind, DeliveryState, Outcome, OutcomeKind, Reach, WhenUnclear
from bot.settings import DeliverPart

STAYS = "it stays in doubt"  # where the platform never tells, and the policy is to ask it
_DOUBLINGS = 20  # beyond any wait
_SIMPLE = {
    OutcomeKind.SENT: DeliveryState.SENT,
    OutcomeKind.HELD: DeliveryState.HELD,
    OutcomeKind.REFUSED: DeliveryState.FAILED,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """How long and how often. The lease must outlast a poster's own time-out by 30 seconds or more."""

    lease: timedelta = timedelta(seconds=60)
    attempts: int = 8  # that may have gone wrong by the message's own fault, before it is given up
    refusals: int = 400  # that were surely none of its fault: two weeks and more
    rests: int = 20  # as short as the platform asks for, before they grow
    first_wait: timedelta = timedelta(seconds=30)  # doubled with each attempt …
    longest_wait: timedelta = timedelta(hours=1)  # … up to this
    doubt: timedelta = timedelta(hours=1)  # that the platform is asked in vain, before the policy decides
    when_unclear: WhenUnclear = WhenUnclear.ASK

    @classmethod
    def of(cls, part: DeliverPart, *, longest_call: float) -> Self:
        """Patience as it is configured, where a poster's one call of a platform takes so many seconds at most."""
        # A post begins within a quarter of the lease, and is two calls at most: it ends before the lease does.
        lease = max(part.lease_seconds, 3 * longest_call)
        return cls(
            lease=timedelta(seconds=lease),
            attempts=part.attempts,
            first_wait=timedelta(seconds=part.retry_seconds),
            when_unclear=WhenUnclear(part.when_unclear),
        )

    def wait(self, times: int) -> timedelta:
        """Before the next try, after so many."""
        doubled: int = 2 ** max(0, min(times - 1, _DOUBLINGS))
        return min(self.first_wait * doubled, self.longest_wait)


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What is written of a delivery, and what follows from it."""

    state: DeliveryState
    reason: str = ""
    platform_id: str = ""
    not_before: datetime | None = None  # when the delivery may be touched again
    plain: bool = False  # it goes in plainer blocks from now on
    waits: bool = False  # for another: that was no attempt, and it may take as long as it takes
    strike: bool = False  # it may have gone wrong by the message's own fault
    parks: Reach | None = None  # what cannot be reached
    told: bool = False  # it is lost, and its channel is to know
    again: bool = False  # it is sent again in doubt
    halved: bool = False  # it goes in two parts from now on
    may_stand: bool = False  # it is lost as far as we are concerned; perhaps it arrived all the same


def of_attempt(
    outcome: Outcome,
    claimed: Delivery,
    *,
    tried: bool,
    now: datetime,
    patience: Patience,
    can_halve: bool = False,
) -> Verdict:
    """What came of a claim; `tried` where the platform was asked at all, `can_halve` where it may go in two parts.

    A platform that is out of reach, or wants a rest, is no message's fault: it is tried for weeks. What may be its own
    fault is a strike, and a few of them end it.
    """
    reason = outcome.reason
    if state := _SIMPLE.get(outcome.kind):
        lost = tried and state is DeliveryState.FAILED
        return Verdict(state=state, reason=reason, platform_id=outcome.platform_id, told=lost)
    if outcome.kind is OutcomeKind.WAITS:
        return Verdict(state=DeliveryState.PLANNED, reason=reason, not_before=outcome.retry_at, waits=True)
    if outcome.kind is OutcomeKind.PARKED:
        return Verdict(state=DeliveryState.PARKED, reason=reason, parks=outcome.parks)
    if outcome.kind is OutcomeKind.REJECTED:
        if claimed.plain:
            return Verdict(state=DeliveryState.FAILED, reason=reason, told=True)
        if outcome.too_large and can_halve:
            return Verdict(state=DeliveryState.PLANNED, reason=f"{reason}: it goes in two parts", halved=True)
        return Verdict(state=DeliveryState.PLANNED, reason=f"{reason}: it goes in plainer form", plain=True)
    if outcome.kind is OutcomeKind.UNCLEAR and claimed.kind is not DeliveryKind.EDIT:
        later = now + patience.lease
        return Verdict(state=DeliveryState.UNCERTAIN, reason=reason, not_before=later, strike=True)
    if outcome.kind is OutcomeKind.RETRY and (tried or outcome.retry_at) and claimed.attempts < patience.refusals:
        rested = claimed.attempts - patience.rests
        if tried and outcome.retry_at and rested <= 0:  # its channel rests so long, and it keeps its place in it
            return Verdict(state=DeliveryState.PLANNED, reason=reason)
        later = max(now, outcome.retry_at or now + patience.wait(claimed.attempts))
        if tried and outcome.retry_at:  # who asks for a second's rest for hours gets more of it
            later = max(later, now + patience.wait(rested))
        return Verdict(state=DeliveryState.PLANNED, reason=reason, not_before=later)
    return _struck(reason, claimed, now=now, patience=patience)


def of_look(unclear: Delivery, found: str | None, *, now: datetime, patience: Patience) -> Verdict:
    """What the platform's answer means: the id of what had arrived, or None."""
    if found is not None:
        return Verdict(state=DeliveryState.SENT, reason="it had arrived", platform_id=found)
    return _once_more("it had not arrived", unclear.strikes, now=now, patience=patience)


def of_edit(unclear: Delivery, *, now: datetime, patience: Patience) -> Verdict:
    """An edit needs no look: made twice, it changes nothing more."""
    return _once_more("it may not have been written", unclear.strikes, now=now, patience=patience)


def of_silence(unclear: Delivery, why: str, *, ever: bool = True, now: datetime, patience: Patience) -> Verdict:
    """The platform cannot tell. It is asked again, ever more seldom, and in the end the policy decides: at once where
    it will not `ever` tell."""
    age = now - (unclear.claimed_at or now)
    reason = f"cannot be looked up: {why}" if ever else why
    if patience.when_unclear is WhenUnclear.ASK or (ever and age < patience.doubt):
        later = now + min(max(age, patience.lease), patience.longest_wait)
        stays = reason if ever else f"{reason}: {STAYS}"
        return Verdict(state=DeliveryState.UNCERTAIN, reason=stays, not_before=later)
    if patience.when_unclear is WhenUnclear.AGAIN and unclear.strikes < patience.attempts:
        again = f"{reason}: it is sent again, perhaps twice"
        return Verdict(state=DeliveryState.PLANNED, reason=again, not_before=now, again=True)
    ended = f"{reason}: it may have arrived, and is not sent again"
    return Verdict(state=DeliveryState.GIVEN_UP, reason=ended, told=True, may_stand=True)


def _struck(reason: str, claimed: Delivery, *, now: datetime, patience: Patience) -> Verdict:
    """One more strike: again after a while, or given up."""
    strikes = claimed.strikes + 1
    if strikes >= patience.attempts:
        return Verdict(state=DeliveryState.GIVEN_UP, reason=_ended(reason, strikes), told=True, strike=True)
    later = now + patience.wait(strikes)
    return Verdict(state=DeliveryState.PLANNED, reason=reason, not_before=later, strike=True)


def _once_more(reason: str, strikes: int, *, now: datetime, patience: Patience) -> Verdict:
    """What is no longer in doubt goes again: at once, after a while when it went wrong before, or never."""
    if strikes >= patience.attempts:
        return Verdict(state=DeliveryState.GIVEN_UP, reason=_ended(reason, strikes), told=True)
    later = now + patience.wait(strikes - 1) if strikes > 1 else now
    return Verdict(state=DeliveryState.PLANNED, reason=f"{reason}: it goes again", not_before=later)


def _ended(reason: str, strikes: int) -> str:
    return f"{reason.rstrip('.')} ({strikes} {'try' if strikes == 1 else 'tries'})"
