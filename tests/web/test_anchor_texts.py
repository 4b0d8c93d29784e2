"""Texts of links that fit every link."""

from __future__ import annotations

import pytest

from indexaudit.web.anchor_texts import is_generic


@pytest.mark.parametrize(
    "text",
    ["Read more", "READ MORE »", "[…] continue reading →", "click here!", "Weiterlesen", "En savoir plus…", "Leer más",
     "подробнее", "続きを読む", "更多", "المزيد", "더 보기", "Lire l\u2019article", "devamını oku"],
)  # fmt: skip
def test_fits_every_link(text: str) -> None:
    assert is_generic(text)


@pytest.mark.parametrize(
    "text",
    ["", "Drying plums", "Read more about drying plums", "Hier wohnen", "here be dragons", "más ciruelas", "梅の干し方",
     "→", "5", "more " * 40],
)  # fmt: skip
def test_says_something_or_nothing(text: str) -> None:
    assert not is_generic(text)
