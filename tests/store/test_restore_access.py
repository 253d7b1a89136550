"""A backup brings back no workspace that left since, and no token that was taken back."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.flow.install import let_in, shut_out
from bot.model.channel import Channel, Workspace
from bot.model.delivery import DeliveryKind
from bot.ports.store import Session
from bot.ports.store.ledger import Plan
from bot.store.sqlite import open_store
from bot.store.sqlite.backup import back_up
from bot.store.sqlite.migrations import migrate
from bot.store.sqlite.restore import restore

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=1)
MONTH = timedelta(days=30)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    migrate(tmp_path / "presswatch.db", now=NOW)
    return tmp_path / "presswatch.db"


def act(path: Path, what: Callable[[Session], object]) -> None:
    store = open_store(path)
    with store.writing() as session:
        what(session)
    store.close()


def install(path: Path, key: str, sealed: bytes = b"sealed") -> None:
    def what(session: Session) -> None:
        workspace = let_in(session, platform="slack", key=key, name=key, sealed=sealed, now=NOW)
        session.channels.ensure(workspace=workspace, key=f"C-{key}", name="press")
        session.next_sequence()

    act(path, what)


def leave(path: Path, key: str) -> None:
    act(path, lambda session: shut_out(session, platform="slack", key=key, removed=True, now=LATER))


def forget(path: Path, key: str) -> None:
    def what(session: Session) -> None:
        workspace = session.channels.workspace(platform="slack", key=key)
        assert workspace
        session.upkeep.forget_workspace(workspace.id)

    act(path, what)


def read(path: Path, what: Callable[[Session], object]) -> object:
    found: list[object] = []
    act(path, lambda session: found.append(what(session)))
    return found[0]


def workspaces(path: Path) -> dict[str, Workspace]:
    found: dict[str, Workspace] = {}
    act(path, lambda session: found.update({one.key: one for one in session.channels.workspaces()}))
    return found


def tokens(path: Path) -> dict[str, bytes | None]:
    found: dict[str, bytes | None] = {}

    def what(session: Session) -> None:
        found.update({key: session.installations.get(platform="slack", key=key) for key in installed(session)})

    act(path, what)
    return found


def installed(session: Session) -> list[str]:
    return session.installations.keys("slack")


def to_forget(path: Path, before: datetime) -> object:
    return read(path, lambda session: len(session.upkeep.workspaces_to_forget(before=before)))


def channels_of(path: Path, workspace: Workspace) -> list[Channel]:
    found: list[Channel] = []
    act(path, lambda session: found.extend(session.channels.of_workspace(workspace.id)))
    return found


def backed_up(path: Path, *keys: str) -> Path:
    """A newsroom that some workspaces let in, as a backup has it."""
    act(path, lambda session: session.channels.ensure_workspace(platform="console", key="local", name="Here"))
    for key in keys:
        install(path, key)
    act(path, lambda session: session.ledger.plan([plan("before", 1)], now=NOW))
    return back_up(path, path.parent / "backup.db", now=NOW).path


def plan(key: str, channel_id: int) -> Plan:
    return Plan(
        key=key,
        kind=DeliveryKind.NOTICE,
        channel_id=channel_id,
        subject_id=channel_id,
        topic_id=None,
        part=0,
        not_before=NOW,
    )


def test_who_left_since_stays_out_where_the_replaced_database_says_so(path: Path) -> None:
    backup = backed_up(path, "T1", "T2")
    leave(path, "T1")
    install(path, "T2", b"newer")
    install(path, "T3")
    assert restore(path, backup, now=LATER).aftermath.exact
    assert tokens(path) == {"T2": b"newer", "T3": b"sealed"}
    there = workspaces(path)
    assert {key: one.is_removed for key, one in there.items()} == {"local": False, "T1": True, "T2": False, "T3": False}
    assert [one.parked for one in channels_of(path, there["T1"])] == [there["T1"].parked] != [""]
    assert to_forget(path, LATER + timedelta(seconds=1)) == 1


def test_who_was_forgotten_since_is_forgotten_again(path: Path) -> None:
    backup = backed_up(path, "T1", "T2")
    leave(path, "T2")
    forget(path, "T2")
    restore(path, backup, now=LATER)
    assert to_forget(path, NOW - MONTH) == 1
    assert list(tokens(path)) == ["T1"]


def test_who_came_back_since_is_back(path: Path) -> None:
    install(path, "T1")
    leave(path, "T1")
    backup = backed_up(path, "T2")
    install(path, "T1", b"again")
    restore(path, backup, now=LATER)
    there = workspaces(path)["T1"]
    assert (there.is_removed, there.parked, tokens(path)["T1"]) == (False, "", b"again")


def test_where_nobody_knows_the_platform_is_asked_before_anything_goes_out(path: Path) -> None:
    backup = backed_up(path, "T1")
    path.unlink()
    assert not restore(path, backup, now=LATER).aftermath.exact
    there = workspaces(path)
    assert (there["T1"].is_removed, there["local"].is_removed) == (True, False)
    assert "asked" in there["T1"].parked
    assert list(tokens(path)) == ["T1"]
    (home,) = channels_of(path, there["T1"])
    act(path, lambda session: session.ledger.plan([plan("since", home.id)], now=LATER))
    assert read(path, lambda session: session.ledger.claim(now=LATER + MONTH, lease_until=LATER + 2 * MONTH)) is None
    assert to_forget(path, LATER) == 0  # its time begins anew
    assert to_forget(path, LATER + timedelta(seconds=1)) == 1
