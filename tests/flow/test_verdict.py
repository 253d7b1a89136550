"""What an attempt, or a look, means for the ledger."""

from dataclasses import replace
from datetime import timedelta
from typing import get_args

import pytest

from bot.flow.verdict import Patience, Verdict, of_attempt, of_edit, of_look, of_silence
from bot.model.delivery import Delivery, DeliveryKind, DeliveryState, Outcome, OutcomeKind, Reach, WhenUnclear
from bot.settings import DeliverPart
from tests.flow.platform import PATIENCE, SENT
from tests.flow.press import NOW

CLAIMED = Delivery(
    id=1,
    key="alert:1:1",
    kind=DeliveryKind.ALERT,
    channel_id=1,
    subject_id=1,
    topic_id=None,
    part=0,
    state=DeliveryState.CLAIMED,
    not_before=NOW,
    attempts=1,
    claimed_at=NOW,
    planned_at=NOW,
)
SECOND = timedelta(seconds=1)


def attempt(outcome: Outcome, *, tried: bool = True, **claimed: object) -> Verdict:
    return of_attempt(outcome, replace(CLAIMED, **claimed), tried=tried, now=NOW, patience=PATIENCE)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("outcome", "attempts", "state", "wait"),
    [
        (SENT, 1, DeliveryState.SENT, None),
        (Outcome(kind=OutcomeKind.REFUSED), 1, DeliveryState.FAILED, None),
        (Outcome(kind=OutcomeKind.UNCLEAR), 3, DeliveryState.UNCERTAIN, 60 * SECOND),
        (Outcome(kind=OutcomeKind.RETRY), 1, DeliveryState.PLANNED, 10 * SECOND),
        (Outcome(kind=OutcomeKind.RETRY), 2, DeliveryState.PLANNED, 20 * SECOND),
        (Outcome(kind=OutcomeKind.RETRY), 399, DeliveryState.PLANNED, timedelta(hours=1)),
        (Outcome(kind=OutcomeKind.RETRY, retry_at=NOW + 300 * SECOND), 1, DeliveryState.PLANNED, None),
        (Outcome(kind=OutcomeKind.PARKED), 1, DeliveryState.PARKED, None),
        (Outcome(kind=OutcomeKind.HELD), 1, DeliveryState.HELD, None),
    ],
)
def test_outcomes(outcome: Outcome, attempts: int, state: DeliveryState, wait: timedelta | None) -> None:
    verdict = attempt(outcome, attempts=attempts)
    assert (verdict.state, verdict.not_before) == (state, None if wait is None else NOW + wait)


def test_what_may_be_the_message_s_own_fault_is_a_strike_and_nothing_else_is() -> None:
    fault = Outcome(kind=OutcomeKind.RETRY, reason="fault 1234")
    assert attempt(Outcome(kind=OutcomeKind.UNCLEAR)).strike
    assert attempt(fault, tried=False).strike
    assert not attempt(fault).strike
    assert not attempt(replace(fault, retry_at=NOW), tried=False).strike
    assert not attempt(Outcome(kind=OutcomeKind.PARKED)).strike


def test_what_is_put_off_on_purpose_goes_then() -> None:
    for wait in (300 * SECOND, timedelta(0)):
        later = Outcome(kind=OutcomeKind.RETRY, reason="it took too long to prepare", retry_at=NOW + wait)
        assert attempt(later, tried=False).not_before == NOW + wait


def test_what_waits_for_another_waits_as_long_as_it_takes() -> None:
    waits = attempt(
        Outcome(kind=OutcomeKind.WAITS, reason="alert:1:1 goes first", retry_at=NOW + 300 * SECOND),
        tried=False,
        attempts=10_000,
        strikes=2,
    )
    assert (waits.state, waits.not_before) == (DeliveryState.PLANNED, NOW + 300 * SECOND)
    assert (waits.waits, waits.strike) == (True, False)


def test_so_many_strikes_end_it_and_its_channel_is_to_know() -> None:
    last = attempt(Outcome(kind=OutcomeKind.RETRY, reason="fault 1234"), tried=False, strikes=2)
    assert (last.state, last.reason, last.told) == (
        DeliveryState.GIVEN_UP,
        "fault 1234 (3 tries)",
        True,
    )


