"""The docstrings under assignments, which Python does not keep: read once from the source, their one truth."""

from __future__ import annotations

import ast
import inspect
import textwrap
from collections.abc import Mapping
from functools import cache
from itertools import pairwise
from types import FunctionType, MappingProxyType, ModuleType
from typing import Any, Final

from indexaudit.rules import exemptions
from indexaudit.rules.base import Rule
from indexaudit.rules.thresholds import Thresholds

__all__ = ["attribute_docs", "exemption_reason", "threshold_names"]

_DEEPEST: Final = 8


@cache
def attribute_docs(source: Any) -> Mapping[str, str]:  # Any: a class or a module, which mypy does not take for hashable
    """Names of a class or module with the string that stands under their assignment, white space collapsed.

    Empty when the source is not there (a frozen program): a number without its story is still a number.
    """
    try:
        tree = ast.parse(textwrap.dedent(inspect.getsource(source)))
    except (OSError, TypeError, SyntaxError):
        return MappingProxyType({})
    body = tree.body if isinstance(source, ModuleType) else getattr(tree.body[0], "body", [])
    docs: dict[str, str] = {}
    for before, here in pairwise(body):
        if isinstance(before, ast.AnnAssign) and isinstance(before.target, ast.Name):
            name = before.target.id
        elif isinstance(before, ast.Assign) and isinstance(before.targets[0], ast.Name):
            name = before.targets[0].id
        else:
            continue
        if isinstance(here, ast.Expr) and isinstance(here.value, ast.Constant) and isinstance(here.value.value, str):
            docs[name] = " ".join(here.value.value.split())
    return MappingProxyType(docs)


def exemption_reason(rule: Rule) -> str:
    """Why there is nothing to judge on the page types of ``rule.not_on``; empty when no row of the table says so.

    Two rows may hold the same types: the one that the rule's own module names comes first.
    """
    rows = [name for name in exemptions.__all__ if getattr(exemptions, name) == rule.not_on]
    named = [name for name in rows if name in getattr(rule.check, "__globals__", {})]
    docs = attribute_docs(exemptions)
    return next((docs[name] for name in (*named, *rows) if name in docs), "")


def threshold_names(rule: Rule) -> tuple[str, ...]:
    """The thresholds that a rule reads, itself or through a helper that it hands them to, in the order of the table."""
    if not any(need.group is Thresholds for need in rule.needs) or not isinstance(rule.check, FunctionType):
        return ()
    used = _names(rule.check, 0)
    return tuple(name for name in Thresholds.__dataclass_fields__ if name in used)


def _names(function: FunctionType, depth: int) -> frozenset[str]:
    codes = [function.__code__]
    names: set[str] = set()
    while codes:
        code = codes.pop()
        names.update(code.co_names)
        codes += [constant for constant in code.co_consts if inspect.iscode(constant)]  # lambdas and generators
    for name in tuple(names):
        helper = function.__globals__.get(name)
        if depth < _DEEPEST and isinstance(helper, FunctionType) and "thresholds" in _parameters(helper):
            names |= _names(helper, depth + 1)
    return frozenset(names)


def _parameters(function: FunctionType) -> tuple[str, ...]:
    code = function.__code__
    return code.co_varnames[: code.co_argcount + code.co_kwonlyargcount]
