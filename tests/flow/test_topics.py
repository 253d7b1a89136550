"""Topics of a workspace: tried before they are saved, changed without telling anything twice, deleted, brought back."""

from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.digests.compose import ExtractLimits
from bot.errors import CommandError, NotFound, PresswatchError, QueryError
from bot.flow.desk import Desk
from bot.model.command import Command, DeleteTopic, EditTopic, NewTopic, SaveTopic, ShowTopic, Try
from bot.model.person import OPERATOR, Person
from bot.model.subscription import Cadence
from bot.store.sqlite import open_store
from tests.flow.asker import ask, buttons, told
from tests.flow.issues import cut, titles
from tests.flow.press import FACES, Office, item, office

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
MUSEUM = item(1, "Museum counts faces", ago=3 * DAY)
CAMERAS = item(2, "Council buys cameras for the harbour", ago=2 * DAY)
STADIUM = item(3, "Stadium sells seats by faces")


def come(desk: Office, *news: dict[str, Any]) -> None:
    """More articles in the one feed, a day later."""
    desk.press.feeds["gazette"] = [*news, *desk.press.feeds["gazette"]]
    desk.poll(after=DAY)


def save(desk: Office, query: str, *, topic: str = "faces") -> None:
    ask(desk, SaveTopic(topic=topic, query=query))


def issue(desk: Office) -> Sequence[str]:
    """What the next issue tells."""
    desk.press.now += 7 * DAY
    (found,) = cut(desk)
    return titles(found)


def test_an_edit_between_two_issues_tells_only_what_is_new(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[MUSEUM, CAMERAS]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.WEEKLY)
        (first,) = cut(desk)
        assert titles(first) == ["Museum counts faces"]
        save(desk, "faces OR cameras")
        assert issue(desk) == ["Council buys cameras for the harbour"]
        assert issue(desk) == []


def test_an_edit_that_is_undone_tells_nothing_again(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[MUSEUM, CAMERAS]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.WEEKLY)
        cut(desk)
        save(desk, "cameras")
        save(desk, FACES.query)
        assert issue(desk) == []


def test_what_an_edit_left_out_for_a_while_is_told_when_it_is_undone(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[{**MUSEUM, "date_published": STADIUM["date_published"]}]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.DAILY)
        (first,) = cut(desk)
        assert titles(first) == ["Museum counts faces"]
        come(desk, STADIUM)
        save(desk, "cameras")
        (quiet,) = cut(desk)
        assert titles(quiet) == []
        save(desk, FACES.query)
        desk.press.now += DAY
        (found,) = cut(desk)
        assert titles(found) == ["Stadium sells seats by faces"]


def test_an_edit_does_not_make_news_of_what_the_first_issue_was_too_old_for(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[MUSEUM]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.DAILY)
        (first,) = cut(desk)
        assert titles(first) == []
        save(desk, "faces OR cameras")
        assert issue(desk) == []


def test_growth_after_an_edit_alerts_nobody_twice(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(9, "Bridge reopens")], courier=[item(8, "Harvest is late")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.AT_ONCE)
        leak = "The client list of Clearview AI is stolen."
        come(desk, item(4, "Clearview AI loses its client list with faces to an intruder", text=leak, ago=-DAY))
        assert desk.deliveries() == 1
        save(desk, "faces OR clearview")
        assert desk.deliveries() == 1
        desk.press.feeds["courier"].append(item(5, "Intruder takes Clearview AI client list", text=leak, ago=-DAY))
        desk.poll(after=HOUR)
        assert (desk.counts(), desk.deliveries()) == ((4, 3), 1)


def test_saving_alerts_nobody_and_later_news_does(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[CAMERAS]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.AT_ONCE)
        save(desk, "cameras")
        assert desk.deliveries() == 0
        come(desk, item(6, "Market hall tests cameras", ago=-DAY))
        assert desk.deliveries() == 1


