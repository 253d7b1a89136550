"""The settings of extracts: how much of a source's own text is shown."""

from typing import Annotated

from pydantic import AfterValidator, Field

from bot.settings.part import Part

MOST = 160  # characters: a quotation's length, not an article's


def _within(limits: dict[str, int]) -> dict[str, int]:
    wrong = [f"{name} = {limit}" for name, limit in limits.items() if not 0 <= limit <= MOST or not name.strip()]
    if wrong:
        raise ValueError(f"must be 0 to {MOST} characters for each source, not {', '.join(wrong)}")
    return limits


class ExtractsPart(Part):
    """Extracts are shown in digests, on their pages, in alerts and below what a search finds."""

    longest: int = Field(default=MOST, ge=0, le=MOST, description="Characters of a source's text that are shown.")
    sources: Annotated[dict[str, int], AfterValidator(_within)] = Field(
        default={}, description="The same for single sources, by their names; 0 shows none of their text."
    )
