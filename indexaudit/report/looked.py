"""What was looked at beside a page, in a line each: what for, at what cost, and how it ended."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Final

from indexaudit.model import PageAudit, Probe
from indexaudit.report.printable import printable

__all__ = ["looked"]

_NAMES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "rendered": "rendered in a browser",
        "image": "share image",
        "canonical": "target of the canonical",
        "variant": "other spellings of the address",
        "missing": "an address that nothing can be at",
        "author": "page about the author",
        "redirect": "redirect, once more",
        "sitemap": "sitemap",
    }
)
_ENDS: Final[Mapping[str, str]] = MappingProxyType(
    {"refused": "refused", "budget": "stopped by its budget", "failed": "failed"}
)


def looked(audit: PageAudit) -> list[str]:
    """``share image: 2 requests, 31 KiB, 0.4 s``, and what came between if anything did."""
    return [_line(probe) for probe in audit.probes]


def _line(probe: Probe) -> str:
    requests = f"{probe.requests:,} request{'' if probe.requests == 1 else 's'}"
    name = _NAMES.get(probe.probe, probe.probe)
    line = f"{printable(name)}: {requests}, {_size(probe.bytes)}, {probe.seconds:.1f} s"
    if probe.ended == "done":
        return line
    return f"{line}; {_ENDS[probe.ended]}" + (f": {printable(probe.reason)}" if probe.reason else "")


def _size(count: int) -> str:
    if count < 1024:
        return f"{count} B"
    return f"{count / 1024:,.0f} KiB" if count < 1024 * 1024 else f"{count / 1024 / 1024:,.1f} MiB"
