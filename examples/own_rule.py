"""Judge pages by a rule of one's own, beside those of the library."""

from pathlib import Path

import indexaudit

FIXTURES = Path(__file__).parent.parent / "fixtures"
PAGES = {
    "wordpress-post.html": "https://windfallorchard.example/journal/pruning-a-young-apple-tree/",
    "ghost-post.html": "https://smalltrades.example/she-mends-umbrellas/",
}

config = indexaudit.Config(rules=("house_rules",))  # examples/house_rules.py, found like any module

for name, url in PAGES.items():
    audit = indexaudit.audit_html((FIXTURES / name).read_bytes(), url, config=config)
    said = next((f.message for f in audit.findings if f.rule == "links-to-the-shop"), "in order")
    print(f"{name}: links-to-the-shop: {said}")
