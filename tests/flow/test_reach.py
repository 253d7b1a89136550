"""A place that cannot be reached: what is meant for it waits, people are told once, and it goes out once."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from bot.digests.write import plain
from bot.flow.deliver import knock, left_alone
from bot.flow.edit import plan_edit
from bot.flow.reach import BREATH, channel_back, channel_gone, channel_renamed, workspace_back, workspace_gone
from bot.model.channel import Channel
from bot.model.delivery import DeliveryKind, DeliveryState, Outcome, OutcomeKind
from bot.model.message import Message
from bot.model.subscription import Cadence
from bot.ports.store.ledger import Plan
from tests.flow.platform import Platform, ledger, run
from tests.flow.team import GONE, REVOKED, team

HOUR = timedelta(hours=1)


def test_what_is_meant_for_a_gone_channel_waits_and_goes_out_once_when_it_is_back(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        first, chat = one.news(2), Platform(GONE)
        one.run(chat)
        second = one.news(3)
        one.run(chat, after=timedelta(minutes=20))
        assert (chat.posts, one.state(first), one.state(second)) == ([], DeliveryState.PARKED, DeliveryState.PARKED)
        with one.desk.store.writing() as session:
            channel_back(session, one.home, now=one.desk.press.now)
        for _ in range(3):
            one.run(chat, after=HOUR)
        assert chat.keys == [first, second]


def test_whoever_is_told_of_it_is_reached_on_its_way(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        with one.desk.store.writing() as session:
            session.channels.set_way(one.home.id, service_url="https://service.example", team="T7")
        one.subscribe(one.home, made_by="U7")
        one.news(2)
        one.run(Platform(GONE))
        with one.desk.store.reading() as session:
            direct = session.channels.of_key(one.workspace.id, "U7")
        assert direct is not None
        assert (direct.service_url, direct.team) == ("https://service.example", "")


def test_others_go_on_meanwhile(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        one.subscribe(one.other)
        one.news(2)
        chat = Platform(GONE)
        one.run(chat)
        assert chat.keys == [f"alert:{one.other.id}:2"]


def test_whoever_subscribed_it_is_told_once(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home, made_by="U7")
        one.news(2)
        chat = Platform(GONE, Outcome(kind=OutcomeKind.SENT, platform_id="note"), GONE, GONE)
        one.run(chat)
        for _ in range(3):
            one.run(chat, after=2 * HOUR)
        (key, _), *rest = chat.posts
        assert key.startswith("notice:parked:")
        said = plain(chat.messages["note"])
        assert "I cannot post in #privacy: the channel is archived." in said
        assert "1 subscription there waits." in said
        assert "Faces, at once" in said
        assert [key for key, _ in rest] == [f"alert:{one.home.id}:2"]
        with one.desk.store.reading() as session:
            direct = session.channels.of_key(one.workspace.id, "U7")
        assert direct is not None
        with one.desk.store.writing() as session:
            for days in (1, 2):
                later = one.desk.press.now + timedelta(days=days)
                channel_gone(session, one.other, reason="the channel is archived", now=later)
                channel_gone(session, one.home, reason="the channel is archived", now=later)
        assert len(ledger(one.desk, direct.id)) == 2  # it was back meanwhile, and is gone anew


def test_where_nobody_is_known_the_channel_s_maker_is_told_and_else_the_operators(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        one.subscribe(one.other)
        with one.desk.store.writing() as session:
            session.channels.set_creator(one.other.id, "U9")
            now = one.desk.press.now
            channel_gone(session, session.channels.get(one.home.id), reason="it is archived", now=now)
            channel_gone(session, session.channels.get(one.other.id), reason="it is archived", now=now)
        chat = Platform()
        one.run(chat)
        assert one.told.keys == [f"notice:parked:1:{now:%Y-%m-%d}:c{one.home.id}"]
        (key,) = chat.keys
        with one.desk.store.reading() as session:
            maker = session.channels.of_key(one.workspace.id, "U9")
        assert maker is not None
        assert key == f"notice:parked:{maker.id}:{now:%Y-%m-%d}:c{one.other.id}"


def test_a_channel_without_subscriptions_is_missed_by_nobody(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        with one.desk.store.writing() as session:
            channel_gone(session, one.home, reason="it is archived", now=one.desk.press.now)
        assert one.desk.deliveries() == 0


def test_a_revoked_token_parks_the_workspace_and_the_operators_are_told(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        one.subscribe(one.other, made_by="U7")
        one.news(2)
        chat = Platform(REVOKED)
        one.run(chat)
        one.run(chat, after=timedelta(minutes=30))
        assert chat.posts == []
        assert [one.state(f"alert:{home.id}:2", home) for home in (one.home, one.other)] == [DeliveryState.PARKED] * 2
        (note,) = one.told.messages.values()
        assert "I cannot post in Team: our access was revoked." in plain(note)
        with one.desk.store.writing() as session:
            workspace_back(session, one.workspace, now=one.desk.press.now)
        for _ in range(3):
            one.run(chat, after=HOUR)
        assert sorted(chat.keys) == [f"alert:{home.id}:2" for home in (one.home, one.other)]


def test_a_parked_place_is_tried_again_every_hour_and_found_to_be_back(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        one.subscribe(one.other)
        one.news(2)
        chat = Platform(REVOKED, REVOKED)
        one.run(chat)
        one.run(chat, after=timedelta(minutes=59))
        assert len(chat.answers) == 1
        one.run(chat, after=timedelta(minutes=2))  # one try for the whole workspace
        assert (chat.answers, chat.posts) == ([], [])
        one.run(chat, after=timedelta(minutes=61))
        assert len(chat.posts) == 2
        with one.desk.store.reading() as session:
            assert not any(house.parked for house in session.channels.workspaces())


def test_a_worker_that_starts_tries_at_once_what_could_not_be_reached(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        one.subscribe(one.other)
        one.news(2)
        chat = Platform(REVOKED)
        one.run(chat)
        knock(one.desk.store, now=one.desk.press.now)
        one.run(chat, after=BREATH)
        assert len(chat.posts) == 2


def test_what_is_in_doubt_is_looked_for_at_once_where_a_place_is_back(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        key, chat = one.news(2), Platform(Outcome(kind=OutcomeKind.UNCLEAR, reason="no answer in time"))
        chat.searchable = False
        one.run(chat)
        for _ in range(4):
            one.run(chat, after=HOUR)
        with one.desk.store.writing() as session:
            workspace_gone(session, one.workspace, reason="our access was revoked", now=one.desk.press.now)
            workspace_back(session, one.workspace, now=one.desk.press.now)
        chat.searchable = True
        one.run(chat, after=timedelta(minutes=2))
        assert chat.keys == [key]


def test_a_workspace_that_can_be_reached_may_have_a_channel_that_cannot(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        one.subscribe(one.other)
        one.news(2)
        chat = Platform(REVOKED, GONE)
        one.run(chat)
        with one.desk.store.writing() as session:  # this one alone is tried
            session.ledger.free(one.home.id, at=one.desk.press.now)
        one.run(chat, after=timedelta(minutes=30))
        assert chat.keys == [f"alert:{one.other.id}:2"]
        assert one.state(f"alert:{one.home.id}:2") is DeliveryState.PARKED


def test_a_removed_workspace_is_not_tried_until_it_is_back(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        with one.desk.store.writing() as session:
            workspace_gone(session, one.workspace, reason="the app was removed", now=one.desk.press.now, removed=True)
        key, chat = one.news(2), Platform()
        knock(one.desk.store, now=one.desk.press.now)
        one.run(chat, after=20 * HOUR)
        assert (chat.posts, one.state(key)) == ([], DeliveryState.PARKED)
        with one.desk.store.writing() as session:
            workspace_back(session, one.workspace, now=one.desk.press.now)
        one.run(chat, after=BREATH)
        assert chat.keys == [key]


def notice(channel_id: int, now: datetime) -> Plan:
    return Plan(
        key=f"notice:test:{channel_id}",
        kind=DeliveryKind.NOTICE,
        channel_id=channel_id,
        subject_id=channel_id,
        topic_id=None,
        part=0,
        not_before=now,
    )


def test_a_worker_leaves_alone_what_it_has_no_poster_for(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        key, chat = one.news(2), Platform()
        with one.desk.store.writing() as session:
            session.ledger.plan([notice(1, one.desk.press.now)], now=one.desk.press.now)
        run(one.desk, one.told)
        assert (one.told.keys, one.state(key)) == (["notice:test:1"], DeliveryState.PLANNED)
        with one.desk.store.reading() as session:
            assert session.channels.get(one.other.id).parked == ""
        assert left_alone(one.desk.store, ["console"]) == ["chat"]
        chat.answers = [Outcome(kind=OutcomeKind.UNCLEAR, reason="no answer in time")]
        one.run(chat)  # another worker, at the same moment
        assert one.state(key) is DeliveryState.UNCERTAIN
        run(one.desk, one.told, after=HOUR)
        assert one.state(key) is DeliveryState.UNCERTAIN
        one.run(chat)
        assert (chat.keys, left_alone(one.desk.store, ["console"])) == ([key], [])


def test_digests_of_a_gone_channel_are_one_when_it_is_back(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home, cadence=Cadence.DAILY)
        one.news(2)
        chat = Platform(GONE, GONE, GONE, GONE)
        for _ in range(4):
            one.publish()
            one.run(chat, after=timedelta(days=1))
            one.news(len(one.desk.press.feeds["gazette"]) + 1)
        assert chat.posts == []
        with one.desk.store.reading() as session:
            assert session.digests.get(1).number == 1
        with one.desk.store.writing() as session:
            channel_back(session, one.home, now=one.desk.press.now)
        one.run(chat)
        one.publish()
        one.run(chat)
        assert [key for key in chat.keys if key.endswith(":0")] == ["digest:1:0", "digest:2:0"]


def test_alerts_that_waited_too_long_are_told_together(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        one.news(2)
        one.news(3)
        chat = Platform(GONE)
        one.run(chat)
        one.run(chat, after=timedelta(days=3))  # each is held for being late: nothing is tried
        one.run(chat, after=timedelta(days=1))
        (key,) = chat.keys
        assert key.startswith("notice:overflow:")


def test_parts_of_a_digest_go_on_where_they_stopped(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.news(2)
        one.subscribe(one.home, cadence=Cadence.DAILY)
        one.publish()
        sent = Outcome(kind=OutcomeKind.SENT, platform_id="parent")
        chat = Platform(sent, GONE)
        one.run(chat)
        with one.desk.store.writing() as session:
            channel_back(session, one.home, now=one.desk.press.now)
        one.run(chat, after=BREATH)
        assert len(chat.keys) == len(set(chat.keys)) > 1
        assert {reply_to for _, reply_to in chat.posts[1:]} == {"parent"}


def test_an_edit_that_waits_for_a_gone_channel_is_one(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        key, chat = one.news(2), Platform()
        one.run(chat)
        now = one.desk.press.now
        with one.desk.store.writing() as session:
            channel_gone(session, one.home, reason="it is archived", now=now)
            posted = session.ledger.of_channel(one.home.id, state=DeliveryState.SENT, limit=1)[0]
            plan_edit(session, posted, now=now, at_once=False)
            plan_edit(session, posted, now=now, at_once=True)
            channel_back(session, one.home, now=now)
        one.run(chat, after=BREATH)
        assert chat.edits == [f"m{key}"]
        assert len(ledger(one.desk, one.home.id)) == 2


def test_what_is_planned_anew_in_a_parked_channel_is_parked_and_what_was_not_parked_is_left_alone(
    tmp_path: Path,
) -> None:
    with team(tmp_path) as one, one.desk.store.writing() as session:
        now = one.desk.press.now
        plan = Plan(
            key="share:1",
            kind=DeliveryKind.SHARE,
            channel_id=one.home.id,
            subject_id=1,
            topic_id=None,
            part=0,
            not_before=now,
        )
        session.ledger.plan([plan], now=now)
        claimed = session.ledger.claim(now=now, lease_until=now + HOUR)
        assert claimed is not None
        channel_gone(session, one.home, reason="it is archived", now=now)
        assert session.ledger.settle(claimed, state=DeliveryState.PLANNED, now=now)
        assert session.ledger.get(claimed.id).state is DeliveryState.PARKED
        channel_back(session, one.other, now=now)
        assert session.ledger.get(claimed.id).state is DeliveryState.PARKED


def test_a_channel_gets_its_new_name(tmp_path: Path) -> None:
    with team(tmp_path) as one, one.desk.store.writing() as session:
        channel_renamed(session, one.home, "press")
        assert session.channels.get(one.home.id).name == "press"


def test_a_notice_of_a_workspace_that_was_forgotten_meanwhile_says_so(tmp_path: Path) -> None:
    with team(tmp_path) as one:
        one.subscribe(one.home)
        with one.desk.store.writing() as session:
            now = one.desk.press.now
            channel_gone(session, session.channels.get(one.home.id), reason="it is archived", now=now)
            workspace_gone(session, one.workspace, reason="we were removed", now=now, removed=True)
            session.upkeep.forget_workspace(one.workspace.id)
        one.run(Platform())
        assert len(one.told.messages) == 2
        assert all("forgotten" in plain(note) for note in one.told.messages.values())


def test_what_arrives_while_we_are_removed_brings_the_workspace_not_back(tmp_path: Path) -> None:
    class Removing(Platform):
        def post(self, channel: Channel, message: Message, **more: Any) -> Outcome:
            with one.desk.store.writing() as session:
                workspace_gone(session, one.workspace, reason="we were removed", now=one.desk.press.now, removed=True)
            return super().post(channel, message, **more)

    with team(tmp_path) as one:
        one.subscribe(one.home)
        one.subscribe(one.other)
        for answers in ((), (GONE,)):
            one.news(2 + len(answers))
            one.run(Removing(*answers))
            month = one.desk.press.now + timedelta(days=30)
            with one.desk.store.reading() as session:
                assert session.channels.get(one.other.id).parked == "we were removed"
                assert session.upkeep.workspaces_to_forget(before=month) == [one.workspace.id]
            if not answers:
                with one.desk.store.writing() as session:
                    workspace_back(session, one.workspace, now=one.desk.press.now)
