"""The gazetteer that comes with Presswatch: a constant, spelled out in config/entities/ and read once."""

from functools import lru_cache

from bot.errors import SettingsError
from bot.settings.shipped import shipped_files
from bot.stories.entities.gazetteer import Gazetteer
from bot.stories.entities.lists import read_lists


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """The same one for the whole process. SettingsError lists what is wrong with the files."""
    read = read_lists(shipped_files("entities"))
    if isinstance(read, Gazetteer):
        return read
    raise SettingsError([f"config/entities/{fault}" for fault in read])
