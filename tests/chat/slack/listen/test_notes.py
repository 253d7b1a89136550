"""What a modal remembers: within Slack's room, and readable for another version of this program."""

import json

from bot.chat.render.fit import size
from bot.chat.slack.limits import PRIVATE
from bot.chat.slack.listen.inbox import Caller
from bot.chat.slack.listen.notes import dumped, loaded, note_of

WORDS = "😀" * 300


def test_a_note_comes_back_and_has_room_whatever_was_said() -> None:
    caller = Caller(
        team="T1", user="U1", channel="C1", channel_name="日本" * 40, response_url="https://x.example/" * 10
    )
    note = note_of(caller, WORDS)
    assert loaded(dumped(note)) == note
    assert size(dumped(note)) <= PRIVATE
    dumped(note_of(caller, "half of one: \ud83d")).encode()


def test_a_note_of_another_version_is_read_as_far_as_it_is_known() -> None:
    assert loaded(json.dumps({"channel": "C1", "mood": "fine"})).channel == "C1"
    assert loaded("") == loaded("someone's own words")