def test_what_no_try_of_weeks_could_post_ends_as_well() -> None:
    assert attempt(Outcome(kind=OutcomeKind.RETRY), attempts=400, strikes=2).state is DeliveryState.GIVEN_UP


def test_a_platform_that_asks_for_short_rests_all_day_loses_nothing_of_it() -> None:
    waited, patience = timedelta(0), Patience()
    for number in range(1, patience.refusals):
        wants = Outcome(kind=OutcomeKind.RETRY, retry_at=NOW + SECOND)
        claimed = replace(CLAIMED, attempts=number)
        verdict = of_attempt(wants, claimed, tried=True, now=NOW, patience=patience)
        assert (verdict.state, verdict.strike) == (DeliveryState.PLANNED, False)
        waited += (verdict.not_before or NOW + SECOND) - NOW
    assert waited > timedelta(days=14)


def test_refused_content_goes_once_more_in_plainer_form() -> None:
    rejected = Outcome(kind=OutcomeKind.REJECTED, reason="invalid_blocks")
    first, second = attempt(rejected), attempt(rejected, plain=True)
    assert (first.state, first.plain, first.not_before) == (DeliveryState.PLANNED, True, None)
    assert (second.state, second.told) == (DeliveryState.FAILED, True)


def test_what_was_not_tried_is_not_told_as_lost() -> None:
    muted = Outcome(kind=OutcomeKind.REFUSED, reason="muted: story 1")
    assert not attempt(muted, tried=False).told
    assert attempt(muted).told


def test_what_cannot_be_reached_is_said_with_how_much() -> None:
    assert attempt(Outcome(kind=OutcomeKind.PARKED, parks=Reach.WORKSPACE)).parks is Reach.WORKSPACE


def test_what_had_not_arrived_goes_at_once_and_then_ever_more_slowly() -> None:
    def look(strikes: int) -> Verdict:
        return of_look(replace(CLAIMED, strikes=strikes), None, now=NOW, patience=PATIENCE)

    assert [look(strikes).not_before for strikes in (1, 2)] == [NOW, NOW + 10 * SECOND]
    assert look(3).state is DeliveryState.GIVEN_UP
    assert of_look(CLAIMED, "m1", now=NOW, patience=PATIENCE).platform_id == "m1"


def test_an_unclear_edit_is_made_again_and_given_up_in_the_end() -> None:
    edit = replace(CLAIMED, kind=DeliveryKind.EDIT)
    assert of_edit(replace(edit, strikes=1), now=NOW, patience=PATIENCE).state is DeliveryState.PLANNED
    assert of_edit(replace(edit, strikes=3), now=NOW, patience=PATIENCE).state is DeliveryState.GIVEN_UP
    assert attempt(Outcome(kind=OutcomeKind.UNCLEAR), kind=DeliveryKind.EDIT).state is DeliveryState.PLANNED


def silence(policy: WhenUnclear, *, after: timedelta, strikes: int = 1) -> Verdict:
    patience = Patience(attempts=3, when_unclear=policy)
    return of_silence(replace(CLAIMED, strikes=strikes), "no answer", now=NOW + after, patience=patience)


@pytest.mark.parametrize("policy", WhenUnclear)
def test_a_platform_that_cannot_tell_now_is_asked_again_ever_more_seldom(policy: WhenUnclear) -> None:
    for age, wait in ((10 * SECOND, 60 * SECOND), (300 * SECOND, 300 * SECOND)):
        verdict = silence(policy, after=age)
        assert (verdict.state, verdict.not_before) == (DeliveryState.UNCERTAIN, NOW + age + wait)


def test_in_the_end_the_policy_decides() -> None:
    day = timedelta(days=1)
    asked = silence(WhenUnclear.ASK, after=day)
    assert (asked.state, asked.not_before) == (DeliveryState.UNCERTAIN, NOW + day + timedelta(hours=1))
    once = silence(WhenUnclear.ONCE, after=day)
    assert (once.state, once.told, once.may_stand) == (DeliveryState.GIVEN_UP, True, True)
    assert silence(WhenUnclear.AGAIN, after=day).state is DeliveryState.PLANNED
    assert silence(WhenUnclear.AGAIN, after=day, strikes=3).state is DeliveryState.GIVEN_UP


def test_the_settings_know_every_policy_and_no_other() -> None:
    assert set(get_args(DeliverPart.model_fields["when_unclear"].annotation)) == set(WhenUnclear)
