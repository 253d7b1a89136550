"""What one person is offered: no step that they would only be refused, and all the others."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.chat.answering.offered import offered
from bot.chat.answering.respond import Said, hear
from bot.digests.write import plain
from bot.flow.answer import Asking
from bot.flow.look import Look
from bot.model.form import Form
from bot.model.message import Button, Buttons, Feedback, Message, PageLink, Paragraph, Span
from bot.model.panel import Panel, Section
from bot.model.person import OPERATOR, Person
from tests.flow.platform import RULES
from tests.flow.press import FACES, Office, item, office

MO = Person(key="U2", name="Mo")
GUS = Person(key="U3", name="Gus", is_guest=True)
READ, CHANGE = Button("Status", command="status"), Button("Mute", command="mute story 1")
OPEN = Button("Read on the web", link=PageLink("digests/x"))
WORDS = Paragraph((Span("Words."),))


def only_reads(words: str) -> bool:
    return not words.startswith("mute")


def test_steps_that_would_be_refused_are_left_out_and_an_empty_row_with_them() -> None:
    told = Message(fallback="x", blocks=(WORDS, Buttons((READ, CHANGE, OPEN)), Buttons((CHANGE,))))
    assert offered(told, only_reads) == Message(fallback="x", blocks=(WORDS, Buttons((READ, OPEN))))


def test_a_panel_too_and_a_form_stays_as_it_is() -> None:
    panel = Panel(title="Home", fallback="x", sections=(Section("Feeds", (WORDS, Buttons((CHANGE,)))),))
    assert offered(panel, only_reads) == replace(panel, sections=(Section("Feeds", (WORDS,)),))
    form = Form(name="mute", title="Mute", fields=())
    assert offered(form, only_reads) is form


def test_who_may_not_vote_is_asked_for_no_word() -> None:
    votes = Feedback(
        Button("Useful", command="useful story 1"), Button("Not", command="useless story 1"), (READ, CHANGE)
    )
    told = Message(fallback="x", blocks=(votes,))
    assert offered(told, only_reads).blocks == (replace(votes, more=(READ,)),)  # type: ignore[union-attr]
    assert offered(told, lambda words: words == "status").blocks == (Buttons((READ,)),)  # type: ignore[union-attr]


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Office]:
    with office(tmp_path, gazette=[item(1, "Museum counts faces")]) as opened:
        opened.set_up(FACES)
        opened.poll()
        yield opened


def say(desk: Office, words: str, person: Person) -> Said:
    def look(url: str) -> Look:
        raise AssertionError(url)

    return hear(
        desk.store,
        words,
        Asking(
            channel=desk.channel(),
            zone="UTC",
            now=desk.press.now,
            new_token=lambda: "token",
            look=look,
            rules=RULES,
            person=person,
        ),
    )


def shown(said: Said) -> str:
    assert isinstance(said.answer, Message)
    return plain(said.answer)


@pytest.mark.parametrize("person", [MO, GUS])
def test_nobody_is_shown_a_button_that_only_refuses(desk: Office, person: Person) -> None:
    assert "[Subscribe to Faces]" in shown(say(desk, "topics", OPERATOR))
    assert "[Subscribe to Faces]" not in shown(say(desk, "topics", person))
    assert "[Save]" in shown(say(desk, "topic new doors museum", OPERATOR))
    assert "[Save]" not in shown(say(desk, "topic new doors museum", person))  # it can be tried by all


def test_what_guests_see_they_are_not_asked_to_share(desk: Office) -> None:
    assert [say(desk, "search museum", person).may_share for person in (OPERATOR, MO, GUS)] == [True, True, False]
    say(desk, "subscribe faces weekly", OPERATOR)
    assert not say(desk, "digest faces", OPERATOR).may_share  # it is on its way
    assert say(desk, "digest faces", OPERATOR).may_share
