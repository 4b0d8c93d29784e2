"""Platforms that show nothing to strangers: what is known is declared, what is not seen is not judged."""

from __future__ import annotations

import pytest

import indexaudit
from indexaudit.model import PageAudit
from indexaudit.testing import snapshot

POST = "https://www.linkedin.com/posts/ada_pruning-activity-7247565845378338816-58EK"


def audit(url: str, html: str = "<title>Request denied</title>", status: int = 200) -> PageAudit:
    headers = {"Content-Type": "text/html", "Date": "Thu, 15 Jan 2026 12:00:00 GMT"}
    return indexaudit.audit_html(html, url, status=status, headers=headers, robots_txt="User-agent: *\nDisallow:\n")


@pytest.mark.parametrize(
    ("url", "status", "kind"),
    [
        (POST, 999, "post"),
        ("https://www.linkedin.com/pulse/pruning-an-apple-tree-ada-field", 999, "article"),
        ("https://www.facebook.com/adafield/posts/1234567890123456", 403, "post"),
        ("https://www.instagram.com/p/CPeC-Eenc8l/", 429, "post"),
        ("https://www.youtube.com/watch?v=dQw4w9WgXcQ", 429, "video"),
    ],
)
def test_a_refusal_is_unverified_with_declared_facts_and_less_coverage(url: str, status: int, kind: str) -> None:
    found = audit(url, status=status)
    assert found.indexability.value == "unverified"
    assert found.page_type.type.value == kind
    assert found.coverage < 0.5
    assert found.scores.search is not None
    assert found.scores.search.gates == ()
    assert found.scores.ownership is not None
    assert found.scores.ownership.potential is not None
    declared = [e for f in found.findings for e in f.evidence if e.known == "declared"]
    assert declared
    assert all("reviewed" in e.text for e in declared)


def test_the_empty_shell_of_a_platform_is_unverified_and_that_of_others_is_rendered_only() -> None:
    shell = '<div id="react-root"></div><noscript>Please enable JavaScript.</noscript><script src="/main.js"></script>'
    post = audit("https://x.com/adafield/status/1768200000000000000", shell)
    own = audit("https://app.example.com/adafield/status/1768200000000000000", shell)
    assert (post.indexability.value, own.indexability.value) == ("unverified", "rendered_only")


FORM = "<title>Log in</title><h1>Log in to see this post</h1><form><input type=password></form>"


@pytest.mark.parametrize(
    ("url", "verdict"),
    [
        ("https://members.example.com/posts/pruning-an-apple-tree", "walled"),
        (POST, "unverified"),
        ("https://www.linkedin.com/feed/update/urn:li:activity:7247565845378338816/", "walled"),
    ],
    ids=["a site", "a platform that shows more to search engines", "what the platform keeps for members"],
)
def test_a_login_in_place_of_the_page(url: str, verdict: str) -> None:
    assert audit(url, FORM).indexability.value == verdict


def test_a_platform_that_sends_strangers_to_its_login_has_shown_nothing() -> None:
    wall = "https://www.linkedin.com/authwall?trk=bf&sessionRedirect=https%3A%2F%2Fwww.linkedin.com%2Fposts%2Fada"
    page = f"<!doctype html><html><head><title>Sign Up | LinkedIn</title></head><body>{FORM}</body></html>"
    found = indexaudit.audit_snapshot(snapshot(page, url=wall, redirects=[POST]))
    assert found.indexability.value == "unverified"
    assert (found.address.kind, found.address.platform, found.page_type.type.value) == ("post", "linkedin", "post")
