"""Why LINK: each stage at which an article can stop, made by polling, muting, holding and posting."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import CommandError, NotFound
from bot.feeds.limits import ParseLimits
from bot.model.command import Mute as MuteCommand
from bot.model.command import Pause, SaveTopic, Takedown, Unsubscribe, WhyLink
from bot.model.delivery import Outcome, OutcomeKind
from bot.model.message import PageLink
from bot.model.mute import MuteKind
from bot.model.subscription import Cadence
from bot.model.topic import TopicSpec
from tests.flow.asker import ask, buttons, told
from tests.flow.issues import cut
from tests.flow.platform import RULES, Platform, run
from tests.flow.press import FACES, NOW, PRIVACY, Office, item, office
from tests.sandbox.inline import InlineParser

HOUR = timedelta(hours=1)
DAY = timedelta(days=1)
LINK = "https://site.example/story/1"
TITLE = "Council of Aldport bans facial recognition in its schools"
TEXT = "The council of Aldport voted nine to two to ban facial recognition in all of its schools."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """Two feeds that were read before."""
    courier = item("c0", "Pier closes for repairs", url="https://courier.example/c0")
    with office(tmp_path, gazette=[item("g0", "Bridge reopens")], courier=[courier]) as opened:
        opened.set_up(FACES, PRIVACY)
        opened.poll()
        yield opened


def bring(desk: Office, *, title: str = TITLE, feed: str = "gazette", **more: object) -> None:
    """An article comes an hour later."""
    ago = NOW - desk.press.now - HOUR
    desk.press.feeds[feed].append(item(1, title, ago=ago, text=TEXT) | more)
    desk.poll(after=HOUR)


def why(desk: Office, link: str = LINK, topic: str = "") -> str:
    return told(desk, WhyLink(link=link, topic=topic))


def commands(desk: Office, link: str = LINK) -> list[str]:
    return [button.command for button in buttons(ask(desk, WhyLink(link=link)))]


def test_a_site_of_which_there_is_no_feed(desk: Office) -> None:
    answer = why(desk, "https://nowhere.example/a?utm_source=x")
    assert "nowhere.example/a\n" in answer
    assert "It never reached us: no feed has brought it." in answer
    assert "✗ Polled – no feed of nowhere.example is polled" in answer
    assert commands(desk, "https://nowhere.example/a")[0] == "feeds add https://nowhere.example/"


def test_a_feed_of_the_site_has_not_brought_it(desk: Office) -> None:
    answer = why(desk, "https://site.example/story/77")  # what the gazette's articles lead to
    assert "✗ Gazette – it was last read Wed 4 Mar, 12:00 UTC and has not brought it; next visit in" in answer
    assert commands(desk, "https://site.example/story/77")[0] == "doctor https://gazette.example/feed.json"


def test_the_site_s_feed_fails(desk: Office) -> None:
    desk.press.down.add("courier")
    desk.poll(after=HOUR)
    answer = why(desk, "https://courier.example/77")
    assert (
        "✗ Courier – it was last read Wed 4 Mar, 12:00 UTC and has not brought it; failing: courier refused" in answer
    )
    assert "Perhaps" not in answer


def test_the_site_s_feed_is_polled_no_more(desk: Office) -> None:
    with desk.store.writing() as session:
        (courier,) = [feed for feed in session.feeds.all() if feed.source == "Courier"]
        session.feeds.remove(courier.id, now=desk.press.now)
    assert "Courier is polled no more" in why(desk, "https://courier.example/77")
    assert commands(desk, "https://courier.example/77")[0] == "feeds add https://courier.example/feed.json"


def test_rejected(desk: Office) -> None:
    desk.parser = InlineParser(limits=ParseLimits(entries=1))
    bring(desk)
    answer = why(desk)
    assert f"{TITLE}\n" in answer
    assert "It came, and could not be kept." in answer
    assert "✓ Polled – Gazette carried it, last noted Wed 4 Mar, 13:00 UTC" in answer
    assert "✗ Rejected – beyond the 10,000 that are read (too-many)" in answer


def test_duplicate_under_another_address(desk: Office) -> None:
    bring(desk)
    desk.press.feeds["gazette"][-1]["url"] = "https://site.example/moved/1"
    desk.poll(after=HOUR)
    answer = why(desk, "https://site.example/moved/1")
    assert "✓ Duplicate – of an article of Gazette, which is kept under another address" in answer
    assert "✓ Duplicate" not in why(desk)


def test_folded_into_a_story_that_another_article_leads(desk: Office) -> None:
    bring(desk)
    copy = "https://courier.example/1"
    bring(desk, title="Aldport council bans facial recognition in schools", feed="courier", url=copy, id="c1")
    assert f"✓ Folded – into story 3, which shows {TITLE} (Gazette) and is told by 2 sources" in why(desk, copy)
    assert "✓ Filed – it leads story 3, with 1 more article; 2 sources" in why(desk)


def test_archive_is_no_news(desk: Office) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    desk.press.feeds["gazette"].append(item(1, TITLE, ago=40 * DAY, text=TEXT))
    desk.poll(after=HOUR)
    answer = why(desk)
    assert "It matched, and was not announced here." in answer
    assert "✗ Archive – it is dated Fri 23 Jan, over 7 days before its feed had been read" in answer
    assert "no alert: it was old when it first appeared, so it is archive" in answer


def test_matched_nothing_and_what_it_lacks(desk: Office) -> None:
    desk.set_up(TopicSpec(name="scans", title="Scans", description="", query="facial NEAR/3 scan"))
    bring(desk)
    answer = why(desk)
    assert "It does not match Scans." in answer
    assert (
        "✗ Scans – no match: the nearest part is `facial NEAR/3 scan`: “facial” stands in the title, `scan` nowhere"
        in answer
    )


def test_excluded_by_name(desk: Office) -> None:
    desk.set_up(TopicSpec(name="faces", title="Faces", description="", query='"facial recognition" -schools'))
    bring(desk)
    assert "✗ Faces – no match: it is excluded by `-schools`: “schools” stands in the title" in why(desk)


def test_only_the_nearest_topics_are_told(desk: Office) -> None:
    topics = [TopicSpec(name=f"t{n}", title=f"T{n}", description="", query=f"ferry{n}x") for n in range(5)]
    desk.set_up(TopicSpec(name="near", title="Near", description="", query="council ferry"), *topics)
    bring(desk)
    answer = why(desk)
    assert answer.index("✗ Near") < answer.index("✗ T0") < answer.index("✗ T1")
    assert "✗ T2" not in answer
    desk.subscribe("t4", Cadence.WEEKLY)
    assert "✗ T4" in why(desk)
    assert "✗ Near" not in why(desk)  # of what nobody here follows it is only counted that it does not match
    assert "3 more topics do not match; `why story 3 TOPIC` explains any of them." in answer


def test_not_subscribed(desk: Office) -> None:
    bring(desk)
    answer = why(desk)
    assert "It matched, and this channel is not subscribed." in answer
    assert "✗ Faces – matched by “facial recognition” in the title" in answer
    assert commands(desk)[0] == "subscribe faces weekly"


@pytest.mark.parametrize(
    ("kind", "value", "words"),
    [
        (MuteKind.SOURCE, "gazette", "muted: source Gazette"),
        (MuteKind.TERM, "schools", "muted: term schools"),
        (MuteKind.STORY, "3", "muted: story 3"),
    ],
)
def test_muted(desk: Office, kind: MuteKind, value: str, words: str) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    bring(desk)
    told(desk, MuteCommand(kind=kind, value=value))
    answer = why(desk)
    assert "It is muted here." in answer
    assert words in answer
    assert commands(desk)[0].startswith(f"unmute {kind} ")


def test_an_alert_that_a_mute_kept_back(desk: Office) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    bring(desk)
    told(desk, MuteCommand(kind=MuteKind.TERM, value="schools"))
    run(desk, Platform())
    answer = why(desk)
    assert "It is muted here." in answer
    assert "not posted as an alert: muted: term schools" in answer


def test_held_in_quiet_hours_and_then_told_with_others(desk: Office) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    bring(desk)
    quiet = replace(RULES, quiet_from=12, quiet_to=15)
    run(desk, Platform(), rules=quiet)
    held = told(desk, WhyLink(link=LINK), rules=quiet)
    assert "It is held for now." in held
    assert "held (quiet hours); it is told with the others, Wed 4 Mar, 15:00 UTC" in held
    run(desk, Platform(), rules=quiet, after=3 * HOUR)
    assert "posted with the alerts that were held (quiet hours), Wed 4 Mar, 16:00 UTC" in why(desk)


def test_held_and_then_told_in_a_digest(desk: Office) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    weekly = desk.subscribe("privacy", Cadence.WEEKLY)
    bring(desk)
    run(desk, Platform(), rules=replace(RULES, ceiling=0))
    assert weekly.due_at is not None
    assert "held (daily ceiling); it is told in the next digest, Wed 4 Mar, 12:00 UTC" in why(desk)
    cut(desk)
    run(desk, Platform())
    assert "posted in Privacy No. 1, after it was held (daily ceiling), Wed 4 Mar, 13:00 UTC" in why(desk)


def test_paused(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    bring(desk)
    told(desk, Pause(topic="faces", until="friday"))
    answer = why(desk)
    assert "It waits for a pause to end." in answer
    assert "it waits; paused until Fri 6 Mar" in answer
    assert commands(desk)[0] == "resume faces"


def test_waiting_for_the_next_digest(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    bring(desk)
    answer = why(desk)
    assert "It is on its way here." in answer
    assert "✓ Faces – matched by “facial recognition” in the title" in answer
    assert "it waits; a digest is due since Wed 4 Mar, 12:00 UTC" in answer


def test_older_than_the_first_digest_looks_back(desk: Office) -> None:
    desk.subscribe("faces", Cadence.DAILY)
    bring(desk, date_published=(NOW - 5 * DAY).isoformat())
    assert "in no digest: the first one looks back a day, and it is older" in why(desk)
    cut(desk)
    assert "in no digest: No. 1, the first, looked back to Tue 3 Mar, and it is older" in why(desk)
    assert "muted" not in why(desk)


def test_posted_in_an_issue_with_its_page(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    bring(desk)
    (issue,) = cut(desk)
    assert "planned in No. 1: it goes out with the worker’s next round" in why(desk)
    run(desk, Platform())
    answer = why(desk)
    assert "It was posted here." in answer
    assert "posted in No. 1, Wed 4 Mar, 13:00 UTC" in answer
    assert buttons(ask(desk, WhyLink(link=LINK)))[0].link == PageLink(f"digests/{issue.token}", "story-1")


def test_an_article_that_came_after_its_story_was_posted(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    bring(desk)
    cut(desk)
    run(desk, Platform())
    copy = "https://courier.example/1"
    bring(desk, title="Aldport council bans facial recognition in schools", feed="courier", url=copy, id="c1")
    answer = why(desk, copy)
    assert "Its story was posted here before this article came; what is new is on its way." in answer
    assert "posted in No. 1, Wed 4 Mar, 13:00 UTC, before this article came" in answer
    assert "1 article more since: it waits; next digest Mon 9 Mar, 09:00 UTC" in answer


def test_posted_as_an_alert(desk: Office) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    bring(desk)
    assert "planned as an alert: it goes out with the worker’s next round" in why(desk)
    run(desk, Platform())
    assert "It was posted here." in why(desk)
    assert "posted as an alert, Wed 4 Mar, 13:00 UTC" in why(desk)


@pytest.mark.parametrize(
    ("outcome", "ending", "words"),
    [
        (OutcomeKind.REFUSED, "It could not be posted here.", "not posted as an alert: the channel is archived"),
        (OutcomeKind.UNCLEAR, "It is on its way here.", "perhaps posted as an alert: the platform is asked"),
        (OutcomeKind.RETRY, "It is on its way here.", "(tried 1 time: the channel is archived)"),
        (OutcomeKind.REJECTED, "It is on its way here.", "the channel is archived: it goes in plainer form"),
        (OutcomeKind.PARKED, "It is on its way here.", "waiting as an alert until this place can be reached again"),
    ],
)
def test_posting_that_went_wrong(desk: Office, outcome: OutcomeKind, ending: str, words: str) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    bring(desk)
    stops = iter([False, False])  # one look for what is in doubt, and one post
    platform = Platform(Outcome(kind=outcome, reason="the channel is archived"))
    run(desk, platform, stop=lambda: next(stops, True))
    answer = why(desk)
    assert ending in answer
    assert words in answer


def test_given_up(desk: Office) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    bring(desk)
    platform = Platform(*[Outcome(kind=OutcomeKind.UNCLEAR, reason="too busy")] * 3)
    for _ in range(6):
        run(desk, platform, after=timedelta(minutes=5))
    assert "given up as an alert: it had not arrived (3 tries)" in why(desk)


def test_taken_down(desk: Office) -> None:
    bring(desk)
    told(desk, Takedown(link=LINK, sure=True))
    assert "✓ Taken down – its extracts were removed; title and link stay" in why(desk)


def test_the_first_poll_of_a_feed_alerts_nobody(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, TITLE)]) as desk:
        desk.set_up(FACES)
        desk.subscribe("faces", Cadence.AT_ONCE)
        desk.poll()
        assert "no alert: it came with the first poll of Gazette, which alerts nobody" in why(desk)


def test_what_came_before_the_subscription_alerts_nobody(desk: Office) -> None:
    bring(desk)
    desk.press.now += HOUR
    desk.subscribe("faces", Cadence.AT_ONCE)
    assert "no alert: it came before this channel subscribed (Wed 4 Mar, 14:00 UTC)" in why(desk)


def test_what_a_changed_topic_finds_alerts_nobody(desk: Office) -> None:
    desk.subscribe("privacy", Cadence.AT_ONCE)
    bring(desk)
    desk.press.now += HOUR
    told(desk, SaveTopic(topic="privacy", query="privacy OR schools"))
    assert "no alert: it was found when the topic was changed (Wed 4 Mar, 14:00 UTC), which alerts nobody" in why(desk)


def test_an_earlier_version_of_the_topic_matched(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    bring(desk)
    cut(desk)
    run(desk, Platform())
    desk.set_up(replace(FACES, query="faces NEAR/2 files"))
    answer = why(desk)
    assert "no match: none of the words it asks for stand in it; version 1 of the topic matched by" in answer
    assert "posted in No. 1, Wed 4 Mar, 13:00 UTC (by version 1 of the topic)" in answer


def test_a_topic_that_came_too_late_for_it(desk: Office) -> None:
    bring(desk)
    desk.press.now += 30 * DAY
    desk.set_up(FACES, PRIVACY, TopicSpec(name="schools", title="Schools", description="", query="schools"))
    answer = why(desk, topic="schools")
    assert "It does not match Schools." in answer
    assert "it meets the query, but a new or changed topic looks back on 7 days only, and it is older" in answer


@pytest.mark.parametrize(
    "link",
    [
        "HTTP://SITE.example/story/1",
        "<https://www.site.example/story/1?utm_source=mail&fbclid=9#top>",
        "https://site.example//story/1/",
    ],
)
def test_an_address_in_any_spelling(desk: Office, link: str) -> None:
    bring(desk)
    assert TITLE in why(desk, link)


def test_what_is_no_address_or_no_topic(desk: Office) -> None:
    for link in ("https://", "mailto:a@b.example", "https://[/x", ""):
        with pytest.raises(CommandError, match="is no web address"):
            why(desk, link)
    with pytest.raises(NotFound, match="no topic"):
        why(desk, LINK, "nonsense")


def test_no_longer_subscribed(desk: Office) -> None:
    desk.subscribe("faces", Cadence.AT_ONCE)
    bring(desk)
    run(desk, Platform())
    told(desk, Unsubscribe("faces"))
    answer = why(desk)
    assert "It was posted here." in answer
    assert "this channel is subscribed to it no more" in answer
