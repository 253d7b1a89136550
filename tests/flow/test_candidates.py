"""Candidates: a story stands in an issue under an article that meets the topic, weighed by those that do."""

from datetime import timedelta
from pathlib import Path

from bot.digests.compose import USUAL_LIMITS, ExtractLimits
from bot.flow.publish import publish
from bot.model.digest import Digest
from bot.model.subscription import Cadence
from tests.flow.history import OneStory
from tests.flow.issues import cut, titles
from tests.flow.press import FACES, Office, item, office

HOUR = timedelta(hours=1)


def folder(within: Path, name: str) -> Path:
    (within / name).mkdir()
    return within / name


def told_as_one(desk: Office) -> Office:
    """An office to which all that comes is one story, with a channel that follows it."""
    desk.desk.stories = OneStory()
    desk.set_up(FACES)
    desk.poll()
    desk.subscribe("faces", Cadence.WEEKLY)
    return desk


def _published(desk: Office, limits: ExtractLimits = USUAL_LIMITS) -> Digest:
    (issue,) = publish(
        desk.store, clock=lambda: desk.press.now, new_token=lambda: "token", stop=lambda: False, limits=limits
    )
    return issue


def mixed(where: Path) -> Digest:
    """An issue with a story of three articles, of which the last alone meets the topic."""
    evaluation = "Acme wins evaluation of voices by the bureau"
    feeds = {
        "gazette": [item(1, evaluation, text="The bureau asked nine firms for the voices of eighty people.")],
        "courier": [item(2, evaluation, text="Nine firms had sent in what they had, says the bureau of Aldport.")],
        "herald": [item(3, "Bureau finds bias in programs that read faces", text="A bureau tested all of them.")],
    }
    with office(where, **feeds) as desk:
        return _published(told_as_one(desk))


def test_a_story_is_shown_under_an_article_that_meets_the_topic(tmp_path: Path) -> None:
    issue = mixed(tmp_path)
    (story,) = issue.stories
    assert (story.title, story.source) == ("Bureau finds bias in programs that read faces", "Herald")
    assert story.evidence[0].text == "faces"
    assert sorted(story.sources) == ["Courier", "Gazette", "Herald"]  # nothing is left out


def test_what_is_off_the_topic_weighs_less(tmp_path: Path) -> None:
    texts = (
        "Nine firms had sent in programs.",
        "Of eighty people the faces were read.",
        "A bureau tested all of them.",
    )
    feeds = {
        name: [item(number, f"Bureau finds bias in {what} that read faces", text=text)]
        for number, (name, what, text) in enumerate(
            zip(("gazette", "courier", "herald"), ("programs", "cameras", "phones"), texts, strict=True)
        )
    }
    with office(folder(tmp_path, "whole"), **feeds) as desk:
        (whole,) = _published(told_as_one(desk)).stories
    assert whole.score > mixed(folder(tmp_path, "mixed")).stories[0].score


def test_a_story_that_goes_on_is_shown_under_what_came_since_and_copies_are_nothing_new(tmp_path: Path) -> None:
    plan = "Council of Aldport plans gates that read faces"
    text = "Nine members of the council want gates that read the faces of all who come by ferry to the port of Aldport."
    end = item(
        3, "Council of Aldport drops gates that read faces", text="It gave in to nine thousand letters on Monday."
    )
    with office(tmp_path, gazette=[item(1, plan, text=text)], courier=[], herald=[]) as desk:
        told_as_one(desk)
        issues = cut(desk)
        for name, news in (("courier", item(2, plan, text=text, ago=-HOUR)), ("herald", end)):
            desk.press.feeds[name].append(news | {"date_published": desk.press.now.isoformat()})
            desk.poll(after=2 * HOUR)
            desk.press.now += timedelta(days=7)
            issues += cut(desk)
    first, copied, ended = (issue.stories[0] for issue in issues)
    assert (first.title, copied.title, ended.title) == (plan, plan, end["title"])
    assert copied.score < ended.score


def test_a_release_stands_behind_a_report(tmp_path: Path) -> None:
    release = item(1, "Acme unveils gate that reads faces", text="ALDPORT /PRNewswire/ -- Acme unveils a gate.")
    report = item(2, "Council keeps cameras off children's faces", text="Nine members voted for it on Monday.")
    with office(tmp_path, gazette=[release], courier=[report]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.WEEKLY)
        (issue,) = cut(desk)
    assert titles(issue) == [report["title"], release["title"]]
    assert "a press release" in issue.stories[1].reason


def test_the_installation_s_limits_hold_in_what_is_published(tmp_path: Path) -> None:
    text = "The council of Aldport voted nine to two on Monday against all cameras in schools."
    quoted = []
    for name, limits in (("free", ExtractLimits()), ("bound", ExtractLimits(by_source={"Gazette": 0}))):
        with office(folder(tmp_path, name), gazette=[item(1, "Aldport keeps cameras off faces", text=text)]) as desk:
            (story,) = _published(told_as_one(desk), limits).stories
            quoted.append((story.clause is not None, story.summary is not None))
    assert quoted == [(True, True), (False, False)]
