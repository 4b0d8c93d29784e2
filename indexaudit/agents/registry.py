"""The data files to agents: read once, on first use, and checked key by key."""

from __future__ import annotations

import difflib
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Final, get_args

from indexaudit.agents.base import Agent, CrawlDelay, Obedience, Purpose
from indexaudit.errors import ConfigError
from indexaudit.model import Source

__all__ = ["find", "load", "parse", "with_purpose"]

_TOKEN: Final = re.compile(r"[A-Za-z_-]+")
"""RFC 9309 §2.2.1: the characters of a product token."""

_FILE_KEYS: Final = ("operator", "sites", "reviewed", "source", "agent")
_SOURCE_KEYS: Final = ("title", "url", "checked")
_REQUIRED: Final = ("token", "purpose", "obeys", "cost")
_OPTIONAL: Final = ("names", "documented", "fetches", "follows", "crawl_delay", "note", "source")


@cache
def load() -> tuple[Agent, ...]:
    """Every known agent, by purpose, then by name. Raises :class:`ConfigError` for a damaged data file."""
    found: list[Agent] = []
    for file in files("indexaudit.agents").joinpath("data").iterdir():
        if file.name.endswith(".toml"):
            found += parse(file.read_text(encoding="utf-8"), where=f"agents/data/{file.name}")
    return _ordered(found)


@cache
def with_purpose(purpose: Purpose) -> tuple[Agent, ...]:
    """The known agents of one purpose, by name."""
    return tuple(agent for agent in load() if agent.purpose is purpose)


def find(name: str) -> Agent:
    """The agent of this id, token or other name, in any case.

    Raises :class:`ConfigError` that names the nearest ones when there is none.
    """
    known: dict[str, Agent] = {}
    for agent in load():
        for each in (*agent.names, agent.id):
            known[each.lower()] = agent
    wanted = name.strip().lower()
    if wanted not in known:
        near = difflib.get_close_matches(wanted, known, n=3, cutoff=0.5) or [k for k in known if wanted in k][:3]
        near = list(dict.fromkeys(known[k].token for k in near)) if wanted else []
        hint = f"did you mean {' or '.join(near)}?" if near else "`indexaudit agents` lists them"
        raise ConfigError(f"there is no agent {name!r}; {hint}")
    return known[wanted]


def parse(text: str, *, where: str) -> tuple[Agent, ...]:
    """The agents of one data file. Raises :class:`ConfigError` that names file and key."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{where}: is no TOML ({error})") from error
    _only(data, _FILE_KEYS, where)
    operator, reviewed = _text(data, "operator", where), _day(data, "reviewed", where)
    shared = _sources(data, where)
    tables = _tables(data, "agent", where)
    if not tables:
        raise ConfigError(f"{where}: agent: name at least one")
    sites = _texts(data, "sites", where)
    agents = (_agent(t, operator, reviewed, shared, f"{where}: agent {n}") for n, t in enumerate(tables, 1))
    return tuple(replace(agent, sites=sites) for agent in agents)


def _agent(
    table: Mapping[str, Any], operator: str, reviewed: str, shared: tuple[Source, ...], where: str
) -> Agent:  # Any: values as TOML gives them
    token = _text(table, "token", where)
    where = f"{where} ({token})"
    if not _TOKEN.fullmatch(token):
        raise ConfigError(f"{where}: token: may hold letters, '-' and '_' only (RFC 9309 §2.2.1)")
    _only(table, (*_REQUIRED, *_OPTIONAL), where)
    obeys: Obedience = _choice(table, "obeys", get_args(Obedience), where)
    note = _text(table, "note", where) if "note" in table else None
    if obeys != "yes" and note is None:
        raise ConfigError(f"{where}: note: must say how it departs from robots.txt when obeys is {obeys!r}")
    sources = _sources(table, where) or shared
    if not sources:
        raise ConfigError(f"{where}: source: name at least one, here or for the whole file")
    cost = _text(table, "cost", where)
    if not cost.endswith("."):
        raise ConfigError(f"{where}: cost: must be a sentence")
    crawl_delay: CrawlDelay = (
        _choice(table, "crawl_delay", get_args(CrawlDelay), where) if "crawl_delay" in table else "unknown"
    )
    return Agent(
        id=token.lower(),
        token=token,
        names=_texts(table, "names", where),
        operator=operator,
        sites=(),
        purpose=Purpose(_choice(table, "purpose", [p.value for p in Purpose], where)),
        obeys=obeys,
        documented=_flag(table, "documented", where),
        fetches=_flag(table, "fetches", where),
        follows=_texts(table, "follows", where),
        crawl_delay=crawl_delay,
        note=note,
        cost=cost,
        sources=sources,
        reviewed=reviewed,
    )


def _ordered(agents: Iterable[Agent]) -> tuple[Agent, ...]:
    order = list(Purpose)
    found = sorted(agents, key=lambda a: (order.index(a.purpose), a.id))
    taken: dict[str, Agent] = {}
    for agent in found:
        for name in {agent.id, *(n.lower() for n in agent.names)}:
            if (other := taken.setdefault(name, agent)) is not agent:
                raise ConfigError(f"agents/data: {name!r} names {other.token} of {other.operator} and {agent.token}")
    return tuple(found)


def _sources(table: Mapping[str, Any], where: str) -> tuple[Source, ...]:
    found = []
    for number, source in enumerate(_tables(table, "source", where), 1):
        here = f"{where}: source {number}"
        _only(source, _SOURCE_KEYS, here)
        url = _text(source, "url", here)
        if not url.startswith("https://"):
            raise ConfigError(f"{here}: url: must begin with https://")
        found.append(Source(title=_text(source, "title", here), url=url, checked=_day(source, "checked", here)))
    return tuple(found)


def _only(table: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
            hint = f"did you mean {near[0]!r}?" if near else f"known: {', '.join(known)}"
            raise ConfigError(f"{where}: unknown key {key!r}; {hint}")


def _text(table: Mapping[str, Any], key: str, where: str) -> str:
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise ConfigError(f"{where}: {key}: must be a text (got {value!r})")
    return value


def _texts(table: Mapping[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, str) and v.strip() for v in value):
        raise ConfigError(f"{where}: {key}: must be a list of texts (got {value!r})")
    return tuple(value)


def _flag(table: Mapping[str, Any], key: str, where: str) -> bool:
    value = table.get(key, True)
    if not isinstance(value, bool):
        raise ConfigError(f"{where}: {key}: must be true or false (got {value!r})")
    return value


def _choice(table: Mapping[str, Any], key: str, choices: Iterable[str], where: str) -> Any:  # Any: one of the choices
    value, listed = table.get(key), list(choices)
    if value not in listed:
        raise ConfigError(f"{where}: {key}: must be one of {', '.join(listed)} (got {value!r})")
    return value


def _day(table: Mapping[str, Any], key: str, where: str) -> str:
    value = _text(table, key, where)
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError as error:
        raise ConfigError(f"{where}: {key}: must be a day as YYYY-MM-DD (got {value!r})") from error


def _tables(table: Mapping[str, Any], key: str, where: str) -> list[dict[str, Any]]:
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(v, dict) for v in value):
        raise ConfigError(f"{where}: {key}: must be written as [[{key}]] tables")
    return value
