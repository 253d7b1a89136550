"""What a feed is called that nobody configured: its source, its category and its tier."""

from bot.feeds.parse.text import clean, headline, shortened

LONGEST_NAME = 100  # characters of a source
ADDED = "added"  # the category of a feed that nothing puts into one of ours
USUAL_TIER = 2


def given_name(words: str) -> str:
    """A source as a person wrote it, in one line of plain text."""
    return shortened(clean(words), LONGEST_NAME)


def title_of(words: str) -> str:
    """A source out of a feed's own title, which may be marked up."""
    return shortened(headline(words[: 20 * LONGEST_NAME]), LONGEST_NAME)
