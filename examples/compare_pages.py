"""What several pages say of themselves, as typed values: who wrote what, when, in which language, how long."""

import tomllib
from pathlib import Path

from indexaudit import PageAudit, audit_html

FIXTURES = Path(__file__).parent.parent / "fixtures"


def audited(name: str) -> PageAudit:
    """A page with the address and headers that its sidecar file gives."""
    answer = tomllib.loads((FIXTURES / f"{name}.toml").read_text(encoding="utf-8"))
    html = (FIXTURES / f"{name}.html").read_bytes()
    return audit_html(html, answer["url"], headers=answer["headers"], robots_txt=answer.get("robots_txt"))


audits = [audited(name) for name in ("wordpress-post", "japanese-post", "arabic-post", "windows-1251")]
for audit in sorted(audits, key=lambda a: a.facts.published or ""):
    facts = audit.facts
    authors = ", ".join(facts.author) or "nobody named"
    print(f"{(facts.published or '?')[:10]}  {facts.language}  {facts.words:>5}  {facts.headline} ({authors})")
