"""The states of deliveries that SQL spells by hand are the model's."""

import re

import pytest

from bot.model.delivery import OPEN, DeliveryKind, DeliveryState, HeldFor
from bot.settings import ROOT
from bot.store.sql import migrations

QUERIES = sorted((ROOT / "bot" / "store" / "queries").glob("*.sql"))
OPEN_INDEX = re.compile(r"CREATE INDEX delivery_open ON delivery \(not_before\) WHERE ([^;]+);")


def spelled(column: str, sql: str) -> list[set[str]]:
    """What a column is compared with, each time."""
    lists = re.findall(rf"\b{column} (?:NOT )?IN \(([^():]*)\)", sql)
    single = re.findall(rf"\b{column} (?:=|<>) ('[^']*')", sql)
    return [set(re.findall(r"'([^']*)'", found)) for found in (*lists, *single)]


SPELLED = [(path.stem, states) for path in QUERIES for states in spelled("state", path.read_text("utf-8"))]


def test_the_states_are_found() -> None:
    assert len([states for noun, states in SPELLED if noun == "ledger" and states == set(OPEN)]) >= 8


@pytest.mark.parametrize(
    ("noun", "states"), SPELLED, ids=lambda one: one if isinstance(one, str) else "-".join(sorted(one))
)
def test_what_counts_as_open_is_what_may_yet_arrive(noun: str, states: set[str]) -> None:
    assert states <= set(DeliveryState), noun
    if {"planned", "claimed"} <= states:
        assert states - {"held"} == set(OPEN)


def test_the_index_of_open_deliveries_covers_them_all() -> None:
    newest = OPEN_INDEX.findall("\n".join(migrations().values()))[-1]
    assert spelled("state", newest) == [set(OPEN)]


def test_kinds_and_reasons_are_known_too() -> None:
    sql = (ROOT / "bot" / "store" / "queries" / "ledger.sql").read_text("utf-8")
    kinds, reasons = spelled("kind", sql), spelled("reason", sql)
    assert kinds
    assert [one for one in kinds if not one <= set(DeliveryKind)] == []
    assert reasons
    assert [one for one in reasons if not one <= set(HeldFor)] == []
