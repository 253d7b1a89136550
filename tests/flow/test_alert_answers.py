"""`alerts` and its form, and `ledger`: what a channel may hear of, and what became of what it was to hear."""

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.write import plain
from bot.errors import CommandError, NotFound
from bot.flow.answer import Asking, answer
from bot.flow.answer.alerts_form import alerts_form, alerts_of, checked_alerts
from bot.flow.look import Look
from bot.model.channel import NEVER_QUIET, OwnRules
from bot.model.command import Alerts, Command, FillForm, ShowLedger
from bot.model.delivery import DeliveryState
from bot.model.form import Form
from bot.model.message import Message
from bot.model.person import OPERATOR, Person
from bot.model.subscription import Cadence
from tests.flow.alerting import HOUR, alerting, news
from tests.flow.platform import RULES, Platform, ledger, run
from tests.flow.press import NOW, Office


def asking(desk: Office, *, channel: str = "console", person: Person = OPERATOR) -> Asking:
    def look(url: str) -> Look:
        raise AssertionError

    return Asking(
        channel=desk.channel(channel),
        zone="UTC",
        now=desk.press.now,
        new_token=lambda: "token",
        look=look,
        rules=RULES,
        person=person,
    )


def say(desk: Office, command: Command, *, channel: str = "console", person: Person = OPERATOR) -> str:
    told = answer(desk.store, command, asking(desk, channel=channel, person=person))
    assert isinstance(told, Message)
    return plain(told)


def own(desk: Office) -> OwnRules:
    with desk.store.reading() as session:
        return session.channels.rules(1)


