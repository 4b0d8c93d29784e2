"""Whether a folder lies on another machine's disk."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

__all__ = ["network_file_system"]

_MOUNTS: Final = Path("/proc/self/mountinfo")
_NETWORK: Final = frozenset(
    {
        *("9p", "acfs", "afs", "beegfs", "ceph", "cifs", "coda", "davfs", "glusterfs", "gpfs", "lustre", "ncpfs"),
        *("nfs", "nfs4", "ocfs2", "orangefs", "pvfs2", "smb2", "smb3", "smbfs", "virtiofs"),
        *("fuse.ceph", "fuse.davfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs", "fuse.smbnetfs", "fuse.sshfs"),
    }
)
"""Types whose memory maps are not shared between machines: write-ahead logging needs that
(https://www.sqlite.org/wal.html, "does not work over a network filesystem")."""
_ESCAPE: Final = re.compile(r"\\([0-7]{3})")


def network_file_system(path: Path, mounts: Path = _MOUNTS) -> str | None:
    """The type of the network file system that holds the path (``nfs4``, ``cifs`` …); null for a local one, and where
    the system does not tell (only Linux does)."""
    try:
        lines = mounts.read_text(encoding="utf-8", errors="surrogateescape").splitlines()
    except OSError:
        return None
    place = os.path.realpath(path)
    longest, found = -1, ""
    for line in lines:
        # proc(5): id parent device root point options [optional …] - type source options
        head, _, tail = line.partition(" - ")
        fields, kind = head.split(" "), tail.partition(" ")[0]
        if len(fields) < 5:
            continue
        point = _ESCAPE.sub(lambda octal: chr(int(octal[1], 8)), fields[4])
        # Of two mounts on one point the later one covers the earlier.
        if len(point) >= longest and (place == point or place.startswith(point.rstrip("/") + "/")):
            longest, found = len(point), kind
    return found if found in _NETWORK else None
