"""The guard: which network addresses are never dialled. Pure rules on the numbers, no look-ups.

The tables follow the IANA registries of special-purpose addresses
(https://www.iana.org/assignments/iana-ipv4-special-registry, https://www.iana.org/assignments/iana-ipv6-special-registry)
and name the metadata services of the large clouds, which hand out credentials to whoever asks from inside.
"""

from collections.abc import Iterable
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address

# The first network that holds an address names it, so the narrow ones stand first.
_REFUSED_V4 = tuple(
    (IPv4Network(network), name)
    for network, name in (
        ("169.254.169.254/32", "a cloud metadata address"),
        ("169.254.170.2/32", "a cloud metadata address"),  # AWS: credentials of a container
        ("100.100.100.200/32", "a cloud metadata address"),  # Alibaba
        ("168.63.129.16/32", "a cloud metadata address"),  # Azure: a public number, served inside only
        ("192.0.0.192/32", "a cloud metadata address"),  # Oracle
        ("255.255.255.255/32", "the broadcast address"),
        ("0.0.0.0/8", "an unspecified address"),
        ("127.0.0.0/8", "a loopback address"),
        ("10.0.0.0/8", "a private address"),
        ("172.16.0.0/12", "a private address"),
        ("192.168.0.0/16", "a private address"),
        ("100.64.0.0/10", "a carrier's shared address"),
        ("169.254.0.0/16", "a link-local address"),
        ("192.0.0.0/24", "a reserved address"),
        ("192.0.2.0/24", "a documentation address"),
        ("198.51.100.0/24", "a documentation address"),
        ("203.0.113.0/24", "a documentation address"),
        ("192.88.99.0/24", "a 6to4 relay address"),
        ("198.18.0.0/15", "a benchmarking address"),
        ("224.0.0.0/4", "a multicast address"),
        ("240.0.0.0/4", "a reserved address"),
    )
)

_REFUSED_V6 = tuple(
    (IPv6Network(network), name)
    for network, name in (
        ("fd00:ec2::254/128", "a cloud metadata address"),  # AWS
        ("fd00:ec2::23/128", "a cloud metadata address"),  # AWS: credentials of a pod
        ("fd20:ce::254/128", "a cloud metadata address"),  # Google
        ("::/128", "an unspecified address"),
        ("::1/128", "a loopback address"),
        ("fc00::/7", "a private address"),
        ("fe80::/10", "a link-local address"),
        ("fec0::/10", "a site-local address"),
        ("ff00::/8", "a multicast address"),
        ("64:ff9b:1::/48", "a local translation address"),
        ("2001:db8::/32", "a documentation address"),
        ("3fff::/20", "a documentation address"),
    )
)

_GLOBAL = IPv6Network("2000::/3")  # the only part of IPv6 that is handed out to the public internet
_PROTOCOL_USE = IPv6Network("2001::/23")  # inside it, set apart for protocols
_MAPPED = IPv6Network("::ffff:0:0/96")
_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64, RFC 6052
_SIX_TO_FOUR = IPv6Network("2002::/16")
_TEREDO = IPv6Network("2001::/32")
_LOW_32 = 0xFFFFFFFF


def refusal(address: str) -> str:
    """What speaks against dialling a numeric address, such as "a private address"; "" when nothing does.

    Anything that is no numeric address is refused too: the system would look it up after we judged it.
    """
    try:
        number = ip_address(address)
    except ValueError:
        return "no numeric address"
    return _refusal_v4(number) if isinstance(number, IPv4Address) else _refusal_v6(number)


def _refusal_v4(number: IPv4Address) -> str:
    return next((name for network, name in _REFUSED_V4 if number in network), "")


def _refusal_v6(number: IPv6Address) -> str:
    named = next((name for network, name in _REFUSED_V6 if number in network), "")
    if named:
        return named
    if inner := _embedded(number):
        return next((f"{name} inside IPv6" for name in map(_refusal_v4, inner) if name), "")
    return "" if number in _GLOBAL and number not in _PROTOCOL_USE else "a reserved address"


def _embedded(number: IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address carries: packets for it may end at any of them."""
    value = int(number)
    if number in _MAPPED or number in _TRANSLATED:
        return (IPv4Address(value & _LOW_32),)
    if number in _SIX_TO_FOUR:
        return (IPv4Address(value >> 80 & _LOW_32),)
    if number in _TEREDO:  # RFC 4380: the server as it is, the client with every bit flipped
        return IPv4Address(value >> 64 & _LOW_32), IPv4Address(~value & _LOW_32)
    return ()


class Exceptions:
    """Exact host and port pairs that may be dialled whatever their address: for the demo and the tests.

    A name excepts what that very name resolves to, on that port. A numeric address excepts itself on that port,
    under any name.
    """

    def __init__(self, pairs: Iterable[tuple[str, int]]) -> None:
        self._pairs = frozenset((_canonical(host), port) for host, port in pairs)

    def hold(self, *, host: str, address: str, port: int) -> bool:
        """Whether `host`, as written in a URL, or the `address` it led to is excepted on this port."""
        return (_canonical(address), port) in self._pairs or (_canonical(host), port) in self._pairs


def _canonical(host: str) -> str:
    """One spelling of a host: `::1` for `[0:0::1]`, lower case, no final dot."""
    bare = host.strip("[]")
    try:
        return str(ip_address(bare))
    except ValueError:
        return bare.lower().rstrip(".")
