"""What travels between the pool and its workers.

A worker reads strangers' bytes, so its answers are pickles of plain values only, and the pool loads nothing else.
"""

import pickle
from dataclasses import dataclass, fields
from io import BytesIO
from operator import attrgetter
from typing import Any, Self

from bot.errors import ParseRejected
from bot.feeds.limits import ParseLimits
from bot.model.entry import ParsedEntry, ParsedFeed, Rejection
from bot.settings import SandboxPart

_ENTRY_FIELDS = tuple(field.name for field in fields(ParsedEntry))
_entry_values = attrgetter(*_ENTRY_FIELDS)
_REJECTION_FIELDS = tuple(field.name for field in fields(Rejection))
_rejection_values = attrgetter(*_REJECTION_FIELDS)
_LOADABLE = frozenset({("datetime", "datetime"), ("datetime", "timezone"), ("datetime", "timedelta")})


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    """What one document may cost: wall-clock seconds, and bytes of address space of its process (RLIMIT_AS)."""

    seconds: float = 10.0
    memory: int = 1024**3

    @classmethod
    def of(cls, part: SandboxPart) -> Self:
        """The budget as it is configured."""
        return cls(seconds=part.seconds, memory=part.memory_mb * 1024**2)


@dataclass(frozen=True, slots=True, kw_only=True)
class Orders:
    """What a worker is told when it starts. `function` is `module:name` of a `work.read`."""

    function: str
    limits: ParseLimits
    budget: Budget


def pack(outcome: ParsedFeed | ParseRejected) -> bytes:
    """An outcome as bytes."""
    if isinstance(outcome, ParseRejected):
        return pickle.dumps((outcome.reason, (outcome.message, outcome.feeds, outcome.page)), pickle.HIGHEST_PROTOCOL)
    values = (
        outcome.title,
        outcome.home,
        outcome.language,
        outcome.parser,
        outcome.received,
        tuple(map(_entry_values, outcome.entries)),
        tuple(map(_rejection_values, outcome.rejections)),
    )
    return pickle.dumps(values, pickle.HIGHEST_PROTOCOL)


def unpack(data: bytes) -> ParsedFeed | ParseRejected:
    """An outcome from bytes; raises pickle.UnpicklingError on anything but plain values."""
    values: Any = _PlainUnpickler(BytesIO(data)).load()
    if not isinstance(values, tuple) or len(values) not in (2, 7):
        raise pickle.UnpicklingError("The worker's answer is no outcome.")
    if len(values) == 2:
        reason, (message, feeds, page) = values
        return ParseRejected(reason, message, feeds, page)
    title, home, language, parser, received, entries, rejections = values
    return ParsedFeed(
        title=title,
        home=home,
        language=language,
        parser=parser,
        received=received,
        entries=tuple([ParsedEntry(**dict(zip(_ENTRY_FIELDS, entry, strict=True))) for entry in entries]),
        rejections=tuple([Rejection(**dict(zip(_REJECTION_FIELDS, one, strict=True))) for one in rejections]),
    )


class _PlainUnpickler(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if (module, name) not in _LOADABLE:
            raise pickle.UnpicklingError(f"{module}.{name} is no plain value")
        return super().find_class(module, name)
