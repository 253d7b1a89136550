from ipaddress import IPv4Address, IPv6Address, IPv6Network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.fetch.guard import Exceptions, refusal

REFUSED = {
    "0.0.0.0": "unspecified",
    "10.1.2.3": "private",
    "100.64.0.1": "carrier",
    "100.100.100.200": "metadata",
    "127.0.0.1": "loopback",
    "127.255.255.254": "loopback",
    "168.63.129.16": "metadata",
    "169.254.1.1": "link-local",
    "169.254.169.254": "metadata",
    "172.31.255.255": "private",
    "192.0.0.8": "reserved",
    "192.0.2.1": "documentation",
    "192.88.99.1": "6to4",
    "192.168.0.1": "private",
    "198.19.0.1": "benchmarking",
    "224.0.0.251": "multicast",
    "250.0.0.1": "reserved",
    "255.255.255.255": "broadcast",
    "::": "unspecified",
    "::1": "loopback",
    "::ffff:127.0.0.1": "loopback address inside IPv6",
    "::ffff:169.254.169.254": "metadata address inside IPv6",
    "::10.0.0.1": "reserved",
    "2002:0a00:0001::1": "private address inside IPv6",
    "64:ff9b::192.168.1.1": "private address inside IPv6",
    "64:ff9b:1::1": "translation",
    "2001:0:0a00:1::": "private address inside IPv6",  # a Teredo server
    "2001:0:5db8:d822:0:0:80ff:fffe": "loopback address inside IPv6",  # a Teredo client: 127.0.0.1, bits flipped
    "2001:2::1": "reserved",
    "2001:db8::1": "documentation",
    "3fff::1": "documentation",
    "4000::1": "reserved",
    "::ffff:0:127.0.0.1": "reserved",
    "fc00::1": "private",
    "fd00:ec2::254": "metadata",
    "fe80::1": "link-local",
    "fe80::1%eth0": "link-local",
    "fec0::1": "site-local",
    "ff02::1": "multicast",
}

PUBLIC = [
    "1.1.1.1",
    "93.184.215.14",
    "172.32.0.1",
    "100.128.0.1",
    "2606:4700::1111",
    "2a00:1450::1",
    "64:ff9b::101:101",
]

PUBLIC_PARTS = ["2000::/3", "::ffff:0:0/96", "64:ff9b::/96"]  # the last two carry public IPv4 addresses


@pytest.mark.parametrize(("address", "word"), REFUSED.items())
def test_what_is_not_public_is_refused_by_name(address: str, word: str) -> None:
    assert word in refusal(address)


@pytest.mark.parametrize("address", PUBLIC)
def test_public_addresses_are_dialled(address: str) -> None:
    assert refusal(address) == ""


@pytest.mark.parametrize("address", ["localhost", "127.1", "0x7f.0.0.1", "2130706433", "0177.0.0.1", "", "1.1.1.1\n"])
def test_what_the_system_would_have_to_look_up_again_is_refused(address: str) -> None:
    assert refusal(address) == "no numeric address"


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_what_the_standard_library_calls_local_is_refused(address: IPv4Address) -> None:
    assert address.is_global or address.is_multicast or refusal(str(address))


@given(st.integers(0, 2**128 - 1).map(IPv6Address))
def test_ipv6_is_dialled_in_its_public_part_alone(address: IPv6Address) -> None:
    assert refusal(str(address)) or any(address in IPv6Network(part) for part in PUBLIC_PARTS)


@given(st.integers(0, 2**32 - 1))
def test_an_ipv4_address_is_judged_alike_in_every_disguise(number: int) -> None:
    plain = bool(refusal(str(IPv4Address(number))))
    disguises = [
        0xFFFF << 32 | number,  # mapped
        0x0064_FF9B << 96 | number,  # NAT64
        0x2002 << 112 | number << 80 | 1,  # 6to4
        0x2001_0000_0101_0101 << 64 | number ^ 0xFFFFFFFF,  # Teredo, by way of 1.1.1.1
    ]
    assert [bool(refusal(str(IPv6Address(value)))) for value in disguises] == [plain] * 4


def test_an_address_is_excepted_on_its_own_port_alone() -> None:
    exceptions = Exceptions({("127.0.0.1", 8000)})
    assert exceptions.hold(host="anything.example", address="127.0.0.1", port=8000)
    assert not exceptions.hold(host="127.0.0.1", address="127.0.0.1", port=8001)
    assert not exceptions.hold(host="anything.example", address="127.0.0.2", port=8000)


def test_a_name_excepts_itself_alone() -> None:
    exceptions = Exceptions({("Feeds.example.", 80)})
    assert exceptions.hold(host="feeds.example", address="10.0.0.5", port=80)
    assert not exceptions.hold(host="feeds.example", address="10.0.0.5", port=8080)
    assert not exceptions.hold(host="other.example", address="10.0.0.5", port=80)


def test_an_ipv6_exception_may_be_spelled_any_way() -> None:
    assert Exceptions({("[0:0::1]", 80)}).hold(host="ip6.example", address="::1", port=80)
