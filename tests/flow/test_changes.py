"""Each change leaves a line that says who asked for what; what was refused or only read leaves none."""

import threading
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain
from bot.errors import NotAllowed, NotFound, PresswatchError
from bot.flow.answer import answer, topics_change
from bot.flow.answer.asking import Asking
from bot.flow.answer.changes import PAGE
from bot.flow.answer.noting import written
from bot.flow.look import Look
from bot.model.channel import Channel
from bot.model.command import (
    AddFeed,
    Command,
    DeleteTopic,
    EditTopic,
    ExportFeeds,
    FillForm,
    ImportFeeds,
    ListChanges,
    Mute,
    NewTopic,
    Pause,
    RemoveFeed,
    SaveTopic,
    Search,
    ShowDigest,
    ShowTopic,
    Subscribe,
    Unsubscribe,
)
from bot.model.message import Message
from bot.model.mute import MuteKind
from bot.model.person import Person
from bot.model.subscription import Cadence
from tests.flow.platform import RULES
from tests.flow.press import FACES, Office, item, office

ADA = Person(key="U-maker", name="Ada")
GIL = Person(key="U-guest", name="Gil", is_guest=True)
MO = Person(key="U-member", name="Mo")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=[item(1, "Museum counts faces")]) as opened:
        opened.set_up(FACES)
        opened.poll()
        yield opened


def place(desk: Office, key: str = "C1") -> Channel:
    """A channel that Ada made."""
    with desk.store.writing() as session:
        workspace = session.channels.ensure_workspace(platform="slack", key="T1", name="Lantern")
        name = "press-desk" if key == "C1" else key
        channel = session.channels.ensure(workspace=workspace, key=key, name=name)
        session.channels.set_creator(channel.id, ADA.key)
        return session.channels.get(channel.id)


def say(desk: Office, command: Command, person: Person = ADA, *, key: str = "C1") -> str:
    said = answer(desk.store, command, _asking(desk, place(desk, key), person))
    return plain(said) if isinstance(said, Message) else said.title


def _asking(desk: Office, channel: Channel, person: Person) -> Asking:
    return Asking(
        channel=channel,
        zone="UTC",
        now=desk.press.now,
        new_token=lambda: "token",
        look=_no_visits,
        rules=RULES,
        person=person,
    )


def _no_visits(url: str) -> Look:
    raise AssertionError(f"{url} must not be visited")


def lines(desk: Office) -> list[str]:
    here = place(desk)
    with desk.store.reading() as session:
        changes = session.audit.of_workspace(here.workspace_id, limit=100)
    return [f"{one.name}: {one.words}" for one in reversed(changes)]


def subscriptions(desk: Office) -> int:
    here = place(desk)
    with desk.store.reading() as session:
        return len(session.subscriptions.of_channel(here.id))


def test_each_change_is_one_line_as_one_would_ask_for_it(desk: Office) -> None:
    say(desk, Subscribe(topic="faces", cadence=Cadence.WEEKLY, weekday=0, hour=9, zone="Europe/Berlin"))
    say(desk, Mute(kind=MuteKind.TERM, value='"face mask"', until="Friday"))
    say(desk, Pause(topic="faces"))
    say(desk, SaveTopic(topic="schools", query="school NEAR/5 faces"))
    say(desk, FillForm(form="alerts", values={"ceiling": "3", "quiet": "22 to 7", "zone": "UTC"}, done=True))
    say(desk, FillForm(form="subscribe", values={"topic": "schools", "cadence": "daily", "hour": "8"}, done=True))
    say(desk, FillForm(form="mute", subject="1", values={"words": "phone review", "until": "Friday"}, done=True))
    assert lines(desk) == [
        "Ada: subscribe faces weekly on Monday at 9 in Europe/Berlin",
        'Ada: mute term "face mask" until Friday',
        "Ada: pause faces",
        "Ada: topic save schools school NEAR/5 faces",
        "Ada: alerts at most 3 a day quiet 22 to 7 in UTC",
        "Ada: subscribe schools daily at 8",
        "Ada: mute term phone review until Friday",
    ]


@pytest.mark.parametrize(
    "command",
    [
        Search(query="faces"),
        Subscribe(),
        NewTopic(topic="x", query="faces"),
        FillForm(form="subscribe", values={"topic": "faces"}),
        FillForm(form="alerts", values={"ceiling": "many"}, done=True),
        ExportFeeds(),
        ListChanges(),
        Unsubscribe("faces"),
    ],
    ids=str,
)
def test_what_changes_nothing_leaves_no_line(desk: Office, command: Command) -> None:
    try:
        say(desk, command)
    except NotFound:
        assert isinstance(command, Unsubscribe)
    assert lines(desk) == []


