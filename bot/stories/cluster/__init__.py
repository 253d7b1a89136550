"""Which story a report belongs to: a streaming clusterer in memory over a seven-day window. The store is the truth."""

from bot.stories.cluster.frequencies import WordFrequencies
from bot.stories.cluster.index import StoryIndex
from bot.stories.cluster.pairs import Judgement, learn, same_event
from bot.stories.cluster.report import WINDOW, Placement, Report, in_order

__all__ = [
    "WINDOW",
    "Judgement",
    "Placement",
    "Report",
    "StoryIndex",
    "WordFrequencies",
    "in_order",
    "learn",
    "same_event",
]
