"""Votes: what people say of stories, and what it does to the order of the next digest, and to nothing else."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.errors import NotFound
from bot.flow.mutes import Muted
from bot.flow.votes import lessons_of
from bot.model.command import Mute, Since, Vote, Why
from bot.model.digest import Digest
from bot.model.learned import LearnedKind
from bot.model.learned import Vote as Said
from bot.model.mute import MuteKind
from bot.model.person import Person
from bot.model.subscription import Cadence
from bot.stories.learn import Lessons
from tests.flow.asker import ask, buttons, told
from tests.flow.issues import cut
from tests.flow.press import FACES, Office, item, office
from tests.flow.retold import RETOLD, TAKEN

DAY = timedelta(days=1)
ADA, BEA = (Person(key=name, name=name.title()) for name in ("ada", "bea"))
HARBOUR = item(2, "Harbour pilots show their faces at the pier")
MOVED = "×1.15 by votes here (Gazette ×1.07, “counts” ×1.02, “door” ×1.02, “museum” ×1.02)"
MUSEUM = item(3, "Museum counts faces at its door")


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """Two stories of one source, which count alike; one more that two sources tell."""
    with office(tmp_path, gazette=[MUSEUM, HARBOUR], tidings=[TAKEN], courier=[RETOLD]) as opened:
        opened.set_up(FACES)
        opened.poll()
        opened.subscribe("faces", Cadence.DAILY)
        yield opened


def story_of(desk: Office, title: str) -> int:
    with desk.store.reading() as session:
        return next(one.story_id for one in session.entries.since(desk.press.now - 9 * DAY) if one.title == title)


def say(desk: Office, title: str, useful: bool | None, person: Person = ADA) -> str:
    return told(desk, Vote(story=story_of(desk, title), useful=useful, by_id=True), person=person)


def votes_in(desk: Office) -> list[Said]:
    channel = desk.channel()
    with desk.store.reading() as session:
        return session.votes.of_channel(channel.id)


def lessons(desk: Office) -> Lessons:
    channel = desk.channel()
    with desk.store.reading() as session:
        return lessons_of(session, channel.id, Muted.of(session, channel.id, now=desk.press.now))


def order(digest: Digest) -> list[str]:
    return [story.title for story in digest.stories]


def test_a_vote_is_noted_and_says_what_it_does(desk: Office) -> None:
    answer = say(desk, MUSEUM["title"], True)
    assert "Noted: Museum counts faces at its door is useful." in answer
    assert f"stand higher: {MOVED}. Nothing is hidden." in answer
    assert "[Take it back]" in answer


def test_a_vote_against_offers_to_mute_the_source(desk: Office) -> None:
    story = story_of(desk, MUSEUM["title"])
    answer = ask(desk, Vote(story=story, useful=False, by_id=True))
    assert [button.command for button in buttons(answer)] == [
        f"unvote story {story}",
        "learned",
        'mute source "Gazette"',
    ]


def test_the_last_word_of_a_person_counts_and_each_person_has_one(desk: Office) -> None:
    say(desk, MUSEUM["title"], False)
    say(desk, MUSEUM["title"], False, BEA)
    assert "is useful after all. Votes here: 1 useful, 1 not." in " ".join(say(desk, MUSEUM["title"], True).split())
    gazette = lessons(desk).find(LearnedKind.SOURCE, "Gazette")
    assert gazette is not None
    assert (gazette.useful, gazette.useless, gazette.weight) == (1, 1, 1.0)


def test_saying_the_same_again_writes_nothing(desk: Office) -> None:
    say(desk, MUSEUM["title"], True)
    before = votes_in(desk)
    assert "You have said so already: Museum counts faces at its door is useful." in say(desk, MUSEUM["title"], True)
    assert votes_in(desk) == before


def test_a_word_taken_back_leaves_all_as_it_was(desk: Office) -> None:
    say(desk, MUSEUM["title"], True)
    assert "Your word on Museum counts faces at its door is taken back." in say(desk, MUSEUM["title"], None)
    assert "The votes leave the order of stories like it as it is." in say(desk, MUSEUM["title"], None)
    assert list(lessons(desk)) == []


def test_a_story_that_does_not_exist_is_not_voted_on(desk: Office) -> None:
    with pytest.raises(NotFound, match="There is no story 99"):
        ask(desk, Vote(story=99, useful=True, by_id=True))


def test_a_number_alone_is_the_one_before_the_title_in_the_last_digest(desk: Office) -> None:
    with pytest.raises(NotFound, match="has had a digest yet"):
        ask(desk, Vote(story=1, useful=True))
    (issue,) = cut(desk)
    assert issue.stories[0].story_id != 1  # the archive's story 1 is another
    answer = told(desk, Vote(story=1, useful=True))
    assert f"Noted: {issue.stories[0].title} is useful." in answer
    assert f"It is 1 of Faces No. {issue.number}." in answer
    assert [one.story_id for one in votes_in(desk)] == [issue.stories[0].story_id]


def test_a_number_that_the_digest_does_not_have_is_refused_with_the_story_that_it_may_mean(desk: Office) -> None:
    (issue,) = cut(desk)
    with pytest.raises(NotFound, match=f"Faces No. {issue.number} has 3 stories.") as no:
        ask(desk, Vote(story=4, useful=True))
    assert "`useful story ID`" in no.value.cure
    assert votes_in(desk) == []


@pytest.mark.parametrize("useful", [True, False])
def test_votes_put_the_next_digest_in_order_and_hide_nothing(desk: Office, useful: bool) -> None:
    say(desk, HARBOUR["title"], useful)
    say(desk, HARBOUR["title"], useful, BEA)
    (issue,) = cut(desk)
    assert len(issue.stories) == 3
    names = order(issue)
    assert (names.index(HARBOUR["title"]) < names.index(MUSEUM["title"])) is useful


@pytest.mark.parametrize("useful", [True, False])
def test_what_happened_since_is_listed_in_the_same_order(desk: Office, useful: bool) -> None:
    say(desk, HARBOUR["title"], useful)
    answer = told(desk, Since("yesterday"))
    assert (answer.index(HARBOUR["title"]) < answer.index(MUSEUM["title"])) is useful


def test_the_reason_is_frozen_with_the_issue(desk: Office) -> None:
    say(desk, MUSEUM["title"], True)
    (issue,) = cut(desk)
    reason = f"1 source, the topic is central, new; {MOVED}"
    (place,) = [story.position for story in issue.stories if story.title == MUSEUM["title"]]
    assert issue.stories[place - 1].reason == reason
    say(desk, MUSEUM["title"], None)
    assert reason in told(desk, Why(story=place))
    with desk.store.reading() as session:
        assert session.digests.get(issue.id).stories == issue.stories


def test_the_votes_of_one_channel_are_not_another_s(desk: Office) -> None:
    desk.subscribe("faces", Cadence.DAILY, channel="other")
    say(desk, MUSEUM["title"], True)
    ours, theirs = cut(desk)
    assert [("votes" in str(story.reason)) for story in theirs.stories] == [False] * 3
    assert any("votes" in story.reason for story in ours.stories)


def test_what_a_muted_source_led_is_learnt_of_the_source_that_leads_it_here(desk: Office) -> None:
    say(desk, TAKEN["title"], True)
    assert lessons(desk).find(LearnedKind.SOURCE, "Tidings")
    ask(desk, Mute(kind=MuteKind.SOURCE, value="Tidings"))
    assert lessons(desk).find(LearnedKind.SOURCE, "Tidings") is None
    assert lessons(desk).find(LearnedKind.SOURCE, "Courier")
