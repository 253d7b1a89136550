"""The grammar reads what people write, and answers what it cannot read with what was meant."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.chat.grammar import read
from bot.chat.grammar.reader import READERS
from bot.errors import CommandError
from bot.model.command import (
    Command,
    FeedsHealth,
    Help,
    ListTopics,
    Search,
    ShowDigest,
    Status,
    Subscribe,
    Unsubscribe,
    Why,
)
from bot.model.subscription import Cadence, Schedule
from bot.model.usage import COMMANDS

WEEKLY, DAILY, AT_ONCE = Cadence.WEEKLY, Cadence.DAILY, Cadence.AT_ONCE


def fault(words: str) -> CommandError:
    with pytest.raises(CommandError) as caught:
        read(words)
    return caught.value


@pytest.mark.parametrize(
    ("words", "command"),
    [
        ("", Help()),
        ("/press", Help()),
        ("/press help", Help()),
        ("HELP Subscribe", Help("subscribe")),
        ("help all", Help(Help.ALL)),
        ("Hi Presswatch!", Help(Help.HELLO)),
        ("thank you so much", Help(Help.THANKS)),
        ("help feeds health", Help("feeds health")),
        ("help feeds", Help("feeds")),
        ("help mute source", Help("mute")),
        ("topics", ListTopics()),
        ("  /Press   status  ", Status()),
        ("feeds", FeedsHealth()),
        ("feeds health", FeedsHealth()),
        ("digest Facial Recognition", ShowDigest("facial-recognition")),
        ("unsubscribe AI privacy.", Unsubscribe("ai-privacy")),
        ("why 3", Why(story=3)),
        ("why these", Why(story=0)),
        ("why These AI privacy", Why(story=0, topic="ai-privacy")),
        ("why #3 AI privacy", Why(story=3, topic="ai-privacy")),
        ("why story 812 ai_privacy", Why(story=812, by_id=True, topic="ai-privacy")),
        ("search", Search()),
        ("search clearview", Search(query="clearview")),
        ("search yellow page 2", Search(query="yellow", page=2)),
        ("search page 2", Search(query="page 2")),
        ("search yellow page 99999999999999999999", Search(query="yellow page 99999999999999999999")),
        ("search “facial recognition”  –phone", Search(query='"facial recognition" -phone')),
        ("search Clearview’s well–known list", Search(query="Clearview’s well–known list")),
        ('search ="Night – Side" –phone', Search(query='="Night – Side" -phone')),
        ("search site:<http://x.example|x.example> AND C++", Search(query="site:x.example AND C++")),
        ("search a\x00b\ud800c", Search(query="a b c")),
    ],
)
def test_reads(words: str, command: Command) -> None:
    assert read(words) == command


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("facial recognition weekly", Subscribe(topic="facial-recognition", cadence=WEEKLY)),
        ("facial-recognition weekly", Subscribe(topic="facial-recognition", cadence=WEEKLY)),
        ("facial-recognition", Subscribe(topic="facial-recognition")),
        ("x at once", Subscribe(topic="x", cadence=AT_ONCE)),
        ("x daily at 09:00", Subscribe(topic="x", cadence=DAILY, hour=9)),
        ("x at 5pm daily", Subscribe(topic="x", cadence=DAILY, hour=17)),
        ("x daily at 12 a.m.", Subscribe(topic="x", cadence=DAILY, hour=0)),
        ("x daily at noon", Subscribe(topic="x", cadence=DAILY, hour=12)),
        ("x daily at 0900", Subscribe(topic="x", cadence=DAILY, hour=9)),
        ("x on mon", Subscribe(topic="x", cadence=WEEKLY, weekday=0)),
        ("x every weds", Subscribe(topic="x", cadence=WEEKLY, weekday=2)),
        ("x every day", Subscribe(topic="x", cadence=DAILY)),
        ("x weekly Sundays", Subscribe(topic="x", cadence=WEEKLY, weekday=6)),
        ("x in europe/berlin", Subscribe(topic="x", zone="Europe/Berlin")),
        ("x in New York at 7", Subscribe(topic="x", zone="America/New_York", hour=7)),
        ("x daily utc", Subscribe(topic="x", cadence=DAILY, zone="UTC")),
        ('"Women in security" daily', Subscribe(topic="women-in-security", cadence=DAILY)),
    ],
)
def test_reads_a_subscription(words: str, expected: Subscribe) -> None:
    assert read(f"subscribe {words}") == expected


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("serch clearview breach", "search clearview breach"),
        ("find clearview", "search clearview"),
        ("serch", "search"),
        ("help serch", "help search"),
        ("topics please", "topics"),
        ("list topics", "topics"),
        ("what topics are there", "topics"),
        ("who are you", "help"),
        ("stop", "pause"),
        ("stop everything", "pause"),
        ("please stop", "pause"),
        ("stop deepfakes", "unsubscribe deepfakes"),
        ("cancel", "unsubscribe facial-recognition"),
        ("cancel my subscription", "unsubscribe facial-recognition"),
        ("please subscribe me to deepfakes", "subscribe deepfakes"),
        ("help stop", "help unsubscribe"),
        ("help threshold", "help topic threshold"),
        ("help near", "help try"),
        ("help company:", "help try"),
        ("feeds helth", "feeds health"),
        ("why ai-privacy 3", "why 3 ai-privacy"),
        ("why", "why 1 facial-recognition"),
        ("search clearview page 0", "search clearview page 1"),
        ("subscribe x weekly on Mnday at 9", "subscribe x weekly on Monday at 9"),
        ("subscribe x daily in Europe/Berln", "subscribe x daily in Europe/Berlin"),
        ("subscribe x at 9:30 daily", "subscribe x at 9 daily"),
        ("subscribe x at once at 9", "subscribe x at once"),
        ("subscribe x daily on Friday", "subscribe x weekly on Friday"),
        ("subscribe x daily pls", "subscribe x daily"),
        ("subscribe x weekly wekly", "subscribe x weekly"),
        ("subscribe x fortnightly", "subscribe x weekly"),
        ("subscribe ai privacy every fortnight on Friday", "subscribe ai-privacy weekly on Friday"),
        ("subscribe x every other week at 9", "subscribe x weekly at 9"),
        ("subscribe x weekdays at 7", "subscribe x daily at 7"),
        ("subscribe x hourly", "subscribe x at once"),
        ("subscribe x daily weekly", "subscribe facial-recognition weekly on Monday at 9 in Europe/Berlin"),
        ("subscribe x at 25", "subscribe facial-recognition weekly on Monday at 9 in Europe/Berlin"),
        ("subscribe x at 13pm", "subscribe facial-recognition weekly on Monday at 9 in Europe/Berlin"),
    ],
)
def test_says_what_was_meant(words: str, meant: str) -> None:
    error = fault(words)
    assert error.meant == meant
    assert f"`{meant}`" in error.cure


def test_a_word_like_no_command_is_answered_with_help() -> None:
    error = fault("xyzzy")
    assert (error.meant, error.cure) == ("", "Say `help` for what you can ask.")


def test_names_the_fault() -> None:
    assert (
        "“fortnightly” is no cadence here: topics come at once, daily or weekly."
        in fault("subscribe x fortnightly").message
    )
    assert read("subscribe monthly") == Subscribe(topic="monthly")
    assert "whole hours only" in fault("subscribe x daily at 9:30").message
    assert "“Mars/Olympus” is no time zone" in fault("subscribe x in Mars/Olympus").message
    assert "“Mnday” is no day" in fault("subscribe x on Mnday").message


def test_long_words_are_shortened_in_errors() -> None:
    assert len(fault("x" * 5000).message) < 100
    assert len(fault("subscribe x in " + "y" * 5000).message) < 150


def test_every_example_reads_as_a_command_of_its_own() -> None:
    assert len({repr(read(row.example)) for row in COMMANDS}) == len(COMMANDS)


def test_the_table_and_the_grammar_name_the_same_verbs() -> None:
    assert {row.verb for row in COMMANDS} == set(READERS)


def test_a_subscription_fills_what_was_left_out() -> None:
    usual = Schedule(cadence=WEEKLY, hour=8, weekday=2, zone="Europe/Berlin")
    assert Subscribe(topic="x").schedule(usual) == usual
    said = Subscribe(topic="x", cadence=DAILY, hour=0, weekday=0, zone="UTC").schedule(usual)
    assert said == Schedule(cadence=DAILY, hour=0, weekday=0, zone="UTC")


WORDS = st.sampled_from(
    [row.verb for row in COMMANDS]
    + ["/press", "health", "story", "page", "daily", "weekly", "every", "at", "once", "on", "in", "mon", "friday"]
    + ["0", "3", "9", "25", "09:00", "9:30", "5pm", "pm", "utc", "Europe/Berlin", "new", "york", "ai-privacy"]
    + ["topic", "feeds", "show", "add", "until", "for", "days", "term", "source", "most", "quiet", "never", "to", "as"]
    + ["yes", "dry", "run", "failed", "given", "https://x.example/a", "<https://x.example|x>", "x.example", "the", "me"]
    + ["“", "”", '"', "'", "-", "#", "²", "０", "\x00", "\ud800"]
)


@given(st.one_of(st.text(), st.lists(st.one_of(WORDS, st.text(max_size=8)), max_size=12).map(" ".join)))
def test_any_words_are_a_command_or_an_error_that_helps(words: str) -> None:
    command = read_or_fault(words)
    if isinstance(command, CommandError):
        assert command.message
        assert command.cure
        assert not command.meant or isinstance(read(command.meant), Command)
    else:
        assert isinstance(command, Command)


def read_or_fault(words: str) -> Command | CommandError:
    try:
        return read(words)
    except CommandError as error:
        return error


@pytest.mark.parametrize("piece", ["<https://x", "<https://x|y ", "“", "the ", "x.x.", "until ", '" ', "for 3 days "])
def test_hostile_length_is_read_in_one_pass(piece: str) -> None:
    """A pattern that tries again at every place would take minutes for this."""
    assert read_or_fault(f"mute term {piece * 20_000}")
    assert read_or_fault(piece * 20_000)
