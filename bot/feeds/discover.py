"""What a web page says in its head: where its feed is, and what the page itself is about."""

from lxml import etree

from bot.feeds.links import absolute

_FEED_TYPES = frozenset({"application/rss+xml", "application/atom+xml", "application/feed+json", "application/json"})
_HEAD_BYTES = 512 * 1024  # the links stand in the page's head


def advertised(body: bytes, base_url: str) -> tuple[str, ...]:
    """The feeds that an HTML page names by `<link rel="alternate">`, absolute, in the page's order.

    See https://www.rssboard.org/rss-autodiscovery. The page's own `<base href>` counts.
    """
    page = _read(body[:_HEAD_BYTES])
    if page is None:
        return ()
    base = next((absolute(str(each.get("href", "")), base_url) for each in page.iter("base")), "") or base_url
    found = [absolute(str(link.get("href", "")), base) for link in page.iter("link") if _names_a_feed(link)]
    return tuple(dict.fromkeys(address for address in found if address))


def described(body: bytes) -> tuple[str, str]:
    """A page's title and description, as it gives them to those who link to it; "" where it gives none."""
    page = _read(body[:_HEAD_BYTES])
    if page is None:
        return "", ""
    named = {_name(meta): str(meta.get("content", "")) for meta in page.iter("meta")}
    title = named.get("og:title") or next((each.text or "" for each in page.iter("title")), "")
    return title, named.get("og:description") or named.get("description", "")


def _name(meta: "etree._Element") -> str:
    return str(meta.get("property") or meta.get("name") or "").strip().lower()


def _read(head: bytes) -> "etree._Element | None":
    """The page's tree; None where nothing in it is HTML. libxml2 fetches nothing for HTML."""
    try:
        return etree.fromstring(head, etree.HTMLParser(no_network=True))
    except etree.XMLSyntaxError:
        return None


def _names_a_feed(link: "etree._Element") -> bool:
    relations = str(link.get("rel", "")).lower().split()
    kind = str(link.get("type", "")).partition(";")[0].strip().lower()
    return "alternate" in relations and kind in _FEED_TYPES
