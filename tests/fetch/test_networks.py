"""Which addresses are public: every range at its first, middle and last address, in every form that embeds one."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexaudit.errors import ConfigError
from indexaudit.fetch.networks import AddressGuard

SHUT_4 = [
    "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24",
    "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
    "224.0.0.0/4", "240.0.0.0/4", "255.255.255.255/32",
]  # fmt: skip
SHUT_6 = [
    "::/128", "::1/128", "::/96", "::ffff:0:0:0/96", "64:ff9b::/96", "64:ff9b:1::/48", "100::/64", "100:0:0:1::/64",
    "2001::/32", "2001:2::/48", "2001:10::/28", "2001:20::/28", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
    "5f00::/16", "fc00::/7", "fe80::/10", "fec0::/10", "ff00::/8", "4000::/3", "8000::/1",
]  # fmt: skip
METADATA = [
    "169.254.169.254", "169.254.170.2", "169.254.170.23", "168.63.129.16", "100.100.100.200", "192.0.0.192",
    "169.254.42.42", "169.254.0.23", "fd00:ec2::254", "fd00:ec2::23", "fd20:ce::254", "fd00:42::42", "fe80::a9fe:a9fe",
]  # fmt: skip
PUBLIC = [
    "1.1.1.1", "8.8.8.8", "93.184.216.34", "100.63.255.255", "100.128.0.0", "172.15.255.255", "172.32.0.0",
    "192.31.196.1", "192.52.193.1", "2001:4860:4860::8888", "2606:4700::1111", "2a00:1450::1", "2620:4f:8000::1",
]  # fmt: skip

GUARD = AddressGuard()


def spread(network: IPv4Network | IPv6Network) -> list[str]:
    first, last = int(network[0]), int(network[-1])
    return list(dict.fromkeys(str(type(network[0])(number)) for number in (first, (first + last) // 2, last)))


def embedded(address: str) -> dict[str, str]:
    """Every way in which an IPv6 address may hold an IPv4 one."""
    number = int(IPv4Address(address))
    inverted = number ^ 0xFFFFFFFF

    def six(prefix: str, low: int) -> str:
        return str(IPv6Address(int(IPv6Address(prefix)) | low))

    return {
        "mapped": six("::ffff:0:0", number),
        "compatible": six("::", number),
        "translated": six("::ffff:0:0:0", number),
        "NAT64": six("64:ff9b::", number),
        "NAT64 of the network": six("64:ff9b:1::", number),
        "6to4": str(IPv6Address(0x2002 << 112 | number << 80 | 1)),
        "Teredo": six("2001::", inverted),
        "ISATAP": six("2a00:1450:1:1:0:5efe::", number),
        "ISATAP, universal": six("2a00:1450:1:1:200:5efe::", number),
        "ISATAP, link-local": six("fe80::5efe:0:0", number),
    }


@pytest.mark.parametrize("network", SHUT_4)
def test_an_ipv4_range_is_shut_from_end_to_end_in_every_form(network: str) -> None:
    for address in spread(ip_network(network)):
        assert GUARD.refusal(address), address
        for form, written in embedded(address).items():
            assert GUARD.refusal(written), (form, written)


@pytest.mark.parametrize("network", SHUT_6)
def test_an_ipv6_range_is_shut_from_end_to_end(network: str) -> None:
    for address in spread(ip_network(network)):
        assert GUARD.refusal(address), address
        assert GUARD.refusal(IPv6Address(address).exploded), address


@pytest.mark.parametrize("address", PUBLIC)
def test_a_public_address_is_open_and_its_embedded_forms_are_not(address: str) -> None:
    assert GUARD.refusal(address) is None
    if ":" not in address:
        forms = embedded(address)
        assert GUARD.refusal(forms.pop("mapped")) is None
        assert all(GUARD.refusal(written) for written in forms.values())


def test_the_neighbours_of_the_ranges_are_open() -> None:
    shut = [ip_network(network) for network in SHUT_4]
    neighbours = [n for net in shut for n in (int(net[0]) - 1, int(net[-1]) + 1) if 0 <= n < 1 << 32]
    outside = [a for n in neighbours if not any((a := IPv4Address(n)) in net for net in shut)]
    assert len(outside) > 15
    assert [str(a) for a in outside if GUARD.refusal(str(a)) is not None] == []
    for written in ("2001:200::", "2001:db7:ffff::", "2001:db9::", "2003::", "3ffe:ffff::1", "3fff:1000::"):
        assert GUARD.refusal(written) is None, written


@pytest.mark.parametrize("address", METADATA)
def test_metadata_is_shut_whatever_is_opened_and_trusted(address: str) -> None:
    wide = AddressGuard.opening(["0.0.0.0/0", "::/0"])
    forms = [address] if ":" in address else [address, *embedded(address).values()]
    for written in forms:
        assert wide.refusal(written) == "hands out credentials of the cloud", written
        assert wide.refusal(written, trusted=True) == "hands out credentials of the cloud", written


@pytest.mark.parametrize("address", ["10.1.2.3", "127.0.0.1", "::1", "fd00::1", "::ffff:10.1.2.3", "224.0.0.1"])
def test_trust_and_a_named_network_open_what_is_not_public(address: str) -> None:
    assert GUARD.refusal(address)
    assert GUARD.refusal(address, trusted=True) is None
    assert (
        AddressGuard.opening(["10.0.0.0/8", "127.0.0.1", " ::1 ", "fd00::/8", "224.0.0.0/4"]).refusal(address) is None
    )


def test_a_named_network_opens_itself_alone() -> None:
    guard = AddressGuard.opening(["10.0.0.0/8"])
    assert guard.refusal("11.0.0.0") is None
    assert guard.refusal("192.168.0.1")
    assert guard.refusal("::a00:1"), "an embedding is not the network"


@pytest.mark.parametrize("address", ["fe80::1%eth0", "::1%1", "", "127.1", "0x7f000001", "2130706433", "a.example"])
def test_what_is_no_plain_address_is_refused(address: str) -> None:
    assert GUARD.refusal(address)


@pytest.mark.parametrize("network", ["10.0.0.0/33", "plums", "", "10.0.0.0-10.1.0.0"])
def test_what_is_no_network_is_an_error(network: str) -> None:
    with pytest.raises(ConfigError, match="allow_networks"):
        AddressGuard.opening([network])


@given(st.one_of(st.ip_addresses(v=4), st.ip_addresses(v=6)))
def test_nothing_that_python_knows_as_not_global_is_open(address: IPv4Address | IPv6Address) -> None:
    if not address.is_global or address.is_multicast:
        assert GUARD.refusal(str(address))


@given(st.ip_addresses(v=4))
def test_an_ipv4_address_and_its_mapped_form_are_one(address: IPv4Address) -> None:
    assert GUARD.refusal(str(address)) == GUARD.refusal(f"::ffff:{address}")


@given(st.integers(0, (1 << 128) - 1).map(IPv6Address))
def test_only_global_unicast_is_open(address: IPv6Address) -> None:
    if GUARD.refusal(str(address)) is None:
        assert address in ip_network("2000::/3") or address.ipv4_mapped is not None
        assert ip_address(str(address)) == address
