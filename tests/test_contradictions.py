"""No two things that one report says contradict each other.

A contradiction is checked in general terms, without knowing any rule:

- a rule stands in two of the lists (found, passed, skipped);
- one finding says that the page has none of a thing which a piece of evidence, a passed rule or the facts show;
- two fixes write different values into the same element, or one writes what another wants replaced;
- one finding calls the same thing too long or too much, and another too short or too little;
- a message counts something otherwise than the facts do, or calls unseen what readers see;
- the verdict and the gates disagree.
"""

from __future__ import annotations

import gzip
import json
import re
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path
from typing import Any, Final

import pytest

from indexaudit import Config, audit_html, audit_snapshot
from indexaudit.facts import Authorship, Headline
from indexaudit.model import Evidence, Finding, PageAudit, Status
from indexaudit.page_facts import PageFactReader
from indexaudit.rules.compare import loosely_same
from indexaudit.testing import snapshot

FIXTURES: Final = Path(__file__).parent.parent / "fixtures"

ABSENT: Final = {
    "title": r"the page has no title|the title is (?:empty|missing)|there is no title",
    "canonical": r"the page (?:names|has) no canonical",
    "meta description": r"the (?:page has no )?meta description(?: is (?:empty|missing))?$",
    "main heading": r"the page has no main heading",
    "author": r"nothing says who wrote|the page names no author",
    "date": r"nothing says when",
    "structured data": r"the page has no structured data",
    **{
        name: rf"(?:lacks|has no)\b[^;]*{name}(?![:\w])|{name}(?![:\w])[^;]* (?:is|are) empty|^the page has no Open Graph tags"
        for name in ("og:title", "og:type", "og:image", "og:url", "og:description")
    },
    "twitter:card": r"has no twitter:card|twitter:card is empty",
}
"""How messages say that the page has none of a thing."""
PRESENT: Final = {
    "title": r"^<title[^>]*>\s*[^<\s]",
    "canonical": r'rel="?canonical"?',
    "meta description": r'<meta name="description" content="\s*[^"\s]',
    "main heading": r"^<h1[^>]*>\s*[^<\s]",
    **{
        name: rf'<meta \w+="{name}" content="[^"]'
        for name in ("og:title", "og:type", "og:image", "og:url", "og:description", "twitter:card")
    },
}
"""How evidence shows that there is one."""
PASSED: Final = {
    "title-present": "title",
    "canonical-present": "canonical",
    "meta-description-present": "meta description",
    "date-visible": "date",
    "author-visible": "author",
}
"""Rules that pass only when there is one."""
LONG: Final = re.compile(r"too long|likely to be cut|too large|too many|of which X shows")
SHORT: Final = re.compile(r"too short|is short|too small|too few|too thin")
THINGS: Final = ("title", "meta description", "main text", "share image", "address", "keyphrase", "main heading")

TAG: Final = re.compile(r"`<(meta|link|h1|title)\b([^`]*)`")
INSTEAD: Final = re.compile(r"instead of (?:`([^`]*)`|“([^”]*)”)")


# --- what a finding asks for ----------------------------------------------------------------------------------------


def proposals(finding: Finding) -> Iterator[tuple[str, str]]:
    """Each element that a fix wants written, and its value; conditions ("If …") and gaps ("…") are left out."""
    fix = finding.fix or ""
    if fix.startswith("If "):
        return
    wanted = INSTEAD.sub(" ", fix)
    for name, rest in TAG.findall(wanted):
        yield from _written(name, rest)
    for value, element in re.findall(r"`(https?:[^`]+)`\)? in ([\w:]+)", wanted):
        yield element, value
    if finding.rule.startswith("canonical-") and "signals" not in finding.rule:
        for value in re.findall(r"(?:[Ww]rite|[Nn]ame|[Kk]eep)\b[^`]*`(https?:[^`]+)`", wanted):
            yield "canonical", value
    for value in re.findall(r"for instance “([^”]+)” in both", wanted):
        yield "title", value
        yield "h1", value
    for value in re.findall(r'"author": \{[^{}]*"name": "([^"]+)"', wanted):
        yield "author", value


