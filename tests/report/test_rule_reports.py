"""Rules as a table, an explanation and JSON."""

import json

import pytest

from indexaudit.model import Dimension, EvidenceStrength, Indexability, Outcome, Severity, Source
from indexaudit.report import address as address_report
from indexaudit.report import rules as rules_report
from indexaudit.rules.base import Rule, ok, rule
from indexaudit.snapshot import Exchange

SOURCE = Source(title="Consolidate duplicate URLs", url="https://example.com/canonical", checked="2025-03-01")


def made(
    severity: Severity = Severity.MAJOR,
    evidence: EvidenceStrength = EvidenceStrength.REQUIREMENT,
    dimension: Dimension = Dimension.OWNERSHIP,
    gate: Indexability | None = None,
    *,
    lead: bool = False,
) -> Rule:
    def check(exchange: Exchange) -> Outcome:
        """The page names one canonical.

        ## Why
        Two canonicals cancel each other, and the choice
        is left to chance.

        A second paragraph.

        ## Fix
        Keep one of them.
        """
        return ok()

    check.__annotations__ = {"exchange": Exchange, "return": Outcome}
    declare = rule(
        "one-canonical",
        "The page names one canonical URL",
        dimension=dimension,
        severity=severity,
        evidence=evidence,
        sources=[SOURCE],
        since="0.1",
        gate=gate,
        lead=lead,
    )
    return declare(check)


def test_an_explanation_says_all() -> None:
    assert rules_report.explanation(made()) == (
        "one-canonical\n"
        "The page names one canonical URL\n"
        "\n"
        "Judges    ownership (search), major\n"
        "Rests on  requirement: a search engine or consumer documents it as required\n"
        "Costs     7.5 of 100 points of search when it fails\n"
        "Since     0.1\n"
        "\n"
        "Why\n"
        "  Two canonicals cancel each other, and the choice is left to chance.\n"
        "\n"
        "  A second paragraph.\n"
        "\n"
        "Fix\n"
        "  Keep one of them.\n"
        "\n"
        "Sources\n"
        "  - Consolidate duplicate URLs, read 2025-03-01\n"
        "    https://example.com/canonical\n"
    )


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        (
            {"dimension": Dimension.METADATA, "evidence": EvidenceStrength.RECOMMENDATION},
            "10.0 of 100 points of search",
        ),
        ({"dimension": Dimension.SHARE}, "50.0 of 100 points of share"),
        ({"severity": Severity.INFO}, "nothing: it is shown, never priced"),
        ({"evidence": EvidenceStrength.MYTH}, "nothing: it is shown, never priced"),
        ({"lead": True}, "leads its dimension: its credit is where ownership starts"),
        ({"severity": Severity.GATE, "gate": Indexability.EXCLUDED}, "a gate: while it fails the verdict is excluded"),
    ],
    ids=["the title of the design", "share is one dimension", "info", "myth", "lead", "gate"],
)
def test_what_a_fault_costs(changes: dict[str, object], expected: str) -> None:
    assert f"Costs     {expected}" in rules_report.explanation(made(**changes))  # type: ignore[arg-type]


def test_the_table_groups_by_dimension() -> None:
    gate = made(Severity.GATE, dimension=Dimension.ACCESS, gate=Indexability.EXCLUDED)
    assert rules_report.table([made(), gate]) == (
        "2 rules; `indexaudit explain RULE` tells why, and how to mend it\n"
        "\n"
        "access  15 of 100 points of search, 1 rule\n"
        "  gate  one-canonical  requirement\n"
        "        The page names one canonical URL\n"
        "\n"
        "ownership  15 of 100 points of search, 1 rule\n"
        "   7.5  one-canonical  requirement\n"
        "        The page names one canonical URL\n"
    )


def test_rules_as_json() -> None:
    (read,) = json.loads(rules_report.to_json([made()]))
    assert read["id"] == "one-canonical"
    assert (read["price"], read["points"]) == (0.5, 7.5)
    assert read["sources"] == [{"title": SOURCE.title, "url": SOURCE.url, "checked": SOURCE.checked}]
    assert read["gate"] is None


def test_an_address_in_lines(make: object) -> None:
    address = make().address  # type: ignore[operator]
    report = address_report.render(address)
    assert "slug words            pruning, a, young, apple, tree\n" in report
    assert "addressability        readable\n" in report
    assert "slug                  yes\n" in report
    assert "date" not in report
    assert "None" not in report
