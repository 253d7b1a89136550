"""Which words are taken for one, which for names, and what of a stream makes words common."""

import pytest

from bot.stories.cluster import Report, StoryIndex, WordFrequencies
from bot.stories.cluster.common import SHARES
from bot.stories.cluster.headline import headline_span
from bot.stories.cluster.spelling import Spelling
from bot.stories.cluster.synonyms import COMMON, HEADS
from bot.stories.cluster.tokens import texts, tokens
from bot.stories.cluster.vector import read_report
from bot.stories.words import read, stem
from tests.stories.reports import place, report, stories


@pytest.mark.parametrize(
    ("one", "other"),
    [("Norwegian spectators", "Norway fans"), ("wins claim", "claims win"), ("typhoon kicks off", "Storm begins off")],
)
def test_words_that_stand_for_one_another_are_one_token(one: str, other: str) -> None:
    assert texts(read(one), "en") == texts(read(other), "en")
    assert [token.text for token in tokens(read(one), "en")] == texts(read(one), "en")


def test_synonyms_are_english() -> None:
    assert texts(read("kids fans"), "de") == ["kid", "fan"]
    assert texts(read("kids fans"), "en") == [HEADS["kid"], HEADS["fan"]]


def test_opposites_are_two_tokens() -> None:
    for one, other in (("win", "lose"), ("open", "close"), ("hire", "fire"), ("rise", "fall"), ("launch", "cancel")):
        assert texts(read(one), "en") != texts(read(other), "en")


def test_a_head_stands_for_itself_and_is_as_common_as_its_commonest_word() -> None:
    assert all(HEADS[head] == head for head in HEADS.values())
    assert COMMON[HEADS["open"]] == max(SHARES[stem(word)] for word in ("begin", "start", "open")) > 20


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("The Latest: Ferry leaves Arlen", "Ferry leaves Arlen"),
        ("Arlen games latest: Ferry leaves port", "Ferry leaves port"),
        ("UPDATE 2-Ferry leaves Arlen late", "Ferry leaves Arlen late"),
        ("Live updates | Ferry leaves Arlen", "Ferry leaves Arlen"),
        ("Oskar Lindqvist: a mayor rows home", "Oskar Lindqvist: a mayor rows home"),
        ("Live-streamed council meeting draws few", "Live-streamed council meeting draws few"),
        ("The Latest: Ferry", "The Latest: Ferry"),
    ],
)
def test_the_kind_of_a_report_is_no_part_of_its_headline(title: str, headline: str) -> None:
    start, end = headline_span(title)
    assert title[start:end] == headline


def names(headline: str, frequencies: WordFrequencies) -> frozenset[str]:
    return read_report(report(1, headline), frequencies).vector.names


def test_a_headline_in_capitals_names_those_whom_others_spell_so() -> None:
    frequencies = WordFrequencies()
    capitals = "Grocer Quilla and Marrow and Veridia"
    assert names(capitals, frequencies) == {"grocer", "quilla", "marrow", "veridia"}
    for told in ("A grocer and Quilla", "Many a grocer met Quilla", "Veridia likes marrow"):
        read_report(report(2, told), frequencies).teach(frequencies)

    assert names(capitals, frequencies) == {"quilla", "veridia"}


@pytest.mark.parametrize("told", ["Grocer Sells Marrow", "Marrow grows well here"])
def test_headlines_in_capitals_and_first_words_teach_nothing(told: str) -> None:
    spelling = Spelling()
    spelling.learn(list(tokens(read(told), "en")))

    assert spelling.names(list(tokens(read("many buy marrow at noon"), "en"))) == frozenset()


def test_spelling_is_forgotten_with_the_words(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.stories.cluster.frequencies._HALVED_AT", 10)
    frequencies = WordFrequencies()
    for number in range(300):
        read_report(report(number, f"one Word{number} and another"), frequencies).teach(frequencies)

    assert len(frequencies.spelling._leaning) <= 40


def told_by_many(count: int) -> tuple[StoryIndex, Report]:
    index = StoryIndex()
    for number in range(count):
        place(index, report(number + 1, "Brightlens client list stolen by hackers", hours=number / 10))
    return index, report(99, "Brightlens client list now sold", hours=count / 10)


def test_an_event_that_everybody_tells_does_not_make_its_own_words_common() -> None:
    """Forty reports of one story count as one text; as forty they would take the weight from what it is about."""
    few, asked = told_by_many(2)
    many, asked_later = told_by_many(40)

    assert few._frequencies.weigh(["brightlen"]) == many._frequencies.weigh(["brightlen"])
    assert many.decide(asked_later).score == pytest.approx(few.decide(asked).score, abs=0.2)


def test_new_words_of_a_known_story_are_learned() -> None:
    index, _ = told_by_many(2)
    before = index._frequencies.weigh(["marrow"])["marrow"]
    for number in range(50, 60):
        index.add(report(number, f"Brightlens marrow {number}"), 1)

    assert index._frequencies.weigh(["marrow"])["marrow"] < before


def test_another_wording_of_one_event_joins_it() -> None:
    told = stories(
        [
            report(1, "Norwegian teens claim first sailing medal at Hythe"),
            report(2, "Norway teenagers win first sailing medal at Hythe", hours=1),
            report(3, "The Latest: Typhoon nears Sutterby harbour", hours=2),
            report(4, "The Latest: Chess champion resigns in Arlen", hours=3),
        ]
    )

    assert told == {1: 1, 2: 1, 3: 3, 4: 4}
