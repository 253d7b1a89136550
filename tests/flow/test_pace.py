"""The pace of a channel: one post at a time, and none too soon after the last, whoever posts it."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path

from bot.flow.deliver import deliver
from bot.flow.reach import workspace_back, workspace_gone
from bot.model.channel import Channel
from bot.model.delivery import DeliveryKind, DeliveryState, Outcome, OutcomeKind
from bot.model.message import Message
from bot.ports.store.ledger import Plan
from bot.store.sqlite import open_store
from bot.stories.origin import NO_OUTLETS
from tests.flow.platform import PATIENCE, RULES, Platform, run, states
from tests.flow.press import Office, office
from tests.flow.sharing import share

SECOND = timedelta(seconds=1)


@contextmanager
def paced(folder: Path) -> Iterator[tuple[Office, Platform]]:
    with office(folder) as desk:
        platform = Platform()
        platform.pace = SECOND
        yield desk, platform


def test_a_channel_gets_one_post_a_second_and_others_do_not_wait_for_it(tmp_path: Path) -> None:
    with paced(tmp_path) as (desk, platform):
        share(desk, "one", "share:1", "share:2", "share:3")
        share(desk, "two", "share:4", "share:5")
        run(desk, platform)
        assert platform.keys == ["share:1", "share:4"]
        run(desk, platform, after=SECOND / 2)
        assert len(platform.keys) == 2
        run(desk, platform, after=SECOND / 2)
        assert platform.keys[2:] == ["share:2", "share:5"]
        run(desk, platform, after=SECOND)
        assert platform.keys[4:] == ["share:3"]


def test_an_edit_keeps_the_pace_as_well_as_what_went_wrong(tmp_path: Path) -> None:
    with paced(tmp_path) as (desk, platform):
        share(desk, "one", "share:1", "share:2")
        platform.answers = [Outcome(kind=OutcomeKind.REFUSED, reason="no_text")]
        run(desk, platform)
        assert platform.posts == []
        with desk.store.reading() as session:
            assert session.ledger.next_at() == desk.press.now + SECOND
        run(desk, platform, after=SECOND)
        assert platform.keys == ["share:2"]


def test_what_may_arrive_late_is_given_the_time(tmp_path: Path) -> None:
    with paced(tmp_path) as (desk, platform):
        share(desk, "one", "share:1", "share:2")
        platform.answers = [Outcome(kind=OutcomeKind.UNCLEAR, reason="no answer in time")]
        run(desk, platform)
        run(desk, platform, after=PATIENCE.lease - SECOND)
        assert platform.posts == []
        run(desk, platform, after=SECOND)
        run(desk, platform, after=SECOND)
        assert sorted(platform.keys) == ["share:1", "share:2"]


class Seesaw(Platform):
    """A platform whose workspace is gone and back while a post is on its way."""

    def __init__(self, desk: Office) -> None:
        super().__init__()
        self.pace = SECOND
        self.desk = desk

    def post(
        self, channel: Channel, message: Message, *, delivery_key: str, reply_to: str, plain: bool = False
    ) -> Outcome:
        with self.desk.store.writing() as session:
            workspace = session.channels.workspace(platform="console", key=channel.workspace_key)
            assert workspace
            workspace_gone(session, workspace, reason="our token was revoked", now=self.desk.press.now)
            workspace_back(session, workspace, now=self.desk.press.now)
        return super().post(channel, message, delivery_key=delivery_key, reply_to=reply_to, plain=plain)


def test_a_workspace_that_is_gone_and_back_during_a_post_keeps_its_pace(tmp_path: Path) -> None:
    with office(tmp_path) as desk:
        share(desk, "one", "share:1", "share:2")
        platform = Seesaw(desk)
        run(desk, platform)
        assert platform.keys == ["share:1"]
        run(desk, platform, after=SECOND / 2)
        assert platform.keys == ["share:1"]
        run(desk, platform, after=SECOND / 2)
        assert platform.keys == ["share:1", "share:2"]


def test_a_place_that_is_back_keeps_its_pace(tmp_path: Path) -> None:
    with paced(tmp_path) as (desk, platform):
        share(desk, "one", "share:1", "share:2")
        platform.answers = [Outcome(kind=OutcomeKind.PARKED, reason="the channel is archived")]
        run(desk, platform)
        run(desk, platform, after=timedelta(hours=1))
        assert platform.keys == ["share:1"]
        run(desk, platform, after=SECOND)
        assert platform.keys == ["share:1", "share:2"]


def test_what_is_not_posted_after_all_costs_no_time(tmp_path: Path) -> None:
    with paced(tmp_path) as (desk, platform):
        home = desk.channel("one")
        nothing = [
            Plan(
                key=f"edit:{number}:1",
                kind=DeliveryKind.EDIT,
                channel_id=home.id,
                subject_id=number,
                topic_id=None,
                part=1,
                not_before=desk.press.now,
            )
            for number in (404, 405)
        ]
        with desk.store.writing() as session:
            session.ledger.plan(nothing, now=desk.press.now)
        share(desk, "one", "share:1")
        run(desk, platform)
        assert platform.keys == ["share:1"]


def test_a_post_on_its_way_keeps_its_channel_until_its_lease_ends(tmp_path: Path) -> None:
    with paced(tmp_path) as (desk, platform):
        share(desk, "one", "share:1", "share:2")
        with desk.store.writing() as session:  # another worker has it, and dies
            assert session.ledger.claim(now=desk.press.now, lease_until=desk.press.now + 60 * SECOND)
        run(desk, platform, after=59 * SECOND)
        assert platform.posts == []
        run(desk, platform, after=SECOND)
        assert len(platform.keys) == 1
        run(desk, platform, after=SECOND)
        assert sorted(platform.keys) == ["share:1", "share:2"]


class Busy(Platform):
    """A platform that keeps each worker waiting until the other has come, or has had every chance to."""

    def __init__(self) -> None:
        super().__init__()
        self.here = 0
        self.most: dict[str, int] = {}
        self.lock = threading.Lock()
        self.met = threading.Barrier(2)

    def post(
        self, channel: Channel, message: Message, *, delivery_key: str, reply_to: str, plain: bool = False
    ) -> Outcome:
        with self.lock:
            self.most[channel.key] = self.most.get(channel.key, 0) + 1
            self.here = max(self.here, self.most[channel.key])
        try:
            self.met.wait(0.2)
        except threading.BrokenBarrierError:
            self.met.reset()
        with self.lock:
            self.most[channel.key] -= 1
            return super().post(channel, message, delivery_key=delivery_key, reply_to=reply_to, plain=plain)


def test_two_workers_on_one_database_post_each_message_once_and_never_two_at_a_time_in_a_channel(
    tmp_path: Path,
) -> None:
    with office(tmp_path) as desk:
        for channel in ("one", "two", "three"):
            share(desk, channel, *(f"share:{channel}:{number}" for number in range(4)))
        platform, now = Busy(), desk.press.now

        def clock() -> datetime:
            return now

        def work() -> None:
            store = open_store(tmp_path / "presswatch.db")
            try:
                for _ in range(4):
                    deliver(
                        store,
                        {"console": platform},
                        rules=RULES,
                        clock=clock,
                        patience=PATIENCE,
                        stop=lambda: False,
                        outlets=NO_OUTLETS,
                    )
            finally:
                store.close()

        workers = [threading.Thread(target=work) for _ in range(2)]
        for worker in workers:
            worker.start()
        for worker in workers:
            worker.join()
        run(desk, platform)
        assert states(desk) == {DeliveryState.SENT: 12}
        assert len(platform.keys) == len(set(platform.keys)) == 12
        assert platform.here == 1
