"""For tests of rules, ours and those of others: a good page to change one thing of, and the verdict of one rule on it.

>>> from indexaudit.testing import judge, snapshot
>>> judge("title-present", snapshot(head="<title></title>")).status.value
'fail'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from html import escape
from itertools import islice
from typing import Any, Final

from indexaudit import engine
from indexaudit.config import Config
from indexaudit.errors import ConfigError
from indexaudit.facts import Group
from indexaudit.looks import Images, Look, Probes, Rendered
from indexaudit.model import FetchError, Outcome
from indexaudit.page_facts import PageFactReader
from indexaudit.rules.base import Rule
from indexaudit.rules.casebook import SITE_KEYS, Case, site_facts
from indexaudit.rules.registry import load, site_parts
from indexaudit.site_facts import SITE_GROUPS, SitePage
from indexaudit.snapshot import Exchange, Headers, Hop, RobotsFile, Snapshot
from indexaudit.testing_looks import look
from indexaudit.web.urls import join, read_url

__all__ = ["HEADERS", "MOMENT", "URL", "judge", "look", "problems", "prose", "run", "snapshot"]

URL: Final = "https://example.com/garden/pruning-an-apple-tree"
MOMENT: Final = datetime(2026, 1, 15, 12, 0, tzinfo=UTC)
"""When pages of tests are fetched."""
HEADERS: Final[Headers] = (("Content-Type", "text/html; charset=utf-8"),)

_TITLE: Final = "Pruning an apple tree in winter"
_DESCRIPTION: Final = "Which branches of an apple tree to take off in winter, which to leave, and how to cut them well."

_CARD: Final = '<meta name="twitter:card" content="summary_large_image">'
_PREVIEW: Final = '<meta name="robots" content="max-image-preview:large">'
_ARTICLE: Final = (
    '<script type="application/ld+json">{"@context": "https://schema.org", "@type": "BlogPosting", "headline": "'
    + _TITLE
    + '", "author": {"@type": "Person", "name": "Ada Field", "url": "https://example.com/people/ada-field"}, '
    '"datePublished": "2025-12-01", "image": "https://example.com/garden/apple-tree.jpg"}</script>'
)

_WHO: Final = ("A careful gardener", "The old orchard", "Every young tree", "A dry winter", "The lower branch")
_DOES: Final = ("needs", "rewards", "remembers", "shows", "changes", "keeps", "asks for")
_WHAT: Final = (
    "a clean cut close to the collar",
    "more light between the inner branches",
    "patience until the hard frost is over",
    "a sharp saw and a steady ladder",
    "less wood and larger fruit next autumn",
    "room for air after heavy rain",
)
_WHEN: Final = ("in the first week of March", "before the buds begin to swell", "when the leaves are down")


def snapshot(
    html: str | bytes | None = None,
    *,
    head: str | None = None,
    body: str | None = None,
    words: int = 350,
    url: str = URL,
    status: int = 200,
    headers: Mapping[str, str] | Iterable[tuple[str, str]] | None = HEADERS,
    robots: str | bytes | Mapping[str, str] | None = "",
    robots_status: int = 200,
    redirects: Iterable[str] = (),
    redirect_status: int = 301,
    fetched_at: datetime = MOMENT,
    truncated: bool = False,
    fetch_error: str | None = None,
    images: Iterable[Look] | None = None,
    probes: Iterable[Look] | None = None,
    rendered: Mapping[str, Any] | None = None,  # Any: values as the keys below take them
) -> Snapshot:
    """A good page of example.com, with some things changed.

    ``html`` is the whole document; without it ``head`` and ``body`` replace the inside of those elements, and ``words``
    says how many words the article has. ``headers=None`` and ``robots=None`` mean that they were not asked for;
    ``robots`` may name a body for each origin. ``redirects`` are the addresses on the way, each answering
    ``redirect_status``.
    ``fetch_error`` makes an address from which nothing came, for that reason. ``images`` and ``probes`` are what was
    looked at beside the page (:func:`look` makes them); null: it was not asked for. ``rendered`` is what a browser made
    of the page: ``html``, ``head``, ``body`` and ``words`` as above, and ``ended``, ``reason``, ``truncated``,
    ``left_for`` and ``blocked_by`` of :class:`indexaudit.looks.Rendered`; what is left out is that of the page.

    Raises :class:`InvalidURL`.
    """
    href = read_url(url).href
    asked = [read_url(each).href for each in redirects]
    files = _robots_files(robots, robots_status, [*asked, href])
    if fetch_error is not None:
        error = FetchError(code="fetch_failed", message=fetch_error, hop=0, retryable=False)
        return Snapshot(url=href, fetched_at=fetched_at, exchange=None, robots=files, fetch_error=error)
    text = html if html is not None else _document(href, head=head, body=body, words=words)
    content = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    targets = [*asked[1:], href]
    hops = tuple(
        Hop(url=each, status=redirect_status, headers=(("Location", to),))
        for each, to in zip(asked, targets, strict=False)
    )
    pairs = headers.items() if isinstance(headers, Mapping) else headers
    lines = None if pairs is None else tuple((str(name), str(value)) for name, value in pairs)
    exchange = Exchange(
        hops=(*hops, Hop(url=href, status=status, headers=lines)),
        fetched_at=fetched_at,
        size=len(content),
        truncated=truncated,
    )
    made = None
    if rendered is not None:
        own = {"head": head, "body": body, "words": words} if html is None else {}
        made = _rendered(href, {"html": html, **own, **rendered})
    return Snapshot(
        url=exchange.url,
        fetched_at=fetched_at,
        exchange=exchange,
        body=content,
        text=text if isinstance(text, str) else None,
        robots=files,
        images=None if images is None else Images(looks=tuple(images)),
        probes=None if probes is None else Probes(looks=tuple(probes)),
        rendered=made,
    )


def judge(rule: Rule | str, snapshot: Snapshot, config: Config | None = None) -> Outcome:
    """What one rule says to a snapshot. A rule is named by its id or given itself.

    Raises :class:`ConfigError` for an id that no rule has.
    """
    config = config or Config()
    if isinstance(rule, str):
        found = next((r for r in load(config.rules) if r.id == rule), None)
        if found is None:
            raise ConfigError(f"no rule is called {rule!r}")
        rule = found
    ((_, outcome),) = engine.judge([rule], PageFactReader(snapshot, config))
    return outcome


def run(rule: Rule, case: Case) -> Outcome:
    """What a rule says to the page of one of its cases."""
    page = dict(case.page)
    keys = {"keyphrase", "expected_noindex", "thresholds", "content", "limits"}
    options = {key: page.pop(key) for key in keys & page.keys()}
    if "brand" in page:
        options["brand"] = {"domains": page.pop("brand")}
    config = Config.from_mapping(options, where=f"case {case.name!r}")
    for key, name in (("robots_txt", "robots"), ("headers", "headers"), ("fetch_error", "fetch_error")):
        # TOML has no null: false says that it was not asked for.
        if key in page:
            value = page.pop(key)
            page[name] = None if value is False else value
    for key in ("images", "probes"):
        if key in page:
            page[key] = [look(**values) for values in page[key]]
    groups = site_facts(case)
    page = {key: value for key, value in page.items() if key not in SITE_KEYS}
    if groups:
        return _judge_in_site(rule, snapshot(**page), config, groups)
    return judge(rule, snapshot(**page), config)


def _judge_in_site(rule: Rule, page: Snapshot, config: Config, groups: Mapping[type[Group], Group]) -> Outcome:
    part = rule if rule.of_site else site_parts().get(rule.id)
    if part is None:
        raise ConfigError(f"rule {rule.id!r} reads nothing of a site")
    ((_, outcome),) = engine.judge([part], _GoodSite(PageFactReader(page, config), groups))
    return outcome


class _GoodSite:
    """A page of a site without faults, with some site fact groups of its own."""

    def __init__(self, page: PageFactReader, groups: Mapping[type[Group], Group]) -> None:
        self._page = page
        self._groups = groups

    def get(self, group: type[Any]) -> Any:
        if group not in SITE_GROUPS:
            return self._page.get(group)
        found = self._groups.get(group) or group()
        if isinstance(found, SitePage):
            url = found.url or self._page.final_url
            moment = found.fetched_at or self._page.snapshot.fetched_at
            found = replace(found, url=url, final_url=found.final_url or url, fetched_at=moment)
        return found


def problems(case: Case, outcome: Outcome) -> list[str]:
    """Where an outcome differs from what its case expects, in words; empty when it agrees."""
    line = next((e.line for e in outcome.evidence if e.line is not None), None)
    asked: list[tuple[str, Any, Any]] = [
        ("status", case.status.value, outcome.status.value),
        ("credit", case.credit, round(outcome.credit, 3)),
        ("line", case.line, line),
        ("indexed_at", case.indexed_at, outcome.indexed_at),
        ("expected", case.expected, outcome.expected),
    ]
    found = [f"{what} is {got!r}, not {want!r}" for what, want, got in asked if want is not None and want != got]
    if case.message is not None and case.message not in outcome.message:
        found.append(f"message lacks {case.message!r}")
    return [f"{problem} (message: {outcome.message!r})" for problem in found]


def prose(words: int) -> str:
    """So many words of plain English in paragraphs of HTML, the same every time."""
    sentences = (
        f"{who} {does} {what} {when}.".split() for what in _WHAT for when in _WHEN for does in _DOES for who in _WHO
    )
    every = list(islice((word for sentence in sentences for word in sentence), words))
    paragraphs = [" ".join(every[at : at + 70]) for at in range(0, len(every), 70)]
    return "\n".join(f"<p>{paragraph.rstrip('.')}.</p>" for paragraph in paragraphs)


def _sections(words: int) -> str:
    """About so many words of prose, with a heading before every fifth paragraph."""
    paragraphs = prose(words - 2 * (max(words - 1, 0) // 282)).split("\n")
    return "\n<h2>Next branch</h2>\n".join("\n".join(paragraphs[at : at + 4]) for at in range(0, len(paragraphs), 4))


def _rendered(url: str, given: Mapping[str, Any]) -> Rendered:  # Any: see snapshot
    told = dict(given)
    document = {key: told.pop(key, None) for key in ("html", "head", "body", "words")}
    html = document["html"]
    if html is None:
        words = 350 if document["words"] is None else document["words"]
        html = _document(url, head=document["head"], body=document["body"], words=words)
    if isinstance(html, bytes):
        html = html.decode("utf-8", "replace")
    blocked_by = tuple((str(reason), int(count)) for reason, count in told.pop("blocked_by", {}).items())
    return Rendered(
        **{"url": url, "final_url": url, "ended": "idle", **told},
        html=html,
        blocked_by=blocked_by,
        blocked=sum(count for _, count in blocked_by),
    )


def _document(url: str, *, head: str | None, body: str | None, words: int) -> str:
    address = escape(url)
    if head is None:
        head = f"""<title>{_TITLE} | Example Garden</title>
