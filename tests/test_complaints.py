"""What users of such tools complain about, and defects that such tools have had: each a test, so that we have none."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

import indexaudit
from indexaudit import testing
from indexaudit.model import PageAudit, Status
from indexaudit.rules.registry import built_in

URL = testing.URL
TITLE = "Pruning an apple tree in winter"


def page(head: str = "", body: str | None = None, title: str = TITLE) -> str:
    text = body if body is not None else f"<main><article><h1>{title}</h1>{testing.prose(400)}</article></main>"
    return f"<!doctype html><html lang=en><head><title>{title}</title>{head}</head><body>{text}</body></html>"


def audit(
    html: str,
    *,
    url: str = URL,
    status: int = 200,
    headers: Mapping[str, str] | None = None,
    robots: str | None = "",
    keyphrase: str | None = None,
) -> PageAudit:
    sent = {"Content-Type": "text/html; charset=utf-8", "Date": "Thu, 15 Jan 2026 12:00:00 GMT", **(headers or {})}
    return indexaudit.audit_html(html, url, status=status, headers=sent, robots_txt=robots, keyphrase=keyphrase)


def found(audit: PageAudit) -> dict[str, Status]:
    return {f.rule: f.status for f in audit.findings}


# --- what was seen wrongly --------------------------------------------------------------------------------------------


def test_an_error_page_is_broken_and_costs_one_gate() -> None:
    result = audit(page(title="Not found", body="<h1>Not found</h1><p>Nothing here.</p>"), status=404)
    assert result.indexability.value == "broken"
    assert result.scores.search is not None
    assert result.scores.search.gates == ("http-status-ok",)


@pytest.mark.parametrize(
    ("title", "rule"),
    [
        ("Как обрезать старую яблоню зимой и не навредить ей", "title-length"),
        ("冬のりんごの木を剪定する方法と注意点まとめ", "title-length"),
        ("كيف تقلم شجرة التفاح القديمة في فصل الشتاء دون ضرر", "title-length"),
    ],
    ids=["Cyrillic", "Japanese", "Arabic"],
)
def test_length_is_counted_in_letters_and_not_in_bytes(title: str, rule: str) -> None:
    assert rule not in found(audit(page(title=title)))


def test_a_chinese_description_of_a_usual_length_is_long_enough() -> None:
    text = "冬天给老苹果树修剪时，先剪去枯枝和交叉枝，再让光线照进树冠，最后处理伤口。"
    result = audit(page(head=f'<meta name="description" content="{text}">'))
    assert "meta-description-length" not in found(result)


@pytest.mark.parametrize("meta", ["", '<meta name="robots" content="index, follow">'], ids=["alone", "beside a meta"])
def test_a_noindex_header_counts_whatever_the_meta_says(meta: str) -> None:
    result = audit(page(head=meta), headers={"X-Robots-Tag": "noindex"})
    assert result.indexability.value == "excluded"


def test_a_followed_external_link_is_no_fault() -> None:
    body = (
        f"<h1>{TITLE}</h1>{testing.prose(400)}<p><a href='https://other.example/a'>A tree nursery in the valley</a></p>"
    )
    with_link = found(audit(page(body=body)))
    without = found(audit(page(body=f"<h1>{TITLE}</h1>{testing.prose(400)}")))
    assert with_link == without


def test_a_relative_feed_link_is_no_hreflang() -> None:
    result = audit(page(head='<link rel="alternate" type="application/rss+xml" href="/feed.xml">'))
    assert "hreflang-valid" in {s.rule for s in result.skipped}


@pytest.mark.parametrize(
    "canonical",
    [URL, "HTTPS://EXAMPLE.COM:443/garden/pruning-an-apple-tree", "https://example.com/garden/./pruning-an-apple-tree"],
)
def test_spellings_of_one_address_are_one_address(canonical: str) -> None:
    result = audit(page(head=f'<link rel="canonical" href="{canonical}">'))
    assert not {r for r in found(result) if r.startswith("canonical-")}


def test_the_root_with_and_without_its_slash_is_one_page() -> None:
    bare, slashed = (audit(page(), url=u) for u in ("https://example.com", "https://example.com/"))
    assert bare.address.normalized == slashed.address.normalized
    assert bare.scores == slashed.scores


def test_user_agent_lines_that_follow_each_other_share_their_rules() -> None:
    robots = "User-agent: otherbot\nUser-agent: Googlebot\nDisallow: /garden/\n"
    assert audit(page(), robots=robots).indexability.value == "blocked"


def test_wildcards_of_robots_txt_are_read() -> None:
    assert audit(page(), robots="User-agent: *\nDisallow: /*/pruning\n").indexability.value == "blocked"


def test_an_unknown_line_of_robots_txt_costs_nothing() -> None:
    plain = audit(page(), robots="User-agent: *\nDisallow: /cart\n")
    noted = audit(page(), robots="User-agent: *\nDisallow: /cart\nContent-Signal: search=yes\nAgentmap: /a.txt\n")
    assert noted.scores == plain.scores


def test_evidence_is_quoted_as_it_is_written() -> None:
    result = audit(page(head='<LINK REL="Canonical" HREF="/Garden/Pruning">'))
    text = next(e.text for f in result.findings if f.rule == "canonical-absolute" for e in f.evidence)
    assert "/Garden/Pruning" in text


def test_links_with_an_address_and_a_script_are_links() -> None:
    anchors = '<a href="/a" onclick="go()">Plums</a> <a href="">Here</a> <a href="#top">Top</a> <a id="x"></a>'
    assert "crawlable-anchors" not in found(audit(page(body=f"<h1>{TITLE}</h1>{testing.prose(400)}{anchors}")))


def test_text_in_columns_tables_and_lists_is_read() -> None:
    rows = "".join(f"<tr><td>{s}</td></tr>" for s in testing.prose(400).replace("<p>", "").split("</p>"))
    result = audit(page(body=f"<main><article><h1>{TITLE}</h1><table>{rows}</table></article></main>"))
    assert result.facts.words is not None
    assert result.facts.words > 300


# --- what was not seen ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("status", [403, 429, 999])
def test_a_host_that_refuses_us_is_not_broken(status: int) -> None:
    result = audit("<title>Access denied</title>", url="https://www.linkedin.com/posts/ada_plums-1", status=status)
    assert result.indexability.value == "unverified"
    assert not result.scores.search or not result.scores.search.gates


def test_an_empty_shell_is_not_called_a_page_without_text() -> None:
    shell = (
        '<div id="root"></div><noscript>You need to enable JavaScript to run this app.</noscript>'
        "<script src=/static/js/main.8f2c.js></script>"
    )
    result = audit(page(body=shell))
    assert result.indexability.value == "rendered_only"
    assert not {"content-depth", "main-heading-clear"} & {
        r for r, s in found(result).items() if s is not Status.UNKNOWN
    }


def test_what_was_not_asked_for_is_skipped_and_costs_nothing() -> None:
    asked, unasked = audit(page(), robots=""), audit(page(), robots=None)
    assert "robots-txt-allows-search" in {s.rule for s in unasked.skipped}
    assert asked.scores.search is not None
    assert unasked.scores.search is not None
    assert asked.scores.search.value == unasked.scores.search.value


def test_a_document_that_is_not_html_has_no_faults_of_html() -> None:
    result = audit(
        "%PDF-1.7 plums", headers={"Content-Type": "application/pdf"}, url="https://example.com/plums-drying.pdf"
    )
    assert not {"title-present", "meta-description-present", "canonical-present", "og-core"} & set(found(result))


def test_a_thin_page_is_a_result_and_not_an_exception() -> None:
    assert audit("<p>Hi</p>").version == indexaudit.__version__
    assert audit("").indexability.value == "broken"


# --- how it is said ---------------------------------------------------------------------------------------------------


def test_every_fault_says_what_to_change_and_why() -> None:
    poor = audit(
        page(head='<meta name="robots" content="noindex"><link rel=canonical href=/x>', title="Home", body="<p>Hi")
    )
    faults = [f for f in poor.findings if f.status in (Status.WARN, Status.FAIL)]
    assert len(faults) > 5
    for fault in faults:
        assert fault.message, fault.rule
        assert fault.fix, fault.rule
        assert fault.sources, fault.rule


def test_the_same_page_twice_gives_the_same_answer() -> None:
    first, between, second = audit(page()), audit("<p>Hi", url="https://other.example/"), audit(page())
    assert between.url != first.url
    assert first.to_json() == second.to_json()


def test_no_minimum_density_is_asked_for() -> None:
    once = audit(page(), keyphrase="apple tree")
    assert once.facts.words is not None
    assert not {"keyphrase-not-stuffed"} & set(found(once))


@pytest.mark.parametrize("id_", ["meta-keywords", "text-html-ratio", "heading-order", "llms-txt", "exact-word-count"])
def test_myths_are_no_rules(id_: str) -> None:
    assert id_ not in {rule.id for rule in built_in()}


def test_a_major_rule_is_never_a_mere_convention_but_the_leads() -> None:
    heavy = [
        r
        for r in built_in()
        if not r.lead and r.severity.value == "major" and r.evidence.value in ("convention", "myth")
    ]
    assert heavy == []
