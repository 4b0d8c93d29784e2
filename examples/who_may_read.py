"""Ask a robots.txt who may read an address, and which of its lines decides."""

import indexaudit

ROBOTS_TXT = """\
User-agent: *
Disallow: /drafts/

User-agent: GPTBot
Disallow: /
Allow: /press/
"""

for agent, path in (
    ("Googlebot", "/journal/"),
    ("Googlebot", "/drafts/x"),
    ("GPTBot", "/journal/"),
    ("GPTBot", "/press/"),
):
    decision = indexaudit.robots_decision(ROBOTS_TXT, agent, f"https://windfallorchard.example{path}")
    because = f"line {decision.line}: {decision.rule}" if decision.line else "no rule matches"
    print(f"{agent:<10} {path:<10} {'may read it' if decision.allowed else 'is kept out'} ({because})")
