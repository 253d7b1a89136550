"""Every figure counts what its list holds, and no stranger's text breaks a message's bounds."""

import re
from dataclasses import replace
from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bot.digests.write import bottom_line, write_digest
from bot.digests.write.links import web
from bot.digests.write.noted import top
from bot.digests.write.parent import WORDS
from bot.digests.write.plain import plain, words
from bot.model.digest import TOP, Digest, DigestStory, FeedNote, Novelty
from bot.model.feed import FeedState
from bot.model.message import Bullets, Header, Item, Message, WebLink
from tests.digests.samples import MONDAY, article, digest, extract, feed_notes, told, weekly
from tests.digests.samples import WORDS as EVIDENCE
from tests.digests.shown import links, pages, spans

HOSTILE = (
    "x" * 5_000,
    "a b " * 1_250,
    "שלום עולם " * 80,
    "\u202egnp.exe\u2066 turned",
    "👩‍👩‍👧‍👦" * 200,
    "<!channel> <@U1> <https://evil.example|bank> & *bold* _it_ `x`",
    "two\nlines\r\nand\ttabs\x00",
    "   ",
    "",
    "Plain words about a face scan at the station, and why it was stopped",
)
texts = st.sampled_from(HOSTILE) | st.text(max_size=300)
urls = st.sampled_from(["https://news.example/" + "p" * 280, "https://news.example/1", ""])


@st.composite
def stories(draw: st.DrawFn, position: int) -> DigestStory:
    sources = draw(st.lists(texts, min_size=1, max_size=5))
    coverage = [article(position * 100 + n, name, draw(texts), MONDAY) for n, name in enumerate(sources)]
    story = told(position, [replace(one, link=draw(urls)) for one in coverage])
    clause = draw(texts)[:160]
    return replace(
        story,
        clause=extract(clause, of=position * 100) if clause else None,
        summary=extract(clause, of=position * 100) if clause else None,
        novelty=draw(st.sampled_from(Novelty)),
        gained=draw(st.integers(1, 5_000)),
        since_number=8,
        seen_under=draw(texts),
        evidence=(replace(EVIDENCE, text=draw(texts)),),
    )


@st.composite
def digests(draw: st.DrawFn) -> Digest:
    some = draw(st.integers(0, 8) | st.just(60))
    kinds = [draw(stories(position)) for position in range(1, min(some, 8) + 1)]
    many = tuple(renumbered(kinds[n % len(kinds)], n + 1) for n in range(some))
    issue = digest(*many, number=draw(st.integers(1, 2_000)))
    faults = [(draw(texts), FeedState.FAILING, draw(texts)) for _ in range(draw(st.integers(0, 5)))]
    return replace(issue, topic_title=draw(texts), feeds=feed_notes(40, *faults))


def renumbered(story: DigestStory, position: int) -> DigestStory:
    coverage = tuple(replace(one, entry_id=position * 100 + n) for n, one in enumerate(story.coverage))
    return replace(story, position=position, story_id=position, coverage=coverage)


def figure(text: str) -> int:
    found = re.search(r"\d[\d,]*", text)
    assert found is not None
    return int(found.group().replace(",", ""))


def items(message: Message) -> list[Item]:
    return [block for block in message.blocks if isinstance(block, Item)]


def bullets(messages: tuple[Message, ...]) -> int:
    return sum(len(block.items) for message in messages for block in message.blocks if isinstance(block, Bullets))


@given(digests())
@settings(max_examples=60)
def test_the_parent_stays_within_its_words_and_lines(issue: Digest) -> None:
    parent = write_digest(issue)[0]
    assert words(parent) <= WORDS
    assert all(len(block.text) <= 150 for block in parent.blocks if isinstance(block, Header))
    assert all(len(item.title[0].text) <= 140 for item in items(parent))


@given(digests())
@settings(max_examples=60)
def test_each_line_is_one_line_of_plain_text(issue: Digest) -> None:
    for message in write_digest(issue):
        for text in (message.fallback, *(span.text for block in message.blocks for span in spans(block))):
            assert not re.search("[\x00-\x1f\u202a-\u202e\u2066-\u2069]", text)
        assert all(link.url for _, link in links(message) if isinstance(link, WebLink))


@given(digests())
@settings(max_examples=60)
def test_a_message_fits_its_platform(issue: Digest) -> None:
    for message in write_digest(issue)[1:]:
        targets = sum(len(link.url) for _, link in links(message) if isinstance(link, WebLink))
        assert len(plain(message)) + targets <= 9_000


@given(digests())
@settings(max_examples=60)
def test_figures_equal_the_lists_they_count(issue: Digest) -> None:
    messages = write_digest(issue)
    figures = {(figure(text), anchor) for text, anchor in pages(messages[0]).items() if re.match("[0-9]", text)}
    assert (bullets(messages[1:]) or len(issue.stories), "stories") in figures or not issue.stories
    if issue.stories:
        ids = {one.entry_id for story in issue.stories for one in story.coverage}
        assert {(len(issue.stories), "stories"), (len(ids), "articles")} <= figures
        assert (len(ids) - len(issue.stories) or len(ids), "articles") in figures
    for story, item in zip(top(issue), items(messages[0]), strict=True):
        others = [span.text for span in item.small if re.fullmatch(r"\+[\d,]+ sources?", span.text)]
        assert [figure(text) for text in others] == [len(story.sources) - 1] * (len(story.sources) > 1)


