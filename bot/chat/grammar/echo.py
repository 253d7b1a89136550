"""A person's own words, repeated in an error."""

_LONGEST = 40  # characters: enough to know one's words again


def echo(words: str) -> str:
    """The words, shortened."""
    return words if len(words) <= _LONGEST else words[: _LONGEST - 1] + "…"
