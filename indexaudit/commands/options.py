"""Options that several commands share, and what they read."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Any, TypeVar

import click

from indexaudit.commands.outputs import Output
from indexaudit.commands.settings import Settings, find
from indexaudit.report.printable import printable

__all__ = ["configured", "formats", "outputs", "read_by", "say_nothing", "settings", "tell"]

_F = TypeVar("_F", bound=Callable[..., Any])  # Any: a command


def configured(command: _F) -> _F:
    """The two options that say where the configuration comes from."""
    chosen = click.option("--config", metavar="FILE", help="Configuration in TOML, or a pyproject.toml.")
    none = click.option("--no-config", is_flag=True, help="Look for no configuration file.")
    return chosen(none(command))


def formats(*names: str) -> Callable[[_F], _F]:
    """The option of the commands that print one thing; the first name is the default."""
    return click.option("--format", type=click.Choice(names), default=names[0], show_default=True)


def read_by(read: Callable[[object], float]) -> Callable[[click.Context, click.Parameter, str | None], float | None]:
    """The callback of an option whose value is a number, of which the reader explains range and unit."""

    def callback(_ctx: click.Context, _param: click.Parameter, value: str | None) -> float | None:
        try:
            return None if value is None else read(value)
        except ValueError as error:
            raise click.BadParameter(str(error)) from None

    return callback


def outputs(given: Collection[str], formats: Collection[str]) -> list[Output]:
    """What each --output names. Raises :class:`OutputError`."""
    outputs = [Output.given(text, formats) for text in given]
    paths = [output.path.resolve() for output in outputs]
    for path in paths:
        if paths.count(path) > 1:
            raise click.UsageError(f"--output names {str(path)!r} twice; give each report a file of its own")
    return outputs


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


def say_nothing(_line: str) -> None:
    """What --quiet puts in the place of :func:`tell`."""
