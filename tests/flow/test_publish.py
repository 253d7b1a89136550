"""Publishing: one issue for what is due, filled by commits, told once, whatever the clock did meanwhile."""

from datetime import timedelta
from pathlib import Path

from bot.digests.write import write_digest
from bot.flow.candidates import told_of
from bot.flow.publish import publish, publish_now
from bot.model.digest import Novelty
from bot.model.subscription import Cadence
from bot.model.topic import TopicSpec
from bot.ports.store.digests import Telling
from tests.flow.issues import cut, titles
from tests.flow.press import FACES, PRIVACY, item, office

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)


def test_the_first_issue_is_bounded_by_dates_and_the_next_by_commits(tmp_path: Path) -> None:
    old = item(1, "Last month's ban of facial recognition", ago=20 * DAY)
    recent = item(2, "Airport tries faces as boarding passes", ago=2 * DAY)
    with office(tmp_path, gazette=[old, recent]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.WEEKLY)
        (first,) = cut(desk)
        assert (first.number, titles(first)) == (1, ["Airport tries faces as boarding passes"])

        late = item(3, "Shops stored faces for years, audit finds", ago=3 * DAY)  # dated before the first issue
        desk.press.feeds["gazette"].append(late)
        desk.poll(after=HOUR)
        desk.press.now += 7 * DAY
        (second,) = cut(desk)
        assert (second.number, titles(second)) == (2, ["Shops stored faces for years, audit finds"])
        assert second.window.since == first.window.until


