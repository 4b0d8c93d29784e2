"""The examples run as they stand, without a network, and print what they promise."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parent.parent / "examples"

PROMISED = {
    "essay_claims.py": [
        "holds for 2 of 3 forms",
        "kinds of likes have no address of their own",
        "E4  Replies have no address.\n    Today: wrong as a rule",
        "LinkedIn article, robots.txt of 2024-07-14: Googlebot, bingbot",
        "X (Twitter) search, robots.txt of 2024-07-14: nobody",
        "depends on the setting: 1 of these 3",
    ],
    "what_to_change.py": ["Counting gulls with a cheap microphone: indexable", " search "],
    "who_may_read.py": [
        "Googlebot  /journal/  may read it (no rule matches)",
        "Googlebot  /drafts/x  is kept out (line 2: Disallow: /drafts/)",
        "GPTBot     /journal/  is kept out (line 5: Disallow: /)",
        "GPTBot     /press/    may read it (line 6: Allow: /press/)",
    ],
    "house_rules.py": [],
    "own_rule.py": [
        "wordpress-post.html: links-to-the-shop: in order",
        "ghost-post.html: links-to-the-shop: no link leads to the trees",
    ],
    "crawl_site.py": [
        "Pages     18 scheduled = 17 done + 0 failed + 1 skipped + 0 pending",
        "The other languages of pages do not link back",
        "bodkin.example/workshop",
        "Pages have the title or description of another page",
        "Pages are linked from one other page at most",
        "bodkin.example/notes/a-bodkin-and-an-awl-are-two-tools",
        "Sitemaps list addresses that search engines may not show",
        "Pages say what another page of the site says",
        "Lists do not lead to their next part by a link",
        "not so  bodkin.example/notes/n-17.html",
        "1 feed, 8 entries",
    ],
    "compare_pages.py": ["2011-11-12  ru", "2023-10-05  ar", "2024-01-14  en", "2024-06-28  ja"],
    "keep_a_snapshot.py": ["kept: body, robots-1.txt, snapshot.json", "the same result: True", "cookies kept: False"],
    "validate_json.py": ["valid: page-audit/1", "the same again: True"],
}


def test_every_example_is_tested_and_short() -> None:
    found = sorted(EXAMPLES.glob("*.py"))
    assert [path.name for path in found] == sorted(PROMISED)
    # The nine claims are an argument, not a snippet.
    assert {path.name: _lines(path) for path in found if _lines(path) > 40 and path.name != "essay_claims.py"} == {}


def _lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


@pytest.mark.parametrize("name", sorted(PROMISED))
def test_an_example_prints_what_it_promises(name: str) -> None:
    done = subprocess.run(
        [sys.executable, "-W", "error", EXAMPLES / name],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.stderr == ""
    assert done.returncode == 0
    at = 0
    for line in PROMISED[name]:
        assert line in done.stdout[at:]
        at = done.stdout.index(line, at)
