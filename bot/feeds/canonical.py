"""One form for all the links to one page, so that two feeds' links to it are known as the same.

Our own rules, on yarl and idna: of the libraries for this the best got 17 of 26 tricky links right, and one took the
`?p=90000` that is the page. In doubt two links stay two: merging wrongly loses an article, not merging shows one twice.
"""

import base64
import binascii
import re
from urllib.parse import unquote_plus

from yarl import URL

from bot.feeds.links import absolute
from bot.feeds.tracking import tracks

_MOST_WRAPPERS = 3
_WRAPPERS = tuple(  # hosts whose addresses hold the address they lead to, the path they do it on, the parameter
    (re.compile(rf"(?:.+\.)?(?:{hosts})"), path, parameters.split())
    for hosts, path, parameters in (
        (r"google\.[a-z.]{2,6}", "/url", "url q"),
        (r"news\.google\.[a-z.]{2,6}", "/news/url", "url"),
        (r"bing\.com", "/news/apiclick.aspx", "url"),
        (r"duckduckgo\.com", "/l/", "uddg"),
        (r"facebook\.com", "/l.php", "u"),
        (r"out\.reddit\.com|slack-redir\.net|safelinks\.protection\.outlook\.com|exit\.sc", "/", "url"),
        (r"linkedin\.com", "/redir/redirect", "url"),
        (r"t\.umblr\.com", "/redirect", "z"),
        (r"medium\.com", "/r/", "url"),
        (r"skimresources\.com|viglink\.com|redirectingat\.com|prf\.hn", "/", "url u"),
    )
)
_INNER_LINK = re.compile(r"https?://\S+")
_IN_PATH = tuple(  # hosts whose paths hold the address they lead to, and how it reads in full
    (re.compile(hosts), re.compile(path), full)
    for hosts, path, full in (
        (r"(?:www\.)?google\.[a-z.]{2,6}", r"/amp/(?:s/)?(?P<rest>.+)", "https://{}"),
        (r".+\.cdn\.ampproject\.org", r"/[civ]/(?:s/)?(?P<rest>.+)", "https://{}"),
        (r"(?:r\.)?search\.yahoo\.com", r"/.*/RU=(?P<rest>[^/]+)/.*", "{}"),
        (r"(?:us\.)?rd\.yahoo\.com", r"/.*?\*(?P<rest>https?(?::|%3A).+)", "{}"),
        (r"youtu\.be", r"/(?P<rest>[\w-]{6,})(?:\?.*)?", "https://www.youtube.com/watch?v={}"),
    )
)
# Any of those hosts: one look tells that a link is none of theirs, as nearly all are.
_LEADING = re.compile("|".join(f"(?:{hosts.pattern})" for hosts, *_ in (*_WRAPPERS, *_IN_PATH)))
_OTHER_NAMES = {"edition.cnn.com": "cnn.com", "old.reddit.com": "reddit.com", "twitter.com": "x.com"}
_GOOGLE_NEWS = re.compile(r"/(?:rss/|__i/rss/rd/)?articles/(?P<token>[\w-]{20,})=*")

_SECOND_LEVELS = re.compile(r"(?:ac|co|com|edu|gob|gov|gouv|go|ne|net|nom|or|org)\.[a-z]{2}")
_WINGS = frozenset({"m", "mobile", "amp"})  # of the same house: `m.example.org`, `en.m.example.org`
_WWW = re.compile(r"^(?:www\d?\.)+(?=[^.]+\.)")
_INDEX = re.compile(r"/(?:index\.(?:html?|php\d?|aspx?|jsp|cfm)|default\.(?:html?|aspx?))$", re.IGNORECASE)
_AMP_TAIL = re.compile(r"(?<=.)/amp(?:\.html?)?$|(?<=\w)\.amp$", re.IGNORECASE)
_AMP_INSIDE = re.compile(r"\.amp(?=\.html?$)", re.IGNORECASE)
_AMP_HEAD = re.compile(r"^/amp(?=/.*-)", re.IGNORECASE)  # only before something that reads like a headline
_AMPERSAND = re.compile(r"^(?:amp;)+")  # of `&amp;` that was escaped once too often
_SESSION = re.compile(r";jsessionid=[^/?#]*", re.IGNORECASE)


