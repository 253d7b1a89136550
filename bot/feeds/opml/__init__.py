"""Lists of feeds as OPML, the form in which news readers exchange them (http://opml.org/spec2.opml)."""

from bot.feeds.opml.read import FeedList, Listed, Unusable, read_opml
from bot.feeds.opml.write import write_opml

__all__ = ["FeedList", "Listed", "Unusable", "read_opml", "write_opml"]