def rejections(finding: Finding) -> Iterator[tuple[str, str]]:
    """Each element whose present value a fix wants replaced, and that value."""
    fix = finding.fix or ""
    if fix.startswith("If "):
        return
    for code, quoted in INSTEAD.findall(fix):
        value = code or quoted
        if tag := TAG.search(f"`{value}`"):
            yield from _written(*tag.groups())
            continue
        for element in ("og:url", "canonical", "meta description", "title", "author"):
            if re.search(rf"\b{element}\b", finding.message):
                yield element, value
                break


def _written(name: str, rest: str) -> Iterator[tuple[str, str]]:
    attributes = dict(re.findall(r'([\w:-]+)="([^"]*)"', rest))
    if name == "meta":
        element, value = attributes.get("property") or attributes.get("name"), attributes.get("content")
    elif name == "link":
        element, value = attributes.get("rel"), attributes.get("href")
    else:
        element, value = name, rest.partition(">")[2].partition("<")[0]
    # Of several robots tags the directives add up, so two of them do not disagree.
    if element and element != "robots" and value and "…" not in value:
        yield element, unescape(value)


def same(one: str, other: str) -> bool:
    if one.startswith(("http:", "https:")) and other.startswith(("http:", "https:")):
        return loosely_same(one, other)
    short = min(one, other, key=len).rstrip("…")
    return one == other or ("…" in one + other and max(one, other, key=len).startswith(short))


# --- what contradicts -----------------------------------------------------------------------------------------------


def contradictions(audit: PageAudit, reader: PageFactReader | None = None) -> list[str]:
    """Every contradiction of one report, in words."""
    faults = [f for f in audit.findings if f.status in (Status.WARN, Status.FAIL)]
    return [
        *_lists(audit),
        *_absences(audit, faults),
        *_fixes(faults),
        *_sizes(faults),
        *_counts(audit, faults),
        *_verdict(audit),
        *(_seen_by_readers(faults, reader) if reader else ()),
    ]


def _lists(audit: PageAudit) -> Iterator[str]:
    names = [f.rule for f in audit.findings] + list(audit.passed) + [s.rule for s in audit.skipped]
    for name in sorted({name for name in names if names.count(name) > 1}):
        yield f"{name} stands in two lists"


def _absences(audit: PageAudit, faults: list[Finding]) -> Iterator[str]:
    seen = [(f.rule, e) for f in audit.findings for e in f.evidence]
    for finding in faults:
        for thing, pattern in ABSENT.items():
            if not re.search(pattern, finding.message):
                continue
            shown = PRESENT.get(thing)
            for rule, evidence in seen:
                if shown and re.search(shown, evidence.text) and not _counts_elsewhere(finding, evidence):
                    yield f"{finding.rule} calls {thing} absent, and {rule} quotes {evidence.text}"
            for rule in audit.passed:
                if PASSED.get(rule) == thing:
                    yield f"{finding.rule} calls {thing} absent, and {rule} passed"
            if stated := _fact(audit, thing):
                yield f"{finding.rule} calls {thing} absent, and the facts have {stated}"


def _counts_elsewhere(finding: Finding, evidence: Evidence) -> bool:
    """A finding may quote as its own evidence what stands where it does not count."""
    return evidence in finding.evidence and "counts" in finding.message


def _fact(audit: PageAudit, thing: str) -> str | None:
    facts = audit.facts
    return {"title": facts.title, "canonical": facts.canonical, "meta description": facts.description}.get(thing)


def _fixes(faults: list[Finding]) -> Iterator[str]:
    wanted = [(f.rule, element, value) for f in faults for element, value in proposals(f)]
    for at, (rule, element, value) in enumerate(wanted):
        for other, same_element, another in wanted[at + 1 :]:
            addresses = {element, same_element} == {"og:url", "canonical"}
            if (element == same_element or addresses) and rule != other and not same(value, another):
                yield f"{rule} writes {element} {value!r}, and {other} {same_element} {another!r}"
    for finding in faults:
        for element, value in rejections(finding):
            for rule, same_element, proposed in wanted:
                if rule != finding.rule and element == same_element and value == proposed:
                    yield f"{finding.rule} wants {element} {value!r} replaced, and {rule} writes it"


def _sizes(faults: list[Finding]) -> Iterator[str]:
    for thing in THINGS:
        about = [f for f in faults if re.search(rf"\b{thing}\b", f.message)]
        long = [f.rule for f in about if LONG.search(f.message)]
        short = [f.rule for f in about if SHORT.search(f.message)]
        if long and short:
            yield f"{long[0]} calls the {thing} too long, and {short[0]} too short"