def test_a_topic_saved_elsewhere_is_matched_at_the_next_poll(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[MUSEUM]) as desk:
        desk.set_up()
        desk.poll()
        elsewhere = Office(store=open_store(tmp_path / "presswatch.db"), press=desk.press, desk=Desk())
        save(elsewhere, "cameras", topic="harbour-cameras")
        elsewhere.store.close()
        desk.subscribe("harbour-cameras", Cadence.AT_ONCE)
        come(desk, item(6, "Market hall tests cameras", ago=-DAY))
        assert desk.deliveries() == 1


def test_a_copy_takes_the_original_s_place_with_its_subscriptions(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[MUSEUM, CAMERAS]) as desk:
        desk.set_up(FACES)
        desk.poll()
        order = desk.subscribe("faces", Cadence.WEEKLY)
        cut(desk)
        saved = told(desk, SaveTopic(topic="faces", query="faces OR cameras"))
        assert "Faces is saved as version 1. Adds 1 story over 90 days." in saved
        assert "subscriptions go on with it" in saved
        desk.set_up(FACES)  # as at each start: the configuration leaves the copy alone
        with desk.store.reading() as session:
            kept = session.subscriptions.get(order.id)
            assert session.topics.get(kept.topic_id).query == "faces OR cameras"
        warned = told(desk, DeleteTopic(topic="faces"))
        assert "brings the installation's back; 1 subscription (console) would go on with it." in warned
        told(desk, DeleteTopic(topic="faces", sure=True))
        with desk.store.reading() as session:
            assert session.subscriptions.get(order.id).topic_id == order.topic_id
        assert issue(desk) == []


def test_a_new_topic_is_saved_shown_and_deleted_after_a_warning(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[MUSEUM, CAMERAS]) as desk:
        desk.set_up()
        desk.poll()
        seen = ask(desk, NewTopic(topic="Harbour cameras", query="cameras harbour"))
        (store, *_) = buttons(seen)
        assert (store.label, store.command) == ("Save", "topic save harbour-cameras cameras harbour")
        with desk.store.reading() as session:
            assert session.topics.all() == []
        saved = ask(desk, SaveTopic(topic="harbour-cameras", query="cameras harbour"))
        assert [step.command for step in buttons(saved)] == [
            "subscribe harbour-cameras weekly",
            "topic delete harbour-cameras yes",
            "topic show harbour-cameras",
        ]
        desk.subscribe("harbour-cameras", Cadence.WEEKLY)
        shown = told(desk, ShowTopic("harbour cameras"))
        for words in ("Harbour cameras", "this workspace's own", "weekly on Monday", "1 story over 90 days"):
            assert words in shown
        assert "Deleting Harbour cameras ends 1 subscription (console)." in told(
            desk, DeleteTopic(topic="harbour-cameras")
        )
        assert "and 1 subscription ended" in told(desk, DeleteTopic(topic="harbour-cameras", sure=True))
        with pytest.raises(NotFound, match="no topic"):
            ask(desk, ShowTopic("harbour-cameras"))


def test_a_deleted_topic_comes_back_where_it_stopped(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[MUSEUM, CAMERAS]) as desk:
        desk.set_up()
        desk.poll()
        save(desk, "cameras", topic="cams")
        desk.subscribe("cams", Cadence.WEEKLY)
        assert [titles(one) for one in cut(desk)] == [["Council buys cameras for the harbour"]]
        (undo,) = buttons(ask(desk, DeleteTopic(topic="cams", sure=True)))
        assert undo.command == "topic save cams cameras"
        save(desk, "cameras", topic="cams")
        desk.subscribe("cams", Cadence.WEEKLY)
        assert [titles(one) for one in cut(desk)] == [[]]


