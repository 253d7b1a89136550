"""Since: what a person missed, each part of it made by polling, publishing, posting and breaking."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import CommandError
from bot.model.command import Mute, Pause, SaveTopic, Since
from bot.model.delivery import Outcome, OutcomeKind
from bot.model.message import Header, Message
from bot.model.mute import MuteKind
from bot.model.subscription import Cadence
from tests.flow.alerting import DOINGS, PLACES
from tests.flow.asker import ask, told
from tests.flow.issues import cut
from tests.flow.platform import RULES, Platform, run
from tests.flow.press import FACES, NOW, PRIVACY, Office, item, office

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
TITLE = "Council of Aldport bans facial recognition in its schools"
COPY = "Aldport council bans facial recognition in schools"
TEXT = "The council of Aldport voted nine to two to ban facial recognition in all of its schools."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """Two feeds that were read a day ago, on Tuesday at noon; it is Wednesday."""
    courier = item("c0", "Pier closes for repairs", url="https://courier.example/c0", ago=2 * DAY)
    with office(tmp_path, gazette=[item("g0", "Ferry maps faces", ago=2 * DAY)], courier=[courier]) as opened:
        opened.press.now = NOW - DAY
        opened.set_up(FACES, PRIVACY)
        opened.poll()
        opened.press.now = NOW
        yield opened


def bring(desk: Office, title: str = TITLE, *, number: int = 1, feed: str = "gazette", **more: str) -> None:
    """An article comes an hour later."""
    ago = NOW - desk.press.now - HOUR
    desk.press.feeds[feed].append(item(number, title, ago=ago, text=TEXT) | more)
    desk.poll(after=HOUR)


def since(desk: Office, when: str = "today") -> str:
    return told(desk, Since(when))


def test_nothing_happened(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    answer = since(desk)
    assert "Since Wed 4 Mar\n" in answer
    assert "Nothing happened here." in answer
    assert "0 articles read on any subject." in answer
    assert "not subscribed to anything" not in answer


def test_a_channel_without_subscriptions(desk: Office) -> None:
    bring(desk)
    answer = since(desk)
    assert "Nothing happened here." in answer
    assert "1 article read on any subject." in answer
    assert "This channel is not subscribed to anything: `topics` lists what it can." in answer


def test_an_empty_archive(tmp_path: Path) -> None:
    with office(tmp_path) as desk:
        assert "Nothing happened here." in since(desk, "last year")


def test_digests_and_alerts_that_were_posted(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    desk.subscribe("privacy", Cadence.AT_ONCE)
    bring(desk, "Aldport asks for consent to scan faces")
    (issue,) = cut(desk)
    run(desk, Platform())
    answer = since(desk)
    assert "1 digest and 1 alert came here; 1 new story." in answer
    assert f"• Faces No. 1 · {len(issue.stories)} stories · Wed 4 Mar, 13:00 UTC" in answer
    assert "• Aldport asks for consent to scan faces · alert, Wed 4 Mar, 13:00 UTC" in answer
    desk.press.now += DAY
    assert "came here" not in since(desk, "3 hours")


def test_a_digest_on_its_way_and_an_alert_that_failed(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    desk.subscribe("privacy", Cadence.AT_ONCE)
    bring(desk, "Aldport asks for consent to scan faces")
    run(desk, Platform(Outcome(kind=OutcomeKind.REFUSED, reason="archived")))
    cut(desk)
    answer = since(desk)
    assert "1 alert could not be posted" in answer
    assert "Wed 4 Mar, 13:00 UTC, on its way" in answer


def test_new_stories_and_stories_that_grew(desk: Office) -> None:
    order = desk.subscribe("faces", Cadence.WEEKLY)
    cut(desk)
    bring(desk)
    desk.press.now += DAY
    bring(desk, COPY, feed="courier", url="https://courier.example/1")
    answer = since(desk, "yesterday")
    assert "1 new story." in answer
    assert "Faces – 1 new story · next digest Mon 9 Mar, 09:00 UTC" in answer
    assert f"• {TITLE} · Gazette +1 · not told yet" in answer
    grew = since(desk, "today")
    assert "1 grew." in grew
    assert f"• {TITLE} · Gazette +1 · grew by 1 article · not told yet" in grew
    with desk.store.writing() as session:
        session.subscriptions.told(order.id, mark=session.sequence(), until=desk.press.now, due_at=order.due_at)
    assert "not told yet" not in since(desk, "yesterday")


def test_the_stories_of_most_sources_stand_first_and_the_rest_is_counted(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    for number in range(4):
        title = f"{PLACES[number]} {DOINGS[number]} faces"
        bring(desk, title, number=number + 10, content_text="")
    bring(desk)
    bring(desk, COPY, feed="courier", url="https://courier.example/1")
    answer = since(desk)
    assert "5 new stories." in answer
    assert answer.index(f"• {TITLE} · Gazette +1") < answer.index("Airport sells faces")
    assert answer.count("• ") == 4  # three stories and what is left
    assert "• and 2 more" in answer


def test_a_story_on_two_topics_stands_once(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    desk.subscribe("privacy", Cadence.WEEKLY)
    bring(desk, "Aldport asks for consent to scan faces")
    answer = since(desk)
    assert "1 new story." in answer
    assert answer.count("Aldport asks") == 1
    assert "Privacy – 1 new story" in answer


def test_what_is_muted_is_counted_apart(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    bring(desk)
    told(desk, Mute(kind=MuteKind.TERM, value="schools"))
    assert TITLE not in since(desk)
    assert "new stor" not in since(desk)


def test_feeds_that_broke_and_recovered(desk: Office) -> None:
    desk.press.down.add("courier")
    desk.poll(after=HOUR)
    broke = since(desk)
    assert "1 feed broke." in broke
    assert "• Courier – failing: courier refused the connection; next try in" in broke
    desk.press.now += DAY
    assert "1 feed in need of care since before" in since(desk)
    desk.press.down.clear()
    desk.poll(after=HOUR)
    recovered = since(desk)
    assert "1 feed recovered." in recovered
    assert "• Well again: Courier" in recovered


def test_feeds_that_were_read_for_the_first_time(desk: Office) -> None:
    assert "• Read for the first time: Gazette, Courier" in since(desk, "last week")
    assert "Read for the first time" not in since(desk)


def test_topics_that_were_changed(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    told(desk, SaveTopic(topic="faces", query="faces OR faceprint"))
    told(desk, SaveTopic(topic="ferries", query="ferry"))
    answer = since(desk)
    assert "• Ferries is new since Wed 4 Mar" in answer
    assert "Faces is " in answer
    desk.press.now += DAY
    assert "Ferries" not in since(desk)


def test_what_is_held_and_paused(desk: Office) -> None:
    desk.subscribe("privacy", Cadence.AT_ONCE)
    bring(desk, "Aldport asks for consent to scan faces")
    run(desk, Platform(), rules=replace(RULES, ceiling=0))
    assert "• 1 alert held (daily ceiling), told together, Thu 5 Mar, 09:00 UTC" in since(desk)
    assert "came here" not in since(desk)
    told(desk, Pause(until="friday"))
    assert "• Privacy is paused until Fri 6 Mar" in since(desk)


def test_years_ago_says_when_the_archive_begins(desk: Office) -> None:
    answer = since(desk, "1 January 2015")
    assert "Since Thu 1 Jan 2015" in answer
    assert "The archive begins Tue 3 Mar." in answer


def test_an_hour_of_the_day_is_named(desk: Office) -> None:
    (header, *_) = header_of(ask(desk, Since("3 hours ago")))
    assert header.text == "Since Wed 4 Mar, 09:00 UTC"


def header_of(message: Message) -> list[Header]:
    return [block for block in message.blocks if isinstance(block, Header)]


@pytest.mark.parametrize(
    ("when", "words"),
    [("tomorrow", "has not come yet"), ("nonsense", "is no date I know"), ("31 June", "in no calendar")],
)
def test_what_is_no_date_behind_us(desk: Office, when: str, words: str) -> None:
    with pytest.raises(CommandError, match=words) as caught:
        since(desk, when)
    assert "`3 days ago`" in caught.value.cure


def test_it_fits_on_one_screen(desk: Office) -> None:
    """With all kinds of news at once."""
    desk.subscribe("faces", Cadence.WEEKLY)
    desk.subscribe("privacy", Cadence.AT_ONCE)
    for number, place in enumerate(PLACES, start=10):
        bring(desk, f"{place} {DOINGS[number - 10]} faces without consent", number=number, content_text="")
    cut(desk)
    run(desk, Platform())
    desk.press.down.add("courier")
    desk.poll(after=HOUR)
    told(desk, Pause(topic="faces"))
    lines = [line for line in since(desk, "yesterday").splitlines() if line.strip()]
    assert len(lines) <= 30
