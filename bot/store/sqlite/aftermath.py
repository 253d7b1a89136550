"""What a restore leaves behind: the time between backup and restore is lost, and what was posted in it is in the world.

Deliveries that were open are asked about at the platform, and so is whether workspaces have us still where no ledger
tells: a backup must not bring back who left. Ids go on behind all that were ever given, so that no key of
the lost time is used again. Where the replaced database is at hand, and went on from this very backup, its ledger says
what was posted; else all that may have been is in doubt.
"""

import logging
from collections.abc import Mapping
from contextlib import closing
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bot.errors import StoreError
from bot.store.rows import stamp, time
from bot.store.sql import queries
from bot.store.sqlite.backup import BACKUP_AT
from bot.store.sqlite.connection import Connection, connect_plainly, foreign_errors, transaction

log = logging.getLogger(__name__)
_SQL, _FACTS = queries("restore"), queries("upkeep")
_NEVER = datetime(9999, 1, 1, tzinfo=UTC)
_IDS_A_DAY = 1_000_000  # more than any newsroom files: the jump where nobody knows how many were given
# What the replaced database knows better: in this order, what became of deliveries, and who let us in.
_TAKEN = (
    "take_ends",
    "doubt_folded",
    "doubt_forgotten",
    "take_workspaces",
    "take_removals",
    "drop_installations",
    "take_installations",
    "take_channels",
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Aftermath:
    """What a restore left."""

    backup_at: datetime
    exact: bool  # the replaced ledger says what was posted since
    asked: int  # deliveries that the platform is asked about before they may be sent
    lost: int  # messages that were posted since the backup, or may have been, as far as anybody knows
    takedowns: tuple[str, ...]  # links whose extracts were removed since, and are back


def settle(new: Path, old: Path | None, *, now: datetime) -> Aftermath:
    """Note all of this in the new database, in one transaction; `old` is the replaced one, where it can be read."""
    if old is not None:
        try:
            return _settled(new, old, now)
        except StoreError as error:
            log.warning("the replaced database cannot be used to tell what was posted: %s", error.message)
    return _settled(new, None, now)


def _settled(new: Path, old: Path | None, now: datetime) -> Aftermath:
    with closing(connect_plainly(new)) as connection, foreign_errors(old or new):
        if old is not None:
            connection.execute("ATTACH ? AS replaced", (f"{old.absolute().as_uri()}?mode=ro",))
        exact = old is not None and _descends(connection)
        connection.execute("PRAGMA synchronous = FULL")
        with transaction(connection, "BEGIN IMMEDIATE"):
            backup_at = _backup_at(connection, now)
            _jump(connection, _given_there(connection, old), now - backup_at, exact=exact)
            values = {"backup_at": stamp(backup_at), "now": stamp(now), "exact": int(exact)}
            restore_id = connection.execute(_SQL["add_restore"], values).lastrowid
            connection.execute(_SQL["clamp_reads"], {"backup_at": stamp(backup_at)})
            lost = _read_ledger(connection, restore_id) if exact else _doubt_all(connection, now)
            connection.execute(_SQL["rest_removed"], {"now": stamp(now), "never": stamp(_NEVER)})
            asked = connection.execute(_SQL["doubt_open"], {"now": stamp(now)}).rowcount
            takedowns = connection.execute(_SQL["lost_takedowns"]).fetchall() if exact else []
        return Aftermath(
            backup_at=backup_at, exact=exact, asked=asked, lost=lost, takedowns=tuple(row[0] for row in takedowns)
        )


def _descends(connection: Connection) -> bool:
    """Whether the replaced database is what became of the backup, and nothing else has been in between."""
    applied = connection.execute(_SQL["migrations"]).fetchall()
    there = connection.execute(_SQL["migrations"].replace("_sqlite", "replaced._sqlite")).fetchall()
    same = {row["name"] for row in applied} == {row["name"] for row in there}
    return same and bool(connection.execute(_SQL["descends"], {"copied": BACKUP_AT}).fetchone()[0])


def _backup_at(connection: Connection, now: datetime) -> datetime:
    """The moment that the backup shows, taken from it: from now on it is the database."""
    found = connection.execute(_FACTS["fact"], {"name": BACKUP_AT}).fetchone()
    connection.execute(_SQL["forget_fact"], {"name": BACKUP_AT})
    if found is not None:
        return min(datetime.fromisoformat(found["value"]), now)
    newest = connection.execute(_SQL["newest"]).fetchone()[0]
    return min(time(newest), now) if newest is not None else now


def _given_there(connection: Connection, old: Path | None) -> Mapping[str, int]:
    """The highest ids that the replaced database ever gave."""
    return dict(map(tuple, connection.execute(_SQL["given_there"]))) if old is not None else {}


def _jump(connection: Connection, there: Mapping[str, int], lost: timedelta, *, exact: bool) -> None:
    """Let new ids begin behind all that were given: those of a ledger that is at hand, else more than can have been."""
    here = dict(map(tuple, connection.execute(_SQL["given"])))
    margin = 0 if exact else _IDS_A_DAY * (1 + lost.days)
    for (name,) in connection.execute(_SQL["never_again"]).fetchall():
        values = {"name": name, "seq": max(here.get(name, 0), there.get(name, 0)) + margin}
        connection.execute(_SQL["forget_given"], values)
        connection.execute(_SQL["give_after"], values)


def _read_ledger(connection: Connection, restore_id: int | None) -> int:
    """Take over what the replaced ledger says; returns how many messages of the lost time it has."""
    for step in _TAKEN:
        connection.execute(_SQL[step])
    lost: int = connection.execute(_SQL["note_lost"], {"restore_id": restore_id}).rowcount
    connection.execute(_SQL["note_lost_identities"], {"restore_id": restore_id})
    return lost


def _doubt_all(connection: Connection, now: datetime) -> int:
    connection.execute(_SQL["doubt_alerts"])
    connection.execute(_SQL["doubt_installations"], {"now": stamp(now)})
    return 0
