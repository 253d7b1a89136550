"""Wanting: which settings a platform still needs, and how that is said."""

from collections.abc import Mapping, Sequence

from pydantic import BaseModel, SecretStr


def unset(part: BaseModel, needs: Mapping[str, bool]) -> tuple[str, ...]:
    """The settings of a part that are needed and not set, by their names; `needs` says of each whether it is."""
    return tuple(name for name, needed in needs.items() if needed and not _value(part, name))


def faults(platform: str, missing: Sequence[str]) -> list[str]:
    """One sentence for all; `platform` is its name as people write it."""
    names = ", ".join(f"{platform.lower()}.{name}" for name in missing)
    these = "this, which is" if len(missing) == 1 else "these, which are"
    return [f"{platform} needs {these} not set: {names}"] if missing else []


def _value(part: BaseModel, name: str) -> object:
    value = getattr(part, name)
    return value.get_secret_value() if isinstance(value, SecretStr) else value
