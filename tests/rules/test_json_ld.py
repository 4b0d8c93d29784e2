"""Structured data as fixes show it."""

from __future__ import annotations

import json

from indexaudit.rules.json_ld import json_ld


def test_the_whole_element_can_be_copied_whatever_a_title_holds() -> None:
    shown = json_ld("Article", headline='Say "hi" </script>')
    assert shown.startswith('`<script type="application/ld+json">{')
    assert shown.endswith("}</script>`")
    inside = shown.partition(">")[2].removesuffix("</script>`")
    assert "</script>" not in inside
    assert json.loads(inside) == {
        "@context": "https://schema.org",
        "@type": "Article",
        "headline": 'Say "hi" </script>',
    }


def test_more_properties_are_asked_for() -> None:
    assert json_ld("Article", headline="Plums", more=True).endswith('"headline": "Plums", …}</script>`')
