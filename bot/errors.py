"""Every error Presswatch raises on purpose.

    PresswatchError             carries a sentence fit to show, and the cure
    ├── SettingsError           the settings or a file under config/ are wrong; lists every fault at once
    ├── QueryError              a query cannot be read; knows the position
    ├── CommandError            a person's words are no command; knows what was meant
    ├── NotFound                a topic, digest, story or channel that does not exist
    ├── NotAllowed              a person may not ask for this here; the cure says whom to turn to
    ├── PlatformFault           a chat platform said no, or could not be reached; knows its word for it
    ├── ParseRejected           a document is no feed we can read; carries a reason code
    ├── SandboxBroken           the parser's processes do not start, or were closed under their user
    └── StoreError              the database cannot be used
        ├── StoreBusy           another process held the database for too long
        ├── StoreGone           the database was moved or deleted while it was in use
        └── StoreOutdated       the database is newer or older than this program

An error carries ids and plain text, never objects of the model. Foreign errors stop at the door of the
room that meets them: `fetch` turns aiohttp's into a fault on `Fetched`, `store` turns sqlite3's into these.
"""

from collections.abc import Sequence


class PresswatchError(Exception):
    """Base of all; `str(error)` says what happened, `error.cure` what to do about it (may be empty)."""

    def __init__(self, message: str, cure: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.cure = cure


class SettingsError(PresswatchError):
    """Settings or configuration files are wrong; `faults` names each one with its place."""

    def __init__(
        self, faults: Sequence[str], cure: str = "Mend each line above, then run `presswatch doctor`."
    ) -> None:
        count = len(faults)
        heading = f"{count} fault{'s' if count != 1 else ''} in the settings:"
        super().__init__("\n".join([heading, *(f"  - {fault}" for fault in faults)]), cure)
        self.faults = tuple(faults)


class QueryError(PresswatchError):
    """A query cannot be read; `position` is the zero-based character where it went wrong."""

    def __init__(self, message: str, cure: str, *, query: str, position: int) -> None:
        super().__init__(message, cure)
        self.query = query
        self.position = position


class CommandError(PresswatchError):
    """A person's words are no command; `meant` is the nearest command ("" when none is near)."""

    def __init__(self, message: str, cure: str, *, meant: str = "") -> None:
        super().__init__(message, cure)
        self.meant = meant


class NotFound(PresswatchError):
    """What was asked for does not exist; the cure says how to list what does."""


class NotAllowed(PresswatchError):
    """A person may not ask for this here; the cure says whom to turn to."""


class PlatformFault(PresswatchError):
    """A chat platform said no, or could not be reached; `code` is its own word for it, "" where it said none."""

    def __init__(self, message: str, cure: str = "", *, code: str = "") -> None:
        super().__init__(message, cure)
        self.code = code

    @property
    def is_silence(self) -> bool:
        """Whether the platform said nothing of its own, such as where it could not be reached."""
        return not self.code


class ParseRejected(PresswatchError):
    """A document is no feed we can read; `reason` is a short stable code such as `not-a-feed`, and `feeds` are the
    addresses that a web page names as its feeds; `page` is what a web page says of itself, its title and a description
    ("" where it says none)."""

    def __init__(
        self, reason: str, message: str, feeds: tuple[str, ...] = (), page: tuple[str, str] = ("", "")
    ) -> None:
        super().__init__(message)
        self.reason = reason
        self.feeds = feeds
        self.page = page

    def __reduce__(self) -> tuple[type["ParseRejected"], tuple[str, str, tuple[str, ...], tuple[str, str]]]:
        """Survive the trip between processes (the default would call `__init__` with one argument)."""
        return type(self), (self.reason, self.message, self.feeds, self.page)


class SandboxBroken(PresswatchError):
    """The sandbox itself cannot work: its processes do not start, or it was closed under its user."""


class StoreError(PresswatchError):
    """The database cannot be used."""


class StoreBusy(StoreError):
    """Another process held the database for too long; the work is safe to try again."""


class StoreGone(StoreError):
    """The database was moved or deleted while it was in use: what is written now would be lost."""


class StoreOutdated(StoreError):
    """The database was written by another version; the cure names the command."""
