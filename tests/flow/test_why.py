"""Why: the clause that matched and where, or the part that came nearest and what it lacks, over all of a story."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.digests.compose import ExtractLimits
from bot.digests.write import plain
from bot.errors import NotFound
from bot.flow.match import rematch
from bot.model.command import Why
from bot.model.subscription import Cadence
from bot.model.topic import TopicSpec
from tests.flow.asker import ask, buttons, told
from tests.flow.issues import cut
from tests.flow.platform import Platform, run
from tests.flow.press import FACES, NOW, PRIVACY, Office, item, office

HOUR = timedelta(hours=1)
TITLE = "Council of Aldport bans facial recognition in its schools"
TEXT = "The council of Aldport voted nine to two to ban facial recognition in all of its schools."
COPY = item(
    "c1",
    "Aldport council bans facial recognition in schools",
    url="https://courier.example/1",
    text=f"{TEXT} Parents had asked for their consent to be sought.",
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """One story that two feeds tell; the second says more of it."""
    with office(tmp_path, gazette=[item(1, TITLE, text=TEXT)], courier=[COPY]) as opened:
        opened.set_up(FACES, PRIVACY)
        opened.poll()
        yield opened


def why(desk: Office, topic: str = "") -> str:
    return told(desk, Why(story=1, by_id=True, topic=topic))


def own_topic(desk: Office, query: str) -> None:
    """A topic of that query, matched anew as the worker does."""
    spec = TopicSpec(name="own", title="Own", description="", query=query)
    with desk.store.writing() as session:
        for changed in session.topics.sync([FACES, PRIVACY, spec], now=desk.press.now):
            rematch(session, changed, now=desk.press.now)


def test_the_clause_that_matched_and_where(desk: Office) -> None:
    answer = why(desk, "faces")
    assert "story 1 · 2 articles from 2 sources · since Wed 4 Mar, 11:00 UTC" in answer
    assert "Faces – it matches, 80% central." in answer
    assert '• `"facial recognition"` – “facial recognition” in the title' in answer


def test_the_words_of_another_article_than_the_lead(desk: Office) -> None:
    assert "Privacy – it matches" in why(desk, "privacy")
    assert "by the words of Courier" in why(desk, "privacy")


def test_the_part_that_came_nearest(desk: Office) -> None:
    own_topic(desk, "school NEAR/3 camera")
    nearest = "no match: the nearest part is `school NEAR/3 camera`: “schools” stands in the title, `camera` nowhere"
    assert f"Own – {nearest}." in why(desk, "own")


def test_the_article_that_came_nearest(desk: Office) -> None:
    own_topic(desk, "parents consent fine")
    answer = why(desk, "own")
    assert "“Parents” and “consent” stand in the text; but `fine` stands nowhere" in answer
    assert "(in the article of Courier, the nearest one)" in answer


@pytest.mark.parametrize("query", ["voted ONEAR/12 schools", "(voted ONEAR/12 schools) AND pension"])
def test_of_a_source_that_may_not_be_quoted_no_more_than_a_phrase_is_told(desk: Office, query: str) -> None:
    own_topic(desk, query)
    words = "voted nine to two to ban facial recognition in all of its s"  # cut as all long evidence is
    strict = ExtractLimits(by_source={"Gazette": 0, "Courier": 0})
    asked = Why(story=1, by_id=True, topic="own")
    assert f"“{words}" in told(desk, asked)
    assert words not in told(desk, asked, limits=strict)
    assert "“voted nine to”" in told(desk, asked, limits=strict)


def test_an_exclusion_is_named_with_its_words(desk: Office) -> None:
    own_topic(desk, '"facial recognition" -schools -council')
    answer = why(desk, "own")
    assert "it is excluded by `-schools`: “schools” stands in the title" in answer
    assert "; and by `-council`: “Council” stands in the title" in answer


def test_sources_are_counted_over_the_whole_story(desk: Office) -> None:
    own_topic(desk, "covered>=3 council")
    assert "but `covered>=3` – it is told by 2 sources" in why(desk, "own")
    own_topic(desk, "covered>=2 council")
    assert "Own – it matches" in why(desk, "own")


def test_an_earlier_version_of_the_topic(desk: Office) -> None:
    own_topic(desk, "council")
    own_topic(desk, "ferry")
    answer = why(desk, "own")
    assert (
        "none of the words it asks for stand in it; version 1 of the topic matched by “Council” in the title" in answer
    )


def test_what_nobody_here_follows_is_told_in_a_line_or_not_at_all(desk: Office) -> None:
    own_topic(desk, "school NEAR/3 camera")
    asked = Why(story=1, by_id=True)
    assert "Own – no match: the nearest part is" in told(desk, asked)
    assert "Privacy – it matches" in told(desk, asked)
    desk.subscribe("faces", Cadence.WEEKLY)
    answer = told(desk, asked)
    assert "Faces – it matches" in answer
    assert "Privacy – matched by “" in answer
    assert "Own – " not in answer
    assert "1 more topic does not match" in answer


def test_what_the_channel_heard_of_it(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    assert "here: it waits; a digest is due" in why(desk)
    (issue,) = cut(desk)
    run(desk, Platform())
    assert "here: posted in No. 1, Wed 4 Mar, 12:00 UTC" in why(desk)
    assert "here: this channel is not subscribed to it" in why(desk)  # to privacy
    assert [button.label for button in buttons(ask(desk, Why(story=1, by_id=True)))] == [
        "Read on the web",
        "Subscribe to Privacy",
    ]
    told_in = told(desk, Why(story=1))
    assert f"In Faces No. 1, Wed 4 Mar: {issue.stories[0].reason}." in told_in


def test_a_digest_s_story_after_the_topic_was_changed(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    cut(desk)
    desk.set_up(replace(FACES, query="ferry"))
    assert "The topic has changed since: version 1 then, 2 now." in told(desk, Why(story=1))


def test_a_story_that_was_merged_is_its_winner(desk: Office) -> None:
    with desk.store.writing() as session:
        first, second = 1, session.stories.next_id()
        head = session.stories.get([first])[first]
        session.stories.save([replace(head, id=second)])
        session.stories.merge(first, second, seq=session.next_sequence())
    assert "story 1 · 2 articles from 2 sources" in told(desk, Why(story=second, by_id=True))
    assert f"story {second} was merged into it" in told(desk, Why(story=second, by_id=True))


def test_what_does_not_exist(desk: Office) -> None:
    with pytest.raises(NotFound, match="There is no story 99"):
        told(desk, Why(story=99, by_id=True))
    with pytest.raises(NotFound, match="no topic “nonsense”"):
        why(desk, "nonsense")
    with pytest.raises(NotFound, match="has had a digest yet"):
        told(desk, Why(story=1))


def test_an_archive_without_topics(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, TITLE)]) as desk:
        desk.set_up()
        desk.poll()
        assert desk.press.now == NOW
        assert "No topic is set up yet." in why(desk)


def test_why_each_story_of_a_digest_stands_where_it_does(desk: Office) -> None:
    desk.subscribe("faces", Cadence.WEEKLY)
    (issue,) = cut(desk)
    answer = ask(desk, Why(story=0, topic="faces"))
    said = plain(answer)
    assert "Why these: Faces No. 1" in said
    reason = issue.stories[0].reason
    assert f"1 · {TITLE}\n{reason.capitalize()}." in said
    assert "Why `facial recognition` in title and text" in said
    assert [button.command for button in buttons(answer)] == ["", "topic edit faces"]


def test_of_a_quiet_digest_there_was_nothing_to_put_in_order(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[item(1, "A ferry sails")]) as desk:
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.WEEKLY)
        cut(desk)
        assert "there was nothing to put in order" in told(desk, Why(story=0))


def test_a_clause_that_asks_for_the_same_in_one_field_is_no_second_reason(desk: Office) -> None:
    own_topic(desk, "consent OR body:consent OR title:bans")
    answer = why(desk, "own")
    assert "• `consent` – “consent” in the text" in answer
    assert "body:consent" not in answer
    assert "`title:bans`" in answer
