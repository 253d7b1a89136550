"""What clustering rests on: headlines, tokens, word frequencies and the likeness of two reports."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.stories.cluster import tokens as tokenizer
from bot.stories.cluster.fit import Fit, bridged
from bot.stories.cluster.frequencies import WordFrequencies
from bot.stories.cluster.headline import headline_span
from bot.stories.cluster.likeness import belief, likeness
from bot.stories.cluster.telling import Telling
from bot.stories.cluster.tokens import tokens
from bot.stories.cluster.vector import Vector, read_report
from bot.stories.words import read
from tests.stories.reports import BREACH, OTHERS, report


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Port of Arlen opens terminal - The Arlen Post", "Port of Arlen opens terminal"),
        ("Port of Arlen opens terminal | News | arlenpost.example", "Port of Arlen opens terminal"),
        ("Sports News | Arlen beats Hythe in the final", "Arlen beats Hythe in the final"),
        ("Port opens - and nobody comes to see it", "Port opens - and nobody comes to see it"),
        ("Arlen | The Post", "Arlen | The Post"),
        ("Well-known face-matching firm sued", "Well-known face-matching firm sued"),
        ("", ""),
    ],
)
def test_the_headline_of_a_title(title: str, headline: str) -> None:
    start, end = headline_span(title)
    assert title[start:end] == headline


@given(st.text(max_size=60))
def test_a_headline_lies_inside_its_title(title: str) -> None:
    start, end = headline_span(title)
    assert 0 <= start <= end <= len(title)


def texts(text: str, language: str = "en") -> list[str]:
    return [token.text for token in tokens(read(text), language)]


@pytest.mark.parametrize("amount", ["$2 billion", "$2bn", "2B", "€2 bln"])
def test_an_amount_is_one_token_however_it_is_spelled(amount: str) -> None:
    assert texts(amount) == ["2b"]


def test_day_2_is_not_day_21() -> None:
    assert set(texts("Day 2")).symmetric_difference(texts("Day 21")) == {"2", "21"}


def test_characters_of_unspaced_scripts_come_in_pairs() -> None:
    assert texts("顔認証", "ja") == ["顔認", "認証"]


def test_words_of_other_languages_are_cut() -> None:
    assert texts("olímpica olímpicos", "es") == ["olimpi", "olimpi"]


def test_a_part_of_a_text_can_be_read() -> None:
    assert [token.text for token in tokens(read("one two three"), "en", 4, 7)] == ["two"]


MIXED = ["Arlen", "pays", "2", "billion", "2bn", "“port”", "día", "顔認証", "½", "٣", "x²", "U.S.", "3.5", "-"]


@given(st.lists(st.sampled_from(MIXED), max_size=9).map(" ".join), st.sampled_from(["en", "", "es", "ja"]))
def test_texts_are_those_of_the_tokens(text: str, language: str) -> None:
    end = len(text) // 2
    for part in ({}, {"end": end}):
        expected = [token.text for token in tokens(read(text), language, **part)]
        assert tokenizer.texts(read(text), language, **part) == expected


def test_a_word_weighs_less_the_more_texts_hold_it() -> None:
    frequencies = WordFrequencies()
    before = frequencies.weigh(["the", "ferri", "unheard"])
    for _ in range(50):
        frequencies.learn(["ferri"])
    after = frequencies.weigh(["the", "ferri", "unheard"])

    assert 0 <= before["the"] < before["ferri"] == before["unheard"] == WordFrequencies().rarest
    assert after["ferri"] < before["ferri"]
    assert after["unheard"] >= before["unheard"]


def test_memory_of_words_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.stories.cluster.frequencies._HALVED_AT", 10)
    frequencies = WordFrequencies()
    for number in range(1000):
        frequencies.learn([f"word{number}", "ferri"])

    assert sum(learned > 0 for _, learned in frequencies._learned()) <= 10
    assert frequencies.rarest == WordFrequencies().rarest
    assert frequencies.weigh(["ferri"])["ferri"] < frequencies.rarest
    assert frequencies.weigh(["the"]) == WordFrequencies().weigh(["the"])


def vector(title: str, summary: str = "", **given: str) -> Vector:
    return read_report(report(1, title, summary, **given), WordFrequencies()).vector  # type: ignore[arg-type]


def test_two_reports_of_one_event_are_believed_the_same() -> None:
    one, other, stranger = (read_report(each, WordFrequencies()).vector for each in (BREACH[0], BREACH[1], OTHERS[0]))

    assert belief(one, other) > 0 > belief(one, stranger)


def test_of_a_summary_the_rarest_words_are_kept_and_of_equals_the_last_in_the_alphabet() -> None:
    made_up = [f"{first}{second}xo" for first in "bdfgklm" for second in "aeiou"] + ["of", "the"]

    kept = list(vector("Norvane vexes Arlen", " ".join(made_up[::-1])).weights)

    assert kept[:3] == ["norvan", "vex", "arlen"]
    assert kept[3:38] == sorted(made_up[:-2], reverse=True)
    assert kept[38:] == ["the", "of"]


def test_a_story_s_common_words_are_compared_as_they_are_now() -> None:
    asked, unasked = Telling(1), Telling(1)
    reports = [vector("Port of Arlen opens"), vector("Port of Arlen closes"), vector("Hythe bridge opens")]
    for one in reports:
        asked.add(one)
        asked.cosine(reports[0])
        unasked.add(one)

    assert asked.cosine(reports[0]) == unasked.cosine(reports[0])


def test_what_a_story_has_in_common_is_gathered_from_all_its_reports() -> None:
    first, second, stranger = (vector(each.title.text, each.summary.text) for each in (*BREACH[:2], OTHERS[0]))
    telling = Telling(1)
    telling.add(first)
    before = telling.cosine(second)
    telling.add(second)

    assert telling.cosine(first) < 1
    assert before < telling.cosine(second) < 1
    assert telling.cosine(stranger) < 0.1


def test_of_two_stories_that_a_report_ties_the_smaller_one_is_asked_whether_they_are_alike() -> None:
    large, small = Telling(1), Telling(2)
    strike, others = "Ferry strike halts Pelby harbour", "abcdefg"
    for title in [*(f"Town {other * 6} opens museum {other * 5}" for other in others), strike]:
        large.add(vector(title))  # one of its six newest resembles the small story
    for _ in range(6):
        small.add(vector(strike))  # all of it resembles that one
    report_in_hand = vector(strike)
    found = [Fit(2.0, telling, telling.members[-1]) for telling in (large, small)]
    assert bridged(report_in_hand, found) == [large, small]


def test_one_outlet_seldom_tells_an_event_twice() -> None:
    told = BREACH[0].title.text, BREACH[0].summary.text
    first, again = vector(*told, source="Courier"), vector(*told, source="Courier")

    assert likeness(first, again).same_source == 1
    assert belief(first, again) < belief(first, vector(*told, source="Gazette"))


PIECES = ["Arlen", "port", "breach", "list", "2bn", "face", "Hythe", "the", "of"]
some_title = st.lists(st.sampled_from(PIECES), max_size=7).map(" ".join)


@given(some_title, some_title, some_title)
def test_likeness_is_symmetric_and_bounded(one: str, other: str, summary: str) -> None:
    first, second = vector(one, summary), vector(other)
    figures = likeness(first, second)

    assert figures == pytest.approx(likeness(second, first))
    assert all(0 <= figure <= 1 + 1e-9 for figure in (figures.words, figures.overlap, figures.covered, figures.second))


def test_a_title_full_of_marks_is_read_once() -> None:
    """It took minutes where all was read again for each mark."""
    title = "Word " * 4 + "A - " * 50_000 + "A"
    assert headline_span(title) == (0, len("Word " * 4 + "A"))
