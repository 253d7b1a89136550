"""Learn: weights are bounded, symmetric, explained, and a pure function of the votes."""

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.learned import LearnedKind, Vote
from bot.stories.learn import COUNTED, REACH, UNMOVED, Lessons, Shown, sameness, terms_of, votes_told

SOURCE, TERM = LearnedKind.SOURCE, LearnedKind.TERM
NOW = datetime(2026, 3, 4, 12, tzinfo=UTC)
SHOWN = {
    1: Shown("Lantern Post", "Gait cameras watch a harbour"),
    2: Shown("Lantern Post", "Harbour pilots strike again"),
    3: Shown("Patchline", "Gait analysis on trial"),
    4: Shown("Patchline", "Face scan at the ferry"),
    5: Shown("The Gazette", "Ferry toll rises"),
}
SAID = st.lists(st.tuples(st.sampled_from(list(SHOWN)), st.integers(0, 9), st.booleans()), max_size=60)
SEEN = st.builds(
    Shown,
    st.sampled_from([shown.source for shown in SHOWN.values()]),
    st.sampled_from([s.title for s in SHOWN.values()]),
)


def vote(story_id: int, useful: bool = True, person: str = "ada") -> Vote:
    return Vote(story_id=story_id, person=person, useful=useful, at=NOW)


def learnt(*votes: Vote, shown: Mapping[int, Shown] = SHOWN, **unlearned: Sequence[str]) -> Lessons:
    return Lessons.of(votes, shown, {LearnedKind(kind): values for kind, values in unlearned.items()})


def by_story(said: list[tuple[int, int, bool]]) -> list[Vote]:
    """One vote a person and story."""
    return [vote(story, useful, f"p{person}") for (story, person), useful in {s[:2]: s[2] for s in said}.items()]


def weight(lessons: Lessons, kind: LearnedKind, value: str) -> float:
    lesson = lessons.find(kind, value)
    assert lesson is not None
    return lesson.weight


def test_without_votes_nothing_moves() -> None:
    assert learnt().moved(SHOWN[1]).factor == 1.0
    assert learnt().moved(SHOWN[1]).reason == ""
    assert list(learnt()) == []


def test_one_vote_moves_a_little_and_more_votes_move_more() -> None:
    one = learnt(vote(1)).moved(SHOWN[1]).factor
    two = learnt(vote(1), vote(1, person="bea")).moved(SHOWN[1]).factor
    many = learnt(*(vote(1, person=f"p{n}") for n in range(200))).moved(SHOWN[1]).factor
    assert 1.1 < one < 1.2 < two < 1.3
    assert 1.9 < many < REACH


def test_a_story_is_moved_by_its_source_and_its_terms_and_says_so() -> None:
    lessons = learnt(vote(1), vote(3, useful=False, person="bea"), vote(3, useful=False))
    moved = lessons.moved(Shown("lantern  post", "Gait found in a museum"))
    assert moved.reason == f"×{moved.factor:.2f} by votes here (Lantern Post ×1.07, “gait” ×0.98)"
    assert moved.factor == pytest.approx(1.07 * 0.98, abs=0.01)
    assert lessons.moved(Shown("The Gazette", "Toll rises")).reason == ""
    assert votes_told(moved.reason)
    assert not votes_told(UNMOVED.reason)


def test_the_three_terms_that_weigh_most_count_and_no_others() -> None:
    lessons = learnt(vote(2), vote(2, person="bea"), vote(1), vote(4, useful=False), vote(4, useful=False, person="b"))
    moved = lessons.moved(Shown("Elsewhere", "Harbour pilots see cameras and a ferry scan"))
    assert moved.reason.endswith("(“harbour” ×1.05, “ferry” ×0.96, “pilots” ×1.04)")


def test_the_more_of_a_title_was_voted_on_the_farther_a_story_is_moved() -> None:
    lessons = learnt(vote(1))
    near, far = (lessons.moved(Shown("Lantern Post", title)).factor for title in ("Gait cameras", "Gait of a horse"))
    assert near > far > 1


