"""The addresses of a sitemap or a feed: absolute, or refused with a reason."""

from __future__ import annotations

import re
from typing import Final

from indexaudit.errors import InvalidURL
from indexaudit.extract.problems import Problems
from indexaudit.web.urls import LONGEST_URL, host_of, join, origin_of, read_url

__all__ = ["Addresses"]

_LONGEST_LOC: Final = 2_048
"""Characters from which a sitemap may not list an address (sitemaps.org: below 2,048)."""
_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.-]{0,30}):")


class Addresses:
    """Reads addresses as one file writes them."""

    def __init__(self, url: str, problems: Problems) -> None:
        self._url = url
        self._problems = problems
        self._host = host_of(url)
        try:
            scheme, host, port = origin_of(url)
            self._origin = f"{scheme}://{host}{'' if port is None else f':{port}'}/"
        except InvalidURL:
            self._origin = ""

    def read(self, written: str, line: int | None) -> tuple[str | None, str | None]:
        """The absolute address, and what is written where that differs. What is odd is noted."""
        scheme = _SCHEME.match(written)
        relative = scheme is None
        if scheme is not None and scheme[1].lower() not in ("http", "https"):
            self._problems.add("other_scheme", line)
            return None, written
        url = self.absolute(written)
        if url is None:
            self._problems.add("not_an_address", line)
            return None, written
        if relative:
            self._problems.add("relative", line)
        if self._origin and not url.startswith(self._origin) and host_of(url) != self._host:
            self._problems.add("other_host", line)
        if len(url) >= _LONGEST_LOC:
            self._problems.add("long_loc", line)
        return url, None if url == written else written

    def absolute(self, written: str) -> str | None:
        """The absolute http or https address; null when it is none. Notes nothing."""
        if not written:
            return None
        if written.isascii() and written.isprintable() and len(written) < LONGEST_URL:
            url = join(self._url, written)
            plain = url is not None and url.startswith(("https://", "http://")) and len(url) <= LONGEST_URL
            return url if plain else None
        try:
            return read_url(written, self._url or None).href
        except InvalidURL:
            return None
