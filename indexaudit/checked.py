"""Values that a caller chose, checked: known keys only, each of its type, frozen."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import fields
from datetime import date
from pathlib import Path
from types import MappingProxyType, NoneType, UnionType
from typing import Any, ClassVar, Final, Literal, Self, Union, get_args, get_origin, get_type_hints

from indexaudit.errors import ConfigError

__all__ = ["Checked", "read_toml", "unknown_key"]


class Checked:
    """A frozen dataclass: unknown keywords name the nearest known one; values of the wrong type name their field.

    Subclasses call ``_check`` when they are made.
    """

    __slots__ = ()

    _called: ClassVar[str] = ""
    """What its keys stand in, for messages: the table of a configuration file; empty: the file itself."""

    def __new__(cls, *_args: object, **kwargs: object) -> Self:
        """Raises :class:`ConfigError` for a keyword that is no field."""
        known = [f.name for f in fields(cls)]  # type: ignore[arg-type]  # every subclass is a dataclass
        for name in kwargs:
            if name not in known:
                where = f"{cls._called}: " if cls._called else ""
                raise ConfigError(unknown_key(f"{where}unknown key {name!r}", name, known))
        return object.__new__(cls)

    def __reduce__(self) -> tuple[Any, ...]:  # Any: what pickle asks for
        """For workers in other processes: a read-only mapping cannot be pickled, a dictionary can."""
        values = {f.name: getattr(self, f.name) for f in fields(self)}  # type: ignore[arg-type]  # as above
        plain = {k: dict(v) if isinstance(v, MappingProxyType) else v for k, v in values.items()}
        return _made, (type(self), plain)

    def _check(self, called: str | None = None) -> None:
        """Raises :class:`ConfigError` in the words of a configuration file; ``called`` takes the place of the class's
        name there."""
        called = self._called if called is None else called
        where = f"{called}: " if called else ""
        hints = get_type_hints(type(self))
        for f in fields(self):  # type: ignore[arg-type]  # every subclass is a dataclass
            value = getattr(self, f.name)
            frozen = _frozen(value)
            if frozen is not value:
                object.__setattr__(self, f.name, frozen)
            if not _fits(frozen, hints[f.name]):
                given = list(value) if isinstance(value, tuple) else value
                raise ConfigError(f"{where}{f.name}: {given!r} is not {_describe(hints[f.name])}")


def _made(kind: type[Checked], values: dict[str, Any]) -> Checked:  # Any: values of fields
    return kind(**values)


def read_toml(path: str | Path) -> dict[str, Any]:  # Any: values as TOML gives them
    """A TOML file as plain values. Raises :class:`ConfigError`, naming the file, when it cannot be read."""
    try:
        return tomllib.loads(Path(path).read_text(encoding="utf-8-sig"))
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}); check the path") from error
    except RecursionError as error:
        raise ConfigError(f"{path}: is not TOML that can be read (brackets are nested too deeply)") from error
    except UnicodeDecodeError as error:
        line = 1 + error.object[: error.start].count(b"\n")
        raise ConfigError(f"{path}: line {line} is not in UTF-8, as TOML has to be; save the file in UTF-8") from error
    except ValueError as error:  # no TOML, or no path
        raise ConfigError(f"{path}: is not TOML ({error})") from error


def unknown_key(message: str, name: str, known: Iterable[str]) -> str:
    """The message, with the nearest known key, or all of them when none is near."""
    known = list(known)
    near = difflib.get_close_matches(name, known, n=1, cutoff=0.5)
    return f"{message}; did you mean {near[0]!r}?" if near else f"{message}; known keys: {', '.join(known)}"


def _frozen(value: object) -> object:
    if isinstance(value, list):
        return tuple(value)
    if isinstance(value, dict):
        return MappingProxyType(dict(value))
    return value


def _fits(value: object, hint: Any) -> bool:  # Any: a type form, which mypy cannot name
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return any(type(value) is type(a) and value == a for a in args)
    if origin in (Union, UnionType):
        return any(_fits(value, a) for a in args)
    if origin is tuple:
        return isinstance(value, tuple) and all(_fits(v, args[0]) for v in value)
    if origin is Mapping:
        return isinstance(value, Mapping) and all(_fits(k, args[0]) and _fits(v, args[1]) for k, v in value.items())
    if hint in (int, float):
        return isinstance(value, (int, float) if hint is float else int) and not isinstance(value, bool)
    if hint is date:
        return type(value) is date  # a moment is a date to Python, and cannot be compared with one
    return isinstance(value, hint)


_KINDS: Final[Mapping[Any, str]] = MappingProxyType(
    {
        str: "a text in quotes",
        int: "a whole number",
        float: "a number",
        bool: "true or false",
        date: "a day such as 2027-12-31, written without quotes",
    }
)
"""Types in the words of a configuration file."""


def _describe(hint: Any) -> str:  # Any: a type form, which mypy cannot name
    """What a value should be."""
    origin, args = get_origin(hint), get_args(hint)
    if origin is Literal:
        return "one of " + ", ".join(repr(a) for a in args)
    if origin in (Union, UnionType):  # null is the absence of the key
        return " or ".join(_describe(a) for a in args if a is not NoneType)
    if origin is tuple:
        return "a list such as [...]" if args[0] is not str else 'a list of texts such as ["…"]'
    if origin is Mapping:
        return f"a table of which each value is {_describe(args[1])}"
    return _KINDS.get(hint, "a table")
