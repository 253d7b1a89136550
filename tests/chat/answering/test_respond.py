"""What platforms ask of words before they are answered."""

import pytest

from bot.chat.answering.respond import Said, asks, brings_posts, turns_page
from bot.model.command import Command, FillForm, ShowDigest, Status, Subscribe
from bot.model.form import Form
from bot.model.message import Message


@pytest.mark.parametrize(
    ("words", "form"),
    [
        ("subscribe", True),
        ("subscribe at once", True),
        ("subscribe ai-privacy weekly", False),
        ("topic new", True),
        ("topic new cameras camera", False),
        ("topic edit ai-privacy", True),
        ("feeds add", True),
        ("alerts change", True),
        ("alerts", False),
        ("mute term", True),
        ("search", True),
        ("search face", False),
        ("no such command", False),
        ("", False),
    ],
)
def test_words_that_a_form_answers_are_known_before(words: str, form: bool) -> None:
    assert asks(words) is form


@pytest.mark.parametrize(
    ("words", "turns"),
    [
        ("search face page 2", True),
        ("search face page 1", True),
        ("ledger sent page 3", True),
        ("changes page 2", True),
        ("search face", False),
        ("ledger", False),
        ("why 2", False),
    ],
)
def test_words_that_turn_a_page(words: str, turns: bool) -> None:
    assert turns_page(words) is turns


@pytest.mark.parametrize(
    ("command", "brings"),
    [
        (Subscribe(topic="x"), True),
        (ShowDigest("x"), True),
        (FillForm(form="subscribe", done=True), True),
        (FillForm(form="subscribe"), False),
        (Status(), False),
        (None, False),
    ],
)
def test_what_brings_posts(command: Command | None, brings: bool) -> None:
    assert brings_posts(Said(Message(fallback="x"), command)) is brings
    assert not brings_posts(Said(Form(name="x", title="x", fields=()), command))