def _counts(audit: PageAudit, faults: list[Finding]) -> Iterator[str]:
    for finding in faults:
        if (found := re.search(r"main text has ([\d,]+) words?", finding.message)) and audit.facts.words is not None:
            said = int(found[1].replace(",", ""))
            if said != audit.facts.words:
                yield f"{finding.rule} counts {said} words, and the facts {audit.facts.words}"


def _verdict(audit: PageAudit) -> Iterator[str]:
    shut = {gate for score in (audit.scores.search, audit.scores.share) if score for gate in score.gates}
    if bool(shut) != audit.indexability.shuts:
        yield f"the verdict is {audit.indexability.value}, and the shut gates are {sorted(shut)}"
    if shut and not (shut & set(audit.indexability_reasons)):
        yield f"the verdict rests on {audit.indexability_reasons}, and the shut gates are {sorted(shut)}"


def _seen_by_readers(faults: list[Finding], reader: PageFactReader) -> Iterator[str]:
    authorship, headline = reader.get(Authorship), reader.get(Headline)
    for finding in faults:
        if isinstance(authorship, Authorship):
            bylines = [a.text for a in authorship.authors if a.basis.startswith("byline")]
            if bylines and re.search(ABSENT["author"], finding.message):
                yield f"{finding.rule} calls the author absent, and readers see {bylines}"
            for name in re.findall(r"names “([^”]+)” as author, and readers do not see", finding.message):
                if name in bylines:
                    yield f"{finding.rule} calls the author {name!r} unseen, and the byline shows it"
            dates = [d for d in (authorship.published, authorship.modified) if d and d.visible]
            if dates and re.search(ABSENT["date"], finding.message):
                yield f"{finding.rule} calls the date absent, and readers see {dates[0].text!r}"
        shown = headline.headline if isinstance(headline, Headline) else None
        if shown and shown.basis == "h1" and re.search(ABSENT["main heading"], finding.message):
            yield f"{finding.rule} calls the main heading absent, and the facts have {shown.text!r}"


# --- the checks themselves ------------------------------------------------------------------------------------------


def finding(rule: str, message: str, *, fix: str = "", seen: str = "") -> Finding:
    audit = audit_snapshot(snapshot(head="<title></title>"))
    evidence = (Evidence(where="html", text=seen),) if seen else ()
    return replace(audit.findings[0], rule=rule, status=Status.WARN, message=message, fix=fix, evidence=evidence)


@pytest.mark.parametrize(
    ("findings", "said"),
    [
        (
            [finding("a", "x", fix='Add `<meta property="og:url" content="https://example.com/a">` to the head.'),
             finding("b", "x", fix='Add `<meta property="og:url" content="https://example.com/b">` to the head.')],
            "a writes og:url",
        ),
        (
            [finding("a", "x", fix='Add `<link rel="canonical" href="https://example.com/a">`.'),
             finding("b", "x", fix="Write `https://example.com/b` in og:url instead of `https://example.com/a`.")],
            "a writes canonical",
        ),
        (
            [finding("a", "the title “Pears” fits every page", fix="Write a title such as `Plums` instead of “Pears”."),
             finding("b", "x", fix="Let heading and title name the same thing, for instance “Pears” in both.")],
            "a wants title 'Pears' replaced",
        ),
        ([finding("a", "the title is short: 3 characters"), finding("b", "the title is likely to be cut")], "too long"),
        ([finding("a", "the page names no canonical"), finding("b", "x", seen='<link rel="canonical" href="/">')], "quotes"),
        ([finding("a", "the share card lacks og:type and og:url"),
          finding("b", "x", seen='<meta name="og:url" content="/">')], "og:url absent"),
        ([finding("title-present", "the page has no title")], "the facts have"),
        ([finding("a", "the main text has 3 words")], "counts 3 words"),
        ([finding("a", "x"), finding("a", "x")], "two lists"),
    ],
    ids=["two og:urls", "og:url and canonical", "a rejected title", "lengths", "quoted", "card", "facts", "words", "lists"],
)  # fmt: skip
def test_a_contradiction_is_seen(findings: list[Finding], said: str) -> None:
    audit = replace(audit_snapshot(snapshot()), findings=tuple(findings), passed=(), skipped=())
    assert any(said in each for each in contradictions(audit)), contradictions(audit)


