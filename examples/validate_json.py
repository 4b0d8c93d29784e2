"""Write a result as JSON, check it against its JSON Schema (needs jsonschema), and read it back as an object."""

import json
from pathlib import Path

import jsonschema

from indexaudit import PageAudit, audit_html, serial

page = Path(__file__).parent.parent / "fixtures" / "category-archive.html"
audit = audit_html(page.read_bytes(), "https://lanternandloom.example/category/natural-dyes/")

text = audit.to_json(indent=2)
jsonschema.validate(json.loads(text), serial.schema(PageAudit))
print("valid:", json.loads(text)["schema"])
print("the same again:", PageAudit.from_json(text) == audit)
