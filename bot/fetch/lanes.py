"""Lanes: whose turn it is, so that no host is asked too often at once and none waits behind another's queue. Pure."""

from collections import defaultdict, deque

from bot.fetch.trail import Trail


class Lanes:
    """One lane a host, at most `per_host` of its trails under way. Hosts with room take turns."""

    def __init__(self, per_host: int) -> None:
        self._per_host = per_host
        self._waiting: defaultdict[str, deque[Trail]] = defaultdict(deque)
        self._busy: defaultdict[str, int] = defaultdict(int)
        self._ready: deque[str] = deque()  # each host once that has a trail waiting and room for it

    @property
    def ready(self) -> bool:
        """Whether a trail can start now."""
        return bool(self._ready)

    def join(self, trail: Trail) -> None:
        """A trail lines up before its host."""
        host = trail.host
        if not self._waiting[host] and self._busy[host] < self._per_host:
            self._ready.append(host)
        self._waiting[host].append(trail)

    def take(self) -> Trail | None:
        """The next trail to start, or None while every waiting one must wait."""
        if not self._ready:
            return None
        host = self._ready.popleft()
        trail = self._waiting[host].popleft()
        self._busy[host] += 1
        if self._waiting[host] and self._busy[host] < self._per_host:
            self._ready.append(host)
        return trail

    def leave(self, trail: Trail) -> None:
        """A trail that was taken is done with its host."""
        host = trail.host
        was_full = self._busy[host] == self._per_host
        self._busy[host] -= 1
        if self._waiting[host] and was_full:
            self._ready.append(host)
        elif not self._waiting[host] and not self._busy[host]:
            del self._waiting[host], self._busy[host]

    def alone(self, trail: Trail) -> bool:
        """Whether nobody waits for the host of a trail that is under way: its connection need not stay open."""
        return not self._waiting[trail.host]
