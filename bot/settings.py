"""Settings: `presswatch.toml`, then `.env` beside it and the environment (`PRESSWATCH_…`, `__` between levels) on top.

Every fault of every setting is told at once, each with its place, its value (unless it is secret) and the cure.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource
from pydantic_settings import SettingsError as UnreadableSettings

from bot.errors import SettingsError

ROOT = Path(__file__).parent.parent
_DEFAULT_FILE = Path("presswatch.toml")
_LEAST_KEPT = 30  # days
# What pydantic finds, in our words: what is wrong, and how to write it (https://docs.pydantic.dev/latest/errors/validation_errors/).
_WHOLE = "is no whole number; write one such as 30"
_NUMBER = "is no number; write one such as 30 or 0.5"
_TEXT = 'is no text; put it in quotes, such as "data"'
_LIST = 'is no list; write one such as ["127.0.0.1:8001"]'
_SAID = {
    **dict.fromkeys(("int_parsing", "int_type", "int_from_float", "int_parsing_size"), _WHOLE),
    **dict.fromkeys(("float_parsing", "float_type", "finite_number"), _NUMBER),
    **dict.fromkeys(("string_type", "path_type", "string_unicode"), _TEXT),
    **dict.fromkeys(("tuple_type", "list_type"), _LIST),
    **dict.fromkeys(
        ("model_type", "model_attributes_type", "dict_type"),
        "is no table; write its settings below a line with its name in brackets, such as [web]",
    ),
    "greater_than": "is too small; it must be over {gt:g}",
    "greater_than_equal": "is too small; the least is {ge:g}",
    "less_than_equal": "is too large; the most is {le:g}",
    "literal_error": "is none of {expected}",
}


def _known_zone(name: str) -> str:
    if name not in available_timezones():
        raise ValueError("is no IANA time zone; use one such as Europe/Berlin")
    return name


def _web_address(url: str) -> str:
    if url and not url.startswith(("http://", "https://")):
        raise ValueError("must begin with http:// or https://")
    return url.rstrip("/")


def _host_port(pair: str) -> str:
    host, colon, port = pair.rpartition(":")
    if not (host and colon and port.isdigit() and 0 < int(port) < 65536):
        raise ValueError("must be host:port, such as 127.0.0.1:8001")
    return pair


def _for_ever_or_a_month(days: int) -> int:
    if 0 < days < _LEAST_KEPT:
        raise ValueError(f"must be 0, for ever, or at least {_LEAST_KEPT}: stories still grow for two weeks")
    return days


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class FetchPart(_Part):
    """How feeds are visited. Times in seconds."""

    contact: str = Field(
        default="", description="A web or mail address in the User-Agent, so that publishers can reach you."
    )
    connect_timeout: float = Field(default=10.0, gt=0, le=60, description="Seconds to reach a server.")
    total_timeout: float = Field(default=30.0, gt=0, le=300, description="Seconds for a whole visit.")
    max_body_mb: int = Field(default=10, ge=1, le=100, description="Megabytes of one document, decompressed.")
    concurrency: int = Field(default=64, ge=1, le=1000, description="Visits at a time.")
    per_host: int = Field(default=2, ge=1, le=10, description="Visits at a time to one host.")
    allow: tuple[Annotated[str, AfterValidator(_host_port)], ...] = Field(
        default=(), description="Private or loopback host:port pairs that may be visited all the same."
    )


class PollPart(_Part):
    """When feeds are visited."""

    interval_minutes: int = Field(default=30, ge=10, le=360, description="Minutes between visits to a feed at first.")
    lease_seconds: int = Field(default=120, ge=1, le=3600, description="Seconds a worker keeps a due feed to itself.")


class SandboxPart(_Part):
    """What parsing one document may cost."""

    processes: int = Field(default=2, ge=1, le=64, description="Parser processes.")
    seconds: float = Field(default=10.0, gt=0, le=120, description="Seconds for one document.")
    memory_mb: int = Field(default=1024, ge=256, le=16384, description="Megabytes for one parser process.")


class WebPart(_Part):
    """Where pages are served."""

    host: str = Field(default="127.0.0.1", description="The address to listen on.")
    port: int = Field(default=8765, ge=0, le=65535, description="The port to listen on; 0 takes a free one.")
    public_url: Annotated[str, AfterValidator(_web_address)] = Field(
        default="", description="Where readers reach the pages; digests link there only when it is set."
    )


class DeliverPart(_Part):
    """How messages are posted."""

    lease_seconds: float = Field(default=60.0, ge=2, le=3600, description="Seconds until a claimed post is unclear.")
    attempts: int = Field(default=8, ge=1, le=100, description="Tries gone wrong before a message is given up.")
    retry_seconds: float = Field(default=30.0, gt=0, le=3600, description="Seconds before a second try; then doubled.")
    when_unclear: Literal["ask", "once", "again"] = Field(default="ask", description="Where no platform tells.")


class AlertsPart(_Part):
    """How alerts may interrupt a channel that has no rules of its own."""

    ceiling: int = Field(default=12, ge=0, le=1000, description="Alerts a day; what is over it is told in the digest.")
    quiet_from: int | None = Field(default=None, ge=0, le=23, description="The hour at which quiet hours begin.")
    quiet_to: int | None = Field(default=None, ge=0, le=23, description="The hour at which they end.")
    storm: int = Field(default=5, ge=1, le=1000, description="So many alerts at a time are a storm: the rest is held.")
    storm_minutes: int = Field(default=15, ge=1, le=1440, description="Minutes that count as at a time.")

    @model_validator(mode="after")
    def _quiet_hours_have_two_ends(self) -> Self:
        hours = {self.quiet_from, self.quiet_to}
        if hours != {None} and (len(hours) == 1 or None in hours):
            raise ValueError("quiet_from and quiet_to are two different hours, or neither is set")
        return self


class KeepPart(_Part):
    """What is forgotten. Matches, digests and the ledger are kept for ever."""

    days: Annotated[int, AfterValidator(_for_ever_or_a_month)] = Field(
        default=730, ge=0, le=36500, description="Days that articles are kept; 0 keeps them for ever."
    )


class BackupPart(_Part):
    """Backups that the worker makes by itself, in `backups` under `data`."""

    every_days: int = Field(default=0, ge=0, le=365, description="Days between two backups; 0 makes none.")
    keep: int = Field(default=7, ge=1, le=1000, description="How many of them stay; older ones are deleted.")


class SlackPart(_Part):
    """The Slack app. Its secrets come from the environment or from a file `.env`, never from presswatch.toml."""

    bot_token: SecretStr = Field(default=SecretStr(""), description="One workspace: its bot token, xoxb-….")
    app_token: SecretStr = Field(default=SecretStr(""), description="Socket Mode: the app-level token, xapp-….")
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
    api_url: Annotated[str, AfterValidator(_web_address)] = Field(
        default="https://slack.com/api", description="Where Slack's Web API is."
    )
    post_timeout: float = Field(default=20.0, gt=0, le=120, description="Seconds for one call of Slack's Web API.")

    @property
    def is_on(self) -> bool:
        """Whether there is a way to talk to Slack at all."""
        return bool(self.bot_token.get_secret_value() or self.client_id)


SECRETS = tuple(name for name, info in SlackPart.model_fields.items() if info.annotation is SecretStr)


class LogPart(_Part):
    """What is logged."""

    level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="The least that is logged.")
    format: Literal["text", "json"] = Field(default="text", description="Lines for people, or JSON objects.")


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
    config: Path = Field(default=ROOT / "config", description="The folder of feeds.toml and topics/.")
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
    backup: BackupPart = BackupPart()
    slack: SlackPart = SlackPart()
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
        return tuple(getattr(self.slack, name).get_secret_value() for name in SECRETS if getattr(self.slack, name))

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


def load_settings(file: Path | None = None, **overrides: Any) -> Settings:
    """Read the settings. `file` must exist when it is named; SettingsError lists every fault at once."""
    if file is not None and not file.is_file():
        raise SettingsError([f"{file}: there is no such file"], "Name an existing file, or leave --settings out.")
    place = file or _DEFAULT_FILE

    class _FromFile(Settings):
        model_config = SettingsConfigDict(toml_file=place, env_file=place.parent / ".env")

    try:
        misplaced = _misplaced(place)
        settings = _FromFile(**overrides)
    except ValidationError as error:
        raise SettingsError([*misplaced, *(_fault(one, place) for one in error.errors())]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError([f"{place}: {error}"]) from error
    except UnreadableSettings as error:  # a list or a table in the environment that is no JSON
        raise SettingsError([f'{error}: write it as JSON, such as ["127.0.0.1:8001"]']) from error
    except OSError as error:
        raise SettingsError([f"{error.filename}: it cannot be read: {error.strerror}"]) from error
    if misplaced:
        raise SettingsError(misplaced)
    return settings


def _misplaced(place: Path) -> list[str]:
    """The secrets that stand in the settings file, which people copy and commit."""
    part = tomllib.loads(place.read_text("utf-8")).get("slack") if place.is_file() else None
    found = [name for name in SECRETS if name in part] if isinstance(part, dict) else []
    return [
        f"slack.{name}: a secret does not stand in {place}; set PRESSWATCH_SLACK__{name.upper()} in the environment or"
        f" in {place.parent / '.env'}"
        for name in found
    ]


def _fault(error: Any, place: Path) -> str:
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{name}: no such setting; see docs/reference.md"
    said = _SAID.get(error["type"], "").format(**error.get("ctx", {})) or error["msg"].removeprefix("Value error, ")
    value = "" if _is_secret(error["loc"]) else f" = {error['input']!r}"
    return f"{name}{value}: {said} (in {place}, .env or the environment)"


def _is_secret(place: tuple[int | str, ...]) -> bool:
    """Whether a value there is a secret, or a whole table with secrets in it."""
    return place == ("slack",) or (place[0] == "slack" and place[1] in SECRETS)
