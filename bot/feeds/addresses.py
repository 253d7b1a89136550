"""Addresses of feeds: as people write them, as they may be shown, and which of them are one and the same."""

import re
from urllib.parse import SplitResult, urlsplit

from bot.errors import CommandError

LONGEST_ADDRESS = 2_000  # characters
_BLANK = re.compile(r"[\s\x00-\x1f\x7f\ud800-\udfff]")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):(?!\d+(?:/|$))", re.IGNORECASE)  # `example.org:8080` names a port
_FEED_SCHEME = re.compile(r"feed:(?://)?(?=\S)", re.IGNORECASE)  # what some browsers put before a feed's address
_KEYS = re.compile(r"([?&][^=&#]*(?:token|key|secret|sig|auth|pass)[^=&#]*=)[^&#]*", re.IGNORECASE)
_USUAL_PORTS = {"http": 80, "https": 443}


def web_address(words: str) -> str:
    """The address that a person means: with https:// where they left the scheme out, without a #fragment.

    Raises CommandError, with what is wrong and how to write it, on anything but an http or https address.
    """
    bare = words.strip()
    bare = bare.strip("<>\"'") if bare.startswith(("<", '"', "'")) else bare
    address = _FEED_SCHEME.sub("", bare.partition("#")[0])
    scheme = _SCHEME.match(address)
    if scheme is None:
        bare = address.lstrip("/")
        address = f"https://{bare}" if re.search(r"[.:]", bare.partition("/")[0]) else ""
    elif scheme[1].lower() not in _USUAL_PORTS:
        raise CommandError(
            f"“{scheme[1][:40]}:” addresses are not visited: feeds are on the web.",
            "Give an address that begins with https:// or http://.",
        )
    if len(address) > LONGEST_ADDRESS or not is_web_address(address):
        raise CommandError(
            f"“{_cut(shown(words.strip()))}” is no web address.",
            "Write it like `https://lantern-post.example/feed`: a host with a dot, and no blanks.",
        )
    return address


def is_web_address(address: str) -> bool:
    """Whether this is a whole http or https address."""
    parts = _split(address)
    if parts is None or _BLANK.search(address):
        return False
    return parts.scheme in _USUAL_PORTS and bool(parts.hostname)


def shown(address: str) -> str:
    """An address without the name and password that may stand in it."""
    return re.sub(r"//[^/?#]*@", "//", address)


def discreet(address: str) -> str:
    """An address for everyone's eyes: as `shown`, and without the values in its query that may let somebody in."""
    return _KEYS.sub(r"\1…", shown(address))


def has_credentials(address: str) -> bool:
    """Whether a name or a password stands in the address."""
    return shown(address) != address


def same_address(address: str) -> str:
    """A key that all spellings of an address share: http and https, the host's letter case, a usual port, a last slash
    and credentials do not change it."""
    parts = _split(address.strip())
    if parts is None or not parts.hostname:
        return address.strip()
    host = parts.hostname.rstrip(".")
    port = f":{parts.port}" if parts.port not in (None, *_USUAL_PORTS.values()) else ""
    query = f"?{parts.query}" if parts.query else ""
    return f"{host}{port}{parts.path.rstrip('/')}{query}"


def same_feed(address: str) -> str:
    """A key that addresses share which surely answer with one feed: as `same_address`, and with or without `www.`."""
    return same_address(address).removeprefix("www.")


def host_of(address: str) -> str:
    """The host without `www.`, in lower case; "" where there is none."""
    parts = _split(address)
    return (parts.hostname or "").removeprefix("www.") if parts is not None else ""


def same_house(one: str, other: str) -> bool:
    """Whether two hosts are one house's: the same, or one below the other."""
    return one == other or one.endswith(f".{other}") or other.endswith(f".{one}")


def _split(address: str) -> SplitResult | None:
    """The parts of an address; None where it has a bracketed host that is no IPv6 address, or a port that is none."""
    try:
        parts = urlsplit(address)
        return parts if parts.port != 0 else None
    except ValueError:
        return None


def _cut(text: str) -> str:
    return text if len(text) <= 80 else f"{text[:79]}…"
