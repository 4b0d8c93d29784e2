"""Advice to mend: the fix of a rule, on every page that lacks it and where the brand can set it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from indexaudit.brand.advice.ledger import Ledger, address_of, settable
from indexaudit.brand.rows import Row
from indexaudit.comparison import AdviceLine, ItemFinding
from indexaudit.model import Dimension
from indexaudit.rules.base import Rule

__all__ = ["mend"]


def mend(ledger: Ledger, rules: dict[str, Rule]) -> Iterator[AdviceLine]:
    """One line a rule. Items whose page was not seen, and those whose head the platform writes, are left out."""
    found: dict[str, list[tuple[Row, ItemFinding]]] = {}
    for row in ledger.rows:
        if row.audit is None or not row.ledger.counted or not settable(row.address):
            continue
        for finding in row.ledger.findings:
            rule = rules.get(finding.rule)
            if rule is not None and not (rule.dimension is Dimension.PERMALINK and _is_claimed(row)):
                found.setdefault(finding.rule, []).append((row, finding))
    for id_, faults in found.items():
        yield _line(rules[id_], faults)


def _is_claimed(row: Row) -> bool:
    """Whether a platform makes the address: the words in it may be free, the identifier beside them is not."""
    return not row.owned and row.address is not None and row.address.basis == "host"


def _line(rule: Rule, faults: list[tuple[Row, ItemFinding]]) -> AdviceLine:
    row, finding = faults[0]
    gain = round(sum(f.gain for _, f in faults), 1)
    if len(faults) == 1:
        text = f"Mend {address_of(row)}: {finding.message}"
    else:
        text = f"Mend {len(faults):,} pages until this holds: {rule.title[0].lower()}{rule.title[1:]}"
    gains = Counter(f.gain for _, f in faults)
    also = f" + {len(gains) - 4} more amounts" if len(gains) > 4 else ""
    sums = " + ".join(f"{n:,} × {each:.1f}" for each, n in sorted(gains.items(), reverse=True)[:4])
    where = "the page" if len(faults) == 1 else "each page"
    gate = "; a shut gate holds back the whole score of its page" if rule.gate is not None else ""
    return AdviceLine(
        action="mend",
        text=text,
        items=tuple(r.id for r, _ in faults),
        axis=finding.axis,
        gain=gain,
        computed=f"{gain:,.1f} = {sums}{also}: the gain of {rule.id} on {where}{gate}",
        rule=rule.id,
        sources=rule.sources,
    )
