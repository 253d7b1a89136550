"""The settings of Slack."""

from typing import Annotated, Literal

from pydantic import AfterValidator, Field, SecretStr

from bot.settings.part import Part, web_address


def _bot_token(token: SecretStr) -> SecretStr:
    if token.get_secret_value().startswith("xapp-"):
        raise ValueError("is an app-level token, which belongs in slack.app_token; a bot token begins with xoxb-")
    return token


def _app_token(token: SecretStr) -> SecretStr:
    if token.get_secret_value().startswith("xox"):
        raise ValueError("is no app-level token, which begins with xapp-; one with xoxb- belongs in slack.bot_token")
    return token


class SlackPart(Part):
    """The Slack app. Its secrets come from the environment or from a file `.env`, never from presswatch.toml."""

    bot_token: Annotated[SecretStr, AfterValidator(_bot_token)] = Field(
        default=SecretStr(""), description="One workspace: its bot token, xoxb-…."
    )
    app_token: Annotated[SecretStr, AfterValidator(_app_token)] = Field(
        default=SecretStr(""), description="Socket Mode: the app-level token, xapp-…."
    )
    signing_secret: SecretStr = Field(default=SecretStr(""), description="Signed HTTP: what Slack signs with.")
    client_id: str = Field(default="", description="Many workspaces: the app's client id.")
    client_secret: SecretStr = Field(default=SecretStr(""), description="Many workspaces: the app's client secret.")
    encryption_key: SecretStr = Field(
        default=SecretStr(""), description="Many workspaces: the key that seals their tokens in the database."
    )
    transport: Literal["socket", "http"] = Field(
        default="socket", description="How Slack reaches Presswatch: over a socket, or by requests to /slack/events."
    )
    editors: tuple[str, ...] = Field(
        default=(), description="Member ids of people who may change things in every channel."
    )
    api_url: Annotated[str, AfterValidator(web_address)] = Field(
        default="https://slack.com/api", description="Where Slack's Web API is."
    )
    post_timeout: float = Field(default=20.0, gt=0, le=120, description="Seconds for one call of Slack's Web API.")

    @property
    def is_on(self) -> bool:
        """Whether there is a way to talk to Slack at all."""
        return bool(self.bot_token.get_secret_value() or self.client_id)
