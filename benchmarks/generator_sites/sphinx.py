"""Sphinx with its default theme, as HTML files and as folders."""

from __future__ import annotations

from generator_sites.base import BASE, Generator, Shape, text

__all__ = ["SPHINX"]


def _page(title: str, description: str, number: int, more: str = "") -> str:
    words = title.split()
    head = f".. index:: {words[-1]}, {words[0]}\n\n.. meta::\n   :description: {description}\n"
    return f"{head}\n{title}\n{'=' * len(title)}\n\n{text(number, rst=True)}\n{more}"


_CONF = f'''
import json

project = "Withywick Orchard"
author = "Ada Field"
language = "en"
html_baseurl = "{BASE}"
html_extra_path = ["robots.txt"]
html_copy_source = False
exclude_patterns = ["drafts"]
extensions = ["sphinx_sitemap"]
sitemap_url_scheme = "{{link}}"
_said = []


def say(app, pagename, templatename, context, doctree):
    """Takes the address that Sphinx gives a page."""
    source = app.env.doc2path(pagename, base=False) if doctree is not None else None
    address = app.builder.get_target_uri(pagename)
    _said.append({{"url": html_baseurl + address, "source": source and str(source)}})


def write(app, error):
    with open("said.json", "w", encoding="utf-8") as file:
        json.dump(_said, file)


def setup(app):
    app.connect("html-page-context", say)
    app.connect("build-finished", write)
'''
_TREE = """
.. toctree::

   about
   methods/index

:ref:`genindex`, :ref:`search`
"""
_METHODS = """
.. toctree::

   drying-plums
   cellar/index
   cellar/Second Pressing
"""

SPHINX = Generator(
    name="Sphinx",
    packages=("sphinx>=8,<10", "sphinx-sitemap>=2,<3"),
    registry="PyPI",
    command=("sphinx-build", "-q", "-b", "html", ".", "_build"),
    out="_build",
    files={
        "conf.py": _CONF,
        "robots.txt": f"User-agent: *\nAllow: /\nSitemap: {BASE}sitemap.xml\n",
        "index.rst": _page("Withywick Orchard", "What grows in the orchard, and where each method is kept.", 1, _TREE),
        "about.rst": _page("About the orchard", "Who keeps the orchard, and how long its rows have stood.", 2),
        "methods/index.rst": _page("All methods", "Every method of the orchard, sorted by use.", 3, _METHODS),
        "methods/drying-plums.rst": _page("Drying plums slowly", "How plums dry in a cold shed in six weeks.", 4),
        "methods/cellar/index.rst": _page("The cellar in winter", "What the cellar holds until spring comes.", 5),
        "methods/cellar/Second Pressing.rst": _page("The second pressing", "What a press still gives later.", 6),
        "drafts/grafting.rst": _page("Grafting in March", "A text that is not ready to be read by others.", 7),
    },
    shapes={
        "files": Shape(),
        "a folder a page": Shape(command=("sphinx-build", "-q", "-b", "dirhtml", ".", "_build")),
    },
    edited="methods/drying-plums.rst",
    drafts=("drafts/grafting.rst",),
)