def test_weeks_of_downtime_are_caught_up_once(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Museum counts faces")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.DAILY)
        cut(desk)
        desk.press.feeds["gazette"].append(item(2, "Stadium sells seats by faces", ago=-DAY))
        desk.poll(after=2 * DAY)
        desk.press.now += 19 * DAY
        (issue,) = cut(desk)
        assert titles(issue) == ["Stadium sells seats by faces"]
        assert issue.window.until - issue.window.since > 19 * DAY
        assert cut(desk) == []


def test_a_story_that_grew_is_developing_and_one_that_did_not_is_left_out(tmp_path: Path) -> None:
    first = item(
        1, "Clearview AI loses its client list with faces to an intruder", text="A hacker took the client list."
    )
    second = item(
        5, "Intruder takes Clearview AI client list", text="The client list of Clearview AI is stolen, faces too."
    )
    with office(tmp_path, gazette=[first, item(2, "Museum counts faces at its door")], courier=[]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.DAILY)
        cut(desk)
        desk.press.feeds["courier"] = [second]
        desk.poll(after=HOUR)
        desk.press.now += DAY
        (issue,) = cut(desk)
        (story,) = issue.stories
        assert (story.novelty, story.gained, story.since_number) == (Novelty.DEVELOPING, 1, 1)
        assert len(story.coverage) == 2


def test_what_matches_only_after_its_article_was_read_is_told_all_the_same(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Council votes on cameras")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.DAILY)
        (first,) = cut(desk)
        assert first.stories == ()
        desk.press.feeds["gazette"] = [item(1, "Council votes on cameras that know faces")]
        desk.poll(after=HOUR)
        desk.press.now += DAY
        (second,) = cut(desk)
        assert titles(second) == ["Council votes on cameras that know faces"]


def test_one_subscription_that_fails_holds_up_no_other(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Museum counts faces without consent")]) as desk:
        desk.set_up(FACES, PRIVACY)
        desk.poll()
        desk.subscribe("faces", Cadence.WEEKLY)
        desk.subscribe("privacy", Cadence.WEEKLY)
        desk.subscribe("privacy", Cadence.WEEKLY, channel="other")
        tokens = iter(["one", "one", "other"])  # the second cannot be written
        issues = publish(desk.store, clock=lambda: desk.press.now, new_token=lambda: next(tokens), stop=lambda: False)
        assert [(issue.topic_name, issue.channel_id) for issue in issues] == [("faces", 1), ("privacy", 2)]


def test_a_clock_that_ran_ahead_puts_no_digest_off_for_ever(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Museum counts faces")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.DAILY)
        desk.press.now += 30 * DAY
        assert len(cut(desk)) == 1
        desk.press.now -= 30 * DAY
        assert cut(desk) == []
        desk.press.now += DAY
        assert len(cut(desk)) == 1


def test_a_withdrawn_topic_has_no_quiet_weeks_and_is_caught_up_when_it_returns(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Museum counts faces")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.DAILY)
        desk.set_up()
        assert cut(desk) == []
        desk.set_up(FACES)
        assert len(cut(desk)) == 1


def test_a_story_seen_under_another_topic_is_one_line(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Museum counts faces without consent")]) as desk:
        desk.set_up(FACES, PRIVACY)
        desk.poll()
        desk.subscribe("faces", Cadence.WEEKLY)
        desk.subscribe("privacy", Cadence.WEEKLY)
        desk.subscribe("privacy", Cadence.WEEKLY, channel="other")
        faces, here, elsewhere = cut(desk)
        assert [issue.stories[0].novelty for issue in (faces, here, elsewhere)] == [
            Novelty.NEW,
            Novelty.SEEN,
            Novelty.NEW,
        ]
        assert here.stories[0].seen_under == "Faces"


def test_a_story_seen_under_two_topics_names_the_one_that_told_it_first(tmp_path: Path) -> None:
    third = TopicSpec(name="doors", title="Doors", description="", query="museum")
    with office(tmp_path, gazette=[item(1, "Museum counts faces without consent")]) as desk:
        desk.set_up(FACES, PRIVACY, third)
        desk.poll()
        for topic in ("faces", "privacy", "doors"):
            desk.subscribe(topic, Cadence.WEEKLY)
        assert [issue.stories[0].seen_under for issue in cut(desk)] == ["", "Faces", "Faces"]


def test_a_quiet_week_is_an_issue(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Bridge reopens")], courier=[]) as desk:
        desk.set_up(FACES)
        desk.press.down = {"courier"}
        desk.poll()
        desk.subscribe("faces", Cadence.WEEKLY)
        (issue,) = cut(desk)
        assert (issue.stories, issue.articles_read) == ((), 1)
        assert [note.note for note in issue.feeds] == ["", "failing: courier refused the connection"]


def test_every_part_is_planned_with_the_issue_and_rebuilt_to_the_same_message(tmp_path: Path) -> None:
    with office(
        tmp_path, gazette=[item(1, "Museum counts faces"), item(2, "Airport scans faces for boarding")]
    ) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.WEEKLY)
        (issue,) = cut(desk)
        with desk.store.reading() as session:
            kept = session.digests.get(issue.id)
            assert kept == issue
            assert write_digest(kept) == write_digest(issue)
            assert sum(session.ledger.counts().values()) == len(write_digest(issue))


def test_an_issue_on_request_skips_a_scheduled_one_that_would_follow_closely(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Museum counts faces")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        order = desk.subscribe("faces", Cadence.WEEKLY)  # Mondays at nine; it is Wednesday noon
        with desk.store.writing() as session:
            issue = publish_now(session, order, now=desk.press.now, token="t")
            after = session.subscriptions.get(order.id)
        assert issue.next_at == after.due_at
        assert after.due_at is not None
        assert after.due_at - desk.press.now == timedelta(days=4, hours=21)
        assert (after.mark, after.told_until) == (issue.window.upto, desk.press.now)


def test_an_issue_on_request_keeps_a_scheduled_one_that_has_hours_of_news(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "Museum counts faces")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        order = desk.subscribe("faces", Cadence.DAILY)  # at nine
        eve = desk.press.now.replace(hour=23)
        with desk.store.writing() as session:
            issue = publish_now(session, order, now=eve, token="t")
        assert issue.next_at == eve + timedelta(hours=10)


def test_what_a_channel_was_told() -> None:
    ours = Telling(story_id=1, subscription_id=1, topic_title="Faces", number=3, upto=9, digest_id=3)
    other = Telling(story_id=1, subscription_id=2, topic_title="Privacy", number=1, upto=9, digest_id=1)
    assert (told_of(1, [ours, other]).number, told_of(1, [ours, other]).topic_title) == (3, "Privacy")
    assert (told_of(1, [other]).number, told_of(1, []).topic_title) == (None, "")
