"""Origin: who published a story first, whom its texts credit, who copied, and so how many reports there are."""

from bot.stories.origin.outlets import NO_OUTLETS, Outlet, Outlets, read_outlets
from bot.stories.origin.whole import origin_of

__all__ = ["NO_OUTLETS", "Outlet", "Outlets", "origin_of", "read_outlets"]
