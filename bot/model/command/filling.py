"""The command that a form's submission is."""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, kw_only=True)
class FillForm:
    """A form came back with values. Unless `done`, show it again with what these values would bring."""

    form: str
    subject: str = ""
    values: Mapping[str, str] = field(default_factory=dict)
    done: bool = False
