"""What may have arrived is looked for before it is sent again."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest

from bot.flow.deliver import bring_back
from bot.flow.verdict import Patience
from bot.model.channel import Channel
from bot.model.delivery import DeliveryState, Outcome, OutcomeKind, WhenUnclear
from bot.model.subscription import Cadence
from bot.store.rows import stamp
from bot.store.sql import queries
from bot.store.sqlite.connection import connect_plainly
from tests.flow.alerting import alerting, news
from tests.flow.issues import publish_due
from tests.flow.platform import PATIENCE, RULES, Platform, ledger, run, states
from tests.flow.press import FACES, Office, item, office

LEASE = PATIENCE.lease
HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
WEEKS = timedelta(weeks=3)
LOST = Outcome(kind=OutcomeKind.UNCLEAR, reason="no answer in time")


class Thread(Platform):
    """A platform that dies with its worker after so many posts arrived, and remembers what was looked for where."""

    def __init__(self, *answers: Outcome | Exception, dies_after: int = 0) -> None:
        super().__init__(*answers)
        self.dies_after = dies_after
        self.looks: list[tuple[str, str, datetime]] = []

    def find(self, channel: Channel, *, delivery_key: str, since: datetime, reply_to: str = "") -> str | None:
        self.looks.append((delivery_key, reply_to, since))
        return super().find(channel, delivery_key=delivery_key, since=since, reply_to=reply_to)

    def _crash(self) -> None:
        self.dies_after -= 1
        self.crashes = self.dies_after == 0
        super()._crash()


@contextmanager
def digest(folder: Path) -> Iterator[Office]:
    """A digest of two parts or more is planned."""
    with office(folder, gazette=[item(1, "Museum counts faces at its door")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.DAILY)
        publish_due(desk)
        yield desk


def test_killed_after_any_part_a_digest_goes_on_with_the_next(tmp_path: Path) -> None:
    for dies_after in (1, 2):
        folder = tmp_path / str(dies_after)
        folder.mkdir()
        with digest(folder) as desk:
            platform = Thread(dies_after=dies_after)
            with pytest.raises(KeyboardInterrupt):
                run(desk, platform)
            for _ in range(3):
                run(desk, platform, after=LEASE)
            parts = desk.deliveries()
            assert platform.keys == [f"digest:1:{part}" for part in range(parts)]
            assert states(desk) == {DeliveryState.SENT: parts}


def test_a_reply_is_looked_for_below_its_parent(tmp_path: Path) -> None:
    with digest(tmp_path) as desk:
        platform = Thread(Outcome(kind=OutcomeKind.SENT, platform_id="parent"), LOST)
        run(desk, platform)
        run(desk, platform, after=LEASE)
        (look,) = platform.looks
        assert look[:2] == ("digest:1:1", "parent")
        assert platform.posts[1] == ("digest:1:1", "parent")


def looked_since(platform: Thread) -> datetime:
    """Where the latest look began."""
    return platform.looks[-1][2]


def test_clocks_may_differ_by_minutes(tmp_path: Path) -> None:
    with digest(tmp_path) as desk:
        platform = Thread(LOST)
        run(desk, platform)
        run(desk, platform, after=LEASE)
        assert ledger(desk)["digest:1:0"].planned_at - looked_since(platform) >= timedelta(minutes=10)


def test_what_was_claimed_weeks_after_its_plan_is_looked_for_from_the_day_before_its_claim(tmp_path: Path) -> None:
    with digest(tmp_path) as desk:
        platform = Thread(LOST)
        run(desk, platform, after=WEEKS)
        claimed = desk.press.now
        run(desk, platform, after=LEASE)
        assert claimed - looked_since(platform) == DAY


def test_where_an_earlier_claim_is_in_doubt_too_it_is_looked_for_from_its_plan_on(tmp_path: Path) -> None:
    with digest(tmp_path) as desk:
        platform = Thread(LOST, LOST)
        run(desk, platform)
        run(desk, platform, after=LEASE, stop=once())
        run(desk, platform, after=WEEKS)
        run(desk, platform, after=LEASE)
        assert len(platform.looks) == 2
        assert looked_since(platform) < ledger(desk)["digest:1:0"].planned_at


def test_what_was_claimed_by_a_clock_ahead_is_looked_for_from_its_plan_on(tmp_path: Path) -> None:
    with digest(tmp_path) as desk:
        platform = Thread(LOST)
        run(desk, platform, after=WEEKS)
        desk.press.now -= WEEKS
        bring_back(desk.store, now=desk.press.now)
        run(desk, platform, after=2 * HOUR)
        assert looked_since(platform) < ledger(desk)["digest:1:0"].planned_at


def test_what_a_restore_doubts_is_looked_for_from_its_plan_on(tmp_path: Path) -> None:
    with digest(tmp_path) as desk:
        run(desk, Thread(LOST))
        run(desk, Thread(), after=WEEKS, stop=once())  # it had not arrived, and has a strike
        doubt_all(desk, tmp_path)
        platform = Thread()
        run(desk, platform, after=WEEKS)
        assert looked_since(platform) < ledger(desk)["digest:1:0"].planned_at


def once() -> Callable[[], bool]:
    """Stops a worker after one act."""
    acts = iter((False, True))
    return lambda: next(acts, True)


def doubt_all(desk: Office, folder: Path) -> None:
    """As a restore leaves them: all that was open may have been posted."""
    with closing(connect_plainly(folder / "presswatch.db")) as connection:
        connection.execute(queries("restore")["doubt_open"], {"now": stamp(desk.press.now)})


def test_replies_in_doubt_are_looked_for_after_their_parent(tmp_path: Path) -> None:
    with digest(tmp_path) as desk:
        doubt_all(desk, tmp_path)
        platform = Thread()
        for _ in range(3):
            run(desk, platform, after=LEASE)
        parts = desk.deliveries()
        assert [look[:2] for look in platform.looks] == [
            ("digest:1:0", ""),
            *((f"digest:1:{part}", "mdigest:1:0") for part in range(1, parts)),
        ]
        assert platform.keys == [f"digest:1:{part}" for part in range(parts)]


def test_replies_in_doubt_fall_with_their_parent(tmp_path: Path) -> None:
    with digest(tmp_path) as desk:
        doubt_all(desk, tmp_path)
        platform = Thread(Outcome(kind=OutcomeKind.REFUSED, reason="no_text"))
        for _ in range(3):
            run(desk, platform, after=LEASE)
        assert [look[0] for look in platform.looks] == ["digest:1:0"]
        states = {one.state for key, one in ledger(desk).items() if key.startswith("digest")}
        assert states == {DeliveryState.FAILED}


@pytest.mark.parametrize(
    ("policy", "state", "posts"),
    [
        (WhenUnclear.ASK, DeliveryState.UNCERTAIN, 0),
        (WhenUnclear.ONCE, DeliveryState.GIVEN_UP, 0),
        (WhenUnclear.AGAIN, DeliveryState.SENT, 1),
    ],
)
def test_where_the_platform_never_tells_the_policy_decides(
    tmp_path: Path, policy: WhenUnclear, state: DeliveryState, posts: int
) -> None:
    patience: Patience = replace(PATIENCE, when_unclear=policy)
    with digest(tmp_path) as desk:
        platform = Platform(LOST)
        platform.searchable = False
        for _ in range(6):
            run(desk, platform, after=HOUR, patience=patience)
        assert ledger(desk)["digest:1:0"].state is state
        assert platform.keys.count("digest:1:0") == posts
        replies = {one.state for key, one in ledger(desk).items() if key.startswith("digest:1:") and one.part}
        ends = {WhenUnclear.ASK: DeliveryState.PLANNED, WhenUnclear.ONCE: DeliveryState.FAILED}
        assert replies == {ends.get(policy, DeliveryState.SENT)}


def test_what_may_have_been_told_is_not_told_again_where_once_is_enough(tmp_path: Path) -> None:
    patience, none = replace(PATIENCE, when_unclear=WhenUnclear.ONCE), replace(RULES, ceiling=0)
    with alerting(tmp_path) as desk:
        news(desk, 2)
        platform = Platform()
        run(desk, platform, rules=none, patience=patience)
        platform.answers, platform.searchable = [LOST], False
        for _ in range(30):
            run(desk, platform, rules=none, patience=patience, after=HOUR)
        found = ledger(desk)
        assert [found[f"alert:1:{story}"].state for story in (2, 3)] == [DeliveryState.FOLDED] * 2
        assert found[found["alert:1:2"].told_in].state is DeliveryState.GIVEN_UP


def test_what_is_in_doubt_is_never_sent_while_the_platform_cannot_tell(tmp_path: Path) -> None:
    with digest(tmp_path) as desk:
        platform = Thread(LOST)
        platform.searchable = False
        for _ in range(20):
            run(desk, platform, after=LEASE)
        assert platform.posts == []
        assert 2 < len(platform.looks) < 8  # ever more seldom
        assert "cannot be looked up" in ledger(desk)["digest:1:0"].reason
