import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.digests.prose import clause_ends, cut_is_harmless, is_complete, sentences, word_end


def texts(whole: str) -> list[str]:
    return [whole[start:end] for start, end in sentences(whole)]


@pytest.mark.parametrize(
    ("whole", "parts"),
    [
        ("One fell. Two rose!  Three stayed", ["One fell.", "Two rose!", "Three stayed"]),
        ("Mr. Roe of Acme Inc. spoke on Nov. 20. He left.", ["Mr. Roe of Acme Inc. spoke on Nov. 20.", "He left."]),
        ("The U.S. Senate met at 9 a.m. on Monday.", ["The U.S. Senate met at 9 a.m. on Monday."]),
        ("“It works.” They smiled.", ["“It works.”", "They smiled."]),
        ("Version 2.5 is out. Get it", ["Version 2.5 is out.", "Get it"]),
        ("A line\nanother line", ["A line", "another line"]),
        ("警察は顔認識を使う。市民は反対した。", ["警察は顔認識を使う。", "市民は反対した。"]),
        ("It sells FACE.AI. – a suite of tools.", ["It sells FACE.AI. – a suite of tools."]),
        (" \n ", []),
    ],
)
def test_sentences(whole: str, parts: list[str]) -> None:
    assert texts(whole) == parts


@given(st.text(alphabet="aB .!?…\n“”()。", max_size=80))
def test_sentences_keep_every_character_that_is_no_white_space(whole: str) -> None:
    assert "".join("".join(texts(whole)).split()) == "".join(whole.split())


@pytest.mark.parametrize(
    ("clause", "complete"),
    [
        ("The court banned the app", True),
        ("Acme, a small company whose site features faces", False),
        ("Acme, which sells cameras, has lost its files", True),
        ("While parties argue", False),
        ("The stakes are high: if nobody acts", False),
        ("She said “the list is", False),
        ("A new kind of lock", False),
    ],
)
def test_a_complete_clause_has_its_own_verb(clause: str, complete: bool) -> None:
    assert is_complete(clause) is complete


def test_clauses_end_where_a_new_one_starts() -> None:
    text = "The court banned the app; the maker has a month, while shops keep theirs."
    assert [text[:end] for end in clause_ends(text, 0, len(text))] == [
        "The court banned the app",
        "The court banned the app; the maker has a month",
    ]


@pytest.mark.parametrize(
    "tail", [", prosecutors said.", ", but only with a warrant.", " and it denied the rest.", "n’t"]
)
def test_a_tail_that_attributes_or_limits_is_not_harmless(tail: str) -> None:
    assert not cut_is_harmless(tail)


def test_an_aside_ends_no_clause() -> None:
    text = "The maker says the sensor, which it shows in May, has no lens."
    assert clause_ends(text, 0, len(text)) == []


def test_a_plain_tail_is_harmless() -> None:
    assert cut_is_harmless(", and the shops took the cameras down.")


@given(st.text(max_size=60), st.integers(1, 40))
def test_a_word_ends_within_the_limit(text: str, limit: int) -> None:
    assert 0 <= word_end(text, 0, limit) <= min(limit, len(text))
