"""Forms: what they ask, what they would bring, what is wrong with them; and no value breaks one."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from bot.digests.write import plain
from bot.errors import CommandError, NotFound
from bot.model.command import AddFeed, EditTopic, FillForm, Subscribe
from bot.model.form import Form
from bot.model.message import Message
from bot.model.subscription import Cadence
from tests.flow.asker import reply
from tests.flow.press import FACES, PRIVACY, Office, item, office

WEEKLY = {"topic": "faces", "cadence": "weekly", "day": "friday", "hour": "17", "zone": "berlin"}

AS_IT_IS = {"query": FACES.query, "include": "", "exclude": "", "threshold": ""}  # the form of that topic


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """A press that told one story on faces a week ago, one long ago, and one on nothing."""
    news = [
        item(1, "Faces in the crowd", ago=timedelta(days=7)),
        item(2, "Faces of yesteryear", ago=timedelta(days=60)),
        item(3, "A bridge reopens"),
    ]
    with office(tmp_path, gazette=news) as opened:
        opened.set_up(FACES, PRIVACY)
        opened.poll()
        yield opened


def fill(desk: Office, form: str, **values: str) -> Form:
    """The form that comes back."""
    answer = reply(desk, FillForm(form=form, values=values))
    assert isinstance(answer, Form)
    return answer


def errors(form: Form) -> dict[str, str]:
    return {field.name: field.error for field in form.fields if field.error}


def test_subscribe_without_a_topic_asks_for_it_and_keeps_what_was_said(desk: Office) -> None:
    form = reply(desk, Subscribe(cadence=Cadence.WEEKLY, weekday=4))
    assert isinstance(form, Form)
    assert form.values == {"topic": "", "cadence": "weekly", "day": "friday", "hour": "09:00", "zone": "UTC"}
    assert [choice.value for choice in form.fields[0].choices] == ["faces", "privacy"]
    assert "posted to console." in plain(form)
    assert (form.preview, form.faulty) == ((), False)


def test_without_any_topic_there_is_nothing_to_subscribe_to(tmp_path: Path) -> None:
    with office(tmp_path) as empty, pytest.raises(NotFound, match="no topic to subscribe to") as caught:
        reply(empty, Subscribe())
    assert "topic new" in caught.value.cure


def test_a_subscription_is_previewed_before_it_is_made(desk: Office) -> None:
    form = fill(desk, "subscribe", **WEEKLY)
    assert form.values == WEEKLY | {"hour": "17:00", "zone": "Europe/Berlin"}
    told = plain(form)
    assert "The last 4 weeks would have brought 1 story on Faces." in told
    assert "• Faces in the crowd – Gazette, Wed 25 Feb" in told
    assert "The next digest would come on Fri 6 Mar, 17:00 CET." in told
    assert form.spoken == "subscribe faces weekly on Friday at 17:00 in Europe/Berlin"
    with desk.store.reading() as session:
        assert session.subscriptions.of_channel(1) == []


def test_a_form_that_is_done_is_the_command(desk: Office) -> None:
    answer = reply(desk, FillForm(form="subscribe", values=WEEKLY, done=True))
    assert isinstance(answer, Message)
    assert "weekly on Friday at 17:00 (Europe/Berlin)" in plain(answer)
    assert "Now it comes weekly on Friday at 17:00 (Europe/Berlin)." in plain(fill(desk, "subscribe", topic="faces"))


def test_at_once_needs_no_clock(desk: Office) -> None:
    form = fill(desk, "subscribe", **WEEKLY | {"cadence": "at-once"})
    assert list(form.values) == ["topic", "cadence"]
    assert "Each new story is posted as it comes." in plain(form)


def test_wrong_values_are_named_where_they_stand(desk: Office) -> None:
    form = fill(desk, "subscribe", topic="fces", cadence="weekly", day="someday", hour="25", zone="Berln")
    found = errors(form)
    assert found["topic"].startswith("There is no topic “fces”. Did you mean `faces`?")
    assert found["day"] == "Say Monday to Sunday."
    assert found["hour"].startswith("This is no hour.")
    assert found["zone"] == "Did you mean Europe/Berlin?"
    assert form.values["day"] == "someday"


@pytest.mark.parametrize(("form", "field"), [("subscribe", "topic"), ("feed", "url")])
def test_a_missing_answer_is_named_only_when_the_form_is_done(desk: Office, form: str, field: str) -> None:
    assert errors(fill(desk, form)) == {}
    answer = reply(desk, FillForm(form=form, done=True))
    assert isinstance(answer, Form)
    assert errors(answer) == {field: "An answer is needed here."}


def test_the_address_of_a_feed_is_checked_before_it_is_visited(desk: Office) -> None:
    assert reply(desk, AddFeed()) == fill(desk, "feed")
    assert "is no web address" in errors(fill(desk, "feed", url="not an address"))["url"]
    assert errors(fill(desk, "feed", url="gazette.example/feed.json")) == {}


def test_alerts_begin_with_the_rules_in_force(desk: Office) -> None:
    form = fill(desk, "alerts")
    assert form.values["zone"] == "UTC"
    assert errors(fill(desk, "alerts", ceiling="many")).keys() == {"ceiling"}
    answer = reply(desk, FillForm(form="alerts", values={"ceiling": "3", "quiet": "22 to 7"}, done=True))
    assert "3 times a day, and none from 22:00 to 07:00" in plain(answer)


def test_a_topic_is_previewed_and_saved(desk: Office) -> None:
    form = fill(desk, "topic", name="Bridge Works", query="bridge\nreopens")
    assert form.values["name"] == "bridge-works"
    assert "1 story" in plain(form)
    assert "is not closed" in errors(fill(desk, "topic", name="x", query="(bridge"))["query"]
    reply(desk, FillForm(form="topic", values=form.values, done=True))
    with desk.store.reading() as session:
        assert [topic.query for topic in session.topics.all() if topic.name == "bridge-works"] == ["bridge reopens"]


def test_a_topic_is_edited_under_its_name(desk: Office) -> None:
    form = reply(desk, EditTopic(topic="faces"))
    assert isinstance(form, Form)
    assert (form.subject, form.values) == ("faces", AS_IT_IS)
    done = FillForm(form="topic", subject="faces", values={"query": "bridge OR faces"}, done=True)
    assert "saved as version" in plain(reply(desk, done))


def test_what_a_topic_s_preview_is_of_is_said(desk: Office) -> None:
    assert fill(desk, "topic", name="doors", query="bridge").shows == "bridge"
    assert fill(desk, "topic", name="doors", query="(bridge").shows == ""


def test_where_a_query_can_be_changed_that_no_field_takes(desk: Office) -> None:
    """The installation's in its file, too; a workspace's own in words alone."""
    form = reply(desk, EditTopic(topic="faces"))
    assert isinstance(form, Form)
    assert "`topic edit faces QUERY`" in form.fields[0].elsewhere
    assert "topic's file" in form.fields[0].elsewhere
    reply(desk, FillForm(form="topic", subject="faces", values={"query": "bridge OR faces"}, done=True))
    own = reply(desk, EditTopic(topic="faces"))
    assert isinstance(own, Form)
    assert "topic's file" not in own.fields[0].elsewhere


def test_advice_is_given_on_what_an_edit_brings_and_on_nothing_older(desk: Office) -> None:
    first = reply(desk, FillForm(form="topic", values={"name": "doors", "query": "face NEAR/12 door"}, done=True))
    assert "saved" in plain(first)
    assert "NEAR/12" not in plain(reply(desk, EditTopic(topic="doors"))).replace("face NEAR/12 door", "")
    changed = plain(reply(desk, EditTopic(topic="doors", query="face NEAR/12 door OR bridge NEAR/20 gate")))
    assert "NEAR/20 spans more" in changed
    assert "NEAR/12 spans more" not in changed


def test_a_query_that_no_field_could_take_stays_as_it_is(desk: Office) -> None:
    form = reply(desk, FillForm(form="topic", subject="faces", values={}))
    assert isinstance(form, Form)
    assert form.values == AS_IT_IS


def test_an_unknown_form_is_an_error_that_helps(desk: Office) -> None:
    with pytest.raises(CommandError, match="no such form"):
        reply(desk, FillForm(form="nonsense"))


NAMES = st.sampled_from(
    [
        "topic",
        "cadence",
        "day",
        "hour",
        "zone",
        "name",
        "query",
        "url",
        "ceiling",
        "quiet",
        "words",
        "until",
        "include",
        "exclude",
        "threshold",
        "other",
    ]
)
VALUES = st.one_of(
    st.text(max_size=30),
    st.sampled_from(["", "faces", "weekly", "at-once", "25", "9" * 5000, "x" * 9000, "-1", "22 to 7", "berlin"]),
    st.sampled_from(['"open', "a AND (", "NOT a", "https://[", "javascript:x", "\x00", "\ud800", "²", "٣", "/", "`"]),
)


@example(form="alerts", subject="", values={"ceiling": "9" * 5000})
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    form=st.sampled_from(["subscribe", "topic", "feed", "alerts", "search", "mute"]),
    subject=st.sampled_from(["", "faces", "nothing", "\ud800"]),
    values=st.dictionaries(NAMES, VALUES, max_size=6),
)
def test_any_values_give_a_form_or_an_error_that_helps(
    desk: Office, form: str, subject: str, values: dict[str, str]
) -> None:
    with suppress(CommandError, NotFound):
        answer = reply(desk, FillForm(form=form, subject=subject, values=values))
        assert isinstance(answer, Form)
        assert plain(answer)