@pytest.mark.parametrize(
    "findings",
    [
        [finding("a", "x", fix='Add `<meta property="og:title" content="…">`.'),
         finding("b", "x", fix='Add `<meta property="og:title" content="Plums">`.')],
        [finding("a", "x", fix='Add `<link rel="canonical" href="https://example.com/a">`.'),
         finding("b", "x", fix="If this page is the original, name its own address: `https://example.com/b`.")],
        [finding("a", "x", fix='Add `<link rel="canonical" href="https://example.com/a">`.'),
         finding("b", "x", fix="Write `https://www.example.com/a/` in og:url instead of `https://example.com/b`.")],
        [finding("a", "the share card lacks og:image"), finding("b", "x", seen='<meta property="og:image:width" content="9">')],
    ],
    ids=["a gap", "a condition", "one address in two spellings", "another property"],
)  # fmt: skip
def test_what_agrees_is_no_contradiction(findings: list[Finding]) -> None:
    audit = replace(audit_snapshot(snapshot()), findings=tuple(findings), passed=(), skipped=())
    assert contradictions(audit) == []


@pytest.mark.parametrize("name", sorted(path.stem for path in FIXTURES.glob("*.html")))
def test_a_page_of_ours_is_reported_without_contradiction(name: str) -> None:
    answer: dict[str, Any] = tomllib.loads((FIXTURES / f"{name}.toml").read_text(encoding="utf-8"))
    page = snapshot(
        (FIXTURES / f"{name}.html").read_bytes(),
        url=answer["url"],
        status=answer.get("status", 200),
        headers=answer["headers"],
        robots=answer.get("robots_txt"),
    )
    assert contradictions(audit_snapshot(page), PageFactReader(page, Config())) == []


SMALL: Final[dict[str, dict[str, Any]]] = {
    "a canonical in the body": {
        "head": "<title>Pruning</title>",
        "body": "<main><h1>Pruning</h1><link rel=canonical href='https://example.com/other'></main>",
    },
    "a canonical on the staging host, and no og:url": {
        "head": "<title>Pruning</title><link rel=canonical href='https://staging.example.com/pruning'>"
    },
    "two canonicals, and no og:url": {
        "head": """<title>Pruning</title><link rel=canonical href="https://example.com/other">
        <link rel=canonical href="https://example.com/garden/pruning-an-apple-tree">"""
    },
    "a short title and another heading": {"head": "<title>Pears</title>"},
    "a title that fits every page, and another heading": {"head": "<title>Home</title>"},
    "an author with a job title and no profile": {
        "head": """<title>Pruning an apple tree in winter</title><script type="application/ld+json">
        {"@context": "https://schema.org", "@type": "BlogPosting", "headline": "Pruning an apple tree in winter",
        "author": {"@type": "Person", "name": "By Ada Field, Head Gardener"}}</script>"""
    },
    "an address that og:url repeats, and a canonical that is another": {
        "head": """<title>Pruning</title><link rel=canonical href="https://example.com/garden/pruning">
        <meta property="og:url" content="https://example.com/garden/pruning-an-apple-tree">"""
    },
    "nothing at all": {"html": "<p>Dry."},
    "an error": {"status": 404},
    "a refusal": {"status": 403},
}  # fmt: skip


@pytest.mark.parametrize("name", SMALL)
def test_a_small_page_is_reported_without_contradiction(name: str) -> None:
    page = snapshot(**SMALL[name])
    assert contradictions(audit_snapshot(page), PageFactReader(page, Config())) == []


def test_real_pages_are_reported_without_contradiction(corpus: Path) -> None:
    rows = [json.loads(line) for line in (corpus / "pages.jsonl").read_text(encoding="utf-8").splitlines()]
    config = Config(content="fast")
    found = []
    for row in rows[::7]:
        page = snapshot(gzip.decompress((corpus / row["file"]).read_bytes()), url=row["url"], headers=None)
        found += [
            (row["name"], said) for said in contradictions(audit_snapshot(page, config), PageFactReader(page, config))
        ]
    assert found == []


def test_the_same_through_the_public_door() -> None:
    assert contradictions(audit_html("<!doctype html><title>Plums</title><p>Dry.", "https://example.com/plums")) == []
