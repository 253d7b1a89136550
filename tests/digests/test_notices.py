"""Notices of what went wrong, as people read them."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.digests.write import LostMessage, ParkedFacts, plain, write_lost, write_parked
from bot.model.subscription import Cadence
from tests.digests.shown import shown

Golden = Callable[[str, str], None]

LOST = (
    LostMessage(
        what="Alert: Clearview AI’s entire client list taken in a breach",
        why="Slack says msg_too_long: it does not take the message in this form",
        link="https://news.example/10",
    ),
    LostMessage(what="Facial recognition No. 3, part 2", why="it had not arrived (8 tries)"),
)
PARKED = ParkedFacts(
    place="#privacy",
    reason="the channel is archived",
    is_whole=False,
    waiting=(("Facial recognition", Cadence.WEEKLY), ("AI privacy", Cadence.AT_ONCE)),
)


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
