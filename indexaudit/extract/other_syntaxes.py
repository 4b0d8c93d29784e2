"""RDFa and microformats by extruct, in a process that can be killed.

Their readers build regular expressions from page text and recurse into it (a page of 160 bytes can keep one busy for a
minute), and a thread cannot be stopped. They run only on request.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
from contextlib import suppress
from typing import Any, Final

from indexaudit.extract.document import Page
from indexaudit.extract.linked_data import NodeMaker
from indexaudit.facts import Node

__all__ = ["main", "read_other_syntaxes"]

_SECONDS: Final = 2.5
_LARGEST: Final = 512 * 1024
"""Characters of markup that are handed over."""
_NAMELESS: Final = re.compile(r"_:\w+")
_START: Final = (
    "import json, sys; sys.path[:] = json.loads(sys.argv[1]); "
    "from indexaudit.extract.other_syntaxes import confine, main; confine(); main()"
)
_MEMORY: Final = 512 * 1024 * 1024
"""Bytes of address space of the child."""


def read_other_syntaxes(page: Page) -> tuple[tuple[Node, ...], tuple[str, ...]]:
    """The nodes found, and what could not be read."""
    if not page.is_html or not any(mark in page.text for mark in ("typeof=", "property=", "h-", "hentry", "vcard")):
        return (), ()
    if len(page.text) > _LARGEST or page.tree is None:
        return (), ("RDFa and microformats were not read: the page is too large or too deep for their readers",)
    request = json.dumps({"html": page.text, "url": page.url})
    try:
        done = subprocess.run(  # noqa: S603 - our own interpreter, and the page goes in as data
            [sys.executable, "-c", _START, json.dumps(sys.path)],
            input=request.encode("utf-8"),
            capture_output=True,
            timeout=_SECONDS,
            check=False,
        )
        found: dict[str, Any] = json.loads(done.stdout)
    except subprocess.TimeoutExpired:
        return (), (f"RDFa and microformats were not read within {_SECONDS:g} s",)
    except (OSError, ValueError, RecursionError):
        return (), ("RDFa and microformats could not be read",)
    limit = page.limits.json_ld_nodes
    rdfa = NodeMaker(limit, "rdfa").nodes((item, None) for item in _in_order(found["rdfa"]) if isinstance(item, dict))
    formats = NodeMaker(limit, "microformat").nodes(
        (_plain(i), None) for i in found["microformat"] if isinstance(i, dict)
    )
    return (*(n for n in rdfa if n.types), *formats), tuple(found["gaps"])


def _in_order(value: Any) -> Any:
    """RDF has no order, and its reader numbers nameless things anew each time: sorted by all but those numbers."""
    if isinstance(value, dict):
        return {key: _in_order(value[key]) for key in sorted(value)}
    if isinstance(value, list):
        return sorted((_in_order(v) for v in value), key=lambda v: _NAMELESS.sub("_:", json.dumps(v)))
    return value


def _plain(item: dict[str, Any], depth: int = 0) -> dict[str, Any]:
    """A microformats2 item as an object with ``@type`` and properties."""
    made: dict[str, Any] = {"@type": item.get("type")}
    properties = item.get("properties")
    for name, values in properties.items() if isinstance(properties, dict) else ():
        kept = values if isinstance(values, list) else [values]
        made[name] = [
            (_plain(v, depth + 1) if "properties" in v else v.get("value")) if isinstance(v, dict) else v
            for v in kept
            if depth < 20 or not isinstance(v, dict)
        ]
    return made


def confine() -> None:
    """In the child, before it reads anything: no network, no file that is written, and bounds that its own system
    keeps where there are such."""
    import extruct  # noqa: F401 - all that has to be loaded is loaded before

    def refuse(event: str, _arguments: tuple[Any, ...]) -> None:
        if event.startswith(("socket.", "subprocess.", "os.exec", "os.spawn", "os.fork", "os.posix_spawn")):
            raise PermissionError(f"{event} is not for readers of pages")

    sys.addaudithook(refuse)
    try:
        import resource
    except ImportError:  # not a Unix
        return
    for what, most in (
        (resource.RLIMIT_AS, _MEMORY),
        (resource.RLIMIT_CPU, int(_SECONDS) + 1),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        with suppress(OSError, ValueError):  # a stricter bound stands already, or the system keeps none
            resource.setrlimit(what, (most, most))


def main() -> None:
    """Read one request on stdin, write the answer on stdout. Runs in the child."""
    import extruct

    request = json.load(sys.stdin)
    answer: dict[str, Any] = {"rdfa": [], "microformat": [], "gaps": []}
    for syntax in ("rdfa", "microformat"):
        try:
            answer[syntax] = extruct.extract(request["html"], base_url=request["url"], syntaxes=[syntax])[syntax]
        except Exception as error:  # whatever the reader raises is said in the answer
            answer["gaps"].append(f"{syntax} could not be read ({type(error).__name__})")
    json.dump(answer, sys.stdout)