def test_the_weekly_figures() -> None:
    issue = weekly()
    shown = pages(write_digest(issue)[0])
    ids = {one.entry_id for story in issue.stories for one in story.coverage}

    assert shown[f"{len(issue.stories)} stories"] == "stories"
    assert shown[f"{len(ids)} articles"] == "articles"
    assert shown[f"{len(ids) - len(issue.stories)} articles folded as coverage"] == "articles"
    assert shown[f"+{len({one.source for one in issue.stories[0].coverage}) - 1} sources"].startswith("coverage-")
    assert shown[f"{sum(note.state is FeedState.HEALTHY for note in issue.feeds)} of 40 feeds healthy"] == "feeds"


def test_no_mean_and_no_bars_before_four_weeks() -> None:
    young = replace(weekly(), history=(5, 6, 7))
    assert not {"history"} & set(pages(write_digest(young)[0]).values())
    assert "4-week mean 6" in pages(write_digest(replace(young, history=(5, 6, 7, 6)))[0])


def test_what_does_not_fit_the_thread_is_counted_on_the_web() -> None:
    long = "https://news.example/" + "p" * 280
    many = [told(n, [article(n, "Source", f"Story {n}", MONDAY)]) for n in range(1, 61)]
    messages = write_digest(digest(*(replace(story, link=long) for story in many)))
    shown = pages(messages[0])
    thread = next(figure(text) for text in shown if text.endswith(" below"))
    web_only = next(figure(text) for text in shown if text.endswith("on the web"))
    assert thread + web_only + TOP == 60
    assert f"{web_only} more stories" in pages(messages[-1])


def test_a_bottom_line_names_old_days_by_date() -> None:
    old = told(1, [article(1, "MSSP Alert", "Clearview loses its client list", MONDAY - timedelta(days=12))])
    assert "MSSP Alert reported it on 11 Nov." in plain(write_digest(digest(old))[0])


@pytest.mark.parametrize("length", range(8, 30, 3))
def test_five_full_stories_fill_the_parent_and_no_more(length: int) -> None:
    clause = " ".join(["word"] * length)
    five = [
        told(n, [article(n, "Source", "A title of eight words stands over it", MONDAY)], clause) for n in range(1, 6)
    ]
    count = words(write_digest(digest(*five))[0])
    assert count <= WORDS
    assert count >= WORDS - length or length < 26  # what would be a torso is left out


def test_where_room_is_short_a_clause_ends_earlier_and_then_the_last_gives_way() -> None:
    endless = " ".join(["word"] * 36)
    clauses = [f"The court has banned the app; {endless}", *(f"first{n} {endless}" for n in range(2, 6))]
    five = [
        told(n, [article(n, "Source", "A title of eight words stands over it", MONDAY)], clause)
        for n, clause in enumerate(clauses, start=1)
    ]
    message = write_digest(digest(*five))[0]
    told_in = plain(message)
    assert "The court has banned the app." in told_in
    assert [n for n in range(2, 6) if f"first{n} " in told_in] == [2, 3, 4]
    assert "…" not in told_in
    assert words(message) <= WORDS


def test_feeds_that_ail_lose_their_names_before_a_story_loses_words() -> None:
    clauses = [" ".join(["word"] * length) for length in (24, 25, 26, 27, 27)]
    five = [
        told(n, [article(n, "Source", "A title of eight words stands over it", MONDAY)], clause)
        for n, clause in enumerate(clauses, start=1)
    ]
    message = plain(write_digest(digest(*five))[0])
    assert all(clause in message for clause in clauses)
    assert "38 of 40 feeds healthy" in message
    assert "ICO" not in message
    assert "(ICO silent for 6 days; OPC answers 404)" in plain(write_digest(weekly())[0])


def test_the_bottom_line_prefers_other_words_for_the_same_event() -> None:
    lead = article(1, "MSSP Alert", "Clearview AI’s client list taken in a breach", MONDAY)
    again = article(2, "Blog", "Clearview AI’s entire client list is taken in a breach", MONDAY)
    other = article(3, "CNN", "Face-search firm Clearview says its client list was stolen", MONDAY)
    asks = article(4, "Blog", "Why Clearview told police that its client list was stolen by intruders", MONDAY)
    for coverage, opening in (((lead, again), lead), ((lead, again, other), other), ((lead, asks), lead)):
        line = bottom_line(digest(told(1, coverage)))
        assert line is not None
        assert (line.extract.entry_id, line.extract.field) == (opening.entry_id, "title")
        assert opening.title[line.extract.start : line.extract.end] == line.extract.text


def test_a_title_says_its_source_once() -> None:
    story = told(1, [article(1, "BBC News", "Clearview loses its client list - BBC News", MONDAY)])
    assert "1 · Clearview loses its client list\n" in plain(write_digest(digest(story))[0])


def test_a_story_without_a_title_is_told_by_its_clause() -> None:
    story = told(1, [article(1, "Blog", "", MONDAY)], "An intruder reached the customer list.")
    text = plain(write_digest(digest(story))[0])
    assert text.count("An intruder reached the customer list.") == 1


def test_many_ailing_feeds_are_counted() -> None:
    notes = tuple(FeedNote(feed_id=n, source=f"F{n}", state=FeedState.FAILING, note="answers 404") for n in range(5))
    assert "(F0 answers 404; F1 answers 404; 3 more)" in plain(write_digest(replace(weekly(), feeds=notes))[0])
    assert "2 more feeds need care" in plain(write_digest(replace(digest(), feeds=notes))[0])


def test_no_link_where_the_feed_gave_none() -> None:
    assert web("") is None
