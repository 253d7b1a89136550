"""Settings: `presswatch.toml`, then the environment (`PRESSWATCH_…`, `__` between levels) on top of it.

Every fault of every setting is told at once, each with its place, its value and the cure.
"""

import tomllib
from pathlib import Path
from typing import Annotated, Any, Literal
from zoneinfo import available_timezones

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError
from pydantic_settings import BaseSettings, PydanticBaseSettingsSource, SettingsConfigDict, TomlConfigSettingsSource
from pydantic_settings import SettingsError as UnreadableSettings

from bot.errors import SettingsError

ROOT = Path(__file__).parent.parent
_DEFAULT_FILE = Path("presswatch.toml")


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

    lease_seconds: float = Field(
        default=60.0, ge=2, le=3600, description="Seconds after which a claimed post is unclear."
    )
    attempts: int = Field(default=8, ge=1, le=100, description="Tries before a message is given up.")


class LogPart(_Part):
    """What is logged."""

    level: Literal["debug", "info", "warning", "error"] = Field(default="info", description="The least that is logged.")


class Settings(BaseSettings):
    """All settings, checked."""

    model_config = SettingsConfigDict(
        extra="forbid", frozen=True, env_prefix="PRESSWATCH_", env_nested_delimiter="__", validate_default=True
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
    log: LogPart = LogPart()

    @property
    def database(self) -> Path:
        """The database file."""
        return self.data / "presswatch.db"

    @property
    def transcript(self) -> Path:
        """What was posted to the console channel."""
        return self.data / "console.jsonl"

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003  # pydantic-settings names them
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments, then the environment, then the file named by `toml_file`."""
        return init_settings, env_settings, TomlConfigSettingsSource(settings_cls)


def load_settings(file: Path | None = None, **overrides: Any) -> Settings:
    """Read the settings. `file` must exist when it is named; SettingsError lists every fault at once."""
    if file is not None and not file.is_file():
        raise SettingsError([f"{file}: there is no such file"], "Name an existing file, or leave --settings out.")
    place = file or _DEFAULT_FILE

    class _FromFile(Settings):
        model_config = SettingsConfigDict(toml_file=place)

    try:
        return _FromFile(**overrides)
    except ValidationError as error:
        raise SettingsError([_fault(one, place) for one in error.errors()]) from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError([f"{place}: {error}"]) from error
    except UnreadableSettings as error:  # a list or a table in the environment that is no JSON
        raise SettingsError([f'{error}: write it as JSON, such as ["127.0.0.1:8001"]']) from error


def _fault(error: Any, place: Path) -> str:
    name = ".".join(str(part) for part in error["loc"])
    if error["type"] == "extra_forbidden":
        return f"{name}: no such setting; see docs/reference.md"
    told = error["msg"].removeprefix("Value error, ")
    return f"{name} = {error['input']!r}: {told} (in {place} or the environment)"
