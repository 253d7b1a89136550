"""Where messages may be sent: to Teams' own service, and to the hosts that workflows have; and whether Teams can send
them to us."""

import re
from collections.abc import Sequence
from ipaddress import ip_address
from urllib.parse import urlsplit

from bot.chat.loopback import LOOPBACK

# https://learn.microsoft.com/en-us/power-automate/ip-address-configuration
_WORKFLOWS = (".logic.azure.com", ".environment.api.powerplatform.com")
# https://devblogs.microsoft.com/microsoft365dev/retirement-of-office-365-connectors-within-microsoft-teams/
_CONNECTORS = (".webhook.office.com", "outlook.office.com")
_WRITTEN = re.compile(r"[!-~]*")  # printable ASCII
_HOST = re.compile(r"[a-z0-9.-]+")
_LOCAL = (".local", ".localhost", ".internal", ".invalid", ".test")


def is_service(url: str, domains: Sequence[str]) -> bool:
    """Whether it can be where Teams takes messages: a host of one of these domains, for a token goes there; or this
    machine, for a playground."""
    try:
        there = urlsplit(url)
        host = f".{there.hostname or ''}"
    except ValueError:
        return False
    return (there.scheme == "https" and host.endswith(tuple(f".{one}" for one in domains))) or is_loopback(url)


def is_loopback(url: str) -> bool:
    """Whether it is on this machine, such as a playground's."""
    try:
        there = urlsplit(url)
        return there.scheme in ("http", "https") and there.hostname in LOOPBACK
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
    if host.endswith(_CONNECTORS):
        return "is an Office connector's, which Microsoft has retired: make a workflow, and take its address"
    if not plain or not _HOST.fullmatch(host) or not host.endswith(_WORKFLOWS):
        return f"must be on a workflow's host: {' or '.join(f'*{host}' for host in _WORKFLOWS)}"
    return ""


def url_fault(url: str) -> str:
    """Why Teams cannot send there what people say, "" where it can."""
    if not url:
        return "web.public_url: it is not set, and Teams sends what people say to an https address"
    try:
        there = urlsplit(url)
        host = (there.hostname or "").rstrip(".")
    except ValueError:
        return f"web.public_url: {url} is no web address"
    if there.scheme != "https":
        return f"web.public_url: {url} does not begin with https://, and Teams takes no other address"
    if "." not in host or host.endswith(_LOCAL) or _is_number(host):
        return f"web.public_url: {url} has no public name, and Teams reaches a bot by one"
    return ""


def _is_number(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
