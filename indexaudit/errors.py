"""Every exception that leaves this library.

    IndexAuditError                 code, message
    ├── InvalidURL                  "invalid_url": not an address that can be audited (also a ValueError)
    ├── AddressNotAllowed           "address_not_allowed": the caller's own address is outside the allowed networks
    ├── ConfigError                 "config": an unknown key or an impossible value
    │   └── BrowserMissing          "browser_missing": a rendering was asked for, and there is no Playwright or Chromium
    ├── SnapshotError               "snapshot": a saved snapshot that cannot be read or written
    ├── ArchiveError                "archive": a platform's archive that is missing, cut, or of no known format
    ├── BaselineError               "baseline": a file of known findings that is missing, damaged, or of another version
    ├── ChangesError                "changes": what changed cannot be told: no git, no such revision, no such list
    └── StoreError                  "store_…": a crawl store that cannot be opened, read or written

What a page or a network does is never an exception: it is a fact in the result.
"""

__all__ = [
    "AddressNotAllowed",
    "ArchiveError",
    "BaselineError",
    "BrowserMissing",
    "ChangesError",
    "ConfigError",
    "IndexAuditError",
    "InvalidURL",
    "SnapshotError",
    "StoreError",
]


class IndexAuditError(Exception):
    """A mistake of the caller. ``code`` is stable across releases; the message is for people."""

    code: str = "error"


class InvalidURL(IndexAuditError, ValueError):
    """The text is not an absolute http or https URL with a host."""

    code = "invalid_url"


class AddressNotAllowed(IndexAuditError):
    """The address resolves to a network that the configuration does not open."""

    code = "address_not_allowed"


class ConfigError(IndexAuditError, ValueError):
    """The configuration has an unknown key, a value of the wrong type, or one out of range."""

    code = "config"


class BrowserMissing(ConfigError):
    """A rendering was asked for, and Playwright (the extra ``browser``) or Chromium is not installed."""

    code = "browser_missing"


class SnapshotError(IndexAuditError):
    """A snapshot folder is missing, incomplete, of another format, or cannot be written."""

    code = "snapshot"


class ArchiveError(IndexAuditError):
    """A platform's archive is missing, is neither a folder nor a whole zip, or is of no known format."""

    code = "archive"


class BaselineError(IndexAuditError):
    """A baseline is missing, damaged, of another version, or cannot be written."""

    code = "baseline"


class ChangesError(IndexAuditError):
    """What changed cannot be told: git is missing, the folder lies in no repository, the revision is not there (or not
    in a shallow clone), or a list or folder to compare with cannot be read."""

    code = "changes"


class StoreError(IndexAuditError):
    """A crawl store cannot be opened, read or written. ``code`` tells why:

    ``store_missing`` (there is no such file) · ``store_exists`` (a new one was asked for, and the file is there) ·
    ``store_invalid`` (not a store, or damaged) · ``store_foreign`` (a database of another program) · ``store_newer``
    (of a newer indexaudit) · ``store_locked`` (another process writes it) · ``store_options`` (it was made with other
    options) · ``store_read`` and ``store_write`` (the system refuses; the disk is full) · ``store`` (used wrongly).
    """

    code = "store"

    def __init__(self, message: str, *, code: str = "store") -> None:
        super().__init__(message)
        self.code = code
