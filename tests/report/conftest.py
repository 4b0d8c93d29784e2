"""Audits made by hand, so that the reports are tested without the pipeline."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from indexaudit.model import (
    Address,
    Addressability,
    AddressForm,
    Dimension,
    Evidence,
    EvidenceStrength,
    Finding,
    Indexability,
    PageAudit,
    PageFacts,
    PageKind,
    PageType,
    Score,
    Scores,
    Severity,
    Source,
    Status,
)

FACTS = PageFacts(
    title="Pruning a young apple tree | Windfall",
    headline="Pruning a young apple tree",
    description=None,
    canonical="https://windfall.example/pruning-a-young-apple-tree/",
    image=None,
    language="en",
    author=("Mira Oduya",),
    published="2024-02-11T08:00:00+00:00",
    modified=None,
    site_name="Windfall",
    words=1243,
    comment_words=0,
    main_text=None,
)

ADDRESS = Address(
    url="https://windfall.example/pruning-a-young-apple-tree/",
    normalized="https://windfall.example/pruning-a-young-apple-tree/",
    canonical=None,
    registrable_domain="windfall.example",
    platform="web",
    kind=None,
    basis="host",
    channel="blog",
    addressability=Addressability.READABLE,
    visibility="public",
    has_address=True,
    address_form=AddressForm.PATH,
    static=True,
    slug=True,
    slug_words=("pruning", "a", "young", "apple", "tree"),
    own_document=True,
    id=None,
    date=None,
    tracking_parameters=(),
)


def score(value: float | None, **changes: Any) -> Score:
    known = value or 0.0
    made = Score(value=value, potential=value, coverage=1.0, range=(known, known), gates=())
    return replace(made, **changes)


def finding(rule: str = "meta-description-present", **changes: Any) -> Finding:
    made = Finding(
        rule=rule,
        status=Status.WARN,
        severity=Severity.MINOR,
        dimension=Dimension.METADATA,
        evidence_strength=EvidenceStrength.RECOMMENDATION,
        message="The page has no meta description.",
        evidence=(Evidence(where="html", text="<head>", line=3),),
        fix='Add <meta name="description" content="…"> that says what the page offers.',
        gain=2.0,
        sources=(Source(title="Snippets", url="https://example.com/snippets", checked="2025-03-01"),),
    )
    return replace(made, **changes)


def audit(**changes: Any) -> PageAudit:
    facts = replace(FACTS, **{k: changes.pop(k) for k in list(changes) if k in FACTS.__slots__})
    kind = changes.pop("kind", PageKind.ARTICLE)
    scores = Scores(
        search=score(84.2),
        share=score(62.0),
        access=score(100.0),
        permalink=score(100.0),
        metadata=score(77.5),
        content=score(90.0),
        ownership=score(70.0),
        discovery=None,
    )
    made = PageAudit(
        schema="page-audit/1",
        version="0.1.0",
        url=ADDRESS.url,
        final_url=ADDRESS.url,
        fetched_at=datetime(2024, 3, 1, tzinfo=UTC),
        fetch_error=None,
        address=ADDRESS,
        page_type=PageType(type=kind, confidence=1.0, basis=("made by hand",)),
        indexability=Indexability.INDEXABLE,
        indexability_reasons=(),
        indexed_at=None,
        scores=scores,
        coverage=1.0,
        facts=facts,
        findings=(finding(),),
        passed=("title-present", "canonical-present"),
        skipped=(),
        agents=(),
    )
    return replace(made, **changes)


@pytest.fixture(scope="session")
def make() -> Callable[..., PageAudit]:
    """An audit of a good article; keywords replace fields of it, of its facts, or its page type (``kind``)."""
    return audit


@pytest.fixture(scope="session")
def found() -> Callable[..., Finding]:
    """A finding; keywords replace its fields."""
    return finding


@pytest.fixture(scope="session")
def scored() -> Callable[..., Score]:
    """A score whose coverage is full."""
    return score
