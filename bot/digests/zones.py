"""Time zones as people write them: any case, spaces for underscores, a city alone where it is the only one."""

import difflib
import zoneinfo
from collections import defaultdict
from functools import lru_cache

# Names that some systems list beside the IANA ones and that mean nothing elsewhere.
_LOCAL_ONLY = frozenset({"localtime", "posixrules", "Factory"})
_LONGEST = 64  # characters of a name worth comparing


def find(words: str) -> str | None:
    """The IANA name of a zone, in its own spelling; None when there is none or more than one."""
    key = _key(words)
    cities = _cities().get(key, ())
    return _names().get(key) or (cities[0] if len(cities) == 1 else None)


def nearest(words: str) -> str | None:
    """The zone that was probably meant, None when none is near."""
    key = _key(words)
    if shared := _cities().get(key):
        return shared[0]
    by_key = {**{city: names[0] for city, names in _cities().items()}, **_names()}
    close = difflib.get_close_matches(key, by_key, n=1, cutoff=0.75)
    return by_key[close[0]] if close else None


def _key(words: str) -> str:
    return "_".join(words.casefold().split())[:_LONGEST]


@lru_cache(maxsize=1)
def _names() -> dict[str, str]:
    """Every zone this machine knows, by its name in lower case."""
    known = zoneinfo.available_timezones() - _LOCAL_ONLY
    return {name.casefold(): name for name in sorted(known)}


@lru_cache(maxsize=1)
def _cities() -> dict[str, tuple[str, ...]]:
    """Zones by the last part of their name, which is mostly a city."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for key, name in _names().items():
        if "/" in key:
            found[key.rpartition("/")[2]].append(name)
    return {city: tuple(names) for city, names in found.items()}
