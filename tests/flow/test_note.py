"""The note on a story of an issue: what carries it, who tells it, what is new of it and what moved its place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.model.command import Vote, Why
from bot.model.subscription import Cadence
from tests.flow.asker import ask as asked
from tests.flow.asker import buttons, told
from tests.flow.history import OneStory
from tests.flow.issues import cut
from tests.flow.press import FACES, Office, item, office

HOUR = timedelta(hours=1)
TITLE = "Council of Aldport bans facial recognition in its schools"
TEXT = "The council of Aldport voted nine to two to ban facial recognition in all of its schools."


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """Two feeds that tell one story, and a channel that follows its topic."""
    copy = item("c1", "Aldport council bans facial recognition in schools", url="https://courier.example/1", text=TEXT)
    with office(tmp_path, gazette=[item(1, TITLE, text=TEXT)], courier=[copy]) as opened:
        opened.set_up(FACES)
        opened.poll()
        opened.subscribe("faces", Cadence.WEEKLY)
        yield opened


def note(desk: Office, place: int = 1) -> str:
    return told(desk, Why(story=place, topic="faces"))


def test_it_tells_the_words_the_sources_the_news_and_the_votes(desk: Office) -> None:
    cut(desk)
    paragraph = (
        "It is squarely about Faces, by the words below of Gazette’s article. "
        "As it tells an act of law, it stands higher than a story with the same sources that tells none. "
        "Both articles of the story meet the topic. "
        "The oldest article is Gazette’s, Wed 4 Mar, 11:00 UTC; 1 other followed. "
        "It was new to this channel. No vote here moved it."
    )
    assert paragraph in note(desk).replace("Courier’s", "Gazette’s")  # which of two equal titles leads is not the point


def test_each_place_is_listed_with_the_clauses_that_ask_for_it(desk: Office) -> None:
    cut(desk)
    assert '• “facial recognition” in the title and the text – `"facial recognition"`' in note(desk)
    assert note(desk).count("• “facial recognition”") == 1


def test_a_clause_stands_beside_the_words_that_meet_it_and_no_others(desk: Office) -> None:
    text = "Shoppers wave a palm at supermarkets that take payment by hand."
    desk.press.feeds["gazette"].append(item(2, "Acme face search counts doors", text=text))
    desk.set_up(
        replace(FACES, query="(Acme NEAR/0 face) OR (face ONEAR/0 search) OR (palm NEAR/8 payment) OR supermarkets")
    )
    desk.poll(after=HOUR)
    cut(desk)
    lines = [line for line in note(desk).splitlines() if line.startswith("•")]
    asked = {line.partition(" – ")[2]: line for line in lines}
    assert "“face search” in the title" in asked["`face ONEAR/0 search`"].lower()
    assert "“acme face” in the title" in asked["`Acme NEAR/0 face`"].lower()
    wide = next(line for clauses, line in asked.items() if "palm NEAR/8 payment" in clauses)
    assert "“palm at supermarkets that take payment”" in wide


def test_what_happened_is_said_first_in_the_words_of_the_issue(desk: Office) -> None:
    (issue,) = cut(desk)
    clause = issue.stories[0].clause
    assert clause is not None
    assert f"“{clause.text.rstrip('.')}”. It is squarely about Faces" in note(desk)


def test_the_frozen_reason_and_the_place_stand_above_it(desk: Office) -> None:
    desk.press.feeds["gazette"].append(item(2, "Museum counts faces"))
    desk.poll(after=HOUR)
    (issue,) = cut(desk)
    assert f"In Faces No. 1, Wed 4 Mar, 1st of 2: {issue.stories[0].reason}." in note(desk)
    assert "2nd of 2" in note(desk, 2)
    assert "Gazette alone tells it, since " in note(desk, 2)


def test_a_name_is_named_once_also_where_something_is_its_own(desk: Office) -> None:
    text = "Acme will count faces. Gates are Acme’s trade, and Acme has nine of them."
    desk.press.feeds["gazette"].append(item(2, "Acme counts at its doors", text=text))
    desk.set_up(replace(FACES, query="Acme"))
    desk.poll(after=HOUR)
    cut(desk)
    assert "• “Acme” in the title and the text – `Acme`" in note(desk)


def test_what_lowers_a_story_is_said_and_what_moves_none_is_not(desk: Office) -> None:
    desk.press.feeds["gazette"] += [item(2, "Museum counts faces"), item(3, "Acme invents a camera that counts faces")]
    desk.poll(after=HOUR)
    cut(desk)
    assert "stands" not in note(desk, 2).replace("stands above", "")
    assert "As it is about a gadget, it stands lower than others with the same sources." in note(desk, 3)


def test_what_a_few_articles_tell_beyond_the_title_is_named(tmp_path: Path) -> None:
    wide = "Some cities balk at facial recognition"
    text = "Some cities balk at facial recognition in their schools, and others wait for what the state will say."
    feeds = {name: [item(name, wide, text=text)] for name in ("courier", "herald", "ledger", "post")}
    ban = item("ban", "Aldport bans facial recognition", text=text)
    with office(tmp_path, gazette=[ban], **feeds) as desk:
        desk.desk.stories = OneStory()
        desk.set_up(FACES)
        desk.poll()
        desk.subscribe("faces", Cadence.WEEKLY)
        cut(desk)
        said = note(desk)
    assert "One of its articles tells more than the title above" in said
    assert "“Aldport bans facial recognition” in Gazette." in said


def test_what_rests_on_one_word_alone_says_so(desk: Office) -> None:
    desk.press.feeds["gazette"].append(item(2, "Museum counts faces"))
    desk.poll(after=HOUR)
    cut(desk)
    assert "It rests on “faces” in the title alone: without that nothing of it would meet the topic." in note(desk, 2)
    assert "near thing" not in note(desk, 2)
    assert "rests on" not in note(desk, 1)


def test_what_no_title_says_was_a_near_thing(desk: Office) -> None:
    deep = "word " * 150 + "faces. A guard of the museum saw facial recognition at work."
    desk.press.feeds["gazette"].append(item(2, "Museum changes its doors", text=deep))
    desk.poll(after=HOUR)
    cut(desk)
    assert "It is only partly about Faces" in note(desk, 2)
    assert "It was a near thing: no title meets the topic, only texts do." in note(desk, 2)


def test_a_story_that_grew_says_since_when(desk: Office) -> None:
    cut(desk)
    grown = item(5, "Aldport bans facial recognition in its schools, council says", text=TEXT, ago=-HOUR)
    desk.press.feeds["gazette"].append(grown)
    desk.poll(after=2 * HOUR)
    desk.press.now += timedelta(days=7)
    cut(desk)
    assert "No. 1 told it; 1 article came since, and that counts most." in note(desk)


def test_votes_that_moved_it_are_in_the_reason(desk: Office) -> None:
    cut(desk)
    told(desk, Vote(story=1, by_id=True, useful=True))
    grown = item(5, "Aldport bans facial recognition in its schools, council says", text=TEXT, ago=-HOUR)
    desk.press.feeds["gazette"].append(grown)
    desk.poll(after=2 * HOUR)
    desk.press.now += timedelta(days=7)
    cut(desk)
    assert "by votes here" in note(desk)
    assert "No vote here moved it" not in note(desk)


def test_a_query_that_is_short_is_shown_whole_and_a_long_one_is_a_button_away(desk: Office) -> None:
    cut(desk)
    assert f"Query: `{FACES.query}`" in note(desk)
    long = f"{FACES.query} OR {' OR '.join(f'word{number}' for number in range(40))}"
    desk.set_up(replace(FACES, query=long))
    desk.press.feeds["gazette"].append(item(2, "Museum counts faces"))
    desk.poll(after=HOUR)
    desk.press.now += timedelta(days=7)
    cut(desk)
    assert "Query:" not in note(desk)
    answer = asked(desk, Why(story=1, topic="faces"))
    assert [button.command for button in buttons(answer)][-1] == "topic edit faces"
