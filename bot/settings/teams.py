"""The settings of Microsoft Teams."""

from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr

from bot.settings.part import Part


def _as_told(written: str) -> str:
    return written.strip().lower()


Id = Annotated[str, AfterValidator(_as_told)]  # as Teams tells it, however it was copied


class TeamsPart(Part):
    """The Teams app, and workflows that take messages without one. Secrets come from the environment or `.env`."""

    client_id: Id = Field(default="", description="The bot's application (client) id.")
    client_secret: SecretStr = Field(default=SecretStr(""), description="The application's client secret.")
    tenant_id: Id = Field(default="", description="The directory (tenant) id of the one organisation that is served.")
    cloud: Literal["public", "us-gov", "us-gov-dod", "china"] = Field(
        default="public", description="Which of Microsoft's clouds the organisation lives in."
    )
    editors: tuple[Id, ...] = Field(
        default=(), description="Object ids of people who may change things in every channel."
    )
    post_timeout: float = Field(default=20.0, gt=0, le=120, description="Seconds for one call of Teams.")
    unauthenticated: bool = Field(
        default=False, description="Believe every request, for a playground on this machine; never beyond loopback."
    )
    webhooks: Mapping[str, SecretStr] = Field(
        default={}, description="Channels that a workflow posts to: a name, and the workflow's address."
    )

    @property
    def is_on(self) -> bool:
        """Whether there is a bot in Teams."""
        return bool(self.client_id)