def test_asking_whether_one_is_sure_is_no_change(desk: Office) -> None:
    say(desk, SaveTopic(topic="schools", query="school"))
    say(desk, Subscribe(topic="schools"))
    say(desk, DeleteTopic(topic="schools"))
    assert len(lines(desk)) == 2
    say(desk, DeleteTopic(topic="schools", sure=True))
    assert lines(desk)[2:] == ["Ada: topic delete schools yes"]


def test_a_change_and_its_line_are_one_transaction(desk: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object, **__: object) -> None:
        raise PresswatchError("The disk is full.")

    monkeypatch.setattr("bot.store.sqlite.office.SqliteAudit.note", broken)
    with pytest.raises(PresswatchError):
        say(desk, Subscribe(topic="faces"))
    monkeypatch.undo()
    assert subscriptions(desk) == 0


def test_what_is_refused_changes_nothing(desk: Office) -> None:
    for person in (MO, GIL):
        with pytest.raises(NotAllowed):
            say(desk, Subscribe(topic="faces"), person)
        with pytest.raises(NotAllowed):
            say(desk, FillForm(form="subscribe", values={"topic": "faces"}, done=True), person)
    assert subscriptions(desk) == 0
    assert lines(desk) == []


def test_a_refusal_says_whom_to_ask(desk: Office) -> None:
    with pytest.raises(NotAllowed) as caught:
        say(desk, AddFeed(url="https://lantern-post.example/feed"))
    assert "whoever runs Presswatch" in caught.value.cure
    with pytest.raises(NotAllowed) as caught:
        say(desk, Subscribe(topic="faces"), MO)
    assert caught.value.cure.startswith("Ask an admin of the workspace to do it for you;")


def test_a_refusal_names_them_where_the_platform_tells_names(desk: Office) -> None:
    people = {ADA.key: "Ada", "U-editor": "Edi `x`"}
    asking = replace(
        _asking(desk, place(desk), MO),
        name_of=lambda key: people.get(key, ""),
        editors=frozenset({"U-gone", "U-editor"}),
    )
    with pytest.raises(NotAllowed) as caught:
        answer(desk.store, Subscribe(topic="faces"), asking)
    assert caught.value.cure.startswith("Ask Ada, Edi ’x’ or an admin of the workspace to do it for you;")
    with pytest.raises(NotAllowed) as caught:
        answer(desk.store, AddFeed(url="https://lantern-post.example/feed"), asking)
    assert caught.value.cure.startswith("Ask Edi ’x’ or whoever runs Presswatch, or ask to be named")


def test_no_transaction_waits_for_a_name(desk: Office) -> None:
    say(desk, Subscribe(topic="faces"))

    def asked(_key: str) -> str:
        raise AssertionError("the platform must not be asked while others wait")

    with pytest.raises(NotAllowed):
        answer(desk.store, ShowDigest("faces"), replace(_asking(desk, place(desk), GIL), name_of=asked))


def test_a_first_digest_is_made_for_whoever_may_subscribe_and_read_by_all(desk: Office) -> None:
    say(desk, Subscribe(topic="faces"))
    with pytest.raises(NotAllowed):
        say(desk, ShowDigest("faces"), GIL)
    say(desk, ShowDigest("faces"))
    assert lines(desk)[1:] == ["Ada: digest faces"]
    assert "Museum counts faces" in say(desk, ShowDigest("faces"), GIL)
    assert len(lines(desk)) == 2


def test_no_name_password_or_key_of_an_address_is_kept() -> None:
    words = [
        written(command)
        for command in (
            AddFeed(url="https://ada:sesame@gazette.example/feed?token=sesame", name="Gazette"),
            RemoveFeed("https://ada:sesame@gazette.example/feed"),
            ImportFeeds(url="https://ada:sesame@gazette.example/list.opml?key=sesame"),
            FillForm(form="feed", values={"url": "https://ada:sesame@gazette.example/feed"}, done=True),
        )
    ]
    assert words[0] == "feeds add https://gazette.example/feed?token=… as Gazette"
    assert [line for line in words if "sesame" in line] == []


