"""What becomes of one item: its words, its link, its date, within bounds."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.feeds.sample import ADDRESS, HOME, NOW, atom, item, only, read, rss


def described(html: str) -> str:
    return rss(item(1, more=f"<description><![CDATA[{html}]]></description>"))


def test_text_is_plain() -> None:
    entry = only(described("<p><b>T</b>he <a href='x'>bridge</a>, at last.<p>Open<br>now<script>alert(1)</script>"))
    assert entry.summary == "The bridge, at last. Open now"


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("Smith &amp; Sons", "Smith & Sons"),
        ("AT&amp;amp;T opens", "AT&T opens"),
        ("AT&amp;amp;amp;T opens", "AT&T opens"),
        ("&lt;b&gt;Bridge&lt;/b&gt; opens", "Bridge opens"),
        ("&amp;lt;b&amp;gt;Bridge&amp;lt;/b&amp;gt; opens", "Bridge opens"),
        ("How a &lt;script&gt; tag opens doors", "How a script tag opens doors"),
        ("\u202eegdirb\u200b opens\ufeff", "egdirb opens"),
        ("Bridge\n\n\t opens", "Bridge opens"),
        ("Bridge&#146;s opening", "Bridge’s opening"),
        ("<![CDATA[Bridge ]]]]><![CDATA[> opens]]>", "Bridge ]]> opens"),
    ],
)
def test_titles(written: str, title: str) -> None:
    document = rss(f"<item><title>{written}</title><link>{HOME}1</link></item>")
    assert only(document).title == title


def test_fields_are_bounded() -> None:
    long = "word " * 30_000
    guid, content = "g" * 2000, f"<content:encoded>{long}</content:encoded>"
    more = f"<description>short</description>{content}<dc:creator>{long}</dc:creator>"
    entry = only(rss(item(1, title=long, guid=guid, more=more)))
    assert [len(entry.title) <= 500, len(entry.body) <= 20_000, len(entry.author) <= 200] == [True] * 3
    assert len(entry.raw_id) == 1000
    assert entry.title.endswith("word…")
    assert len(only(described(long)).summary) <= 2000


def test_a_long_text_alone_is_summary_and_body() -> None:
    entry = only(described("word " * 1000))
    assert len(entry.summary) <= 2000
    assert len(entry.body) == 4999


def test_a_short_text_alone_is_the_summary() -> None:
    entry = only(described("Open now."))
    assert (entry.summary, entry.body) == ("Open now.", "")


def test_contents_alone_are_the_summary_too() -> None:
    entry = only(rss(item(1, more="<content:encoded>Open now.</content:encoded>")))
    assert (entry.summary, entry.body) == ("Open now.", "")


def test_the_line_that_wordpress_adds_is_left_out() -> None:
    entry = only(
        described('<p>Open now.</p><p>The post <a href="x">Bridge reopens</a> appeared first on <a>Press</a>.</p>')
    )
    assert entry.summary == "Open now."


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("The bridge is open again. Trains follow in May.", "The bridge is open again"),
        ("word " * 100, "word word word"),
        ("Open!", "Open!"),
    ],
)
def test_a_missing_title_is_the_first_clause(text: str, title: str) -> None:
    entry = only(rss(f"<item><link>{HOME}1</link><description>{text}</description></item>"))
    assert entry.title.startswith(title)
    assert len(entry.title) <= 121


def test_a_link_alone_is_called_by_its_address() -> None:
    assert only(rss(f"<item><link>{HOME}bridge/</link></item>")).title == "press.example/bridge"


@pytest.mark.parametrize(
    ("given", "link"),
    [
        ("/a/b", "https://press.example/a/b"),
        ("c?x=1", "https://press.example/c?x=1"),
        ("//cdn.example/x", "https://cdn.example/x"),
        ("HTTP://Press.Example/A", "http://press.example/A"),
        (f" \n{HOME}a\n b ", "https://press.example/ab"),
        (f"{HOME}a b", "https://press.example/a%20b"),
        ("https://user:pw@press.example/a", "https://press.example/a"),
        ("https://bücher.example/ä", "https://xn--bcher-kva.example/ä"),
        ("https://ex\u0430mple.com/", "https://xn--exmple-4nf.com/"),
        (f"{HOME}a\u202eb", "https://press.example/a%E2%80%AEb"),
        ("www.press.example/a", "https://www.press.example/a"),
        ("http://[::1]/a", "http://[::1]/a"),
        ("javascript:alert(1)", ""),
        ("data:text/html,x", ""),
        ("file:///etc/passwd", ""),
        ("mailto:a@press.example", ""),
        ("http://[::1/a", ""),
        ("http://press.example:port/a", ""),
        (HOME + "x" * 2000, ""),
    ],
)
def test_links(given: str, link: str) -> None:
    assert only(rss(item(1, link=given))).link == link


@pytest.mark.parametrize(
    ("home", "base_url", "content_location", "link"),
    [
        ("https://site.example/blog/", "https://feeds.example/f.xml", "", "https://site.example/blog/a"),
        ("", "https://feeds.example/d/f.xml", "", "https://feeds.example/d/a"),
        ("", "https://feeds.example/f.xml", "/e/f.xml", "https://feeds.example/e/a"),
        ("", "https://feeds.example/d/f.xml", "http://10.0.0.1/f.xml", "https://feeds.example/d/a"),
        ("", "", "https://feeds.example/e/f.xml", "https://feeds.example/e/a"),
    ],
)
def test_what_relative_links_are_relative_to(home: str, base_url: str, content_location: str, link: str) -> None:
    document = rss(item(1, link="a"), home=home)
    assert only(document, base_url=base_url, content_location=content_location).link == link


def test_xml_base_comes_first() -> None:
    document = atom('<entry xml:base="https://other.example/d/"><title>T</title><link href="a"/></entry>')
    assert only(document).link == "https://other.example/d/a"


@pytest.mark.parametrize(
    ("fields", "link"),
    [
        (f"<guid>{HOME}g</guid>", f"{HOME}g"),
        (f'<guid isPermaLink="true">{HOME}g</guid>', f"{HOME}g"),
        (f'<guid isPermaLink="false">{HOME}g</guid>', ""),
        ("<guid>g</guid>", ""),
        (f"<link>{HOME}l</link><guid>{HOME}g</guid>", f"{HOME}l"),
        (f"<link>{HOME}l</link><feedburner:origLink>{HOME}o</feedburner:origLink>", f"{HOME}o"),
    ],
)
def test_which_link_of_an_rss_item(fields: str, link: str) -> None:
    assert only(rss(f"<item><title>T</title>{fields}</item>")).link == link


@pytest.mark.parametrize(
    ("links", "link"),
    [
        ('<link href="/a"/>', "a"),
        ('<link rel="self" href="/s"/><link rel="alternate" href="/a"/>', "a"),
        (
            '<link rel="alternate" type="text/json" href="/j"/><link type="text/html" href="/a"/>',
            "a",
        ),
        ('<link rel="enclosure" href="/e"/>', None),
        ('<link rel="related" href="/r"/>', "r"),
    ],
)
def test_which_link_of_an_atom_entry(links: str, link: str | None) -> None:
    entry = only(atom(f"<entry><title>T</title>{links}</entry>"))
    assert entry.link == ("" if link is None else HOME + link)


def test_ids_stay_as_given_in_both_lanes() -> None:
    fast = rss(item(1, guid="abc"), item(2, guid=" 17 "))
    slow = fast.replace("</channel>", "")
    assert [entry.raw_id for entry in read(fast).entries] == ["abc", "17"]
    assert [entry.raw_id for entry in read(slow).entries] == ["abc", "17"]
    assert only(rss(item(1))).raw_id == ""


@pytest.mark.parametrize(
    ("fields", "published"),
    [
        ("<pubDate>Mon, 02 Feb 2026 08:00:00 GMT</pubDate>", datetime(2026, 2, 2, 8, tzinfo=UTC)),
        ("<dc:date>2026-02-02T08:00:00Z</dc:date>", datetime(2026, 2, 2, 8, tzinfo=UTC)),
        ("<pubDate>soon</pubDate><dc:date>2026-02-02</dc:date>", datetime(2026, 2, 2, tzinfo=UTC)),
        ("<guid>20260202</guid>", None),
        ("<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>", None),
        (f"<pubDate>{(NOW + timedelta(days=2)).isoformat()}</pubDate>", NOW),
        ("<pubDate>9999-12-31T23:59:59Z</pubDate>", None),
    ],
)
def test_dates(fields: str, published: datetime | None) -> None:
    assert only(rss(item(1, more=fields))).published == published


@pytest.mark.parametrize(
    ("given", "author"),
    [
        ("desk@press.example (Ada Quay)", "Ada Quay"),
        ("Ada Quay &lt;desk@press.example&gt;", "Ada Quay"),
        ("desk@press.example", "desk@press.example"),
        ("Ada &amp;amp; Ben", "Ada & Ben"),
    ],
)
def test_authors(given: str, author: str) -> None:
    assert only(rss(item(1, more=f"<author>{given}</author>"))).author == author


def test_languages() -> None:
    document = rss(item(1, more="<dc:language>PT_br</dc:language>"), item(2), channel="<language>en-us</language>")
    assert [entry.language for entry in read(document).entries] == ["pt-BR", "en-US"]
    assert only(rss(item(1), channel="<language>English (US)</language>")).language == ""


def test_an_item_on_another_site_keeps_it() -> None:
    assert only(rss(item(1, link="http://169.254.169.254/x")), base_url=ADDRESS).link == "http://169.254.169.254/x"