def canonical(link: str) -> str:
    """The form that all links to the page share: https, no `www.`, no tracking, no AMP, parameters in order.

    The result is a key and need not answer. A link that is not http(s) comes back as it is.
    """
    target = _SESSION.sub("", _unwrapped(absolute(link)))
    try:
        url = URL(target)
    except ValueError:
        return target or link.strip()
    if not url.raw_host:
        return target or link.strip()
    port = f":{url.explicit_port}" if url.explicit_port not in (None, 80, 443) else ""
    query = _query(url.raw_query_string)
    return f"https://{_bracketed(_host(url.raw_host))}{port}{_path(url.raw_path)}{query}{_fragment(url.raw_fragment)}"


def site(link: str) -> str:
    """The host a link leads to, without `www.` and its mobile or AMP wings; "" where it leads to none."""
    try:
        return _host(URL(_unwrapped(absolute(link))).raw_host or "")
    except ValueError:
        return ""


def _host(host: str) -> str:
    """The host without its wings, and under the name by which its house is best known."""
    bare = host.lower().rstrip(".")
    before = None
    while bare != before:
        before = bare
        bare = _without_wings(_WWW.sub("", bare))
    return _OTHER_NAMES.get(bare, bare)


def _without_wings(host: str) -> str:
    labels = host.split(".")
    kept = 3 if _SECOND_LEVELS.fullmatch(".".join(labels[-2:])) else 2
    return ".".join([*(label for label in labels[:-kept] if label not in _WINGS), *labels[-kept:]])


def _bracketed(host: str) -> str:
    return f"[{host}]" if ":" in host else host


def _path(path: str) -> str:
    """The path without AMP marks, index page, doubled and trailing slashes; "/" where nothing is left."""
    before = None
    while path != before:
        before = path
        path = re.sub(r"/{2,}", "/", path).rstrip("/")
        path = _AMP_HEAD.sub("", _AMP_INSIDE.sub("", _AMP_TAIL.sub("", _INDEX.sub("", path))))
    return path or "/"


def _query(query: str) -> str:
    """The parameters that choose the page, sorted; "" where there are none."""
    pairs = [_AMPERSAND.sub("", part).partition("=") for part in query.replace("+", "%20").split("&")]
    kept = sorted(
        {(name, value) for name, _, value in pairs if name and not tracks(unquote_plus(name), unquote_plus(value))}
    )
    joined = "&".join(f"{name}={value}" if value else name for name, value in kept)
    return f"?{joined}" if joined else ""


def _fragment(fragment: str) -> str:
    """Only what a script reads as a path."""
    return f"#{fragment}" if fragment.startswith(("!", "/")) and len(fragment) > 1 else ""


def _unwrapped(link: str) -> str:
    """The link inside of a redirecting link, as far as the address itself tells."""
    for _ in range(_MOST_WRAPPERS):
        inner = _inner(link)
        if not inner:
            break
        link = inner
    return link


def _inner(link: str) -> str:
    """What the link leads to by its own words; "" where it says nothing of that."""
    try:
        url = URL(link)
    except ValueError:
        return ""
    host = (url.raw_host or "").lower()
    if not _LEADING.fullmatch(host):
        return ""
    for hosts, path, parameters in _WRAPPERS:
        if hosts.fullmatch(host) and url.path.startswith(path):
            found = next((url.query[name] for name in parameters if name in url.query), "")
            return absolute(found) if _INNER_LINK.match(found) else ""
    for hosts, pattern, full in _IN_PATH:
        within = pattern.fullmatch(url.raw_path_qs) if hosts.fullmatch(host) else None
        if within is not None:
            return absolute(full.format(_unquoted(within["rest"])))
    return _from_google_news(url.path) if host == "news.google.com" else ""


def _unquoted(address: str) -> str:
    """An address that was quoted whole, as far as its scheme shows that."""
    return unquote_plus(address) if re.match("https?(?:%3a|:)%2f", address, re.IGNORECASE) else address


def _from_google_news(path: str) -> str:
    """The address in an older Google News link, which is the page's own in base64; newer ones do not hold it."""
    found = _GOOGLE_NEWS.fullmatch(path)
    if found is None:
        return ""
    token = found["token"]
    try:
        message = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
    except binascii.Error:
        return ""
    inner = re.search(rb"https?://[\x21-\x7e]+", message)
    return absolute(inner.group().decode("ascii")) if inner else ""
