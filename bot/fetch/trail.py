"""The trail of one visit: which address comes next, which came before, and what a redirect makes of it. Pure."""

import re
from dataclasses import dataclass, replace

from yarl import URL

from bot.fetch.faults import VisitFailed
from bot.model.feed import FaultKind, Visit

REDIRECTS = frozenset({301, 302, 303, 307, 308})
_PERMANENT = frozenset({301, 308})
_HOST = re.compile(r"[a-z0-9._:%-]+", re.IGNORECASE)  # names as DNS writes them, IPv4 and IPv6 literals


@dataclass(frozen=True, slots=True, kw_only=True)
class Trail:
    """A visit on its way."""

    visit: Visit
    url: URL  # asked next
    asked: tuple[URL, ...] = ()  # asked before, in order
    permanent: bool = True  # every redirect so far was for good
    spent: float = 0.0  # seconds under way, waiting for turns excluded

    @property
    def host(self) -> str:
        """The host to ask next."""
        return self.url.raw_host or ""

    @property
    def name(self) -> str:
        """The host as a sentence names it: never a path, a query or credentials."""
        start = self.asked[0] if self.asked else self.url
        here = self.url.host_port_subcomponent or ""
        return here if start.raw_host == self.url.raw_host else f"{here} (where {start.raw_host} redirects)"

    @property
    def final_url(self) -> str:
        """The address to ask next, without credentials."""
        return str(_bare(self.url))

    @property
    def permanent_url(self) -> str:
        """Where an unbroken chain of permanent redirects led; "" when there was none."""
        return self.final_url if self.asked and self.permanent else ""


def begin(visit: Visit) -> Trail:
    """The first step of a visit. Raises VisitFailed where the address is none we can ask."""
    return Trail(visit=visit, url=_askable(visit.url))


def follow(trail: Trail, status: int, location: str, *, most: int, spent: float) -> Trail:
    """The trail after a redirect. Raises VisitFailed: `redirects` or `refused-address`.

    A step from https down to http is followed, since small sites still do it, and never counts as permanent:
    someone on the line could otherwise move a feed to plain http for good.
    """
    if not location:
        raise VisitFailed(FaultKind.REDIRECTS, f"answered {status} without saying where to go")
    if len(trail.asked) >= most:
        raise VisitFailed(FaultKind.REDIRECTS, f"redirects more than {most} times")
    url = _target(trail.url, location)
    asked = (*trail.asked, trail.url)
    if url in asked:
        raise VisitFailed(FaultKind.REDIRECTS, "redirects in a circle")
    downgrade = trail.url.scheme == "https" and url.scheme == "http"
    permanent = trail.permanent and status in _PERMANENT and not downgrade
    return replace(trail, url=url, asked=asked, permanent=permanent, spent=spent)


def _target(here: URL, location: str) -> URL:
    """Where a Location header points. Credentials stay within one origin, and a server cannot hand us new ones."""
    try:
        target = _bare(here.join(URL(_mended(location))))
    except ValueError as error:
        raise VisitFailed(FaultKind.REDIRECTS, "redirects to no address") from error
    _check(target, "redirects to an address that is not http or https")
    return target.with_user(here.user).with_password(here.password) if _same_origin(here, target) else target


def _askable(text: str) -> URL:
    says = "is not polled: the address is not a full http or https address"
    try:
        url = URL(text.strip()).with_fragment(None)
    except ValueError as error:
        raise VisitFailed(FaultKind.REFUSED_ADDRESS, says) from error
    _check(url, says)
    return url


def _check(url: URL, says: str) -> None:
    if url.scheme not in ("http", "https") or not _HOST.fullmatch(url.raw_host or ""):
        raise VisitFailed(FaultKind.REFUSED_ADDRESS, says)


def _bare(url: URL) -> URL:
    """Without credentials and fragment."""
    return url.with_user(None).with_fragment(None) if url.raw_user is not None or url.raw_fragment else url


def _same_origin(one: URL, other: URL) -> bool:
    return (one.scheme, one.raw_host, one.port) == (other.scheme, other.raw_host, other.port)


def _mended(location: str) -> str:
    """A header that is no UTF-8 arrives with its bytes kept as surrogates: read those as Latin-1, as browsers do."""
    raw = location.strip().encode("utf-8", "surrogateescape")
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("latin-1")
