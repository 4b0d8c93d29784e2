"""indexaudit: of all that a brand publishes, what can a search engine find, how well, and what should change first.

>>> import indexaudit
>>> audit = indexaudit.audit_html("<title>Ten ways to prune an apple tree</title>", "https://example.com/prune")
>>> audit.indexability.value
'indexable'
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from indexaudit import agents, platforms, rules
    from indexaudit.api import Auditor, audit_html, audit_snapshot, audit_url, compare, read_address, robots_decision
    from indexaudit.comparison import Comparison
    from indexaudit.config import Brand, Config, Limits
    from indexaudit.errors import ConfigError, IndexAuditError, InvalidURL, SnapshotError, StoreError
    from indexaudit.items import Item
    from indexaudit.model import Address, Finding, Indexability, PageAudit, RobotsDecision, Score
    from indexaudit.site_audit import SiteAudit
    from indexaudit.snapshot import Snapshot

__version__ = "0.1.0"

__all__ = [
    "Address",
    "Auditor",
    "Brand",
    "Comparison",
    "Config",
    "ConfigError",
    "Finding",
    "IndexAuditError",
    "Indexability",
    "InvalidURL",
    "Item",
    "Limits",
    "PageAudit",
    "RobotsDecision",
    "Score",
    "SiteAudit",
    "Snapshot",
    "SnapshotError",
    "StoreError",
    "__version__",
    "agents",
    "audit_html",
    "audit_snapshot",
    "audit_url",
    "compare",
    "platforms",
    "read_address",
    "robots_decision",
    "rules",
]

_HOMES = {
    "api": ("Auditor", "audit_html", "audit_snapshot", "audit_url", "compare", "read_address", "robots_decision"),
    "comparison": ("Comparison",),
    "config": ("Brand", "Config", "Limits"),
    "errors": ("ConfigError", "IndexAuditError", "InvalidURL", "SnapshotError", "StoreError"),
    "items": ("Item",),
    "model": ("Address", "Finding", "Indexability", "PageAudit", "RobotsDecision", "Score"),
    "site_audit": ("SiteAudit",),
    "snapshot": ("Snapshot",),
}


def __getattr__(name: str) -> object:
    # The parsers are loaded when a page is first read, so that importing the library costs little (PEP 562).
    if name in ("agents", "platforms", "rules"):
        return import_module(f"indexaudit.{name}")
    for module, names in _HOMES.items():
        if name in names:
            return getattr(import_module(f"indexaudit.{module}"), name)
    raise AttributeError(f"module 'indexaudit' has no attribute {name!r}")
