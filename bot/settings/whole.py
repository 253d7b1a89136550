"""All settings in one value: a part a table, in the order of docs/reference.md."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, Field, SecretStr
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource

from bot.settings.alerts import AlertsPart
from bot.settings.backup import BackupPart
from bot.settings.deliver import DeliverPart
from bot.settings.extracts import ExtractsPart
from bot.settings.fetch import FetchPart
from bot.settings.keep import KeepPart
from bot.settings.log import LogPart
from bot.settings.poll import PollPart
from bot.settings.sandbox import SandboxPart
from bot.settings.slack import SlackPart
from bot.settings.teams import TeamsPart
from bot.settings.web import WebPart

ROOT = Path(__file__).parent.parent.parent  # where bot/ stands
_PACKED = ROOT / "bot" / "config"  # a wheel has it there
SHIPPED = _PACKED if _PACKED.is_dir() else ROOT / "config"


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("is no IANA time zone; use one such as Europe/Berlin")
    return name


class Settings(BaseSettings):
    """All settings, checked."""

    model_config = SettingsConfigDict(
        extra="forbid",
        frozen=True,
        env_prefix="PRESSWATCH_",
        env_nested_delimiter="__",
        dotenv_filtering="match_prefix",
        hide_input_in_errors=True,  # in a traceback, too
        validate_default=True,
    )

    data: Path = Field(default=Path("data"), description="The folder of the database and the console's transcript.")
    config: Path = Field(default=SHIPPED, description="The folder of feeds.toml and topics/.")
    zone: Annotated[str, AfterValidator(_known_zone)] = Field(
        default="UTC", description="The IANA time zone of subscriptions that name none."
    )
    fetch: FetchPart = FetchPart()
    poll: PollPart = PollPart()
    sandbox: SandboxPart = SandboxPart()
    web: WebPart = WebPart()
    deliver: DeliverPart = DeliverPart()
    alerts: AlertsPart = AlertsPart()
    keep: KeepPart = KeepPart()
    extracts: ExtractsPart = ExtractsPart()
    backup: BackupPart = BackupPart()
    slack: SlackPart = SlackPart()
    teams: TeamsPart = TeamsPart()
    log: LogPart = LogPart()

    @property
    def database(self) -> Path:
        """The database file."""
        return self.data / "presswatch.db"

    @property
    def backups(self) -> Path:
        """Where backups go that name no other place."""
        return self.data / "backups"

    @property
    def transcript(self) -> Path:
        """What was posted to the console channel."""
        return self.data / "console.jsonl"

    @property
    def secrets(self) -> tuple[str, ...]:
        """The values that nobody may see, such as in a log."""
        told = (getattr(getattr(self, part), name) for part, names in SECRETS.items() for name in names)
        values = (value for each in told for value in (each.values() if isinstance(each, Mapping) else (each,)))
        return tuple(value.get_secret_value() for value in values if value)

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic-settings names them
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then `.env`, then the file named by `toml_file`."""
        return init_settings, env_settings, dotenv_settings, TomlConfigSettingsSource(settings_cls)


def _secrets_of(part: type[BaseModel]) -> tuple[str, ...]:
    secret = (SecretStr, Mapping[str, SecretStr])
    return tuple(name for name, field in part.model_fields.items() if field.annotation in secret)


SECRETS: dict[str, tuple[str, ...]] = {
    name: _secrets_of(field.annotation)
    for name, field in Settings.model_fields.items()
    if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel) and _secrets_of(field.annotation)
}
"""The names of those that are secret, by their part."""
