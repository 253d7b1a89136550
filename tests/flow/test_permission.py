"""Who may do what: everyone reads, some change things, guests never."""

from dataclasses import replace

import pytest

from bot.flow.answer.permission import may, role_of, wanted
from bot.model.channel import Channel
from bot.model.command import (
    AddFeed,
    Alerts,
    Command,
    EditTopic,
    Examine,
    FillForm,
    Help,
    Home,
    ImportFeeds,
    ListChanges,
    ListMutes,
    Mute,
    MuteTerm,
    NewTopic,
    RemoveFeed,
    SaveTopic,
    Search,
    ShowLedger,
    Subscribe,
    Takedown,
    Unlearn,
    Unsubscribe,
    Vote,
)
from bot.model.learned import LearnedKind
from bot.model.mute import MuteKind
from bot.model.person import OPERATOR, Person, Role

DESK = Channel(id=1, workspace_id=1, platform="slack", key="C1", name="press-desk", creator="U-maker")
MEMBER = Person(key="U-member", name="Mo")
MAKER = Person(key="U-maker", name="Ada")
ADMIN = Person(key="U-admin", name="Bo", is_admin=True)
EDITOR = Person(key="U-editor", name="Edi")
GUEST = Person(key="U-guest", name="Gil", is_guest=True)
EDITORS = frozenset({"U-editor"})
LINK = "https://lantern-post.example/story/12"

READS: tuple[Command, ...] = (
    Help(),
    Home(),
    Search(query="faces"),
    Search(),
    ListMutes(),
    ListChanges(),
    ShowLedger(),
    Alerts(),
    NewTopic(topic="x", query="faces"),
    EditTopic(topic="x", query="faces"),
    Takedown(link=LINK),
    FillForm(form="search", done=True),
)
CHANGES: tuple[Command, ...] = (
    Subscribe(),
    Subscribe(topic="faces"),
    Unsubscribe("faces"),
    Mute(kind=MuteKind.STORY, value="1"),
    MuteTerm(),
    Alerts(ceiling=1),
    NewTopic(topic="x"),
    EditTopic(topic="x"),
    SaveTopic(topic="x", query="faces"),
    Unlearn(kind=LearnedKind.TERM, value="faces"),
    FillForm(form="subscribe"),
    FillForm(form="topic", done=True),
    FillForm(form="alerts", done=True),
)
RUNS: tuple[Command, ...] = (
    AddFeed(),
    AddFeed(url=LINK),
    RemoveFeed(LINK),
    ImportFeeds(url=LINK),
    Takedown(link=LINK, sure=True),
    FillForm(form="feed", done=True),
    FillForm(form="a form of tomorrow", done=True),
)
VOTES: tuple[Command, ...] = (Vote(story=1, useful=True), Examine(LINK), ImportFeeds(url=LINK, dry=True))


def allowed(person: Person, command: Command) -> bool:
    return may(command, person, DESK, EDITORS) == ""


@pytest.mark.parametrize("command", READS, ids=str)
@pytest.mark.parametrize("person", [GUEST, MEMBER, MAKER, ADMIN, EDITOR, OPERATOR], ids=lambda one: one.name)
def test_everyone_reads_and_searches(person: Person, command: Command) -> None:
    assert allowed(person, command)


@pytest.mark.parametrize("command", CHANGES, ids=str)
def test_what_changes_a_channel_is_for_its_keepers(command: Command) -> None:
    assert [person.name for person in (MAKER, ADMIN, EDITOR, OPERATOR) if not allowed(person, command)] == []
    assert not allowed(MEMBER, command)


@pytest.mark.parametrize("command", RUNS, ids=str)
def test_what_counts_for_every_workspace_is_for_those_who_run_it(command: Command) -> None:
    assert [person.name for person in (EDITOR, OPERATOR) if not allowed(person, command)] == []
    assert [person.name for person in (MEMBER, MAKER, ADMIN) if allowed(person, command)] == []


@pytest.mark.parametrize("command", VOTES, ids=str)
def test_members_have_a_say(command: Command) -> None:
    assert allowed(MEMBER, command)


@pytest.mark.parametrize("command", [*CHANGES, *RUNS, *VOTES], ids=str)
def test_a_guest_changes_nothing_whoever_else_they_are(command: Command) -> None:
    everything = replace(GUEST, key="U-maker", is_admin=True)
    for person in (GUEST, everything, replace(GUEST, key="U-editor")):
        assert "Guests" in may(command, person, DESK, EDITORS)


def test_a_channel_without_a_known_creator_belongs_to_nobody() -> None:
    nobody = Person(key="", name="")
    assert role_of(nobody, replace(DESK, creator=""), frozenset()) is Role.MEMBER


def test_what_is_wanted_is_never_more_than_the_operator_is() -> None:
    assert {wanted(command) for command in (*READS, *CHANGES, *RUNS, *VOTES)} == set(Role)
