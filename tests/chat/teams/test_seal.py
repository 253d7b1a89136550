"""A seal holds for what it was made of, where it was made."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.teams.seal import OURS, holds, is_sealed, sealed, sealing

HERE = "19:here@thread.tacv2"
SIGN = sealing("salt", HERE)
TEXTS = st.text(max_size=8)
DATA = st.dictionaries(
    st.sampled_from(OURS),
    TEXTS | st.booleans() | st.lists(TEXTS, max_size=3) | st.dictionaries(TEXTS, TEXTS, max_size=3),
)


@given(DATA, DATA)
def test_it_holds_for_what_it_was_made_of_and_for_nothing_else(
    data: dict[str, object], other: dict[str, object]
) -> None:
    whole = sealed(data, SIGN)
    assert is_sealed(whole)
    assert holds(whole, SIGN)
    assert holds(whole | other, SIGN) == (data | other == data)


@pytest.mark.parametrize(
    "other",
    [
        sealing("pepper", HERE),
        sealing("salt", "19:there@thread.tacv2"),
        sealing("salt", HERE, person="29:ada"),
        sealing("salt", f"{HERE}29:ada"),
        sealing("salt", "", person=HERE),
    ],
)
def test_another_s_does_not_hold(other: object) -> None:
    assert callable(other)
    assert not holds(sealed({"action": "say"}, other), SIGN)


def test_what_others_put_beside_is_no_matter() -> None:
    assert holds(sealed({"action": "form"}, SIGN) | {"typed:query": "x", "msteams": {}}, SIGN)


@pytest.mark.parametrize("seal", ["", "é", "\ud800", None, 1, [], {}])
def test_anything_else_is_none(seal: object) -> None:
    data = {"action": "say", "seal": seal}
    assert is_sealed(data)
    assert not holds(data, SIGN)
