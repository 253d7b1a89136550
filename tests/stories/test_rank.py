"""Rank: who leads a story, what its voices weigh, and which story stands first, with the reason."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.model.digest import Novelty
from bot.model.entry import Entry
from bot.stories.acts import Act
from bot.stories.kinds import Kind
from bot.stories.lead import lead
from bot.stories.learn import Moved
from bot.stories.origin import origin_of
from bot.stories.rank import act_told, rank
from bot.stories.titles import read_title
from bot.stories.voices import Voices
from bot.stories.voices import voices as weighed
from tests.digests.samples import at, entry

BAN = "Aldport bans face scans in its schools"
TEXTS = (
    "The council voted nine to two on Monday evening after a hearing that lasted for six hours and more.",
    "Parents had gathered nine hundred names against the cameras that two schools had tried since spring time.",
    "Two schools must take their scanners down by Friday, the mayor of the port told our reporter last night.",
    "A spokeswoman of the maker said that it was surprised, and that it would look at its contract with the city.",
    "Teachers welcomed the vote and asked what becomes of the pictures that were taken of their pupils until now.",
)


def told(number: int, title: str, text: str = "", *, tier: int = 2, hour: int = 8) -> Entry:
    return replace(entry(number, title, text, when=at(20, hour)), tier=tier)


def own(count: int) -> list[Entry]:
    """Articles in words of their own."""
    titles = (BAN, "School cameras banned by council", "Face scans end in Aldport", "Aldport votes out scanners", "No")
    return [told(n, titles[n], TEXTS[n], hour=n) for n in range(count)]


def copied(count: int) -> list[Entry]:
    """Articles that print one text."""
    return [told(100 + n, BAN, TEXTS[0]) for n in range(count)]


def leads(*entries: Entry) -> str:
    chosen = lead(entries)
    assert chosen == lead(entries[::-1])
    return chosen.title


def test_a_plain_title_leads_before_a_tease_that_came_first_and_is_of_a_better_tier() -> None:
    tease = told(1, "Why Aldport is afraid of face scans in its schools", tier=1, hour=1)
    assert leads(tease, told(2, BAN, hour=9)) == BAN


def test_of_plain_titles_the_best_tier_leads() -> None:
    assert leads(told(1, BAN), told(2, "School board of Aldport ends face scans", tier=1)) == (
        "School board of Aldport ends face scans"
    )


def test_a_release_never_leads_where_there_is_a_report() -> None:
    release = told(1, "Acme announces gate for schools in Aldport", "ALDPORT /PRNewswire/ -- Acme has a gate.", tier=1)
    assert leads(release, told(2, BAN, tier=3)) == BAN


def test_the_title_leads_that_tells_what_the_others_tell() -> None:
    stray = told(1, "Ferry to Northway Island runs 14 times daily again, says Harbour Board", hour=1)
    assert leads(stray, told(2, BAN), told(3, "Aldport bans face scans"), told(4, "Face scans banned")) in (
        BAN,
        "Aldport bans face scans",
    )


@pytest.mark.parametrize("many", [3, 150])
def test_a_source_with_very_many_titles_does_not_make_its_own_the_story_s(many: int) -> None:
    titles = {n: f"Acme lamps are cheap at Aldport store {n}" for n in range(50, 50 + many)}
    spam = [replace(told(n, title), source="Lamp", published=at(19, 1)) for n, title in titles.items()]
    assert leads(*spam, *own(3)) in {entry.title for entry in own(3)}


def test_of_a_story_of_very_many_so_many_titles_are_read_and_no_source_is_passed_over() -> None:
    many = [replace(told(n, f"Aldport ends its face scans {n}", hour=1), source=f"S{n % 60}") for n in range(5_000)]
    best = replace(told(9_000, BAN, tier=1, hour=9), source="Best")
    read_title.cache_clear()
    assert leads(*many, best) == BAN
    assert read_title.cache_info().misses <= 101


def test_of_equal_titles_the_earliest_leads() -> None:
    assert lead([told(1, BAN, hour=9), told(2, BAN, hour=8)]).id == 2


def voices(
    entries: Sequence[Entry], *, gained: Iterable[int] | None = None, on_topic: Iterable[int] | None = None
) -> Voices:
    """The voices of a story whose texts are told apart as they are in an issue."""
    return weighed(entries, texts=origin_of(entries).texts, gained=gained, on_topic=on_topic)


def weight(entries: Sequence[Entry]) -> float:
    return voices(entries).weight


def test_forty_copies_do_not_drown_five_reports() -> None:
    assert weight(own(5)) > weight(copied(40)) > weight(copied(1))
    assert (voices(copied(40)).sources, voices(copied(40)).texts) == (40, 1)


def test_each_further_report_adds_less() -> None:
    weights = [weight(own(count)) for count in range(1, 6)]
    steps = [after - before for before, after in pairwise(weights)]
    assert steps == sorted(steps, reverse=True)
    assert min(steps) > 0


def test_a_source_is_one_voice() -> None:
    alone = [replace(one, source="Gazette") for one in own(4)]
    assert weight(alone) == weight(own(1))
    assert weighed(alone, texts={one.id: one.id for one in alone}).texts == 1  # also where each leans on another outlet


def test_better_tiers_weigh_more_and_releases_little() -> None:
    best, usual, last = (weight([told(1, BAN, tier=tier)]) for tier in (1, 2, 3))
    release = [told(1, BAN, "ALDPORT /PRNewswire/ -- Acme has a gate.", tier=1)]
    assert best > usual > last > weight(release)
    assert voices(release).kind is Kind.RELEASE


def test_what_asks_or_argues_weighs_less_than_what_tells() -> None:
    assert weight([told(1, "Why Aldport is afraid of face scans in its schools")]) < weight([told(1, BAN)])
    assert weight([told(1, f"{BAN} {' '.join(['and its libraries'] * 5)}")]) == weight([told(1, BAN)])


def test_a_copy_of_a_release_is_one_too() -> None:
    printed = [told(1, BAN, "ALDPORT /PRNewswire/ -- Acme has a gate."), told(2, BAN, "Acme has a gate.")]
    assert voices(printed).kind is Kind.RELEASE
    assert weight(printed) < weight(copied(1))


def test_what_was_told_before_and_what_is_off_the_topic_count_less() -> None:
    entries = own(4)
    assert weight(entries) > voices(entries, gained=[0]).weight > voices(entries[:1]).weight
    assert weight(entries) > voices(entries, on_topic=[0]).weight > voices(entries[:1]).weight


def test_a_new_copy_of_what_was_told_is_nothing_new() -> None:
    before, copy, report = copied(1), copied(2), own(2)[1:]
    grown_by_a_copy = voices(copy, gained=[copy[1].id]).weight
    grown_by_a_report = voices([*before, *report], gained=[report[0].id]).weight
    assert grown_by_a_report > 2 * grown_by_a_copy


def test_what_was_told_and_what_is_off_the_topic_never_carry_a_story() -> None:
    many = [
        told(n, f"Aldport street {n} paved anew", f"Street {n} has been paved anew since spring.") for n in range(30)
    ]
    mentions = [*many, told(50, BAN, TEXTS[0])]
    assert weighed(mentions, texts={}, on_topic=[50]).weight <= weight(own(2))
    assert weighed(mentions, texts={}, gained=[50]).weight <= weight(own(2))
    assert weighed(mentions, texts={}, gained=[50], on_topic=[0]).weight > 0


def test_articles_of_one_text_are_one_whatever_their_words() -> None:
    told_by = weighed(own(3), texts={0: 0, 1: 0, 2: 2})
    assert (told_by.sources, told_by.texts) == (3, 2)
    assert weight(own(3)) > told_by.weight > weight(own(2))


@given(st.permutations(range(6)))
def test_the_order_of_articles_does_not_matter(order: list[int]) -> None:
    entries = [*own(4), *copied(2)]
    assert voices([entries[place] for place in order]) == voices(entries)


def reason(told_by: Voices, *, match: float = 0.9, novelty: Novelty = Novelty.NEW, moved: Moved | None = None) -> str:
    return rank(voices=told_by, match_score=match, novelty=novelty, moved=moved or Moved()).reason


def test_the_reason_is_one_clause() -> None:
    assert reason(voices(own(1))) == "1 source, the topic is central, new"
    assert reason(voices(own(3)), match=0.4) == "3 sources, the topic is plainly there, new"
    assert reason(voices([*own(2), *copied(3)])) == "5 sources with 2 different texts, the topic is central, new"
    assert reason(voices(copied(3)), novelty=Novelty.DEVELOPING).startswith("3 sources with one text, ")
    assert reason(voices(own(1)), moved=Moved(1.2, "×1.20 by votes here")).endswith("; ×1.20 by votes here")


def test_acts_weigh_in_the_order_in_which_newsrooms_cover_them_and_stand_in_the_reason() -> None:
    acts = (Act.LAW, Act.FINDING, Act.CALL, Act.NONE, Act.PRODUCT, Act.GADGET)
    ranked = [rank(voices=voices(own(1)), match_score=0.8, novelty=Novelty.NEW, act=act) for act in acts]
    scores = [one.score for one in ranked]
    assert scores == sorted(set(scores), reverse=True)
    assert ranked[0].reason == "1 source, an act of law, the topic is central, new"


@pytest.mark.parametrize("act", list(Act))
def test_a_reason_tells_its_act_again(act: Act) -> None:
    for told_by in (own(1), own(3), copied(3)):
        ranked = rank(voices=voices(told_by), match_score=0.8, novelty=Novelty.NEW, act=act, moved=Moved(1.2, "×1.20"))
        assert act_told(ranked.reason) is act


def test_a_law_that_one_source_tells_stays_behind_what_two_tell() -> None:
    law = rank(voices=voices(own(1)), match_score=0.8, novelty=Novelty.NEW, act=Act.LAW)
    assert rank(voices=voices(own(2)), match_score=0.8, novelty=Novelty.NEW).score > law.score


@pytest.mark.parametrize("novelty", [Novelty.DEVELOPING, Novelty.SEEN])
def test_what_is_new_stands_before_what_is_not(novelty: Novelty) -> None:
    new, old = (rank(voices=voices(own(2)), match_score=0.8, novelty=one).score for one in (Novelty.NEW, novelty))
    assert new > old


def test_score_is_voices_times_match_times_votes() -> None:
    one = rank(voices=voices(own(2)), match_score=0.4, novelty=Novelty.NEW)
    other = rank(voices=voices(own(2)), match_score=0.8, novelty=Novelty.NEW, moved=Moved(1.5, "×1.50 by votes here"))
    assert other.score == pytest.approx(3 * one.score, rel=1e-5)
