"""A digest's page: every figure opens the list it counts, and nothing of a stranger's runs."""

import base64
import hashlib
import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html
from lxml.html import HtmlElement

from bot.digests.write import Anchor, write_digest
from bot.model.digest import Digest, DigestEntry
from bot.web.brief import FULL
from bot.web.pages import POLICY, digest_page, plain_page
from tests.digests.origins import credit, origin, report
from tests.web.sample import MONDAY, article, digest, evidence, holding, sample, story


def tree(issue: Digest) -> HtmlElement:
    return html.document_fromstring(digest_page(issue))


def ids(page: HtmlElement) -> list[str]:
    return [str(each) for each in found(page, "//@id")]


def inside(page: HtmlElement, anchor: str, path: str) -> list[HtmlElement]:
    return found(page, f"//*[@id='{anchor}']{path}")


def found(page: HtmlElement, path: str) -> list[Any]:
    """What an XPath selects: elements or attributes."""
    result = page.xpath(path)
    assert isinstance(result, list)
    return result


def shown(element: HtmlElement) -> str:
    return " ".join(element.text_content().split())


@pytest.mark.parametrize(
    "issue", [sample(), digest(), digest(history=()), holding()], ids=["full", "quiet", "first", "held"]
)
def test_every_place_that_a_message_leads_to_is_there(issue: Digest) -> None:
    page = tree(issue)
    assert set(ids(page)) >= set(Anchor) - (set() if issue.held else {Anchor.HELD})
    assert set(ids(page)) >= set(re.findall(r"anchor='([^']+)'", repr(write_digest(issue))))
    assert all(f"{kind}-{one.position}" in ids(page) for one in issue.stories for kind in ("story", "coverage", "why"))


def test_held_alerts_are_listed_as_they_are_counted() -> None:
    page = tree(holding())
    assert shown(inside(page, "held", "/h2")[0]) == "2 alerts on AI privacy were held: quiet hours"
    assert [shown(item) for item in inside(page, "held", "//li")] == [
        "1<b>Bold</b> claims Beat Daily · AI privacy · quiet hours",
        "2Untitled Beat Daily · AI privacy · quiet hours",
    ]
    assert "held" not in ids(tree(sample()))


def test_what_was_done_to_a_frozen_page_stands_on_it() -> None:
    changed = replace(sample(), revised_at=MONDAY + timedelta(days=1), repeats_from=MONDAY - timedelta(days=1))
    assert shown(found(tree(changed), "//footer/p")[0]) == (
        "Frozen on Mon 2 Mar at 09:00 CET. An extract was removed on request on Tue 3 Mar at 09:00 CET. "
        "May repeat: restored from a backup of Sun 1 Mar 09:00 CET. Times are those of Europe/Berlin."
    )


@pytest.mark.parametrize("issue", [sample(), digest(), holding()], ids=["full", "quiet", "held"])
def test_every_link_on_the_page_leads_somewhere(issue: Digest) -> None:
    page = tree(issue)
    here = {str(href)[1:] for href in found(page, "//a/@href") if str(href).startswith("#")}
    assert here <= set(ids(page))
    assert len(ids(page)) == len(set(ids(page)))


def test_figures_count_their_lists() -> None:
    page = tree(sample())
    figures = {str(a.get("href")): shown(a) for a in found(page, "//p[@class='figures']//a")}
    assert figures == {
        "#stories": "4 stories",
        "#articles": "11 articles",
        "#history": "4-week mean 3.5",
        "#feeds": "5 of 7 feeds healthy",
    }
    assert len(inside(page, "stories", "/ol/li")) == 4
    assert [shown(n) for n in inside(page, "articles", "//*[@class='n']")] == [str(n) for n in range(1, 12)]
    assert len(inside(page, "feeds", "//ul[@class='run']/li")) == 5
    assert [shown(li) for li in inside(page, "feeds", "//ul[@class='attention']/li")] == [
        "The Quiet Gazette · answers 404 since Tuesday · 2 articles",
        "The New Gazette · new · 0 articles",
    ]
    assert [shown(td) for td in inside(page, "history", "//td[2]")] == ["2", "4", "3", "5", "4"]


def test_no_figure_of_the_masthead_stands_outside_a_link() -> None:
    for part in found(tree(sample()), "//p[@class='figures' or @class='lede']"):
        for link in found(part, ".//a"):
            link.clear(keep_tail=True)
        assert not re.search(r"\d", shown(part).replace("4-week", ""))


def test_a_story_opens_its_coverage_and_its_evidence() -> None:
    page = tree(sample())
    links = {shown(a): str(a.get("href")) for a in inside(page, "story-1", "//a")}
    assert links["+4 sources"] == "#coverage-1"
    assert links["evidence"] == "#why-1"
    assert len(inside(page, "coverage-1", "/following-sibling::ol[1]/li")) == 6


def test_an_article_told_in_two_stories_is_counted_once() -> None:
    issue = digest(story(1, (article(1), article(2))), story(2, (article(2), article(3))))
    numbers = [shown(n) for n in inside(tree(issue), "articles", "//*[@class='n']")]
    assert numbers == ["1", "2", "", "3"]
    assert str(issue.articles) == max(numbers)


def test_a_story_s_credits_stand_with_its_evidence() -> None:
    told = story(1, (article(1), article(2)))
    said = credit(2, "Daily <Beast>", "the Daily <Beast> reported")
    known = origin(report("Daily <Beast>", 1, 2), credits=(said,))
    page = tree(digest(replace(told, origin=known)))
    lines = [shown(li) for li in inside(page, "why", "//li")]
    assert "Daily <Beast> – “the Daily <Beast> reported”, Gadget Post, in the summary" in lines
    thread = shown(inside(page, "story-1", "//*[contains(@class, 'thread')]")[0])
    assert "Whose reports 2 outlets, one report, by Daily <Beast>" in thread


