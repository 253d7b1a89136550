"""Compose: from ranked candidates to the frozen facts of one issue."""

from bot.digests.compose.draft import Draft, freeze
from bot.digests.compose.extract import DEFAULT_LIMIT, USUAL_LIMITS, ExtractLimits, Extracts, choose_extracts
from bot.digests.compose.issue import compose, lead_first
from bot.digests.compose.quotable import quotable, quotable_evidence
from bot.digests.compose.request import Candidate, ComposeRequest, Told

__all__ = [
    "DEFAULT_LIMIT",
    "USUAL_LIMITS",
    "Candidate",
    "ComposeRequest",
    "Draft",
    "ExtractLimits",
    "Extracts",
    "Told",
    "choose_extracts",
    "compose",
    "freeze",
    "lead_first",
    "quotable",
    "quotable_evidence",
]
