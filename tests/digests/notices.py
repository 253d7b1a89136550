"""Notices as they are written."""

from bot.digests.write import LostMessage, ParkedFacts
from bot.model.subscription import Cadence

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
