"""Redaction: what a frozen digest shows of an article that was taken down goes, and nothing else does."""

from dataclasses import replace

from bot.digests.redact import REMOVED, redacted, without_words
from bot.digests.write import plain, write_digest
from bot.model.digest import Digest, DigestStory
from bot.model.topic import Evidence
from bot.web.pages import digest_page
from tests.digests.samples import article, at, digest, told, weekly

GAIT = Evidence(clause="gait", field="body", text="quellbrook gait", start=4, end=19)
TITLE = Evidence(clause="cameras", field="title", text="Cameras", start=0, end=7)
COVERAGE = (article(1, "Lantern Post", "Cameras at the quay", at(20)), article(2, "Tidewater", "Quay cameras", at(21)))
STORY = replace(
    told(
        1, COVERAGE, "The quellbrook gait is read from afar.", summary="The quellbrook gait is read from afar. So far."
    ),
    evidence=(TITLE, GAIT),
)


def words(issue: Digest) -> str:
    return "\n".join([*map(plain, write_digest(issue)), digest_page(issue)])


def only(issue: Digest) -> DigestStory:
    (one,) = issue.stories
    return one


def test_extracts_and_evidence_of_the_article_go_from_every_message_and_the_page() -> None:
    issue = digest(STORY)
    assert "quellbrook" in words(issue)
    revised = redacted(issue, {1}, {2: "Nothing of the kind."})
    assert "quellbrook" not in words(revised)
    assert REMOVED in words(revised)
    assert (only(revised).clause, only(revised).summary) == (None, None)
    assert only(revised).evidence == (TITLE, Evidence(clause="gait", field="body", text="", start=0, end=0))


def test_titles_links_and_figures_stay() -> None:
    revised = only(redacted(digest(STORY), {1}, {}))
    assert replace(revised, clause=STORY.clause, summary=STORY.summary, evidence=STORY.evidence) == STORY


def test_an_extract_of_another_article_stays() -> None:
    revised = only(redacted(digest(STORY), {2}, {1: "The quellbrook gait is read from afar."}))
    assert revised == STORY


def test_evidence_that_cannot_be_shown_to_be_another_article_s_goes() -> None:
    moved = only(redacted(digest(STORY), {2}, {1: "Revised: the quellbrook gait is read from afar."}))
    assert (moved.clause, moved.evidence[1].is_removed) == (STORY.clause, True)


def test_an_issue_that_shows_nothing_of_it_is_equal_and_twice_is_once() -> None:
    assert redacted(weekly(), {999}, {}) == weekly()
    once = redacted(digest(STORY), {1}, {})
    assert redacted(once, {1}, {}) == once


def test_a_match_keeps_its_clauses_without_the_words() -> None:
    kept = without_words((TITLE, GAIT))
    assert [(piece.clause, piece.is_removed) for piece in kept] == [("cameras", False), ("gait", True)]
