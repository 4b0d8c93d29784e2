"""Which IP addresses may be connected to: public ones, and networks that the caller has opened."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network
from typing import Final, TypeAlias

from indexaudit.errors import ConfigError

__all__ = ["CREDENTIALS", "DISCOVERED_PORTS", "AddressGuard", "Network"]

Network: TypeAlias = IPv4Network | IPv6Network

CREDENTIALS: Final = "hands out credentials of the cloud"
"""The one reason that no configuration lifts."""
DISCOVERED_PORTS: Final = frozenset({80, 443, 8000, 8080, 8443})
"""Ports that an address found on a page or in a redirect may name, beside that of the address the caller gave."""

_METADATA: Final = frozenset(
    map(
        ip_address,
        (
            "169.254.169.254",  # AWS, Google Cloud, Azure, DigitalOcean, OpenStack
            "169.254.170.2",  # AWS ECS tasks
            "169.254.170.23",  # AWS EKS pod identity
            "168.63.129.16",  # Azure wire server
            "100.100.100.200",  # Alibaba Cloud
            "192.0.0.192",  # Oracle Cloud
            "169.254.42.42",  # Scaleway
            "169.254.0.23",  # Tencent Cloud
            "fd00:ec2::254",  # AWS over IPv6
            "fd00:ec2::23",  # AWS EKS over IPv6
            "fd20:ce::254",  # Google Cloud over IPv6
            "fd00:42::42",  # Scaleway over IPv6
            "fe80::a9fe:a9fe",  # OpenStack over IPv6
        ),
    )
)
"""Addresses at which clouds hand out credentials. Never opened, whatever the configuration says."""

_IPV4: Final[tuple[tuple[IPv4Network, str], ...]] = tuple(
    (IPv4Network(network), name)
    for network, name in (
        ("0.0.0.0/8", "this network"),
        ("10.0.0.0/8", "private"),
        ("100.64.0.0/10", "shared by carriers"),
        ("127.0.0.0/8", "this machine"),
        ("169.254.0.0/16", "link-local"),
        ("172.16.0.0/12", "private"),
        ("192.0.0.0/24", "protocol assignments"),
        ("192.0.2.0/24", "documentation"),
        ("192.88.99.0/24", "6to4 relays"),
        ("192.168.0.0/16", "private"),
        ("198.18.0.0/15", "benchmarking"),
        ("198.51.100.0/24", "documentation"),
        ("203.0.113.0/24", "documentation"),
        ("224.0.0.0/4", "multicast"),
        ("240.0.0.0/4", "reserved"),
    )
)
"""IANA IPv4 Special-Purpose Address Registry (RFC 6890 and later), and multicast."""

_IPV6: Final[tuple[tuple[IPv6Network, str], ...]] = tuple(
    (IPv6Network(network), name)
    for network, name in (
        ("2001::/23", "protocol assignments"),  # Teredo 2001::/32, ORCHID 2001:10::/28 and 2001:20::/28 among them
        ("2001:db8::/32", "documentation"),
        ("2002::/16", "6to4"),
        ("3fff::/20", "documentation"),
    )
)
"""IANA IPv6 Special-Purpose Address Registry, as far as it lies inside :data:`_GLOBAL`."""

_GLOBAL: Final = IPv6Network("2000::/3")
"""All that IANA has given out as global unicast. Everything else is refused: loopback, ``fc00::/7``, ``fe80::/10``,
``fec0::/10``, multicast, ``5f00::/16``, and the forms that embed an IPv4 address (``64:ff9b::/96``, ``64:ff9b:1::/48``,
``::/96``, ``::ffff:0:0:0/96``)."""

_ISATAP: Final = 0x0000_5EFE
"""RFC 5214 §6.1: the interface identifier is this and an IPv4 address, which the packet is sent to."""
_NOT_UNIVERSAL: Final = 0xFCFF_FFFF
"""All but the universal/local and the group bit of the first half of an interface identifier."""


@dataclass(frozen=True, slots=True)
class AddressGuard:
    """Public addresses only, and the named networks."""

    open: tuple[Network, ...] = ()
    """Networks that may be reached beside the public ones."""

    @classmethod
    def opening(cls, networks: Iterable[str]) -> AddressGuard:
        """From CIDR notation or single addresses. Raises :class:`ConfigError` for anything else."""
        found: list[Network] = []
        for text in networks:
            try:
                found.append(ip_network(text.strip(), strict=False))
            except ValueError as error:
                raise ConfigError(
                    f"allow_networks: {text!r} is no network ({error}); write 10.0.0.0/8 or ::1"
                ) from None
        return cls(open=tuple(found))

    def refusal(self, address: str, *, trusted: bool = False) -> str | None:
        """Why an address may not be connected to, or null. ``trusted``: the caller named its host.

        An IPv4 address inside an IPv6 one (``::ffff:a.b.c.d``) is judged as what it is. The other forms that embed one
        are refused like every address that is not public; where the caller opens their network, the addresses at which
        clouds hand out credentials stay shut in them too.
        """
        try:
            found: IPv4Address | IPv6Address = ip_address(address)
        except ValueError:
            return "is no IP address"
        if isinstance(found, IPv6Address):
            if found.scope_id is not None:
                return "is link-local"
            found = found.ipv4_mapped or found
        if found in _METADATA or any(inner in _METADATA for inner in _embedded(found)):
            return CREDENTIALS
        if trusted or any(found in network for network in self.open if network.version == found.version):
            return None
        if isinstance(found, IPv4Address):
            return next((f"is not public ({name})" for network, name in _IPV4 if found in network), None)
        if found not in _GLOBAL:
            return "is not public"
        if int(found) >> 32 & _NOT_UNIVERSAL == _ISATAP:
            return "is not public (ISATAP)"
        return next((f"is not public ({name})" for network, name in _IPV6 if found in network), None)


def _embedded(address: IPv4Address | IPv6Address) -> tuple[IPv4Address, ...]:
    """The IPv4 addresses that an IPv6 address may lead to, whatever its prefix says: NAT64 (RFC 6052 §2.2, also with a
    prefix of the network's own), translated, compatible and ISATAP at its end, 6to4 after its first two bytes, Teredo
    inverted at its end."""
    if isinstance(address, IPv4Address):
        return ()
    number = int(address)
    last = number & 0xFFFF_FFFF
    return IPv4Address(last), IPv4Address(last ^ 0xFFFF_FFFF), IPv4Address(number >> 80 & 0xFFFF_FFFF)
