"""An alert as it is written."""

from dataclasses import replace

from bot.digests.write import AlertFacts
from tests.digests.samples import at


def alert(**changes: object) -> AlertFacts:
    facts = AlertFacts(
        story_id=7,
        topic_title="Facial recognition",
        title="Clearview AI’s entire client list taken in a breach",
        link="https://news.example/10",
        clause="An intruder reached the customer list",
        source="MSSP Alert",
        when=at(17, 14, 2),
        first_source="The Daily Beast",
        published=True,
        sources=9,
        told_at=at(17, 15, 30),
        zone="Europe/Berlin",
    )
    return replace(facts, **changes)  # type: ignore[arg-type]