def test_a_preview_tells_what_an_edit_adds_and_loses_and_saves_nothing(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[MUSEUM, CAMERAS]) as desk:
        desk.set_up(FACES)
        desk.poll()
        seen = told(desk, EditTopic(topic="faces", query="cameras"))
        assert seen.index("Adds 1 story and loses 1 over 90 days") < seen.index("Added") < seen.index("Lost")
        assert seen.index("Council buys cameras") < seen.index("Lost") < seen.index("Museum counts faces")
        assert "No difference over 90 days" in told(desk, EditTopic(topic="faces", query="faces OR museum faces"))
        with desk.store.reading() as session:
            assert [topic.query for topic in session.topics.all()] == [FACES.query]


def test_a_preview_quotes_no_more_than_a_phrase_of_a_source_that_lets_nothing_be_shown(tmp_path: Path) -> None:
    text = "The museum saw that visitors with faces in masks went past the guard."
    with office(tmp_path, gazette=[item(1, "Museum counts guests", text=text)]) as desk:
        desk.set_up(FACES)
        desk.poll()
        strict = ExtractLimits(by_source={"Gazette": 0})
        shown = [told(desk, Try("visitors ONEAR/9 guard"), limits=limits) for limits in (ExtractLimits(), strict)]
    assert "“visitors with faces in masks" in shown[0]
    assert "“visitors with faces”" in shown[1]


def test_saving_the_same_query_changes_nothing(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[]) as desk:
        desk.set_up(FACES)
        assert "nothing is changed" in told(desk, SaveTopic(topic="faces", query=f" {FACES.query} "))
        with desk.store.reading() as session:
            assert len(session.topics.all()) == 1


def test_an_installation_s_topic_is_not_deleted_in_chat(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[]) as desk:
        desk.set_up(FACES)
        with pytest.raises(CommandError, match="comes with this installation"):
            ask(desk, DeleteTopic(topic="faces", sure=True))


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("daily", "`daily-news` would do"),
        ("Überwachung!", "`uberwachung` would do"),
        ("x" * 41, f"`{'x' * 40}` would do"),
        ("123", "`school-cameras` is one"),
        ("faces", "`topic edit faces` changes it"),
        ("Many faces", "`topic edit crowds` changes it"),  # the title of another
    ],
)
def test_a_name_that_cannot_be_is_refused_with_one_that_could(tmp_path: Path, name: str, cure: str) -> None:
    with office(tmp_path, gazette=[]) as desk:
        desk.set_up(FACES)
        with desk.store.writing() as session:
            home = session.channels.ensure_workspace(platform="console", key="local", name="Test")
            session.topics.save(
                workspace_id=home.id, name="crowds", title="Many faces", query="crowd", now=desk.press.now
            )
        with pytest.raises(CommandError) as fault:
            ask(desk, NewTopic(topic=name, query="faces"))
        assert cure in fault.value.cure


@pytest.mark.parametrize(
    "command",
    [
        Try("faces AND ("),
        NewTopic(topic="new", query="faces AND ("),
        EditTopic(topic="faces", query="faces AND ("),
        SaveTopic(topic="faces", query="faces AND ("),
    ],
)
def test_a_query_that_cannot_be_read_passes_with_its_place(tmp_path: Path, command: Any) -> None:
    with office(tmp_path, gazette=[MUSEUM]) as desk:
        desk.set_up(FACES)
        desk.poll()
        with pytest.raises(QueryError) as fault:
            ask(desk, command)
        assert fault.value.position == 11


@pytest.mark.parametrize("command", [ShowTopic("nowhere"), DeleteTopic(topic="faces", sure=True)])
@pytest.mark.parametrize("person", [OPERATOR, Person(key="ada", name="Ada", is_admin=True)])
def test_files_are_named_to_whoever_has_them_at_hand(tmp_path: Path, command: Command, person: Person) -> None:
    with office(tmp_path, gazette=[MUSEUM]) as desk:
        desk.set_up(FACES)
        with pytest.raises(PresswatchError) as no:
            ask(desk, command, person=person)
    assert ("config/topics/" in f"{no.value.message} {no.value.cure}") is (person == OPERATOR)
