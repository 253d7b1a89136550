"""Links to one page are one; links to two pages stay two."""

import base64

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from bot.feeds.canonical import canonical, site

PAGE = "https://press.example/2026/bridge-reopens"


def google_news(target: str) -> str:
    message = b"\x08\x13\x22" + bytes([len(target)]) + target.encode() + b"\xd2\x01\x00"
    token = base64.urlsafe_b64encode(message).decode().rstrip("=")
    return f"https://news.google.com/rss/articles/{token}?oc=5"


@pytest.mark.parametrize(
    "link",
    [
        PAGE,
        "http://press.example/2026/bridge-reopens",
        "HTTPS://Press.EXAMPLE/2026/bridge-reopens",
        "https://www.press.example/2026/bridge-reopens",
        "https://www2.press.example/2026/bridge-reopens",
        "https://press.example./2026/bridge-reopens",
        "https://m.press.example/2026/bridge-reopens",
        "https://amp.press.example/2026/bridge-reopens",
        "https://mobile.press.example/2026/bridge-reopens",
        "https://press.example:443/2026/bridge-reopens",
        "http://press.example:80/2026/bridge-reopens",
        "https://user:pw@press.example/2026/bridge-reopens",
        f"{PAGE}/",
        f"{PAGE}//",
        f"{PAGE}/index.html",
        f"{PAGE}/index.php",
        f"{PAGE}#comments",
        f"{PAGE}?",
        f"{PAGE}?#",
        f"{PAGE}?utm_source=rss&utm_medium=feed&UTM_Campaign=x",
        f"{PAGE}?fbclid=IwAR0x",
        f"{PAGE}?gclid=x&mc_cid=y&mc_eid=z&igshid=1",
        f"{PAGE}?at_medium=RSS&at_campaign=KARANGA",
        f"{PAGE}?cmpid=rss&ncid=newsltr&smid=tw&CMP=share_btn_tw",
        f"{PAGE}?partner=rss&emc=rss",
        f"{PAGE}?source=rss",
        f"{PAGE}?src=rss_feed",
        f"{PAGE}?ref=rss",
        f"{PAGE}?ref=letter.example",
        f"{PAGE}?xtor=RSS-1",
        f"{PAGE}?ref_src=twsrc%5Etfw",
        f"{PAGE}?amp",
        f"{PAGE}?amp=1",
        f"{PAGE}?outputType=amp",
        f"{PAGE}?amp;utm_source=x",
        f"{PAGE}/amp/",
        f"{PAGE}/amp",
        f"{PAGE}.amp",
        "https://press.example/amp/2026/bridge-reopens",
        f"{PAGE};jsessionid=1A2B",
        "https://press.example/./2026/../2026/bridge-reopens",
        "https://press.example/2026/bridge%2Dreopens",
        "https://www.google.com/url?rct=j&sa=t&url=https%3A%2F%2Fpress.example%2F2026%2Fbridge-reopens&ct=ga",
        "https://www.google.com/url?q=https://press.example/2026/bridge-reopens",
        "https://www.google.com/amp/s/www.press.example/2026/bridge-reopens/amp/",
        "https://press-example.cdn.ampproject.org/c/s/press.example/2026/bridge-reopens",
        "https://www.bing.com/news/apiclick.aspx?ref=FexRss&url=https%3a%2f%2fpress.example%2f2026%2fbridge-reopens",
        "https://l.facebook.com/l.php?u=https%3A%2F%2Fpress.example%2F2026%2Fbridge-reopens&h=x",
        "https://us.rd.yahoo.com/news/rss/*https://press.example/2026/bridge-reopens",
        google_news(PAGE),
        google_news("https://www.google.com/url?q=https://press.example/2026/bridge-reopens"),
        f" {PAGE}\n",
    ],
)
def test_one_page(link: str) -> None:
    assert canonical(link) == PAGE