@given(SAID, SEEN)
def test_every_weight_and_every_move_is_bounded(said: list[tuple[int, int, bool]], seen: Shown) -> None:
    lessons = learnt(*by_story(said))
    assert all(1 / REACH < lesson.weight < REACH for lesson in lessons)
    assert 1 / REACH < lessons.moved(seen).factor < REACH


@given(SAID, SEEN)
def test_the_opposite_votes_move_the_other_way(said: list[tuple[int, int, bool]], seen: Shown) -> None:
    votes = by_story(said)
    opposite = [vote(one.story_id, not one.useful, one.person) for one in votes]
    assert learnt(*votes).moved(seen).factor == pytest.approx(1 / learnt(*opposite).moved(seen).factor, rel=1e-5)


@given(SAID, st.sampled_from(list(SHOWN)))
def test_another_useful_vote_never_lowers_its_source(said: list[tuple[int, int, bool]], story: int) -> None:
    votes = by_story(said)
    source = SHOWN[story].source
    before = learnt(*votes).find(SOURCE, source)
    after = weight(learnt(*votes, vote(story, person="one more")), SOURCE, source)
    assert after > (before.weight if before else 1.0)


@given(SAID, st.data())
def test_the_order_of_votes_does_not_matter(said: list[tuple[int, int, bool]], data: st.DataObject) -> None:
    votes = by_story(said)
    assert learnt(*votes) == learnt(*data.draw(st.permutations(votes)))


def test_what_most_stories_have_is_no_preference() -> None:
    words = ("gait", "pier", "toll", "dock")
    shown = {n: Shown(f"Source {n}", f"Face recognition {word}") for n, word in enumerate(words)}
    assert learnt(vote(0), vote(1), vote(2), shown=shown).find(TERM, "recognition")
    four = learnt(*map(vote, shown), shown=shown)
    assert four.find(TERM, "recognition") is None
    assert four.find(TERM, "gait")


def test_what_is_unlearned_is_listed_and_moves_nothing() -> None:
    lessons = learnt(vote(1), source=["LANTERN post"], term=["gaits", "zeppelin"])
    assert lessons.moved(Shown("Lantern Post", "Gait")).reason == ""
    gait = lessons.find(TERM, "gait")
    assert gait is not None
    assert (gait.unlearned, gait.weight > 1) == (True, True)
    assert [(one.value, one.weight) for one in lessons if one.unlearned and not one.useful] == [("zeppelin", 1.0)]


def test_the_newest_votes_count() -> None:
    old = [vote(1, useful=False, person=f"p{n}") for n in range(50)]
    new = [vote(1, person=f"q{n}") for n in range(COUNTED)]
    lesson = learnt(*old, *new).find(SOURCE, "Lantern Post")
    assert lesson is not None
    assert (lesson.useful, lesson.useless) == (COUNTED, 0)


def test_a_vote_on_a_story_that_is_not_shown_teaches_nothing() -> None:
    assert list(learnt(vote(99))) == []


def test_lessons_are_listed_by_strength() -> None:
    lessons = learnt(vote(3, useful=False), vote(4, useful=False), vote(5))
    assert next(iter(lessons)).value == "Patchline"
    assert next(iter(lessons)).weight == min(one.weight for one in lessons)


def test_terms_are_the_words_that_say_something_as_they_are_written() -> None:
    title = "Clearview’s 34 cameras and the new law of 2026: AI, C++ and 顔"
    assert list(terms_of(title).values()) == ["clearview", "cameras", "ai"]


@pytest.mark.parametrize(
    ("kind", "one", "other"),
    [
        (SOURCE, "Lantern  Post", "lantern post"),
        (SOURCE, "The “Reader’s” Digest", 'the "reader\'s" digest'),
        (TERM, "Cameras", "camera"),
        (TERM, '"gait"', "GAIT"),
    ],
)
def test_two_names_of_one_thing_are_the_same(kind: LearnedKind, one: str, other: str) -> None:
    assert sameness(kind, one) == sameness(kind, other)
