"""What is read from the source: the story of every threshold, and the reason of every exemption."""

from __future__ import annotations

import ast
import inspect
import sys

import pytest

from indexaudit.model import PageKind
from indexaudit.rules import exemptions
from indexaudit.rules.base import Rule
from indexaudit.rules.documented import attribute_docs, exemption_reason, threshold_names
from indexaudit.rules.registry import built_in
from indexaudit.rules.thresholds import Thresholds


def test_every_threshold_tells_unit_and_origin() -> None:
    docs = attribute_docs(Thresholds)
    assert set(docs) == set(Thresholds.__dataclass_fields__)
    assert docs["content_words"].startswith("Words of main text from which no finding is made.")


@pytest.mark.parametrize("rule", built_in(), ids=lambda rule: rule.id)
def test_the_thresholds_of_a_rule_are_those_that_its_source_names(rule: Rule) -> None:
    names = threshold_names(rule)
    module = ast.parse(inspect.getsource(sys.modules[rule.module]))
    in_module = {node.attr for node in ast.walk(module) if isinstance(node, ast.Attribute)}
    assert set(names) <= in_module
    source = ast.parse(inspect.getsource(rule.check))
    used = {
        node.attr
        for node in ast.walk(source)
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "thresholds"
    }
    assert used <= set(names)


def test_a_threshold_that_only_a_helper_reads_is_found() -> None:
    rules = {rule.id: rule for rule in built_in()}
    assert "title_word_repeats" in threshold_names(rules["title-descriptive"])
    assert threshold_names(rules["title-present"]) == ()


@pytest.mark.parametrize("rule", [r for r in built_in() if r.not_on], ids=lambda rule: rule.id)
def test_every_exemption_has_a_reason(rule: Rule) -> None:
    assert exemption_reason(rule).endswith(".")
    assert set(rule.not_on) <= set(PageKind)


def test_every_row_of_the_table_has_a_reason() -> None:
    assert set(exemptions.__all__) <= set(attribute_docs(exemptions))


def test_no_source_is_no_story() -> None:
    made = type("Made", (), {})
    made.__module__ = "nowhere"
    assert attribute_docs(made) == {}
