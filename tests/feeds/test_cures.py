"""Every way to fail has a cure, and the commonest have one of their own."""

import pytest

from bot.errors import ParseRejected
from bot.feeds.cures import cure_of_document, cure_of_fault
from bot.model.feed import Fault, FaultKind


@pytest.mark.parametrize("kind", FaultKind)
def test_every_fault_has_a_cure(kind: FaultKind) -> None:
    assert cure_of_fault(Fault(kind=kind, message="x"), 0).endswith(".")


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (401, "sign-in"),
        (403, "fetch.contact"),
        (404, "front page"),
        (410, "for good"),
        (503, "later"),
        (418, "browser"),
    ],
)
def test_a_status_has_its_own_cure(status: int, words: str) -> None:
    assert words in cure_of_fault(Fault(kind=FaultKind.HTTP, message="x"), status)


@pytest.mark.parametrize(
    ("reason", "words"),
    [
        ("html-page", "RSS, Atom or Feed"),
        ("empty", "try again later"),
        ("not-a-feed", "a feed is RSS, Atom or JSON Feed"),
        ("too-slow", "no harm to the others"),
        ("entity-bomb", "no harm to the others"),
        ("unreadable", "tell the publisher"),
    ],
)
def test_a_document_has_its_own_cure(reason: str, words: str) -> None:
    assert words in cure_of_document(ParseRejected(reason, "x"))


def test_a_page_that_names_feeds_is_no_dead_end() -> None:
    page = ParseRejected("html-page", "x", ("https://a.example/feed",))
    assert cure_of_document(page) == "Add one of the feeds that the page names."
