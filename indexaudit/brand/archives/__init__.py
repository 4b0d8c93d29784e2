"""What a platform exported for the owner of an account, as items: one module a format, found by listing the package."""

from indexaudit.brand.archives.opening import open_archive

__all__ = ["open_archive"]
