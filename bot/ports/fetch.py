"""What flow may ask of the network: visit addresses, and get one answer for each."""

from collections.abc import Iterable, Iterator
from types import TracebackType
from typing import Protocol, Self

from bot.model.feed import Fetched, Visit


class Fetcher(Protocol):
    """Visits addresses. Whoever makes one closes it, or uses it in a `with` statement."""

    def fetch(self, visits: Iterable[Visit]) -> Iterator[Fetched]:
        """One `Fetched` for every visit, as answers come, in any order. `visits` is read to its end first.

        A visit's fault is told on its `Fetched` and never raised. Closing or dropping the iterator early gives
        up what is under way. Raises PresswatchError when the fetcher is closed before every visit was answered.
        """
        ...

    def close(self) -> None:
        """Give up what is under way and free threads and sockets. Closing twice does no harm."""
        ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...
