"""Words: one way to tokens, which no search engine cuts differently."""

import sqlite3

from hypothesis import given
from hypothesis import strategies as st

from bot.stories import words as tokenizer
from bot.stories.words import fold, read, stem


def test_forms_of_a_word_share_a_stem() -> None:
    assert len({stem(word) for word in ("regulate", "regulates", "Regulated", "REGULATING")}) == 1
    assert stem("Clearview’s") == stem("clearview")
    assert stem("Überwachung") == stem("uberwachung")


def test_numbers_keep_their_points_and_lose_their_commas() -> None:
    assert read("1,000 police, $3.5m").stems[:3] == ("1000", "polic", "3·5")


def test_unspaced_scripts_are_a_token_a_character() -> None:
    assert read("人脸识别 AI").stems == ("人", "脸", "识", "别", "ai")


def test_styled_letters_are_letters() -> None:
    assert read("𝐀𝐈 law").stems == ("ai", "law")


def test_surfaces_stand_where_they_say() -> None:
    words = read("Facial-recognition firm’s “breach”")
    assert [words.surface(i) for i in range(len(words.stems))] == ["Facial", "recognition", "firm’s", "breach"]


SIGNS = "ab Zé1.2,³٣'’_-日ア 한\u0301"


@given(st.text(SIGNS) | st.text())
def test_without_unspaced_scripts_the_simpler_pattern_finds_the_same(text: str) -> None:
    if not tokenizer._UNSPACED.search(text):
        simple, full = (pattern.finditer(text) for pattern in (tokenizer._SPACED_TOKEN, tokenizer._TOKEN))
        assert [match.span() for match in simple] == [match.span() for match in full]


@given(st.text())
def test_no_token_is_empty_and_folding_is_idempotent(text: str) -> None:
    words = read(text)
    assert all(words.stems)
    assert all(fold(fold(words.surface(i))) == fold(words.surface(i)) for i in range(len(words.stems)))


@given(st.text())
def test_the_engine_cuts_at_spaces_alone(text: str) -> None:
    stems = read(text).stems
    database = sqlite3.connect(":memory:")
    try:
        database.execute("CREATE VIRTUAL TABLE words USING fts5 (body, content = '', tokenize = 'ascii')")
        database.execute("INSERT INTO words (rowid, body) VALUES (1, ?)", (" ".join(stems),))
        for token in set(stems):
            found = database.execute("SELECT rowid FROM words WHERE words MATCH ?", (f'"{token}"',)).fetchall()
            assert found == [(1,)]
    finally:
        database.close()
