"""The settings of the sandbox: what a stranger's document may cost."""

from pydantic import Field

from bot.settings.part import Part


class SandboxPart(Part):
    """What parsing one document may cost."""

    processes: int = Field(default=2, ge=1, le=64, description="Parser processes.")
    seconds: float = Field(default=10.0, gt=0, le=120, description="Seconds for one document.")
    memory_mb: int = Field(default=1024, ge=256, le=16384, description="Megabytes for one parser process.")
