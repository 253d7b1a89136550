"""Fields for an hour and a zone, as more than one form asks for them."""

from bot.digests import zones
from bot.digests.wall import clock_time
from bot.model.form import Field

EXAMPLE = "A whole hour: 9, 17:00 or 5pm."


def hour_field(name: str, label: str, said: str, *, hint: str = EXAMPLE, optional: bool = False) -> Field:
    """A whole hour, written as 09:00 once it is known; nothing is right where it is optional."""
    time = clock_time(said.strip())
    if time and time.whole:
        return Field(name=name, label=label, hint=hint, value=f"{time.hour:02}:00", optional=optional)
    missing = optional and not said.strip()
    error = "" if missing else f"This is no hour. {EXAMPLE}"
    return Field(name=name, label=label, hint=hint, value=said, optional=optional, error=error)


def zone_field(said: str, *, hint: str = "Such as Europe/Berlin, or a city: new york.") -> Field:
    """A time zone, in its own spelling once it is known."""
    zone, near = zones.find(said), zones.nearest(said)
    error = f"Did you mean {near}?" if near else "Zones are named like Europe/Berlin."
    return Field(name="zone", label="Time zone", hint=hint, value=zone or said, error="" if zone else error)
