"""Hands each rule the facts it names and collects the outcomes. Knows neither markup nor network."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Protocol, TypeVar

from indexaudit.facts import Missing, Unavailable
from indexaudit.model import Outcome, PageType, Status
from indexaudit.rules.base import Rule, skip, unknown

__all__ = ["FactProvider", "ask", "judge"]


class FactProvider(Protocol):
    """Where facts come from."""

    def get(self, group: type[Any]) -> Any:
        """The group, or a :class:`Missing` that says why it could not be had. Computed at most once."""


G = TypeVar("G")


def ask(provider: FactProvider, group: type[G]) -> G | Missing:
    """The group, or why it could not be had, for results, which show what there is. Never raises."""
    try:
        found: G | Missing = provider.get(group)
    except Exception as error:  # a reader's bug: every rule that asks for this group is a visible crash already
        return Unavailable(f"a reader failed ({type(error).__name__})")
    return found


def judge(rules: Iterable[Rule], provider: FactProvider) -> tuple[tuple[Rule, Outcome], ...]:
    """Every rule with its outcome, in the order given. Never raises for what a rule or a page does."""
    known: dict[type[Any], Any] = {}
    return tuple((rule, _judge(rule, provider, known)) for rule in rules)


def _judge(rule: Rule, provider: FactProvider, known: dict[type[Any], Any]) -> Outcome:
    """The outcome of one rule. ``known`` keeps the groups that were had: a hundred rules ask for the same twenty."""
    # The broad except of the library: a bug in a rule, or in a reader it calls, must not take the others with it,
    # and must stay visible.
    try:
        if rule.not_on:
            page_type = known.get(PageType) or provider.get(PageType)
            if isinstance(page_type, PageType) and page_type.type in rule.not_on:
                return skip(f"not judged on a page of type {page_type.type.value}")
        arguments: dict[str, object] = {}
        for need in rule.needs:
            value = known.get(need.group)
            if value is None:
                value = known[need.group] = provider.get(need.group)
            if isinstance(value, Missing) and not isinstance(value, need.accepts):
                return unknown(value.reason) if isinstance(value, Unavailable) else skip(value.reason)
            arguments[need.name] = value
        outcome = rule.check(**arguments)
        if not isinstance(outcome, Outcome):
            raise TypeError(f"the rule returned {type(outcome).__name__}, not Outcome")
        return outcome
    except Exception as error:
        return Outcome(status=Status.CRASH, message=f"{type(error).__name__}: {error}"[:500])
