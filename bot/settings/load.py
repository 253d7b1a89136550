"""Reading the settings: the file, `.env` beside it and the environment."""

import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from pydantic import ValidationError
from pydantic_settings import SettingsConfigDict
from pydantic_settings import SettingsError as UnreadableSettings

from bot.errors import SettingsError
from bot.settings.faults import fault_of, misplaced_secrets, no_json
from bot.settings.whole import Settings

_DEFAULT_FILE = Path("presswatch.toml")


def load_settings(file: Path | None = None, **overrides: Any) -> Settings:
    """Read the settings. `file` must exist when it is named; SettingsError lists every fault at once."""
    if file is not None and not file.is_file():
        raise SettingsError([f"{file}: there is no such file"], "Name an existing file, or leave --settings out.")
    place = file or _DEFAULT_FILE
    with _readable(place):
        misplaced = misplaced_secrets(_told(place), place)
        try:
            settings = _standing_in(place)(**overrides)
        except ValidationError as error:
            raise SettingsError([*misplaced, *(fault_of(one, place) for one in error.errors())]) from error
    if misplaced:
        raise SettingsError(misplaced)
    return settings


def _standing_in(place: Path) -> type[Settings]:
    """Settings that take what they are not given from this file and the `.env` beside it."""

    class _FromFile(Settings):
        model_config = SettingsConfigDict(toml_file=place, env_file=place.parent / ".env")

    return _FromFile


@contextmanager
def _readable(place: Path) -> Iterator[None]:
    """SettingsError where something cannot be read at all, so that nothing is known of what stands in it."""
    try:
        yield
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise SettingsError([f"{place}: {error}"]) from error
    except UnreadableSettings as error:  # a list or a table in the environment that is no JSON
        raise SettingsError(no_json(_standing_in(place)) or [str(error)]) from error
    except OSError as error:
        raise SettingsError([f"{error.filename}: it cannot be read: {error.strerror}"]) from error


def _told(place: Path) -> dict[str, Any]:
    return tomllib.loads(place.read_text("utf-8")) if place.is_file() else {}
