"""A rule that ends its process: what the page ``/killer/`` of the made site is judged by."""

import os
from collections.abc import Sequence
from typing import Final

from made_pages import KILLER_TITLE

from indexaudit.facts import Head
from indexaudit.model import Dimension, EvidenceStrength, Outcome, Severity, Source
from indexaudit.rules.base import ok, rule

OURS: Final[Sequence[Source]] = [Source(title="The made site", url="https://withywick.example/", checked="2026-11-01")]


@rule(
    "worker-survives",
    "The page leaves the process alive that judges it",
    dimension=Dimension.METADATA,
    severity=Severity.INFO,
    evidence=EvidenceStrength.CONVENTION,
    sources=OURS,
    since="0.1",
)
def worker_survives(head: Head) -> Outcome:
    """The page is none that kills.

    ## Why
    A parser that crashes takes its process along.

    ## Fix
    Leave the page out.
    """
    if head.title and head.title.startswith(KILLER_TITLE):
        os._exit(70)
    return ok()
