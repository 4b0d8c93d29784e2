"""A body to a whole HTML file: one style, one script, and a policy that lets nothing else run or load.

The policy (CSP level 3) names style and script by their hashes, so that a text of a page that slipped through every
escape could still do nothing. No attribute ``style`` is used anywhere, for the policy would forbid it: every length
that comes from a figure is an attribute of an SVG element.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from markupsafe import Markup

from indexaudit.report.figures import counted, number, percent, summarized
from indexaudit.report.html.prose import brief, gain, linked, prose
from indexaudit.report.html.row_data import MOST_TODOS
from indexaudit.report.html.rows import BLANK, BLANK_TODO
from indexaudit.report.html.shapes import outline
from indexaudit.report.printable import printable
from indexaudit.report.short_address import short
from indexaudit.rules.thresholds import Thresholds
from indexaudit.web.widths import FONT_PIXELS

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["document"]

_STYLES: Final = ("tokens.css", "text.css", "charts.css", "listing.css", "page.css", "print.css")
_SCRIPTS: Final = ("listing.js", "plot.js", "whole.js")
_ESCAPES: Final = {ord(char): f"\\u{ord(char):04x}" for char in "<>&\u2028\u2029"}
"""What would end a script element, or a line of JavaScript."""


def document(template: str, title: str, **context: Any) -> str:  # Any: whatever the template shows
    """The file, from one of the templates of this package. Every text in ``context`` is escaped where it stands."""
    return (
        _environment()
        .get_template(template)
        .render(
            title=title,
            style=_joined("style", _STYLES),
            script=_joined("script", _SCRIPTS),
            policy=_policy(),
            **context,
        )
    )


@cache
def _environment() -> Environment:
    # Only those who ask for this format shall wait for it.
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("indexaudit.report.html"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals |= {
        "blanks": (BLANK, BLANK_TODO),
        "font_pixels": FONT_PIXELS,
        "limits": Thresholds(),
        "most_todos": MOST_TODOS,
    }
    environment.filters |= {
        "brief": brief,
        "counted": counted,
        "data": _data,
        "gain": gain,
        "linked": linked,
        "number": number,
        "outline": outline,
        "percent": percent,
        "prose": prose,
        "short": short,
        "summarized": summarized,
        "shown": lambda text: printable(text or ""),
    }
    return environment


def _data(text: str) -> Markup:
    """JSON for a data block (``script type="application/json"``), in which HTML knows no escapes but JSON does."""
    return Markup(text.translate(_ESCAPES))  # noqa: S704


@cache
def _joined(folder: str, names: tuple[str, ...]) -> Markup:
    here = files("indexaudit.report.html") / folder
    # The hash is of exactly what stands between the tags.
    return Markup("\n".join((here / name).read_text("utf-8") for name in names))  # noqa: S704 - our own files


@cache
def _policy() -> Markup:
    style, script = (_hash(_joined(folder, names)) for folder, names in (("style", _STYLES), ("script", _SCRIPTS)))
    return Markup(  # noqa: S704 - our own words
        f"default-src 'none'; style-src '{style}'; script-src '{script}'; img-src data:; base-uri 'none'; "
        "form-action 'none'"
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
