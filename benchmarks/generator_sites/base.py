"""A generator of static sites, a small site for it, and what it says of the addresses that it gave."""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal
from urllib.parse import urljoin

from made_words import Writer

__all__ = ["BASE", "BASE_HOST", "NOT_FOUND", "Built", "Generator", "Said", "Shape", "Unavailable", "text"]

BASE_HOST = "https://orchard.example"
BASE = f"{BASE_HOST}/"
NOT_FOUND = "Nothing is kept at this address. The front page leads to everything that is."
SAID = "said.json"
"""Where a generator writes what it says, at the top of the site or in the built folder."""
_MINUTES = 5


class Unavailable(Exception):
    """The generator cannot be had on this machine."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One page, in the generator's own words."""

    url: str
    """Absolute."""
    source: str | None = None
    """From the top of the site; null for a page that stands for no single file, such as a tag's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    site: Path
    out: Path
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Shape:
    """A setting that bears on addresses."""

    files: Mapping[str, str] = field(default_factory=dict)
    """They take the place of the site's own."""
    command: tuple[str, ...] | None = None
    """Null: the generator's."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Generator:
    """How one generator is had, what it is given, and how it is run.

    The site makes the generator write ``said.json``: for every page ``url`` and ``source``.
    """

    name: str
    packages: tuple[str, ...]
    """Names with the versions that the site is written for."""
    registry: Literal["PyPI", "npm", "Debian"]
    files: Mapping[str, str]
    """The site by path."""
    command: tuple[str, ...]
    """The first is a program of the packages."""
    out: str
    """The built folder, from the top of the site."""
    shapes: Mapping[str, Shape]
    """The same site with other settings."""
    edited: str
    """Source of a post that the benchmark edits, to see which page that touches."""
    drafts: tuple[str, ...] = ()
    """Sources of which no page may be built."""

    def build(self, tools: Path, site: Path, shape: str) -> Built:
        """Write the site, let the generator build it, and take what it says out of it. Raises :class:`Unavailable`."""
        chosen = self.shapes[shape]
        for name, content in {**self.files, **chosen.files}.items():
            path = site / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        program = self._program(tools, site)
        _run([str(program), *(chosen.command or self.command)[1:]], site)
        out = site / self.out
        written = next(path for path in (site / SAID, out / SAID) if path.exists())
        said = tuple(
            # Some name a file that they have made themselves.
            Said(
                url=urljoin(BASE, one["url"]),
                source=one["source"] if (site / (one["source"] or "?")).exists() else None,
            )
            for one in json.loads(written.read_text(encoding="utf-8"))
        )
        written.unlink()
        return Built(site=site, out=out, said=said)

    def _program(self, tools: Path, site: Path) -> Path:
        """Where the program is, installed if need be."""
        name = self.command[0]
        if self.registry == "Debian":
            found = Path("/usr/bin") / name
            if not found.exists():
                raise Unavailable(f"apt-get install {' '.join(self.packages)}")
            return found
        place = tools / self.name
        if self.registry == "PyPI":
            if not place.exists():
                _run([sys.executable, "-m", "venv", str(place)], tools)
                _run(
                    [str(place / "bin/pip"), "install", "--quiet", "--disable-pip-version-check", *self.packages], tools
                )
            return place / "bin" / name
        if not place.exists():
            place.mkdir(parents=True)
            (place / "package.json").write_text('{"private": true}')
            options = ["--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"]
            _run(["npm", "install", *options, *self.packages], place)
        # Modules are looked for upwards from the site.
        if not (site / "node_modules").exists():
            (site / "node_modules").symlink_to(place / "node_modules")
        return place / "node_modules/.bin" / name


def _run(command: list[str], folder: Path) -> None:
    quiet = {**os.environ, "ASTRO_TELEMETRY_DISABLED": "1", "NO_COLOR": "1", "PYTHONPATH": "", "LC_ALL": "C.UTF-8"}
    try:
        done = subprocess.run(
            command, cwd=folder, env=quiet, capture_output=True, text=True, timeout=60 * _MINUTES, check=False
        )
    except FileNotFoundError as error:
        raise Unavailable(f"{command[0]} is not there") from error
    if done.returncode:
        raise Unavailable(f"{' '.join(command)} ended with {done.returncode}:\n{(done.stdout + done.stderr)[-3000:]}")


def text(number: int, *, words: int = 420, rst: bool = False) -> str:
    """A text with subheadings, in Markdown or reStructuredText; the same number gives the same text."""
    writer = Writer(random.Random(number))
    parts: list[str] = []
    for at, paragraph in enumerate(writer.paragraphs(words)):
        if at % 3 == 1:
            heading = writer.sentence().rstrip(".")
            parts.append(f"{heading}\n{'-' * len(heading)}" if rst else f"## {heading}")
        parts.append(paragraph)
    return "\n\n".join(parts) + "\n"
