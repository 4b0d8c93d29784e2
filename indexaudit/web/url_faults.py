"""What is wrong with a text that is no web address, and what to write instead."""

from __future__ import annotations

import re
from typing import Final

from indexaudit.web.masking import mask_secrets

__all__ = ["LONGEST_AUTHORITY", "shown", "what_is_wrong"]

LONGEST_AUTHORITY: Final = 2048
"""Characters before the path that are handed to IDNA, which is dear on long names; a host has at most 253."""

_READ: Final = 8192
"""Characters in which secrets are looked for; no more than 120 are shown."""

_SCHEME: Final = re.compile(r"([A-Za-z][A-Za-z0-9+.\-]*):")
_HOST_AND_PORT: Final = re.compile(r"[^\s/:?#]+:\d{1,5}(?:[/?#]|$)")
_PORT: Final = re.compile(r":([^:\]]*)$")
_LOOKS_LIKE_HOST: Final = re.compile(
    r"(?:[^\s/?#@:.]+\.)+[^\s/?#@:.]{2,}(?::\d{1,5})?(?:[/?#]|$)|localhost(?:[:/?#]|$)"
)


def shown(text: str) -> str:
    """A text as it may stand in a message: quoted, cut to 120 characters, secrets masked."""
    masked = mask_secrets(text[:_READ])
    cut = masked if len(masked) <= 120 else masked[:120] + "…"
    return repr(cut.encode("utf-8", "backslashreplace").decode("utf-8"))


def what_is_wrong(text: str, base: str | None) -> str:
    """One sentence on a text, white space around it stripped, that is no http or https URL (on ``base``)."""
    given = shown(text)
    example = "https://example.com/page"
    if not text:
        return f"the address is empty; give an absolute URL such as {example}"
    if text.startswith("//"):
        return f"{given} has no scheme; write {shown('https:' + text)}"
    scheme = _SCHEME.match(text)
    if scheme is None or _HOST_AND_PORT.match(text):
        if _LOOKS_LIKE_HOST.match(text) or _HOST_AND_PORT.match(text):
            return f"{given} has no scheme; did you mean {shown('https://' + text)}?"
        if base is not None:
            return f"{given} does not make a URL on {shown(base)}; give an absolute URL such as {example}"
        return f"{given} is not a URL; give an absolute one such as {example}"
    name = scheme[1].lower()
    if name not in ("http", "https"):
        return f"{given} is a {name}: address; only http and https pages can be audited"
    return f"{given} {_with_the_host(name, text[scheme.end() :])}"


def _with_the_host(scheme: str, rest: str) -> str:
    authority = re.split(r"[/\\?#]", rest.lstrip("/\\"), maxsplit=1)[0].rpartition("@")[2]
    if not authority or authority.startswith(":"):
        return f"has no host; write one after {scheme}://, as in https://example.com/page"
    if len(authority) > LONGEST_AUTHORITY:
        return f"has a host of {len(authority)} characters; a host name has at most 253"
    port = _PORT.search(authority) if not authority.endswith("]") else None
    if port and port[1] and not (port[1].isdecimal() and len(port[1].lstrip("0")) <= 5 and int(port[1]) <= 65535):
        return f"has the port {port[1][:20]!r}; a port is a number from 0 to 65535"
    if any(c.isspace() for c in authority):
        return f"has a space in its host {authority[:80]!r}; take it out"
    return f"has a host that is not valid, {authority[:80]!r}; check its spelling"
