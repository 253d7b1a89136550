"""A topic's examples: both lists are read, and all faults are named."""

import pytest

from bot.stories.examples import Example, read_examples

GOOD = b"""
belongs = [{ title = "Police try face scans" }]
other = [{ title = "Cows tell faces apart", text = "On a farm.", because = "animals" }]
"""


def test_examples_say_whether_they_belong() -> None:
    assert read_examples(GOOD, topic="faces", place="faces.toml") == (
        Example(topic="faces", title="Police try face scans", belongs=True),
        Example(topic="faces", title="Cows tell faces apart", text="On a farm.", belongs=False, because="animals"),
    )


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        (b"belongs = ", "this is no TOML"),
        (b"\xff", "this is no TOML"),
        (b'belongs = [{ title = "A" }]', "`other` must be a list of tables"),
        (GOOD + b"extra = 1", "`extra` is unknown"),
        (GOOD.replace(b'title = "Police', b'titel = "Police'), "`belongs`, number 1: `titel` is unknown"),
        (GOOD.replace(b'"On a farm."', b"3"), "`other`, number 1: `text` must be text"),
        (GOOD.replace(b'{ title = "Police try face scans" }', b"3"), "`belongs`, number 1: this is no table"),
        (GOOD.replace(b'"Police try face scans"', b'" "'), "`belongs`, number 1: it has no `title`"),
    ],
)
def test_what_is_wrong_is_said(text: bytes, fault: str) -> None:
    found = read_examples(text, topic="faces", place="faces.toml")
    assert isinstance(found, list)
    assert found[0].startswith("faces.toml: ")
    assert fault in found[0]
