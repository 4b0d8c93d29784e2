"""Names of authors as markup writes them: what is wrong with each, and the name without it."""

from __future__ import annotations

import time

import pytest

from indexaudit.config import Brand, Config
from indexaudit.rules.author_names import name_fault
from indexaudit.testing import judge, snapshot


@pytest.mark.parametrize(
    ("name", "grave", "clean"),
    [
        ("By Ada Field", False, "Ada Field"),
        ("Posted by Ada Field", False, "Ada Field"),
        ("Autorin: Ada Field", False, "Ada Field"),
        ("Von Ada Field", False, "Ada Field"),
        ("Ada Field, Senior Editor", False, "Ada Field"),
        ("Ada Field - Redakteurin", False, "Ada Field"),
        ("Ada Field, Example Garden", False, "Ada Field"),
        ("Ada Field | Trees", False, "Ada Field"),
        ("Ada Field <ada@example.com>", False, "Ada Field"),
        ("ada@example.com", False, None),
        ("wordpress", False, None),
        ("By Ada Field, Tower Captain", False, "Ada Field, Tower Captain"),
        ("Ada Field, Tower Captain", False, None),
        ("Ada Field; Ben Moor", True, None),
        ("Ada Field und Ben Moor", True, None),
        ("By Ada Field and Ben Moor", True, None),
        ("https://example.com/ada", True, None),
        ("[object Object]", True, None),
        ("—", True, None),
    ],
)
def test_a_fault(name: str, grave: bool, clean: str | None) -> None:
    fault = name_fault(name, "Example Garden", organisation=False)
    assert fault is not None
    assert (fault.grave, fault.clean) == (grave, clean)
    assert len(fault.what) < 200


@pytest.mark.parametrize(
    "name",
    [
        *("Ada Field", "Martin Luther King, Jr.", "Ada Field, M.D.", "Ada Field, PhD, RN", "Field, Ada", "Prince"),
        *("Earth, Wind & Fire", "Nick Cave and the Bad Seeds", "Von Miller", "Par Lagerkvist", "Bylund", "Texta"),
        *("Author Clarke", "Ada “Sap” Field", "O’Neil Jr", "山田太郎", "Ольга Лес", "محمد علي", "ada_field"),
    ],
)
def test_a_name(name: str) -> None:
    assert name_fault(name, "Example Garden", organisation=False) is None


@pytest.mark.parametrize("piece", ["Ada Field, ", "a@", "Aa ", "By ", "(", "Jr., "])
def test_a_hostile_name_is_read_in_time(piece: str) -> None:
    start = time.process_time()
    name_fault(piece * 100_000, None, organisation=False)
    assert time.process_time() - start < 1


def test_profiles_of_the_brand_must_be_named() -> None:
    head = (
        '<title>Example Garden</title><script type="application/ld+json">{"@context": "https://schema.org", '
        '"@type": "Organization", "name": "Example Garden", "logo": "https://example.com/logo.png", '
        '"sameAs": ["https://www.example.org/@garden/"]}</script>'
    )
    home = snapshot(head=head, body="<h1>Example Garden</h1><p>We write about trees.</p>", url="https://example.com/")
    both = Brand(profiles=("http://example.org/@garden", "https://example.net/garden"))
    outcome = judge("brand-entity-links", home, Config(brand=both))
    assert outcome.status == "warn"
    assert "https://example.net/garden" in outcome.message
    one = Brand(profiles=("http://example.org/@garden",))
    assert judge("brand-entity-links", home, Config(brand=one)).status == "pass"
