"""Audit a page that is already at hand, and print what to change first and what it is worth."""

from pathlib import Path

import indexaudit

page = Path(__file__).parent.parent / "fixtures" / "static-post.html"
url = "https://saltmarshnotes.example/posts/counting-gulls-with-a-cheap-microphone/"

audit = indexaudit.audit_html(page.read_bytes(), url, robots_txt="", headers={"Content-Type": "text/html"})

print(f"{audit.facts.headline}: {audit.indexability.value}")
for name, score in (("search", audit.scores.search), ("share", audit.scores.share)):
    if score is not None and score.value is not None:
        low, high = score.range
        print(f"  {name} {score.value} of 100 (judged {score.coverage:.0%}, between {low} and {high})")
for finding in audit.findings:
    if finding.gain > 0:
        print(f"+{finding.gain:>4} {finding.dimension.axis.value:<6} {finding.message}")
        print(f"             {finding.fix}")
