"""Write: from a frozen digest, or an alert's facts, to neutral messages. All wording of both lives here."""

from bot.digests.write.alert import AlertFacts, write_alert
from bot.digests.write.bottom import BottomLine, bottom_line
from bot.digests.write.held import held_sentence, write_overflow
from bot.digests.write.issue import held_part, write_digest
from bot.digests.write.links import Anchor, coverage_anchor, story_anchor
from bot.digests.write.lost import LostMessage, write_lost
from bot.digests.write.parked import ParkedFacts, write_forgotten, write_parked
from bot.digests.write.plain import plain
from bot.digests.write.repeat import may_repeat
from bot.digests.write.storm import StormFacts, Telling, when_told, write_storm

__all__ = [
    "AlertFacts",
    "Anchor",
    "BottomLine",
    "LostMessage",
    "ParkedFacts",
    "StormFacts",
    "Telling",
    "bottom_line",
    "coverage_anchor",
    "held_part",
    "held_sentence",
    "may_repeat",
    "plain",
    "story_anchor",
    "when_told",
    "write_alert",
    "write_digest",
    "write_forgotten",
    "write_lost",
    "write_overflow",
    "write_parked",
    "write_storm",
]