@pytest.mark.parametrize(
    ("link", "form"),
    [
        ("https://press.example/?p=90000", "https://press.example/?p=90000"),
        ("https://press.example/index.php?p=90000&utm_source=x", "https://press.example/?p=90000"),
        ("https://press.example/a?id=2&story=1", "https://press.example/a?id=2&story=1"),
        ("https://press.example/a?b=2&a=1", "https://press.example/a?a=1&b=2"),
        ("https://press.example/a?b=2&amp;a=1", "https://press.example/a?a=1&b=2"),
        ("https://press.example/a?q=x+y", "https://press.example/a?q=x%20y"),
        ("https://press.example/a?a=1&a=2", "https://press.example/a?a=1&a=2"),
        ("https://press.example/a?x=", "https://press.example/a?x"),
        ("https://press.example/caf%c3%a9", "https://press.example/caf%C3%A9"),
        ("https://press.example/café", "https://press.example/caf%C3%A9"),
        ("https://press.example/a.amp.html", "https://press.example/a.html"),
        ("https://press.example/#!/a", "https://press.example/#!/a"),
        ("https://press.example", "https://press.example/"),
        ("https://en.m.wiki.example/a", "https://en.wiki.example/a"),
        ("https://bücher.example/a", "https://xn--bcher-kva.example/a"),
        ("https://press.example:8443/a", "https://press.example:8443/a"),
        ("http://[::1]:8080/a", "https://[::1]:8080/a"),
        ("https://m.co.uk/a", "https://m.co.uk/a"),
        ("https://amp.dev/a", "https://amp.dev/a"),
        ("https://press.example/amp/", "https://press.example/amp"),
        ("https://press.example/A?B=C", "https://press.example/A?B=C"),
        ("https://press.example/a?source=ferries", "https://press.example/a?source=ferries"),
        ("https://press.example/a?ref=2026-17", "https://press.example/a?ref=2026-17"),
        ("https://press.example/a?LinkId=5", "https://press.example/a?LinkId=5"),
        ("https://press.example/go?url=not-an-address", "https://press.example/go?url=not-an-address"),
        ("https://www.google.com/search?q=https", "https://google.com/search?q=https"),
        ("https://youtu.be/dQw4w9WgXcQ?si=x", "https://youtube.com/watch?v=dQw4w9WgXcQ"),
        ("https://mobile.twitter.com/press/status/1?s=20", "https://x.com/press/status/1?s=20"),
        ("https://r.search.yahoo.com/_y/RU=https%3a%2f%2fpress.example%2fa/RK=2/RS=x-", "https://press.example/a"),
        ("mailto:desk@press.example", "mailto:desk@press.example"),
        ("", ""),
    ],
)
def test_forms(link: str, form: str) -> None:
    assert canonical(link) == form


@pytest.mark.parametrize(
    ("one", "two"),
    [
        ("https://press.example/?p=1", "https://press.example/?p=2"),
        ("https://press.example/a", "https://press.example/b"),
        ("https://press.example/a", "https://press.example/A"),
        ("https://a.press.example/", "https://b.press.example/"),
        ("https://press.example/a?page=1", "https://press.example/a?page=2"),
        ("https://press.example/a.html", "https://press.example/a.txt"),
        ("https://press.example/#!/a", "https://press.example/#!/b"),
        ("https://press.example:8001/a", "https://press.example:8002/a"),
        ("https://press.example/a%2Fb", "https://press.example/a/b"),
    ],
)
def test_two_pages(one: str, two: str) -> None:
    assert canonical(one) != canonical(two)


PARTS = ["/", "amp", "amp.html", ".amp", "index.html", "//", "?", "&", "=", "a", "amp;", "#", "%", "%2F", "utm_a", "m."]
PARTS += ["www.", "google.com/url", "url=", "q=http://b.example/", ";jsessionid=", "..", "+", "é", ":", "@", "b-c", " "]
TAILS = st.lists(st.sampled_from(PARTS), max_size=12).map("".join)


@given(
    st.one_of(st.text(), TAILS.map(lambda tail: f"http://a.example/{tail}"), TAILS.map(lambda tail: f"http://{tail}"))
)
@example("http://a.example/amp/amp/index.html//amp")
@example("http://www.www.a.example/")
@example("http://m.www.a.example/")
@example("http://www.0www.a.example/")
@example("http://a.example/..amp")
@example("http://a.example/.;jsessionid=")
@example("http://a.example/?amp;amp;")
def test_the_form_of_a_form_is_itself(link: str) -> None:
    assert canonical(canonical(link)) == canonical(link)


@pytest.mark.parametrize(
    ("link", "host"),
    [
        ("https://www.press.example/a", "press.example"),
        ("https://m.press.co.uk/a", "press.co.uk"),
        ("https://blog.press.example:8443/a", "blog.press.example"),
        ("https://www.gov.uk/a", "gov.uk"),
        ("https://bücher.example/", "xn--bcher-kva.example"),
        ("https://www.google.com/url?url=https://www.press.example/a", "press.example"),
        ("mailto:desk@press.example", ""),
        ("", ""),
    ],
)
def test_sites(link: str, host: str) -> None:
    assert site(link) == host
