"""The reading room: what the web's listeners may ask, answered from the store's port."""

import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.feeds.opml import write_opml
from bot.flow.answer.feeds_lists import TOKEN as FEEDS_TOKEN
from bot.flow.watch import watch
from bot.ports.store import Store
from bot.web.app import Health
from bot.web.metrics import Scrape
from bot.web.pages import digest_page

_OVERDUE = timedelta(hours=1)  # a worker visits what is due within seconds; so late, there is none


@dataclass(frozen=True, slots=True, kw_only=True)
class Files:
    """What the disk tells."""

    database_bytes: int  # with its log
    last_backup: datetime | None  # of those that the worker makes


class ReadingRoom:
    """Keeps the promises of `web.app.Pages`."""

    def __init__(
        self, store: Store, *, clock: Callable[[], datetime], build: Mapping[str, str], files: Callable[[], Files]
    ) -> None:
        self._store = store
        self._clock = clock
        self._build = build
        self._files = files

    def digest(self, token: str) -> str | None:
        """The page of the digest with that token."""
        with self._store.reading() as session:
            issue = session.digests.by_token(token)
        return None if issue is None else digest_page(issue)

    def feeds(self, token: str) -> bytes | None:
        """The list of all feeds, without names and passwords: whoever knows the address may read it."""
        with self._store.reading() as session:
            known, feeds = session.upkeep.fact(FEEDS_TOKEN), session.feeds.all()
        right = bool(known) and secrets.compare_digest(known.encode(), token.encode("utf-8", "replace"))
        return write_opml(feeds, now=self._clock(), with_credentials=False) if right else None

    def health(self) -> Health:
        """Whether the database answers, a worker has polled, and no feed has waited too long for it."""
        with self._store.reading() as session:
            polled, due = session.feeds.last_polled(), session.feeds.longest_due()
            counts = session.ledger.counts()
        now = self._clock()
        return Health(
            ok=polled is not None and polled <= now and (due is None or now - due < _OVERDUE),
            database="ok",
            last_poll=None if polled is None else now - polled,
            ledger={state.value: number for state, number in counts.items()},
        )

    def scrape(self) -> Scrape:
        """The figures of this moment."""
        with self._store.reading() as session:
            watched = watch(session, now=self._clock())
        files = self._files()
        return Scrape(
            watch=watched,
            build=self._build,
            database_bytes=files.database_bytes,
            last_backup=files.last_backup,
        )
