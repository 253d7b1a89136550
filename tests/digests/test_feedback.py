"""What can be said of a story below it: each of its buttons says words that are a command about this very story."""

from dataclasses import replace

import pytest

from bot.chat.grammar import read
from bot.digests.write import write_alert, write_digest
from bot.model.command import Command, EditTopic, Mute, MuteTerm, NewTopic, Vote, Why
from bot.model.message import Button, Buttons, Feedback, Message
from bot.model.mute import MuteKind
from tests.digests.alerts import alert
from tests.digests.samples import digest, weekly


def said(message: Message) -> list[Command]:
    """What all its buttons say."""
    pressed: list[Button] = []
    for block in message.blocks:
        if isinstance(block, Buttons):
            pressed += block.buttons
        if isinstance(block, Feedback):
            pressed += (block.useful, block.useless, *block.more)
    return [read(button.command) for button in pressed if button.command]


ABOUT_STORY_7 = [Vote(story=7, useful=True, by_id=True), Vote(story=7, useful=False, by_id=True)]
MORE = [
    Mute(kind=MuteKind.SOURCE, value="MSSP Alert"),
    MuteTerm(story=7),
    NewTopic(like=("7",)),
]
STORY = [Why(story=7, by_id=True), Mute(kind=MuteKind.STORY, value="7")]


def test_of_a_story_in_a_thread() -> None:
    story = replace(weekly().stories[0], story_id=7)
    assert said(write_digest(digest(story))[1]) == [*ABOUT_STORY_7, *STORY, *MORE]


def test_of_an_alert() -> None:
    assert said(write_alert(alert())) == [*ABOUT_STORY_7, *MORE, *STORY]


def test_of_a_digest_and_of_a_quiet_one() -> None:
    tune = EditTopic(topic="facial-recognition")
    assert said(write_digest(weekly())[0]) == [Why(story=0, topic="facial-recognition"), tune]
    assert said(write_digest(digest())[0]) == [tune]


@pytest.mark.parametrize("source", ["", "x" * 5_000, "Lantern until Friday", "two\nlines", "<!channel> | & `x`"])
def test_any_source_s_name_leaves_words_that_are_read(source: str) -> None:
    words = said(write_alert(alert(source=source)))
    assert words[:2] == ABOUT_STORY_7
    assert [word.until for word in words if isinstance(word, Mute)] == [""] * (2 if source else 1)
