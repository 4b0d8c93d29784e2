"""Options that several commands share, and what they read."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from indexaudit.report.printable import printable
from indexaudit.settings import Settings, find

__all__ = ["configured", "formats", "settings", "tell"]

_F = TypeVar("_F", bound=Callable[..., Any])  # Any: a command


def configured(command: _F) -> _F:
    """The two options that say where the configuration comes from."""
    chosen = click.option("--config", metavar="FILE", help="Configuration in TOML, or a pyproject.toml.")
    none = click.option("--no-config", is_flag=True, help="Look for no configuration file.")
    return chosen(none(command))


def formats(*names: str) -> Callable[[_F], _F]:
    """The option of the commands that print one thing; the first name is the default."""
    return click.option("--format", type=click.Choice(names), default=names[0], show_default=True)


def settings(file: str | None, *, none: bool, note: Callable[[str], None] | None = None) -> Settings:
    """What --config names, else the nearest file, which is then said; nothing at all with --no-config."""
    if file and none:
        raise click.UsageError("--config and --no-config exclude each other")
    if none:
        return Settings()
    if file:
        return Settings.read(Path(file))
    try:
        here = Path.cwd()
    except OSError:  # somebody removed the folder that we stand in
        return Settings()
    found = find(here)
    if found is None:
        return Settings()
    with suppress(ValueError):
        found = found.relative_to(here)
    settings = Settings.read(found)
    (note or tell)(printable(f"note: configuration from {found}; --no-config leaves it out"))
    return settings


def tell(line: str) -> None:
    """One line to stderr."""
    click.echo(line, err=True)