def test_matched_words_are_marked_and_their_clauses_named() -> None:
    page = tree(sample())
    marks = {shown(mark) for mark in inside(page, "why", "//mark")}
    assert marks == {"face search", "clients"}
    assert '"face search" face search in the title' in [shown(li) for li in inside(page, "why", "//li")]
    assert '"face search" AND client*' in shown(inside(page, "why", "//pre")[0])


def test_a_quiet_issue_says_so() -> None:
    assert "Nothing met the topic" in shown(inside(tree(digest()), "stories", "")[0])


def test_the_first_issue_has_no_history() -> None:
    assert "first issue" in shown(inside(tree(digest(history=())), "history", "")[0])


HOSTILE = "</title></style><script>alert(1)</script><img src=x onerror=alert(2)>\"'><a href='javascript:alert(3)'>&amp;"


def hostile(link: str) -> Digest:
    """The words in every place that a stranger writes."""
    lead = article(1, title=HOSTILE, link=link, source=HOSTILE)
    other = article(2, title=HOSTILE, link=link, source="Beat Daily")
    told = replace(
        story(1, (lead, other), title=HOSTILE, said=HOSTILE),
        reason=HOSTILE,
        evidence=(evidence(HOSTILE, HOSTILE), evidence(HOSTILE, "script", HOSTILE)),
    )
    issue = digest(told, title=HOSTILE, query=HOSTILE)
    return replace(issue, feeds=tuple(replace(note, source=HOSTILE, note=HOSTILE) for note in issue.feeds))


@pytest.mark.parametrize("link", ["javascript:alert(4)", "data:text/html,x", 'https://a.example/"onmouseover="x'])
def test_strangers_words_are_text(link: str) -> None:
    page = tree(hostile(link))
    assert not found(page, "//script | //img | //iframe | //form | //@*[starts-with(name(), 'on')] | //@style | //@src")
    assert {str(href).split(":")[0] for href in found(page, "//a/@href") if not str(href).startswith("#")} <= {"https"}
    assert "<script>alert(1)</script>" in shown(inside(page, "story-1", "")[0])


TAGS = {str(element.tag) for element in tree(sample()).iter()} | {"br"}


@settings(max_examples=30, deadline=None)
@given(st.text(), st.text(), st.text())
def test_no_text_makes_an_element(title: str, said: str, source: str) -> None:
    issue = digest(story(1, (article(1, title=title, source=source),), title=title, said=said), title=source)
    assert {str(element.tag) for element in tree(issue).iter()} <= TAGS


def test_a_page_needs_nothing_else() -> None:
    text = digest_page(sample())
    page = html.document_fromstring(text)
    assert [str(href).split(",")[0] for href in found(page, "//link/@href")] == ["data:image/svg+xml"]
    assert "url(" not in text
    assert "@import" not in text
    (style,) = re.findall(r"<style>(.*?)</style>", text, re.DOTALL)
    known = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    assert f"style-src 'sha256-{known}'" in POLICY
    (meta,) = found(page, "//meta[@http-equiv='Content-Security-Policy']/@content")
    assert POLICY.startswith(str(meta))
    assert found(page, "//meta[@name='referrer']/@content") == ["no-referrer"]


def test_links_out_tell_nothing_of_the_page() -> None:
    out = [a for a in found(tree(sample()), "//a") if str(a.get("href")).startswith("http")]
    assert len(out) > 11
    assert {str(a.get("rel")) for a in out} == {"noopener noreferrer nofollow"}


def test_a_page_is_small_and_the_same_each_time() -> None:
    stories = [story(n, tuple(article(6 * n + i) for i in range(6))) for n in range(1, 10)]
    text = digest_page(digest(*stories))
    assert len(text.encode()) < 40_000
    assert text == digest_page(digest(*stories))


def test_a_plain_page_escapes_its_words() -> None:
    page = html.document_fromstring(plain_page(title="No <b>", message=HOSTILE, cure="Do & try"))
    assert not found(page, "//script | //img | //a")
    assert "No <b>" in shown(found(page, "//h1")[0])


def flood(stories: int) -> Digest:
    """An issue that one loud feed fills, with an article of another in every tenth story."""
    each = (story(n, (article(2 * n, source="Lantern Post"), *other(n)), title=f"Claim {n}") for n in range(1, stories))
    return digest(story(stories, (article(2 * stories, source="Hill Gazette"),)), *each)


def other(number: int) -> tuple[DigestEntry, ...]:
    return () if number % 10 else (article(2 * number + 1, source="Beat Daily"),)


def test_the_page_of_a_flood_tells_some_hundred_stories_and_lists_the_others_by_source() -> None:
    issue = flood(9_667)
    text = digest_page(issue)
    page = html.document_fromstring(text)
    assert len(text.encode()) < 2_500_000
    assert len(inside(page, "stories", "/ol/li")) == FULL
    assert shown(inside(page, "rest", "")[0]) == "9,467 more stories, in brief"
    assert [shown(each) for each in inside(page, "stories", "//summary")] == ["Lantern Post · 9,467 stories"]
    assert {f"story-{one.position}" for one in issue.stories} <= set(ids(page))


def test_every_article_of_a_flood_is_counted_by_its_figure_and_stands_there() -> None:
    issue = flood(FULL + 40)
    page = tree(issue)
    told = len(inside(page, "articles", "//li"))
    brief = len(inside(page, "stories", "/details//a"))
    assert told + brief == issue.articles
    assert inside(page, "articles", "//a[@href='#rest']")
