"""What to do about a visit that brought no feed: one sentence for each fault of the way and of the document."""

from bot.errors import ParseRejected
from bot.model.feed import Fault, FaultKind

_LATER = "The fault is the server's: try again later."
_BY_KIND = {
    FaultKind.REFUSED_ADDRESS: "Only public addresses are visited. Whoever runs Presswatch can allow one host and port "
    "in `fetch.allow`.",
    FaultKind.DNS: "Check how the host is spelt. If it is right, try again later: its name service may be down.",
    FaultKind.CONNECT: "Its server may be down: try again later, or look on its site for another address.",
    FaultKind.TLS: "The publisher must mend its certificate. Until then the address may answer with http://.",
    FaultKind.TIMEOUT: "Try again later. `fetch.total_timeout` sets how long a visit may take.",
    FaultKind.TOO_LARGE: "Look for a shorter feed, such as one section's. `fetch.max_body_mb` sets how much is read.",
    FaultKind.BAD_ENCODING: _LATER,
    FaultKind.REDIRECTS: "Open it in a browser, and give the address where it ends.",
    FaultKind.PROTOCOL: _LATER,
}
_BY_STATUS = {
    401: "It wants a sign-in: look for an address that needs none.",
    403: "The site keeps programs out: ask the publisher, with `fetch.contact` set so that they know who visits.",
    404: "Check how it is spelt, or give the site's front page: the feeds that a page names are found.",
    410: "The publisher took it away for good: look on the site for another.",
    429: "It was asked too often: try again later.",
}
_BY_REASON = {
    "html-page": "Look on the page for a link named RSS, Atom or Feed; many sites have theirs at /feed or /rss.xml.",
    "empty": _LATER,
    "not-a-feed": "Open it in a browser: a feed is RSS, Atom or JSON Feed. Or give the site's front page instead.",
}
_HOSTILE = "It is refused so that it does no harm to the others: tell the publisher, or look for another address."


def cure_of_fault(fault: Fault, status: int) -> str:
    """What to do when a visit fails; `status` is 0 where no answer came."""
    if fault.kind is FaultKind.HTTP:
        return _BY_STATUS.get(status, _LATER if status >= 500 else "Open it in a browser to see what it says.")
    return _BY_KIND[fault.kind]


def cure_of_document(rejected: ParseRejected) -> str:
    """What to do when a document is no feed that can be read."""
    if rejected.feeds:
        return "Add one of the feeds that the page names."
    if rejected.reason.startswith("too-") or rejected.reason == "entity-bomb":
        return _HOSTILE
    return _BY_REASON.get(rejected.reason, "Try again later; if it stays so, tell the publisher.")
