"""What comes with the program and stands beside it under config/: constants that are spelled out in files."""

from collections.abc import Mapping

from bot.errors import SettingsError
from bot.settings.whole import SHIPPED


def shipped_files(folder: str) -> Mapping[str, bytes]:
    """The TOML files of a folder under the program's own config/, by their names. SettingsError where one cannot be
    read, or where there is none."""
    place = SHIPPED / folder
    try:
        found = {file.name: file.read_bytes() for file in sorted(place.glob("*.toml"))}
    except OSError as error:
        raise SettingsError([f"{error.filename} cannot be read: {error.strerror}"]) from error
    if not found:
        raise SettingsError([f"{place}: no lists are there; they come with Presswatch, beside bot/"])
    return found
