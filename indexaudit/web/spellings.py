"""Other spellings of one address: with another scheme, with or without ``www.``, with a final slash more or less."""

from __future__ import annotations

from typing import Literal
from urllib.parse import urlsplit, urlunsplit

from indexaudit.errors import InvalidURL
from indexaudit.web.urls import read_url, registrable_domain

__all__ = ["Difference", "difference", "loose", "other_spellings", "unlikely_sibling"]

Difference = Literal["scheme", "www", "slash", "case"]


def loose(url: str) -> str:
    """What all spellings of an address have in common: no scheme, ``www.``, case, and final slash."""
    parts = urlsplit(url.lower())
    return f"{parts.netloc.removeprefix('www.')}{parts.path.rstrip('/')}?{parts.query}"


def difference(one: str, other: str) -> Difference:
    """In what two spellings of one address differ first."""
    a, b = urlsplit(one), urlsplit(other)
    if a.scheme != b.scheme:
        return "scheme"
    if a.netloc.lower() != b.netloc.lower():
        return "www"
    return "slash" if a.path.rstrip("/") == b.path.rstrip("/") and a.query == b.query else "case"


def other_spellings(url: str) -> tuple[str, ...]:
    """The spellings that differ from an absolute address in one thing, in which a host may take them for the same page.

    The scheme only at the default port, ``www.`` only on a registrable domain, and the slash neither at the root, where
    it makes no difference (RFC 3986 §6.2.3), nor after the name of a file. Empty for what is no address.
    """
    try:
        read = read_url(url)
    except InvalidURL:
        return ()
    parts = urlsplit(read.href)
    found = []
    if read.port is None:
        found.append(urlunsplit(parts._replace(scheme="http" if read.scheme == "https" else "https", fragment="")))
    domain = registrable_domain(read.host)
    if domain is not None and read.host in (domain, f"www.{domain}"):
        host = domain if read.host != domain else f"www.{domain}"
        netloc = host if read.port is None else f"{host}:{read.port}"
        found.append(urlunsplit(parts._replace(netloc=netloc, fragment="")))
    bare = parts.path.rstrip("/")
    if bare and (parts.path != bare or "." not in bare.rpartition("/")[2]):
        path = bare if parts.path != bare else f"{bare}/"
        found.append(urlunsplit(parts._replace(path=path, fragment="")))
    return tuple(found)


def unlikely_sibling(url: str, word: str) -> str:
    """The address beside this one whose last segment is ``word``, with the same ending and final slash, without query.

    Raises :class:`InvalidURL` for what is no address.
    """
    parts = urlsplit(read_url(url).href)
    folder, _, name = parts.path.rstrip("/").rpartition("/")
    dot, ending = name.rpartition(".")[1:]
    slash = "/" if parts.path.endswith("/") and name else ""
    return urlunsplit((parts.scheme, parts.netloc, f"{folder}/{word}{dot}{ending if dot else ''}{slash}", "", ""))