<meta name="description" content="{_DESCRIPTION}">
<link rel="canonical" href="{address}">
<meta property="og:type" content="article">
<meta property="og:title" content="{_TITLE}">
<meta property="og:url" content="{address}">
<meta property="og:site_name" content="Example Garden">
<meta property="og:image" content="https://example.com/garden/apple-tree.jpg">{_CARD}{_ARTICLE}{_PREVIEW}"""
    if body is None:
        body = f"""<main><article>
<h1>{_TITLE}</h1>
<p>By <a rel="author" href="/people/ada-field">Ada Field</a>,
<time datetime="2025-12-01">1 December 2025</time></p>
{_sections(words)}
</article></main>"""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
{head}
</head>
<body>
{body}
</body>
</html>
"""


def _robots_files(
    robots: str | bytes | Mapping[str, str] | None, status: int, urls: Iterable[str]
) -> tuple[RobotsFile, ...] | None:
    if robots is None:
        return None
    if isinstance(robots, Mapping):
        bodies: dict[str, str | bytes] = {
            join(origin, "/robots.txt") or origin: body for origin, body in robots.items()
        }
    else:
        bodies = dict.fromkeys((join(url, "/robots.txt") or url for url in urls), robots)
    return tuple(
        RobotsFile(url=url, status=status, body=body if isinstance(body, bytes) else body.encode("utf-8"))
        for url, body in bodies.items()
    )
