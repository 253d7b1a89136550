"""Topic packs: faults are named, and those we ship tell their subject from its look-alikes."""

from pathlib import Path

import pytest

from bot.model.topic import Measured, TopicSpec
from bot.stories.match import TopicIndex
from bot.stories.packs import read_pack
from bot.stories.query import query_of
from tests.stories.queries import document

FACES, PRIVACY = "facial-recognition", "ai-privacy"
FOLDER = Path(__file__).parents[2] / "config" / "topics"
GOOD = b"""
name = "drones"
title = "Drones"
description = "Small aircraft without a crew."
query = '''
  # what they are called
  drone OR
  "unmanned aircraft"
'''
"""


def test_a_pack_becomes_a_topic_with_a_plain_query() -> None:
    assert read_pack(GOOD, "drones.toml") == TopicSpec(
        name="drones",
        title="Drones",
        description="Small aircraft without a crew.",
        query='drone OR "unmanned aircraft"',
    )


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        (b"name = ", ["no TOML"]),
        (b"\xff\xfe", ["no TOML"]),
        (GOOD.replace(b"title", b"titel"), ["`title` is missing", "`titel` is unknown"]),
        (GOOD.replace(b'"Drones"', b"3"), ["`title` must be text"]),
        (GOOD.replace(b'"drones"', b'"Drones!"'), ["`name` is “Drones!”"]),
        (GOOD.replace(b" OR\n", b" OR OR\n"), ["`query`, near “drone OR OR"]),
        (b"name = ''", ["`title` is missing", "`description` is", "`query` is", "`name` must be text"]),
    ],
)
def test_all_faults_are_named_at_once(text: bytes, faults: list[str]) -> None:
    found = read_pack(text, "drones.toml")
    assert isinstance(found, tuple)
    assert len(found) == len(faults)
    for said, expected in zip(found, faults, strict=True):
        assert said.startswith("drones.toml: ")
        assert expected in said


def test_a_pack_may_say_what_score_it_asks_for_and_how_good_it_is() -> None:
    more = b'order = 2\nthreshold = 0.6\n[measured]\non = "rows"\nrows = 200\nprecision = 0.93\nrecall = 0.88\n'
    spec = read_pack(GOOD + more, "drones.toml")
    assert isinstance(spec, TopicSpec)
    assert (spec.order, spec.threshold) == (2, 0.6)
    assert spec.measured == Measured(on="rows", rows=200, precision=0.93, recall=0.88)
    assert query_of(spec).threshold == 0.6


@pytest.mark.parametrize(
    ("more", "fault"),
    [
        (b"threshold = 1.5", "`threshold` must be a number from 0 to 1"),
        (b"threshold = true", "`threshold` must be a number from 0 to 1"),
        *((f"order = {said}".encode(), "`order` must be a whole number, at least 1") for said in ("0", "true", '"1"')),
        (b"measured = 0.9", "`measured` must have on, rows, precision, recall"),
        (b'[measured]\non = "rows"\nrows = 2', "`measured` must have on, rows, precision, recall"),
        *(
            (f'[measured]\non = "rows"\nrows = {rows}\nprecision = 1.0\nrecall = 1'.encode(), f"`measured`: {fault}")
            for fault in ("`rows` must be a whole number, at least 1",)
            for rows in ('"2"', "true", "-4", "0", "2.0")
        ),
        *(
            (f'[measured]\non = "rows"\nrows = 2\nprecision = {share}\nrecall = 1'.encode(), f"`measured`: {fault}")
            for fault in ("`precision` must be a number from 0 to 1",)
            for share in ('"1"', "true", "-0.1", "7.0", "nan", "inf")
        ),
        (
            b'[measured]\non = " "\nrows = 2\nprecision = 1.0\nrecall = 1.0',
            "`measured`: `on` must be text that is not empty",
        ),
    ],
)
def test_a_figure_that_is_none_is_a_fault(more: bytes, fault: str) -> None:
    assert read_pack(GOOD + more, "drones.toml") == (f"drones.toml: {fault}",)


def shipped() -> TopicIndex[str]:
    specs = [read_pack(path.read_bytes(), path.name) for path in sorted(FOLDER.glob("*.toml"))]
    good = [spec for spec in specs if isinstance(spec, TopicSpec)]
    assert len(good) == len(specs), specs
    return TopicIndex((spec.name, query_of(spec)) for spec in good if spec.name in (FACES, PRIVACY))


@pytest.mark.parametrize(
    ("title", "body", "topics"),
    [
        ("Clearview AI says its client list was stolen", "", [PRIVACY, FACES]),
        ("City council bans facial recognition by police", "Advocates cheered.", [PRIVACY, FACES]),
        ("Airport opens gates with face recognition", "Boarding takes four seconds.", [FACES]),
        ("Printed masks fool face scanners", "Facial recognition at three kiosks let the testers in.", [FACES]),
        ("Lab finds face matching worse for women", "", [FACES]),
        ("Regulator fines chatbot maker over personal data", "The AI firm kept what users typed.", [PRIVACY]),
        ("Voice assistant recorded private talks; Alexa lawsuit grows", "", [PRIVACY]),
        ("AI has a privacy problem", "", [PRIVACY]),
        ("New phone’s face unlock is quick", "The facial recognition works in the dark.", []),
        ("Staff praised at recognition night", "Ten colleagues faced the cameras with an award.", []),
        ("Schools drop face mask rule", "", []),
        ("Facial recognition for cows", "Farmers scan the herd.", []),
        ("Hugging Face raises money", "Its models do named entity recognition.", []),
        ("Hospital breach exposes patient data", "A ransomware gang had the records for a week.", []),
        ("Police bust drug ring", "Officers had listened for months.", []),
        ("Provider widens round-the-clock monitoring for customers", "", []),
        ("Retailers face a hard winter", "Some talk of chips, some of facial recognition, most of prices.", []),
    ],
)
def test_the_shipped_topics_know_their_subject(title: str, body: str, topics: list[str]) -> None:
    assert [name for name, _ in shipped().matches(document(title, body))] == topics
