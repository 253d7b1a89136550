"""Learned: the rules that votes make, in view, out of force and into force again."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from bot.chat.grammar import read
from bot.digests.write import plain
from bot.errors import NotFound
from bot.flow.answer.learned import PAGE
from bot.model.command import Learned, Unlearn, Vote
from bot.model.learned import LearnedKind
from bot.model.person import Person
from bot.model.subscription import Cadence
from tests.flow.asker import ask, buttons, told
from tests.flow.issues import cut
from tests.flow.press import FACES, Office, item, office

SOURCE, TERM = LearnedKind.SOURCE, LearnedKind.TERM
ADA, BEA = (Person(key=name, name=name.title()) for name in ("ada", "bea"))
MUSEUM = item(1, "Museum counts faces at its door")
CHOIR = item(2, "Choir hides faces behind masks", ago=timedelta(hours=2))


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    """Story 1 is the older one, of the choir; story 2 the museum's. Two people find the museum's useful."""
    with office(tmp_path, gazette=[MUSEUM], courier=[CHOIR]) as opened:
        opened.set_up(FACES)
        opened.poll()
        opened.subscribe("faces", Cadence.DAILY)
        for person in (ADA, BEA):
            ask(opened, Vote(story=2, useful=True, by_id=True), person=person)
        ask(opened, Vote(story=1, useful=False, by_id=True), person=ADA)
        yield opened


def unlearn(desk: Office, kind: LearnedKind, value: str, *, again: bool = False) -> str:
    return told(desk, Unlearn(kind=kind, value=value, again=again))


def test_before_the_first_vote_it_says_how_to_vote(tmp_path: Path) -> None:
    with office(tmp_path, gazette=[MUSEUM]) as desk:
        assert "Nothing was learned here yet." in told(desk, Learned())


def test_the_rules_are_listed_with_their_weights_and_votes(desk: Office) -> None:
    answer = told(desk, Learned())
    assert "3 votes by 2 people on 2 stories" in answer
    assert "• Gazette · ×1.12 · 2 useful, 0 not" in answer
    assert "• Courier · ×0.93 · 0 useful, 1 not" in answer
    assert "museum · ×1.04" in answer
    assert "choir · ×0.98" in told(desk, Learned(2))
    assert "less than ×2, and by more than ×0.5. Nothing is hidden." in answer
    said = [button.command for button in buttons(ask(desk, Learned()))]
    assert said[:3] == ["unlearn source Gazette", "unlearn source Courier", "unlearn term counts"]


def test_every_rule_stands_on_a_page_with_its_button(desk: Office) -> None:
    first, second = (ask(desk, Learned(page)) for page in (1, 2))
    assert "page 1 of 2" in plain(first)
    *offers, following = buttons(first)
    assert (len(offers), following.command) == (PAGE, "learned page 2")
    *others, before = buttons(second)
    assert before.command == "learned page 1"
    rows = re.findall("^• (.+?) · ×", plain(first) + plain(second), re.MULTILINE)
    assert [button.command.split(maxsplit=2)[2] for button in (*offers, *others)] == rows
    with pytest.raises(NotFound, match="no page 3"):
        ask(desk, Learned(3))


def test_what_leans_to_no_side_is_not_listed(desk: Office) -> None:
    ask(desk, Vote(story=2, useful=False, by_id=True), person=BEA)
    assert "Gazette" not in told(desk, Learned())
    assert "Courier" in told(desk, Learned())


def test_what_is_unlearned_counts_no_more_and_can_be_learned_again(desk: Office) -> None:
    answer = ask(desk, Unlearn(kind=SOURCE, value="gazette"))
    assert "Source Gazette does not count any more here (2 useful, 0 not)." in answer.fallback
    assert [button.command for button in buttons(answer)] == ["relearn source Gazette", "learned"]
    assert "• Gazette · does not count · 2 useful, 0 not" in told(desk, Learned())
    assert "does not count here already" in unlearn(desk, SOURCE, "Gazette")
    assert "Source Gazette counts again here" in unlearn(desk, SOURCE, "GAZETTE", again=True)
    assert "counts here already" in unlearn(desk, SOURCE, "Gazette", again=True)
    assert "• Gazette · ×1.12" in told(desk, Learned())


def test_a_digest_does_as_the_rules_say(desk: Office) -> None:
    unlearn(desk, SOURCE, "Gazette")
    for word in ("museum", "counting", "doors"):
        unlearn(desk, TERM, word)
    (issue,) = cut(desk)
    reasons = {story.source: story.reason for story in issue.stories}
    assert "votes" not in reasons["Gazette"]
    assert "Courier ×0.93" in reasons["Courier"]


def test_a_term_is_the_same_in_all_its_forms(desk: Office) -> None:
    assert "Term museum does not count any more here" in unlearn(desk, TERM, "Museums")
    assert "Term museum counts again here" in unlearn(desk, TERM, '"museum"', again=True)


def test_a_name_is_known_however_its_quotes_are_typed(desk: Office) -> None:
    desk.press.feeds = {"reader’s “digest”": [item(7, "Ferry counts its riders")]}
    desk.set_up(FACES)
    desk.poll()
    with desk.store.reading() as session:
        (rider,) = [one.story_id for one in session.entries.after(0) if "riders" in one.title]
    offers = buttons(ask(desk, Vote(story=rider, useful=False, by_id=True)))
    assert "is muted here" in told(desk, read(offers[-1].command))
    said = [button.command for button in buttons(ask(desk, Learned())) if "source" in button.command]
    assert len(said) == 3
    ask(desk, read("unmute source Reader's Digest"))
    assert "does not count any more" in told(desk, read("unlearn source READER'S “Digest”"))


def test_what_nothing_was_learned_about_is_answered_with_what_is_near(desk: Office) -> None:
    with pytest.raises(NotFound) as fault:
        unlearn(desk, SOURCE, "Gazete")
    assert fault.value.message == "Nothing was learned here about the source “Gazete”."
    assert fault.value.cure == "Did you mean `unlearn source Gazette`?"
    with pytest.raises(NotFound, match="the term “Gazette”"):
        unlearn(desk, TERM, "Gazette", again=True)
