"""Where messages may be sent: to Teams' own service, and to the hosts that workflows have."""

import re
from urllib.parse import urlsplit

# https://learn.microsoft.com/en-us/power-automate/ip-address-configuration
_WORKFLOWS = (".logic.azure.com", ".environment.api.powerplatform.com")
_WRITTEN = re.compile(r"[!-~]*")  # printable ASCII
_HOST = re.compile(r"[a-z0-9.-]+")
_LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})


def is_service(url: str) -> bool:
    """Whether it can be where Teams takes messages: what the platform said, under its signature. A token goes there."""
    try:
        there = urlsplit(url)
        return (there.scheme == "https" and bool(there.hostname)) or is_loopback(url)
    except ValueError:
        return False


def is_loopback(url: str) -> bool:
    """Whether it is on this machine, such as a playground's."""
    try:
        there = urlsplit(url)
        return there.scheme in ("http", "https") and there.hostname in _LOOPBACK
    except ValueError:
        return False


def webhook_fault(url: str, *, local: bool = False) -> str:
    """Why an address cannot be a workflow's, "" where it can; the address is a secret, and is not said. `local` lets
    this machine pass for tests."""
    if local and is_loopback(url):
        return ""
    if not _WRITTEN.fullmatch(url):
        return "has signs in it that no address has, such as a blank or the end of a line"
    try:
        there = urlsplit(url)
        host, plain = there.hostname or "", there.username is None and there.port in (None, 443)
    except ValueError:
        return "is no web address"
    if there.scheme != "https":
        return "must begin with https://"
    if not plain or not _HOST.fullmatch(host) or not host.endswith(_WORKFLOWS):
        return f"must be on a workflow's host: {' or '.join(f'*{host}' for host in _WORKFLOWS)}"
    return ""
