"""Rules in Markdown, and what every page of a rule shows: limits, an example, page types."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token

from indexaudit.model import PageKind
from indexaudit.report import rule_markdown
from indexaudit.report import rules as rules_report
from indexaudit.report.examples import example_of
from indexaudit.report.printable import columns
from indexaudit.rules.base import Rule
from indexaudit.rules.registry import built_in
from indexaudit.rules.thresholds import Thresholds

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])
RULES = {rule.id: rule for rule in built_in()}


def leaves(tokens: Iterable[Token]) -> list[Token]:
    return [leaf for token in tokens for leaf in (leaves(token.children) if token.children else [token])]


@pytest.mark.parametrize("rule", built_in(), ids=lambda rule: rule.id)
def test_the_page_of_every_rule(rule: Rule) -> None:
    text = rules_report.explanation(rule)
    addresses = {source.url for source in rule.sources}
    wide = [line for line in text.splitlines() if columns(line) > 80 and line.strip() not in addresses]
    assert wide == []
    document = rule_markdown.explanation(rule)
    tokens = leaves(PARSER.parse(document))
    assert not {t.type for t in tokens} & {"html_inline", "html_block", "image", "em_open", "s_open"}
    links = [t.attrs["href"] for t in tokens if t.type == "link_open"]
    assert links == [source.url for source in rule.sources]
    for page in (text, document):
        assert "\x1b" not in page
        assert all(source.checked in page for source in rule.sources)
    assert json.loads(rules_report.one_json(rule))["id"] == rule.id


@pytest.mark.parametrize("rule", built_in(), ids=lambda rule: rule.id)
def test_an_example_is_short_and_differs_from_its_repair(rule: Rule) -> None:
    example = example_of(rule)
    if example is None:  # a rule that this library never answers with a fault (it needs a browser or a crawl)
        return
    assert example.part.bad
    assert example.part.bad != example.part.good
    assert example.part.bad.count("\n") < 20
    assert (example.repaired is None) == (example.part.good is None)


def test_most_rules_have_an_example_with_its_repair() -> None:
    examples = [example_of(rule) for rule in built_in()]
    assert sum(bool(e and e.part.good) for e in examples) > 0.7 * len(examples)


def test_an_example_shows_the_one_thing_that_differs() -> None:
    example = example_of(RULES["robots-txt-allows-search"])
    assert example is not None
    assert (example.part.key, example.part.bad) == ("robots_txt", "User-agent: *\nDisallow: /garden/")
    assert example.part.good == "User-agent: *\nDisallow: /kitchen/"
    text = rules_report.explanation(RULES["robots-txt-allows-search"])
    assert "    User-agent: *\n    Disallow: /garden/\n" in text


def test_what_else_makes_the_example_is_said() -> None:
    example = example_of(RULES["no-login-wall"])
    assert example is not None
    assert dict(example.given)["the address"] == "https://example.com/login?next=/garden/pruning"


def test_the_limits_in_force() -> None:
    own = Thresholds(content_words=1_200)
    text = rules_report.explanation(RULES["content-depth"], own)
    assert "  - content_words = 1,200 (configured; 300 by default)\n    Words of main text" in text
    assert "| `content_words` | 1,200 (configured; 300 by default) |" in rule_markdown.explanation(
        RULES["content-depth"], own
    )
    (first, *_) = json.loads(rules_report.one_json(RULES["content-depth"], own))["thresholds"]
    assert (first["value"], first["default"]) == (1200, 300)


def test_page_types_with_their_reason() -> None:
    text = " ".join(rules_report.explanation(RULES["content-depth"]).split())
    assert "Not on home pages, listings, profiles, videos. Pages that lead to texts" in text
    read = json.loads(rules_report.one_json(RULES["content-depth"]))
    assert read["not_on"] == ["home", "listing", "profile", "video"]
    assert read["not_on_reason"].startswith("Pages that lead to texts")
    assert json.loads(rules_report.one_json(RULES["title-present"]))["not_on_reason"] is None


@pytest.fixture(scope="module")
def catalogue() -> str:
    return rule_markdown.catalogue(built_in())


def test_the_catalogue_names_every_rule_in_its_table_and_links_to_its_page(catalogue: str) -> None:
    headings = re.findall(r"^### (.+)$", catalogue, re.MULTILINE)
    assert sorted(headings) == sorted(RULES)
    for id_ in RULES:
        assert f"| [{id_}](#{id_}) | " in catalogue


def test_the_catalogue_says_what_is_judged_where(catalogue: str) -> None:
    table = catalogue[catalogue.index("## Page types") :]
    assert f"| Rule | {' | '.join(['Home pages', 'Listings', 'Articles'])}" in table
    cells = next(line for line in table.splitlines() if line.startswith("| [content-depth]")).split(" | ")[1:]
    judged = dict(zip(PageKind, (cell.strip(" |") for cell in cells), strict=True))
    assert (judged[PageKind.HOME], judged[PageKind.ARTICLE]) == ("–", "×")
    assert "`content-depth`, `depth-vs-site-norm`: Pages that lead to texts" in table


def test_the_catalogue_has_no_markup_by_accident(catalogue: str) -> None:
    tokens = PARSER.parse(catalogue)
    assert not {t.type for t in leaves(tokens)} & {"html_inline", "html_block", "image", "em_open", "s_open"}


def test_a_catalogue_of_few_rules() -> None:
    few = rule_markdown.catalogue([RULES["title-present"]])
    assert "1 rule. " in few
    assert "Every rule judges every type of page." in few
