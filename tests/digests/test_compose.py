from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.compose import Candidate, Draft, ExtractLimits, Told, compose, freeze, quotable_evidence
from bot.model.digest import Digest, Novelty
from bot.model.topic import Evidence
from tests.digests.samples import SUBSCRIPTION, TOPIC, WEEK, WORDS, at, candidate, entry, request


def test_stories_stand_by_score_then_by_id_never_by_time() -> None:
    late = candidate(1, [entry(1, "Late", when=at(22))], score=1.0)
    strong = candidate(2, [entry(2, "Strong", when=at(17))], score=3.0)
    early = candidate(3, [entry(3, "Early", when=at(16))], score=1.0)

    draft = compose(request(early, late, strong))

    assert [story.story_id for story in draft.stories] == [2, 1, 3]
    assert [story.position for story in draft.stories] == [1, 2, 3]


@given(st.permutations(range(6)))
def test_the_order_of_candidates_does_not_matter(order: list[int]) -> None:
    candidates = [candidate(n, [entry(n, f"Story {n}")], score=n % 3) for n in range(6)]
    assert compose(request(*(candidates[n] for n in order))) == compose(request(*candidates))


def test_a_story_of_an_earlier_issue_develops() -> None:
    articles = [entry(1, "Inquiry opens"), entry(2, "Inquiry grows"), entry(3, "Inquiry heard")]
    story = compose(request(candidate(4, articles, told=Told(number=8, topic_title="AI privacy"), gained=2))).stories[0]
    assert (story.novelty, story.since_number, story.gained, story.seen_under) == (Novelty.DEVELOPING, 8, 2, "")


def test_a_story_of_an_earlier_issue_that_did_not_grow_is_no_news() -> None:
    told = candidate(4, [entry(1, "Inquiry opens")], told=Told(number=8), gained=0)
    assert compose(request(told)).stories == ()


def test_a_story_seen_under_another_topic_stands_last() -> None:
    seen = candidate(1, [entry(1, "Seen")], score=9.0, told=Told(topic_title="AI privacy"))
    new = candidate(2, [entry(2, "New")], score=1.0)
    draft = compose(request(seen, new))
    assert [(story.story_id, story.novelty) for story in draft.stories] == [(2, Novelty.NEW), (1, Novelty.SEEN)]
    assert draft.stories[1].seen_under == "AI privacy"


def test_coverage_names_the_lead_first_then_the_best_and_oldest() -> None:
    lead = entry(5, "Lead", source="MSSP Alert", when=at(20))
    old = entry(6, "Old", when=at(17))
    best = replace(entry(7, "Best", when=at(21)), tier=1)
    story = compose(request(candidate(1, [lead, old, best]))).stories[0]
    assert [article.entry_id for article in story.coverage] == [5, 7, 6]
    assert (story.source, story.when) == ("MSSP Alert", at(20))
    assert (story.first_source, story.first_at) == (old.source, at(17))


def test_every_story_is_listed() -> None:
    many = [candidate(n, [entry(n, f"Story {n}")]) for n in range(1, 61)]
    assert len(compose(request(*many)).stories) == 60


def test_history_keeps_the_last_eight_windows() -> None:
    assert compose(request(history=tuple(range(12)))).history == (4, 5, 6, 7, 8, 9, 10, 11)


def test_a_draft_is_a_digest_but_for_its_id_and_number() -> None:
    later = {"id", "number", "held", "revised_at", "repeats_from"}  # what composing does not know
    assert {f.name for f in fields(Draft)} == {f.name for f in fields(Digest)} - later
    issue = freeze(compose(request()), id=7, number=9)
    assert (issue.id, issue.number, issue.window) == (7, 9, WEEK)
    assert (issue.topic_query, issue.zone) == (TOPIC.query, SUBSCRIPTION.schedule.zone)


@pytest.mark.parametrize("limit", [0, 160])
def test_extracts_follow_the_limit(limit: int) -> None:
    article = entry(1, "List lost", "An intruder copied account names and search totals.")
    asked = request(candidate(1, [article]))
    story = compose(replace(asked, limits=replace(asked.limits, default=limit))).stories[0]
    assert (story.clause is None) == (limit == 0)


def told_by(source: str, first: int, last: int, *, score: float) -> list[Candidate]:
    """Stories that one source tells alone."""
    return [candidate(n, [entry(n, f"Story {n}", source=source)], score=score) for n in range(first, last + 1)]


def test_one_source_takes_two_of_the_five_places_at_most_while_there_are_others() -> None:
    loud, other = told_by("Lantern Post", 1, 6, score=9.0), told_by("Beat Daily", 7, 8, score=1.0)
    last = told_by("Hill Gazette", 9, 10, score=0.5)
    stories = compose(request(*loud, *other, *last)).stories
    assert [story.story_id for story in stories] == [1, 2, 7, 8, 9, 3, 4, 5, 6, 10]
    moved = "many sources; behind other sources’ stories, as Lantern Post stands above already"
    assert [story.reason for story in stories] == ["many sources"] * 5 + [moved] * 4 + ["many sources"]


