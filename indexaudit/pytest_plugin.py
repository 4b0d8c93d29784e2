"""For pytest: a test for each page of a built site, and a fixture that audits HTML which a test has made.

    pytest --indexaudit public/ --indexaudit-base-url https://blog.example/

    def test_a_post_can_be_found(indexaudit_page, client):
        indexaudit_page(client.get("/posts/plums/").text, "https://blog.example/posts/plums/")

Both go by the configuration that the command line finds from pytest's root folder. What judges is loaded when first
used: a run without either costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Protocol, Self

import pytest

if TYPE_CHECKING:
    from indexaudit.commands.gate import Gate
    from indexaudit.model import PageAudit

__all__ = ["AuditPage", "indexaudit_page"]

_FOLDER: Final = "--indexaudit"
_BASE_URL: Final = "--indexaudit-base-url"
_BASELINE: Final = "--indexaudit-baseline"
_SAID: Final = pytest.StashKey[list[str]]()
"""Notes of the run, which stand below its summary."""


class AuditPage(Protocol):
    """What the fixture :func:`indexaudit_page` is."""

    def __call__(self, html: str | bytes, url: str, *, fail_on: str | None = None, **given: Any) -> PageAudit:
        """Audit HTML as the answer of an address, and fail the test when a fault lies at ``fail_on`` or beyond.

        ``fail_on``: a threshold as on the command line; null takes that of the configuration. ``given``: keywords of
        :func:`indexaudit.audit_html`, such as ``headers`` and ``status``. The audit is returned.
        """


def pytest_addoption(parser: pytest.Parser) -> None:
    """The options of the plugin."""
    group = parser.getgroup("indexaudit", "pages that search engines should find")
    group.addoption(_FOLDER, metavar="PATH", help="A built site: one test for each of its pages.")
    group.addoption(_BASE_URL, metavar="URL", help="Where the built site will be served.")
    group.addoption(_BASELINE, metavar="FILE", help="Findings that are known already (indexaudit baseline update).")


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    """Add the pages of the built site to the tests, so that ``-k`` and the like choose among them."""
    folder, base_url = config.getoption(_FOLDER), config.getoption(_BASE_URL)
    if folder is None:
        return
    if base_url is None:
        raise pytest.UsageError(f"{_FOLDER} needs {_BASE_URL}: the address at which {folder} will be served")
    from indexaudit.errors import IndexAuditError

    try:
        path = config.invocation_params.dir / folder
        items += _Site.from_parent(session, name=str(folder), path=path, base_url=base_url).collect()
    except IndexAuditError as error:
        raise pytest.UsageError(str(error)) from error


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:  # Any: pytest keeps its type private
    """Say what was set aside, and why."""
    said = config.stash.get(_SAID, [])
    if said:
        terminalreporter.section("indexaudit")
        for line in said:
            terminalreporter.write_line(line)


@pytest.fixture
def indexaudit_page(pytestconfig: pytest.Config) -> AuditPage:
    """Audits HTML that a test has made (:class:`AuditPage`)."""

    def audit_page(html: str | bytes, url: str, *, fail_on: str | None = None, **given: Any) -> PageAudit:
        __tracebackhide__ = True
        from indexaudit.api import html_snapshot
        from indexaudit.audit import audit_snapshot
        from indexaudit.commands.exit_code import FAIL_ON
        from indexaudit.extract.ignore_marks import read_ignore_marks

        if fail_on is not None and fail_on not in FAIL_ON:
            raise ValueError(f"fail_on: {fail_on!r} is not one of {', '.join(FAIL_ON)}")
        gate = _gate(pytestconfig, fail_on=fail_on)
        snapshot = html_snapshot(html, url, **given)
        audit = audit_snapshot(snapshot, gate.config)
        # The page is the project's own, as one of a built folder is.
        marks = read_ignore_marks(snapshot, gate.config.limits)
        counted = gate.counted(audit, marks, places={})
        if said := _said(gate, counted):
            pytest.fail(said, pytrace=False)
        return counted

    return audit_page


class _Site(pytest.Collector):
    """A built folder."""

    def __init__(self, *, base_url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._base_url = base_url
        self._gate: Gate | None = None
        self._audits: Mapping[str, PageAudit] | None = None

    def collect(self) -> Iterator[pytest.Item]:
        from indexaudit.gate.folder import read_folder

        for page in read_folder(self.path, self._base_url).pages:
            yield _Page.from_parent(self, name=page.path, url=page.url)

    def judged(self, url: str) -> tuple[Gate, PageAudit | None]:
        """The gate, and the page: all are judged together when the first is asked for, for each shows the others."""
        if self._gate is None or self._audits is None:
            from datetime import UTC, datetime

            from indexaudit.commands.built_site import BuiltSite, Since

            say = self.config.stash.setdefault(_SAID, []).append
            self._gate = _gate(self.config, baseline=self.config.getoption(_BASELINE), say=say)
            run = BuiltSite(
                folder=self.path,
                base_url=self._base_url,
                since=Since(),
                gate=self._gate,
                own_files=(),
                now=datetime.now(UTC).replace(microsecond=0),
                tell=lambda _line: None,  # each threshold fails a test
                note=say,
            )
            self._audits = {audit.url: audit for audit in run.audits()}
        return self._gate, self._audits.get(url)


class _PageFault(Exception):
    """What a page does not keep."""


class _Page(pytest.Item):
    """One page of a built folder."""

    def __init__(self, *, url: str, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self._url = url
        self._site: _Site = kwargs["parent"]

    @classmethod
    def from_parent(cls, parent: Any, **kwargs: Any) -> Self:  # Any: as pytest has it
        made: Self = super().from_parent(parent, **kwargs)
        return made

    def runtest(self) -> None:
        gate, audit = self._site.judged(self._url)
        if audit is None:
            raise _PageFault(f"{self._url}: could not be judged")
        if said := _said(gate, audit):
            raise _PageFault(said)

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: Any = None) -> Any:
        """A fault of the page in words; of us, as pytest shows it."""
        if isinstance(excinfo.value, _PageFault):
            return str(excinfo.value)
        return super().repr_failure(excinfo, style)

    def reportinfo(self) -> tuple[Path, None, str]:
        return self.path / self.name, None, f"{self.name} ({self._url})"


def _gate(
    config: pytest.Config, *, fail_on: str | None = None, baseline: str | None = None, say: Any = lambda _line: None
) -> Gate:
    from indexaudit.commands.gate import Gate
    from indexaudit.commands.settings import Settings, find
    from indexaudit.gate.baseline import Baseline

    found = find(config.rootpath)
    settings = Settings() if found is None else Settings.read(found)
    thresholds = settings.override(fail_on=fail_on)
    return Gate(
        config=settings.config,
        settings=settings,
        thresholds=thresholds,
        typed=() if fail_on is None else ("fail_on",),
        baseline=None if baseline is None else Baseline.load(config.invocation_params.dir / baseline),
        root=config.rootpath,
        tell=say,
        note=say,
    )


def _said(gate: Gate, audit: PageAudit) -> str:
    """Why a page does not pass, with each fault that fails it; empty when it passes."""
    from indexaudit.report.printable import printable

    verdict = gate.verdict(audit)
    if not verdict.code:
        return ""
    lines = [printable(f"{audit.url}: {reason}") for reason in verdict.reasons or ("could not be judged",)]
    for finding in gate.beyond(audit) or audit.findings:
        line = next((e.line for e in finding.evidence if e.where == "html" and e.line is not None), None)
        at = "" if line is None else f"line {line}: "
        lines.append(printable(f"  {at}{finding.rule}: {finding.message}"))
        if finding.fix:
            lines.append(printable(f"    Fix: {finding.fix}"))
    return "\n".join(lines)
