"""Notices of what went wrong, as people read them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.digests.write import plain, write_lost, write_parked
from bot.model.subscription import Cadence
from tests.digests.notices import LOST, PARKED
from tests.digests.shown import shown

Golden = Callable[[str, str], None]


def test_what_was_lost(golden: Golden) -> None:
    golden("lost.txt", shown([write_lost(LOST), write_lost(LOST[:1])]))


def test_a_place_that_cannot_be_reached(golden: Golden) -> None:
    nothing = replace(PARKED, place="Newsroom", waiting=())
    golden("parked.txt", shown([write_parked(one) for one in (PARKED, nothing, replace(PARKED, reason=""))]))


@pytest.mark.parametrize("title", ["", "x" * 5000, "<!channel> \u202e\nlist"])
def test_no_title_breaks_a_notice(title: str) -> None:
    many = [replace(LOST[0], what=title, why=title)] * 60
    message = write_lost(many)
    assert message.fallback == "60 messages could not be posted here."
    assert len(plain(message)) < 10 * 400
    parked = write_parked(replace(PARKED, place=title, reason=title or "?", waiting=[(title, Cadence.DAILY)] * 60))
    assert len(plain(parked)) < 2000