def test_one_source_that_floods_an_issue_buries_nobody_and_sources_take_turns_at_its_end() -> None:
    flood, other = told_by("Lantern Post", 1, 30, score=9.0), told_by("Beat Daily", 41, 53, score=1.0)
    stories = compose(request(*flood, *other)).stories
    first = [1, 2, 3, 41, 42, *range(4, 11), *range(43, 51)]
    assert [story.story_id for story in stories] == [*first, 11, 51, 12, 52, 13, 53, *range(14, 31)]
    assert stories[20].reason.endswith("as Lantern Post stands above already")
    assert stories[21].reason == "many sources"


def test_what_waits_behind_the_head_says_so_as_well_and_only_where_others_pass_it() -> None:
    shared = [candidate(n, [entry(n, "A", source="Wire"), entry(n + 50, "B")], score=9.0) for n in range(1, 6)]
    flood, other = told_by("Lantern Post", 11, 22, score=8.0), told_by("Beat Daily", 41, 42, score=1.0)
    waits = {one.story_id for one in compose(request(*shared, *flood, *other)).stories if "stands above" in one.reason}
    assert waits == {21, 22}
    assert not any("stands above" in one.reason for one in compose(request(*shared, *flood)).stories)


def test_one_source_takes_the_places_that_nobody_else_can() -> None:
    loud, other = told_by("Lantern Post", 1, 6, score=9.0), told_by("Beat Daily", 7, 7, score=1.0)
    assert [story.story_id for story in compose(request(*loud, *other)).stories] == [1, 2, 3, 4, 7, 5, 6]


def test_a_story_of_several_sources_is_no_single_source_s() -> None:
    shared = [candidate(n, [entry(n, "A", source="Wire"), entry(n + 50, "B")], score=9.0) for n in range(1, 6)]
    other = told_by("Beat Daily", 7, 9, score=1.0)
    assert [story.story_id for story in compose(request(*shared, *other)).stories] == [1, 2, 3, 4, 5, 7, 8, 9]


def test_what_was_seen_before_takes_no_place_of_what_is_new() -> None:
    loud = told_by("Lantern Post", 1, 4, score=9.0)
    seen = [replace(one, told=Told(topic_title="AI privacy")) for one in told_by("Beat Daily", 5, 7, score=9.0)]
    assert [story.story_id for story in compose(request(*loud, *seen)).stories] == [1, 2, 3, 4, 5, 6, 7]


@given(st.lists(st.sampled_from("ABCDEF"), max_size=12))
def test_nothing_is_left_out_and_each_source_keeps_its_order(sources: list[str]) -> None:
    each = [candidate(n, [entry(n, f"Story {n}", source=source)]) for n, source in enumerate(sources)]
    told = compose(request(*each)).stories
    assert sorted(story.story_id for story in told) == list(range(len(sources)))
    for source in set(sources):
        assert sorted(own := [story.story_id for story in told if story.source == source]) == own


def test_of_a_source_that_may_not_be_quoted_no_more_than_a_phrase_is_frozen() -> None:
    piece = Evidence(clause="a ONEAR/9 b", field="body", text="a word of a long sentence b", start=10, end=37)
    one = candidate(1, [entry(1, "Ban", "A long enough sentence tells of the ban in Aldport.", source="Strict")])
    one = replace(one, match=replace(one.match, evidence=(WORDS, piece)))
    asked = replace(request(one), limits=ExtractLimits(by_source={"strict": 0}))

    (free,), (bound,) = compose(request(one)).stories, compose(asked).stories

    assert (free.evidence, free.clause is not None) == ((WORDS, piece), True)
    assert bound.evidence == (WORDS, replace(piece, text="a word of", end=19))
    assert (bound.clause, bound.summary) == (None, None)


@pytest.mark.parametrize(
    ("text", "limit", "shown"),
    [
        ("face " * 60, 160, ("face " * 32).strip()),  # near each other is far apart
        ("a word of a long sentence b", 10, "a word of a long sentence b"),  # a phrase is told in any case
        ("票" * 90, 0, "票" * 40),  # one word by its blanks
        ("facial recognition", 160, "facial recognition"),
    ],
)
def test_no_piece_of_evidence_is_longer_than_its_source_lets_be_shown(text: str, limit: int, shown: str) -> None:
    piece = Evidence(clause="a NEAR/100 b", field="body", text=text, start=7, end=7 + len(text))
    (kept,) = quotable_evidence([piece], limit)
    assert kept == replace(piece, text=shown, end=7 + len(shown))
    title = replace(piece, field="title")
    assert quotable_evidence([title], limit) == (title,)


def test_however_much_is_asked_for_the_pieces_together_quote_little_and_each_clause_is_told_before_others_again() -> (
    None
):
    def piece(clause: int, place: int, field: str = "body") -> Evidence:
        start = 200 * place
        return Evidence(clause=f"clause {clause}", field=field, text="w" * 100, start=start, end=start + 100)

    twice = [piece(clause, 10 * clause + place) for clause in range(3) for place in range(2)]
    many = [*twice, *(piece(clause, 100 + clause) for clause in range(3, 50))]
    kept = quotable_evidence(many, 160)
    assert [one.clause for one in kept] == ["clause 0", "clause 1", "clause 2", "clause 3"]
    assert sum(len(one.text) for one in kept) <= 480
    same = [piece(clause, 7) for clause in range(50)]
    titles = [piece(clause, clause, "title") for clause in range(50)]
    assert quotable_evidence([*same, *titles], 160) == (*same, *titles)  # the same words, and a title
