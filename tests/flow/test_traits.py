"""Every command has its row of traits, and no row contradicts another table."""

from collections.abc import Mapping
from typing import get_args

import pytest

from bot.flow.answer.forms import FORMS
from bot.flow.answer.table import ACTS, READS, WRITES
from bot.flow.answer.traits import TRAITS, Traits, traits_of
from bot.model.command import Command, Examine, FillForm, Help, NewTopic
from bot.model.person import Role

EVERY = set(get_args(Command))


def test_every_command_has_a_row() -> None:
    assert set(TRAITS) == EVERY


def test_every_command_has_one_answer() -> None:
    tables: tuple[Mapping[type[Command], object], ...] = (READS, WRITES, ACTS)
    answered = [kind for table in tables for kind in table]
    assert len(answered) == len(set(answered))
    assert {*answered, Help} == EVERY


@pytest.mark.parametrize("form", FORMS)
def test_every_form_has_a_row(form: str) -> None:
    assert traits_of(FillForm(form=form)) != Traits()
    assert traits_of(FillForm(form=form)).asks(FillForm(form=form))


def test_what_writes_is_noted_in_words() -> None:
    silent = {Examine, NewTopic, FillForm}  # the first two write nothing, the other is noted by its form
    noted = [kind for kind in {*WRITES, *ACTS} - silent if TRAITS[kind].is_noted]
    assert [kind for kind in noted if TRAITS[kind].words is None] == []


def test_what_may_be_shared_everybody_may_read() -> None:
    assert {row.wants for row in TRAITS.values() if row.is_shareable} == {Role.GUEST}


def test_what_a_row_leaves_out_is_the_safe_side() -> None:
    row = Traits()
    assert row.wanted(Help()) is max(Role)
    assert row.is_noted
    assert not any((row.is_shareable, row.turns_pages, row.brings_posts(Help()), row.asks(Help())))
