"""Write: from a frozen digest, or an alert's facts, to neutral messages. All wording of both lives here."""

from bot.digests.write.alert import AlertFacts, write_alert
from bot.digests.write.bottom import BottomLine, bottom_line
from bot.digests.write.issue import write_digest
from bot.digests.write.links import Anchor, coverage_anchor, story_anchor
from bot.digests.write.plain import plain

__all__ = [
    "AlertFacts",
    "Anchor",
    "BottomLine",
    "bottom_line",
    "coverage_anchor",
    "plain",
    "story_anchor",
    "write_alert",
    "write_digest",
]
