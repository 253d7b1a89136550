"""A story's origin as JSON, and back."""

import json
from dataclasses import asdict

from bot.model.origin import Credit, FirstBy, Origin, Report, Weight


def origin_json(origin: Origin | None) -> str | None:
    """As one text; None where it was not asked."""
    return None if origin is None else json.dumps(asdict(origin), ensure_ascii=False)


def origin(text: str | None) -> Origin | None:
    """The origin that was kept."""
    if text is None:
        return None
    kept = json.loads(text)
    return Origin(
        first=kept["first"],
        first_by=FirstBy(kept["first_by"]),
        sources=kept["sources"],
        claimed_by=kept.get("claimed_by", ""),
        reports=tuple(
            Report(
                outlet=one["outlet"],
                texts=tuple(map(tuple, one["texts"])),
                sources=tuple(one["sources"]),
                shown=one["shown"],
                release=one["release"],
            )
            for one in kept["reports"]
        ),
        credits=tuple(Credit(**{**one, "weight": Weight(one["weight"])}) for one in kept["credits"]),
    )
