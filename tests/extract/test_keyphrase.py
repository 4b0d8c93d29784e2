"""Where a page holds its keyphrase."""

from __future__ import annotations

import json

import jsonschema
import pytest

from indexaudit import Config, PageAudit, audit_html, serial
from indexaudit.audit import audit_snapshot
from indexaudit.errors import ConfigError
from indexaudit.facts import Keyphrase, NotApplicable
from indexaudit.page_facts import PageFactReader
from indexaudit.snapshot import Snapshot
from indexaudit.testing import snapshot

HEAD = """<title>How to prune an apple tree | Example Garden</title>
<meta name=description content="Apple trees, pruned step by step.">
<meta property=og:site_name content="Example Garden">"""
BODY = """<main><article><h1>How to prune an apple tree</h1>
<p>An apple tree that nobody prunes bears small fruit. Winter is the best time, as long as the hard frost has not come and
the days are dry, and a sharp saw with a steady ladder is everything that you need for it.</p>
<h2>Tools for pruning apple trees</h2>
<p>Clean the saw before you start. Prune each apple tree from the inside to the outside. Leave the collar. Young wood is
for next year, and the old wood below it goes first, so that light and air can reach the inner branches again.</p>
<img src=saw.jpg alt="A pruned apple tree in the snow"><img src=hat.jpg alt="A hat">
<ul><li>apple tree, pruned: 5</li><li>apple tree, not pruned: 3</li></ul>
</article></main>"""
URL = "https://example.com/garden/prune-apple-tree"


def page(**changes: str) -> Snapshot:
    return snapshot(**{"head": HEAD, "body": BODY, "url": URL, **changes})  # type: ignore[arg-type]


def keyphrase(given: str | None = None, *, content: str = "precise", **changes: str) -> Keyphrase:
    config = Config(keyphrase=given, content=content)  # type: ignore[arg-type]
    found = PageFactReader(page(**changes), config).get(Keyphrase)
    assert isinstance(found, Keyphrase)
    return found


def test_a_given_phrase_is_found_in_every_place() -> None:
    found = keyphrase("pruning  apple trees")
    assert (found.text, found.basis, found.words) == ("pruning apple trees", "given", ("pruning", "apple", "trees"))
    assert found.found_in == (
        "title", "headline", "slug", "description", "opening", "headings", "text", "image_alts",
    )  # fmt: skip
    assert found.title_words == found.opening_words == found.words
    assert found.opening_sentence
    assert found.headings == ("Tools for pruning apple trees",)
    assert found.image_alts == 1
    assert found.complete


def test_sentences_are_counted_and_items_of_a_list_are_not() -> None:
    found = keyphrase("prune apple tree")
    assert (found.sentences, found.matches, found.fullest_times) == (6, 2, 1)
    assert found.sentence_share == pytest.approx(2 / 6)
    assert found.density == pytest.approx(200 / found.text_words)
    assert found.fullest_sentence == "An apple tree that nobody prunes bears small fruit."


def test_a_phrase_that_is_nowhere() -> None:
    found = keyphrase("storing pears")
    assert found.found_in == found.title_words == found.opening_words == ()
    assert (found.matches, found.fullest_sentence, found.fullest_times, found.density) == (0, None, 0, 0.0)


def test_a_phrase_is_inferred_where_all_places_agree() -> None:
    found = keyphrase()
    assert (found.text, found.basis) == ("prune apple tree", "inferred")
    assert "slug" in found.found_in


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"url": "https://example.com/garden/our-new-shop"}, id="the slug says something else"),
        pytest.param({"head": "<title>Example Garden</title>"}, id="the title does"),
        pytest.param({"body": "<main><h1>How to prune an apple tree</h1><p>Rain falls. Snow falls.</p></main>"}, id="the text does"),
    ],
)  # fmt: skip
def test_none_is_inferred_where_they_do_not(changes: dict[str, str]) -> None:
    assert isinstance(PageFactReader(page(**changes), Config()).get(Keyphrase), NotApplicable)
    assert audit_snapshot(page(**changes)).facts.keyphrase is None


def test_without_the_text_gaps_say_so() -> None:
    found = keyphrase("prune apple trees", content="none")
    assert found.gaps == ("the text was not read: the main text was not asked for",)
    assert found.found_in == ("title", "headline", "slug", "description", "headings", "image_alts")
    assert (found.sentences, found.matches, found.text_words) == (0, 0, 0)
    facts = audit_snapshot(page(), Config(keyphrase="prune apple trees", content="none")).facts.keyphrase
    assert facts is not None
    assert (facts.occurrences, facts.density, facts.sentence_share) == (None, None, None)


def test_the_result_shows_it_and_fits_the_schema() -> None:
    audit = audit_html(page().text or "", URL, keyphrase="prune apple trees", config=Config(content="fast"))
    assert audit.facts.keyphrase is not None
    assert audit.facts.keyphrase.basis == "given"
    assert audit.facts.keyphrase.occurrences == 2
    assert PageAudit.from_json(audit.to_json()) == audit
    jsonschema.validate(json.loads(audit.to_json()), serial.schema(PageAudit))


def test_the_phrase_of_the_call_wins_over_that_of_the_configuration() -> None:
    config = Config(keyphrase="pears", content="none")
    shown = audit_html(page().text or "", URL, keyphrase="apples", config=config).facts.keyphrase
    assert shown is not None
    assert shown.text == "apples"


@pytest.mark.parametrize("blank", ["", " \n", "—", "?!"])
def test_a_phrase_without_words_is_refused(blank: str) -> None:
    with pytest.raises(ConfigError, match=r"keyphrase: .* holds no word"):
        Config(keyphrase=blank)
    with pytest.raises(ConfigError, match="holds no word"):
        audit_html("<p>", URL, keyphrase=blank)


def test_an_inferred_phrase_changes_no_score() -> None:
    audit = audit_snapshot(page())
    skipped = {item.rule for item in audit.skipped}
    assert {"keyphrase-in-title", "keyphrase-early", "keyphrase-not-stuffed"} <= skipped


@pytest.mark.parametrize(
    "phrase", ["a" * 5_000, "apple " * 2_000, "苹果" * 1_000, "-a" * 3_000, "\ud800 apple", "\x00 apple"]
)
def test_hostile_phrases_are_read(phrase: str) -> None:
    assert keyphrase(phrase).words