def test_changes_are_shown_newest_first_page_by_page(desk: Office) -> None:
    assert "Nobody has changed anything" in say(desk, ListChanges())
    for number in range(PAGE + 1):
        desk.press.now += timedelta(minutes=1)
        say(desk, Mute(kind=MuteKind.TERM, value=f"word{number}"))
    first, second = say(desk, ListChanges(), GIL), say(desk, ListChanges(2))
    assert first.index("word10`") < first.index("word1`")
    assert "Wed 4 Mar, 12:11 UTC · Ada in press-desk: `mute term word10`" in first
    assert "word0" not in first
    assert "word0" in second
    with pytest.raises(NotFound):
        say(desk, ListChanges(3))


def test_what_was_changed_in_a_private_channel_is_shown_to_those_in_it(desk: Office) -> None:
    board = place(desk, "board")
    with desk.store.writing() as session:
        session.channels.set_private(board.id, True)
    say(desk, Subscribe(topic="faces"))
    say(desk, Mute(kind=MuteKind.TERM, value="merger"), key="board")
    assert "merger" not in say(desk, ListChanges(), MO)
    assert "merger" in say(desk, ListChanges(), MO, key="board")
    assert "merger" in say(desk, ListChanges(), ADA)  # who made it


def test_another_workspace_sees_nothing_of_it(desk: Office) -> None:
    say(desk, Subscribe(topic="faces"))
    with desk.store.writing() as session:
        other = session.channels.ensure_workspace(platform="slack", key="T2", name="Other")
    with desk.store.reading() as session:
        assert session.audit.of_workspace(other.id, limit=10) == []


def test_what_others_follow_is_not_changed_from_a_place_of_one_s_own(desk: Office) -> None:
    say(desk, Subscribe(topic="faces"))
    there = _asking(desk, replace(place(desk, "D-mo"), creator=MO.key), MO)
    form = FillForm(form="topic", subject="faces", values={"query": "ships"}, done=True)
    for command in (SaveTopic(topic="faces", query="ships"), form):
        with pytest.raises(NotAllowed, match="Other channels follow"):
            answer(desk.store, command, there)
    say(desk, SaveTopic(topic="faces", query="faces OR ships"))
    with pytest.raises(NotAllowed, match="Other channels follow"):
        answer(desk.store, DeleteTopic(topic="faces", sure=True), there)
    answer(desk.store, SaveTopic(topic="ships", query="ships"), there)
    answer(desk.store, SaveTopic(topic="ships", query="ships OR boats"), there)
    with pytest.raises(NotAllowed, match="follow this topic, too: press-desk"):
        answer(desk.store, EditTopic(topic="faces"), there)  # before the form, and not after the work of filling it in
    answer(desk.store, DeleteTopic(topic="ships", sure=True), there)


def test_a_topic_that_one_may_not_change_can_be_read_and_tried_and_offers_no_edit(desk: Office) -> None:
    say(desk, Subscribe(topic="faces"))
    there = _asking(desk, replace(place(desk, "D-mo"), creator=MO.key), MO)
    shown, own = answer(desk.store, ShowTopic("faces"), there), say(desk, ShowTopic("faces"))
    assert isinstance(shown, Message)
    assert "[Edit]" not in plain(shown)
    assert "[Edit]" in own
    assert isinstance(answer(desk.store, EditTopic(topic="faces", query="ships"), there), Message)


def test_a_private_channel_that_follows_a_topic_is_not_named(desk: Office) -> None:
    board = place(desk, "board")
    with desk.store.writing() as session:
        session.channels.set_private(board.id, True)
    say(desk, Subscribe(topic="faces"), key="board")
    there = _asking(desk, replace(place(desk, "D-mo"), creator=MO.key), MO)
    with pytest.raises(NotAllowed, match=r"^Other channels follow this topic, too\.$"):
        answer(desk.store, SaveTopic(topic="faces", query="ships"), there)


def test_a_channel_that_came_to_follow_a_topic_while_it_was_saved_is_asked_for_too(
    desk: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    there = _asking(desk, replace(place(desk, "D-mo"), creator=MO.key), MO)

    def follow(*_: object) -> object:
        other = threading.Thread(target=lambda: say(desk, Subscribe(topic="faces")))
        other.start()
        other.join()
        return topics_change._Change("")

    monkeypatch.setattr(topics_change, "_change", follow)
    with pytest.raises(NotAllowed, match="Other channels follow"):
        answer(desk.store, SaveTopic(topic="faces", query="ships"), there)
