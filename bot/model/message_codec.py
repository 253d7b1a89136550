"""Messages as JSON and back, exactly: each block names its type, and each field is read as it is declared."""

import types
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import lru_cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from bot.model.message import Message

Json = dict[str, Any]

_TYPE = "type"  # the key that names a block's type; no field of the model has this name


def dump(message: Message) -> Json:
    """A message as plain JSON values."""
    dumped: Json = _dump(message)
    return dumped


def load(value: object) -> Message:
    """The message that was dumped. Raises ValueError or TypeError when the value is none."""
    message: Message = _load(Message, value)
    return message


def _dump(value: Any) -> Any:
    if is_dataclass(value):
        values = {field.name: _dump(getattr(value, field.name)) for field in fields(value)}
        return {_TYPE: type(value).__name__, **values}
    if isinstance(value, tuple):
        return [_dump(each) for each in value]
    return value.value if isinstance(value, Enum) else value


def _load(hint: Any, value: Any) -> Any:
    """Read a value as the type a field declares."""
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        return _load(_member(get_args(hint), value), value)
    if origin is tuple:
        return _load_tuple(get_args(hint), value)
    if is_dataclass(hint):
        return _load_fields(hint, value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint(value)
    if type(value) is not hint:
        raise TypeError(f"{value!r} is no {hint.__name__}")
    return value


def _member(hints: tuple[Any, ...], value: Any) -> Any:
    """The member of a union that this value names."""
    name = value.get(_TYPE) if isinstance(value, dict) else type(value).__name__
    for hint in hints:
        if hint.__name__ == name:
            return hint
    raise ValueError(f"no {name} is expected here")


def _load_tuple(hints: tuple[Any, ...], value: Any) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise TypeError(f"{value!r} is no list")
    if hints[-1] is Ellipsis:
        return tuple([_load(hints[0], each) for each in value])
    return tuple([_load(hint, each) for hint, each in zip(hints, value, strict=True)])


def _load_fields(cls: Any, value: Any) -> Any:
    if not isinstance(value, dict) or value.get(_TYPE) != cls.__name__:
        raise ValueError(f"no {cls.__name__}: {value!r}")
    hints = _hints(cls)
    if value.keys() != {_TYPE, *hints}:
        raise ValueError(f"a {cls.__name__} has other fields than {sorted(value)}")
    return cls(**{name: _load(hint, value[name]) for name, hint in hints.items()})


@lru_cache(maxsize=64)
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls)
