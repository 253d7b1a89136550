import pytest

from bot.digests.write.headline import headline_end
from bot.digests.write.text import and_more, clip, number_of, one_line, sentence, shorten


def test_one_line_drops_what_would_turn_or_break_it() -> None:
    assert one_line(" a\n\tb\x00\u202ec ") == "a b c"


@pytest.mark.parametrize(
    ("text", "limit", "words", "shown"),
    [
        ("short", 20, None, "short"),
        ("one two three four", 12, None, "one two …"),
        ("one two three four", 40, 2, "one two …"),
        ("stopped at the station by the police", 19, None, "stopped …"),  # no "at the" before the mark
        ("x" * 30, 12, None, "x" * 10 + " …"),
    ],
)
def test_clip(text: str, limit: int, words: int | None, shown: str) -> None:
    assert clip(text, limit, words) == shown


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        (20, "The court has banned the app; shops took the cameras down on Monday"),
        (9, "The court has banned the app"),
        (5, ""),  # too few words to tell anything
    ],
)
def test_a_clause_is_shortened_where_a_clause_ends(words: int, shown: str) -> None:
    assert shorten("The court has banned the app; shops took the cameras down on Monday", words) == shown


def test_a_clause_without_a_harmless_end_is_left_out() -> None:
    assert shorten("The court has banned the app; but only in shops", 8) == ""
    assert shorten("The court has banned the app; shops took the …", 8) == ""


@pytest.mark.parametrize(
    ("text", "whole"), [("It fell", "It fell."), ("It fell.", "It fell."), ("“It fell.”", "“It fell.”"), ("", "")]
)
def test_a_sentence_ends(text: str, whole: str) -> None:
    assert sentence(text) == whole


def test_counts_have_their_plural() -> None:
    assert [number_of(n, "story", "stories") for n in (0, 1, 2)] == ["0 stories", "1 story", "2 stories"]
    assert number_of(1200, "article") == "1,200 articles"


@pytest.mark.parametrize(
    ("title", "source", "shown"),
    [
        ("List lost - BBC News", "BBC News", "List lost"),
        ("List lost | bbc news ", "BBC News", "List lost"),
        ("Inquiry into Wired", "Wired", "Inquiry into Wired"),
        ("Wired", "Wired", "Wired"),
    ],
)
def test_a_title_goes_without_its_source(title: str, source: str, shown: str) -> None:
    assert title[: headline_end(title, source)] == shown


@pytest.mark.parametrize(
    ("most", "shown"),
    [(1, "Wired and 2 more"), (2, "Wired, CNN and 1 more"), (3, "Wired, CNN, BBC"), (9, "Wired, CNN, BBC")],
)
def test_the_first_names_and_how_many_more(most: int, shown: str) -> None:
    assert and_more(["Wired", "CNN", "BBC"], most) == shown