def test_what_is_not_named_stays_as_it_was(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        say(desk, Alerts(ceiling=5, zone="europe/berlin"))
        say(desk, Alerts(quiet=(22, 7)))
        assert own(desk) == OwnRules(ceiling=5, quiet=(22, 7), zone="Europe/Berlin")
        say(desk, Alerts())
        assert own(desk) == OwnRules(ceiling=5, quiet=(22, 7), zone="Europe/Berlin")
        say(desk, Alerts(quiet=NEVER_QUIET))
        assert own(desk).over(RULES).quiet_from is None


TOKYO = Person(key="U1", name="Aoi", zone="Asia/Tokyo", is_admin=True)
QUIET = Alerts(quiet=(22, 7))


@pytest.mark.parametrize(
    ("before", "person", "zone"),
    [
        (Alerts(), TOKYO, "Asia/Tokyo"),
        (Alerts(zone="Europe/Berlin"), TOKYO, "Europe/Berlin"),
        (Alerts(), replace(TOKYO, zone=""), "America/New_York"),
    ],
    ids=["the asker's", "the channel's", "of what comes here"],
)
def test_hours_without_a_zone_are_those_of_a_clock_that_the_asker_can_know(
    tmp_path: Path, before: Alerts, person: Person, zone: str
) -> None:
    with alerting(tmp_path) as desk:
        order = desk.subscribe("faces", Cadence.DAILY, zone="America/New_York")
        assert order.schedule.zone == "America/New_York"
        say(desk, before)
        assert f"and none from 22:00 to 07:00 ({zone})." in say(desk, QUIET, person=person)
        assert own(desk) == OwnRules(quiet=(22, 7), zone=zone)


def test_where_nothing_tells_the_clock_it_is_the_installation_s(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        told = say(desk, QUIET, channel="other")
        assert "and none from 22:00 to 07:00 (UTC)." in told


def test_the_settings_clock_is_not_written_down_unless_it_is_named(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        desk.subscribe("faces", Cadence.DAILY, zone="UTC")
        assert "Clock: UTC · by the settings" in say(desk, QUIET)
        assert own(desk) == OwnRules(quiet=(22, 7))
        assert "Clock: UTC · set here\n" in say(desk, Alerts(zone="UTC"), person=TOKYO)
        assert own(desk).zone == "UTC"


def test_a_clock_that_hours_bring_along_says_whose_it_is(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        assert "Clock: Asia/Tokyo · set here: your own clock" in say(desk, QUIET, person=TOKYO)
        assert "Clock: Asia/Tokyo · set here\n" in say(desk, QUIET, person=TOKYO)


def test_a_form_s_clock_that_hours_would_not_get_by_themselves_is_set(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        values = {"quiet": "22 to 7", "zone": "UTC"}
        answer(desk.store, FillForm(form="alerts", values=values, done=True), asking(desk, person=TOKYO))
        assert own(desk) == OwnRules(quiet=(22, 7), zone="UTC")


def test_a_rule_without_hours_sets_no_clock(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        say(desk, Alerts(ceiling=3), person=TOKYO)
        say(desk, Alerts(quiet=NEVER_QUIET), person=TOKYO)
        assert own(desk).zone is None


def test_the_form_offers_the_asker_s_clock_until_hours_depend_on_another(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        aoi = asking(desk, person=TOKYO)
        quiet = replace(aoi, rules=replace(RULES, quiet_from=22, quiet_to=7))
        with desk.store.reading() as session:
            form = alerts_form(session, aoi)
            assert form.values["zone"] == "Asia/Tokyo"
            assert alerts_of(session, form, aoi).zone == "Asia/Tokyo"
            assert alerts_form(session, quiet).values["zone"] == "UTC"


@pytest.mark.parametrize(
    "command",
    [Alerts(ceiling=-1), Alerts(ceiling=1001), Alerts(quiet=(7, 7)), Alerts(quiet=(22, 24)), Alerts(zone="Mars")],
)
def test_what_cannot_be_is_refused_with_a_cure_and_nothing_is_set(tmp_path: Path, command: Alerts) -> None:
    with alerting(tmp_path) as desk:
        with pytest.raises(CommandError) as caught:
            say(desk, command)
        assert caught.value.cure
        assert own(desk) == OwnRules()


def test_alerts_says_where_each_rule_comes_from_and_what_waits(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 3)
        run(desk, Platform(), rules=replace(RULES, ceiling=1))
        said = say(desk, Alerts(ceiling=1))
        assert "A day: at most 1 alert · set here" in said
        assert "Quiet: never · by the settings" in said
        assert "Today: 1 of 1" in said
        assert "Held: 2 (daily ceiling); they come tomorrow at 09:00 UTC" in said


def test_the_form_shows_the_rules_in_force_and_sets_what_was_changed(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        who = asking(desk)
        with desk.store.reading() as session:
            form = alerts_form(session, who)
        assert form.values == {"ceiling": "12", "quiet": "never", "zone": "UTC"}
        assert form.spoken == "alerts at most 12 a day never quiet in UTC"
        values = {"ceiling": "3", "quiet": "from 10pm to 7"}
        again = answer(desk.store, FillForm(form="alerts", values=values), asking(desk))
        assert isinstance(again, Form)
        assert again.values == {"ceiling": "3", "quiet": "22:00 to 07:00", "zone": "UTC"}
        assert again.spoken == "alerts at most 3 a day quiet 22:00 to 07:00 in UTC"
        assert "3 times a day, and none from 22:00 to 07:00 (UTC)." in plain(again)
        done = answer(desk.store, FillForm(form="alerts", values=values, done=True), asking(desk))
        assert isinstance(done, Message)
        assert own(desk) == OwnRules(ceiling=3, quiet=(22, 7))


@pytest.mark.parametrize(
    ("field", "values"),
    [
        ("ceiling", ("many", "5000", "", "٣")),
        ("quiet", ("7", "7 to 7", "7 to 99", "22:30 to 7")),
        ("zone", ("Mars",)),
    ],
)
def test_a_wrong_value_is_named_at_its_field(tmp_path: Path, field: str, values: tuple[str, ...]) -> None:
    with alerting(tmp_path) as desk:
        who = asking(desk)
        for value in values:
            with desk.store.reading() as session:
                form = checked_alerts(session, {field: value}, who)
            assert [one.name for one in form.fields if one.error] == [field], value
            assert form.values[field] == value


def test_an_unchanged_form_pins_nothing(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        who = asking(desk)
        with desk.store.reading() as session:
            assert alerts_of(session, alerts_form(session, who), who) == Alerts()


def test_the_ledger_shows_what_became_of_each_delivery(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        assert "Nothing was ever planned for" in say(desk, ShowLedger())
        news(desk, 3)
        run(desk, Platform(), rules=replace(RULES, ceiling=2))
        news(desk, 1, first=3)
        said = say(desk, ShowLedger())
        assert "1 planned · 2 sent · 1 held" in said
        assert "• held Wed 4 Mar, 13:00 UTC · Alert: Stadium studies faces · daily ceiling" in said
        run(desk, Platform(), after=24 * HOUR, rules=replace(RULES, ceiling=2))
        said = say(desk, ShowLedger(state="folded"))
        assert "Alert: Stadium studies faces · daily ceiling · told in one message of held alerts" in said
        assert "Held alerts" in say(desk, ShowLedger(state="sent"))


def test_the_ledger_turns_its_pages(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        for first in range(10):
            news(desk, 1, first=first, after=timedelta(minutes=1))
        desk.press.feeds["gazette"].append(
            {"id": "x", "url": "https://site.example/x", "title": "Quarry logs faces", "content_text": ""}
        )
        desk.poll(after=HOUR)
        assert len(ledger(desk)) == 11
        first_page, second = say(desk, ShowLedger()), say(desk, ShowLedger(page=2))
        assert (first_page.count("•"), second.count("•")) == (10, 1)
        assert "page 1 of 2" in first_page
        assert "[Older]" in first_page
        assert "Airport sells faces" in second
        with pytest.raises(NotFound, match="There is no page 3: page 2 is the last") as caught:
            say(desk, ShowLedger(page=3))
        assert caught.value.cure == "Say `ledger page 2`."


def test_any_channel_of_the_workspace_can_be_read_and_no_other(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 1)
        assert "Airport sells faces" in say(desk, ShowLedger(channel="#Console"), channel="elsewhere")
        with desk.store.writing() as session:
            other = session.channels.ensure_workspace(platform="console", key="other", name="Other")
            session.channels.ensure(workspace=other, key="secret", name="secret")
        with pytest.raises(NotFound) as caught:
            say(desk, ShowLedger(channel="secret"))
        assert "`console`" in caught.value.cure
        assert "given up" in caught.value.cure


def test_a_state_without_deliveries_says_what_there_is(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 1)
        said = say(desk, ShowLedger(state=DeliveryState.GIVEN_UP.value))
        assert "is given up." in said
        assert "There: 1 planned." in said
        with pytest.raises(CommandError, match="no state"):
            say(desk, ShowLedger(state="lost"))


def test_what_happened_since_is_dated(tmp_path: Path) -> None:
    with alerting(tmp_path) as desk:
        news(desk, 1)
        run(desk, Platform(), after=HOUR)
        assert f"sent {NOW + 2 * HOUR:%a} 4 Mar, 14:00 UTC" in say(desk, ShowLedger())
