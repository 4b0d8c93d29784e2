"""Every exception that leaves this library.

    IndexAuditError                 code, message
    ├── InvalidURL                  "invalid_url": not an address that can be audited (also a ValueError)
    ├── AddressNotAllowed           "address_not_allowed": the caller's own address is outside the allowed networks
    ├── ConfigError                 "config": an unknown key or an impossible value
    ├── SnapshotError               "snapshot": a saved snapshot that cannot be read or written
    └── StoreError                  "store": a crawl store that cannot be read or written

What a page or a network does is never an exception: it is a fact in the result.
"""

from typing import ClassVar

__all__ = [
    "AddressNotAllowed",
    "ConfigError",
    "IndexAuditError",
    "InvalidURL",
    "SnapshotError",
    "StoreError",
]


class IndexAuditError(Exception):
    """A mistake of the caller. ``code`` is stable across releases; the message is for people."""

    code: ClassVar[str] = "error"


class InvalidURL(IndexAuditError, ValueError):
    """The text is not an absolute http or https URL with a host."""

    code = "invalid_url"


class AddressNotAllowed(IndexAuditError):
    """The address resolves to a network that the configuration does not open."""

    code = "address_not_allowed"


class ConfigError(IndexAuditError, ValueError):
    """The configuration has an unknown key, a value of the wrong type, or one out of range."""

    code = "config"


class SnapshotError(IndexAuditError):
    """A snapshot folder is missing, incomplete, of another format, or cannot be written."""

    code = "snapshot"


class StoreError(IndexAuditError):
    """A crawl store cannot be opened, read or written."""

    code = "store"
