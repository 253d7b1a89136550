"""A platform, as the application needs it: what posts there, and what listens there."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from typing import Protocol

from starlette.routing import BaseRoute

from bot.flow.answer import Asking
from bot.model.channel import Channel
from bot.model.person import Person
from bot.ports.poster import Poster


class Platform(Protocol):
    """Where people are beside this machine."""

    @property
    def post_timeout(self) -> float:
        """Seconds that a step of one call takes at most."""

    def poster(self) -> Poster:
        """That platform's side of the ledger."""

    def listening(self, asking: Callable[[Channel, Person], Asking]) -> AbstractContextManager[Sequence[BaseRoute]]:
        """Listen while the block lasts; gives the routes that the web process is to serve for it."""
