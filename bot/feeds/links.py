"""Links as a feed gives them: made absolute, and refused unless a person can safely follow them."""

import re
from urllib.parse import quote, urljoin, urlsplit, urlunsplit

import idna

LONGEST_LINK = 2_000  # characters; a longer one is dropped, for a cut link leads elsewhere
_AS_IT_IS = re.compile(  # what most links are: nothing in them to mend
    r"https?://[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:[/?#][A-Za-z0-9/?#!$%&'()*+,;=:@._~-]*)?"
)
_BLANKS = "".join(map(chr, range(0x21))) + "\x7f\u00a0\u200b\u2060\ufeff"
_BROKEN_LINE = re.compile(r"\s*[\t\n\r]\s*")
_UNSAFE = re.compile(  # in an address, or to the eye of its reader; half a surrogate pair cannot even be stored
    '[\x00-\x20"<>\\\\^`{|}\x7f-\xa0\u200b-\u200f\u2028-\u202e\u2060-\u206f\ud800-\udfff\ufeff]'
)


def absolute(link: str, base: str = "") -> str:
    """The link as an absolute http(s) address: no credentials, the host in ASCII; "" where there is no such thing."""
    if len(link) <= LONGEST_LINK and _AS_IT_IS.fullmatch(link):
        return link
    try:
        parts = urlsplit(urljoin(base, _trimmed(link)))
        host = ascii_host(parts.hostname or "")
        port = f":{parts.port}" if parts.port is not None else ""
    except ValueError:  # such as an unclosed [ in the host, or a port that is no number
        return ""
    if parts.scheme not in ("http", "https") or not host:
        return ""
    whole = urlunsplit((parts.scheme, host + port, parts.path, parts.query, parts.fragment))
    safe = _UNSAFE.sub(lambda found: quote(found.group(), safe="", errors="ignore"), whole)
    return safe if len(safe) <= LONGEST_LINK else ""


def ascii_host(host: str) -> str:
    """A host in lower case and punycode, IPv6 in brackets; raises ValueError where it cannot be a host."""
    if ":" in host:
        return f"[{host.lower()}]"
    plain = host.rstrip(".").lower()
    if not plain.isascii():
        plain = idna.encode(plain, uts46=True).decode("ascii")
    if not re.fullmatch(r"[a-z0-9._-]+", plain):
        raise ValueError(f"{host!r} is no host")
    return plain


def _trimmed(link: str) -> str:
    """Without white space and invisible characters around it, and without the line breaks that feeds put into it."""
    text = _BROKEN_LINE.sub("", link.strip(_BLANKS))
    return f"https://{text}" if text.startswith("www.") else text
