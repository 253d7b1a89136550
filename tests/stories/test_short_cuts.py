"""Short cuts: what is spared when a report is placed changes no decision."""

import re
from collections.abc import Sequence
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.stories.cluster import WINDOW, WordFrequencies, fit, weights
from bot.stories.cluster.fit import Fit, bridged, fits
from bot.stories.cluster.likeness import at_most, belief, likeness
from bot.stories.cluster.postings import Postings
from bot.stories.cluster.recurring import recurrence
from bot.stories.cluster.telling import Telling
from bot.stories.cluster.vector import Vector, read_report
from tests.stories.reports import report

WORDS = re.findall(
    r"\w+",
    "port grain strike Arlen Hythe Norvane Quibbix opens halts sues fined 40 2026 bridge ferry vaccine court drone "
    "museum tariff harbour engine pension glacier rocket wool cement",
)
SOURCES = ("", "The Post", "The Echo")
LIMITS = (1, 5, 20)


def vectors(seed: int, number: int = 30) -> list[Vector]:
    """Reports of few words, some of them titles alone, some in Spanish, over nine days."""
    chance = Random(seed)
    frequencies = WordFrequencies()
    made = []
    for entry_id in range(1, number + 1):
        told = chance.choices(WORDS, k=12) if chance.random() < 0.6 else []
        one = report(
            entry_id,
            " ".join(chance.sample(WORDS, chance.randrange(2, 7))),
            " ".join(told),
            source=chance.choice(SOURCES),
            hours=chance.random() * 9 * 24,
            language="es" if chance.random() < 0.2 else "en",
        )
        reading = read_report(one, frequencies)
        reading.teach(frequencies)
        made.append(reading.vector)
    return made


def tellings(chance: Random, held: Sequence[Vector]) -> list[tuple[Vector, Telling]]:
    """Each report with its story: most are told once, some more often."""
    stories = [Telling(story_id) for story_id in range(1, len(held) + 1)]
    found = [
        (vector, chance.choice(stories[: len(held) // 4] if chance.random() < 0.3 else stories)) for vector in held
    ]
    for vector, telling in found:
        telling.add(vector)
    return found


def in_full(vector: Vector, near: Sequence[tuple[Vector, Telling]]) -> list[Fit]:
    """The same fits reckoned plainly: beliefs in the best three of a story, and its common words."""
    by_story: dict[Telling, list[Vector]] = {}
    for other, telling in near:
        if abs(vector.hours - other.hours) <= WINDOW.total_seconds() / 3600:
            by_story.setdefault(telling, []).append(other)
    found = [_fit(vector, telling, others) for telling, others in by_story.items()]
    return sorted(found, key=lambda one: (-one.score, one.telling.story_id))


def _fit(vector: Vector, telling: Telling, others: Sequence[Vector]) -> Fit:
    believed = sorted(((belief(vector, other), -other.entry_id, other) for other in others), key=lambda one: one[:2])
    asked = min(fit._BEST, len(telling.members))
    best = ([one[0] for one in believed[::-1]] + [fit._UNLIKE] * asked)[:asked]
    common_words = fit._COMMON_WORDS * (telling.cosine(vector) - fit._USUALLY)
    return Fit(sum(best) / asked + common_words, telling, believed[-1][2])


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6))
def test_leaving_stories_out_changes_neither_the_best_nor_its_ties(seed: int) -> None:
    one, *held = vectors(seed)
    near = tellings(Random(seed), held)
    quick, full = fits(one, near), in_full(one, near)
    if full and full[0].score >= fit._UNTOLD:
        assert quick[0].score == pytest.approx(full[0].score)
        assert quick[0][1:] == full[0][1:]
        assert bridged(one, quick) == bridged(one, full)
    else:
        assert all(one.score < fit._UNTOLD for one in quick)


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.floats(-4, 4))
def test_a_belief_is_given_up_only_below_the_floor(seed: int, floor: float) -> None:
    one, *held = vectors(seed, 12)
    for other in held:
        likely, cosine = at_most(one, other)
        assert at_most(one, other, bonus=3.0, floor=floor) in ((likely, cosine), (-float("inf"), cosine))
        if likely + 3.0 * cosine >= floor:
            assert at_most(one, other, bonus=3.0, floor=floor)[0] == likely
        assert at_most(one, other, bonus=3.0, floor=likely + 3.0 * cosine)[0] == likely
        assert belief(one, other) == likely - recurrence(one, other)


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 10**6))
def test_belief_is_what_its_figures_weigh(seed: int) -> None:
    one, *held = vectors(seed, 12)
    for other in held:
        by_summaries = (weights.TITLES, weights.ONE_TOLD, weights.TOLD)[one.summarised + other.summarised]
        weighed = by_summaries if one.language == other.language else weights.FOREIGN
        figures = likeness(one, other)
        plain = weighed.bias + sum(weight * figure for weight, figure in zip(weighed[1:], figures, strict=True))
        assert at_most(one, other)[0] == pytest.approx(plain)


@pytest.mark.parametrize("weighed", [weights.TOLD, weights.TITLES, weights.ONE_TOLD, weights.FOREIGN])
def test_signs_are_such_that_a_belief_can_be_bounded(weighed: weights.Weights) -> None:
    assert min(weighed.covered, weighed.second, weighed.names) >= 0 >= weighed.strangers


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from(LIMITS))
def test_candidates_are_those_that_share_the_most(seed: int, limit: int) -> None:
    one, *held = vectors(seed)
    postings = Postings()
    for vector in held:
        postings.add(vector)
    assert postings.nearest(one, limit) == by_hand(one, held, limit)


def by_hand(one: Vector, held: Sequence[Vector], limit: int) -> list[Vector]:
    """The sixteen weightiest words looked up in all reports; those that share too little are left out."""
    probes = sorted(((weight, token) for token, weight in one.weights.items()), reverse=True)[:16]
    gains = {
        vector: sum(weight * weight for weight, token in probes if vector.weights.get(token, 0) >= 16)
        for vector in held
    }
    sought = sum(weight * weight for weight, _ in probes)
    least = max(0.15 * sought, 0.25 * max(gains.values()))
    close = [vector for vector in held if gains[vector] >= max(least, 1)]
    return sorted(close, key=lambda vector: (gains[vector], vector.hours, vector.entry_id), reverse=True)[:limit]
