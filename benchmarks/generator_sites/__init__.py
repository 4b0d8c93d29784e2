"""Small sites of our own for the generators of static sites that people use, one module a generator."""

from __future__ import annotations

from generator_sites.astro import ASTRO
from generator_sites.eleventy import ELEVENTY
from generator_sites.hugo import HUGO
from generator_sites.jekyll import JEKYLL
from generator_sites.mkdocs import MKDOCS
from generator_sites.pelican import PELICAN
from generator_sites.sphinx import SPHINX

__all__ = ["GENERATORS"]

GENERATORS = (MKDOCS, SPHINX, PELICAN, HUGO, ELEVENTY, ASTRO, JEKYLL)
