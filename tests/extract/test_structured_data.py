"""JSON-LD block by block, microdata, and on request the others."""

from __future__ import annotations

import pytest
from markup_helpers import page_of

from indexaudit.config import Limits
from indexaudit.extract.structured_data import read_structured_data
from indexaudit.facts import Node, StructuredData

CONTEXT = '"@context":"https://schema.org"'


def read(html: str, *, limits: Limits | None = None) -> StructuredData:
    return read_structured_data(page_of(html, limits=limits), "default")


def block(text: str, kind: str = "application/ld+json") -> str:
    return f'<script type="{kind}">{text}</script>'


def seen(text: str) -> tuple[list[tuple[str, ...]], list[tuple[str, bool]]]:
    data = read(block(text))
    return [node.types for node in data.nodes], [(b.code, b.lost) for b in data.broken]


OBJECT = f'{{{CONTEXT},"@type":"Article","name":"Tea"}}'


@pytest.mark.parametrize(
    ("case", "text", "types", "broken"),
    [
        ("plain", OBJECT, ["Article"], []),
        ("trailing commas", f'{{{CONTEXT},"@type":"A","a":[1,2,],}}', ["A"], [("lenient", False)]),
        ("comments", f'{{ // one\n{CONTEXT}, /* two */ "@type":"A", "u":"http://a//b" // three\n}}', ["A"],
         [("lenient", False)]),
        ("a comma before a comment", f'{{{CONTEXT},"@type":"A", // end\n}}', ["A"], [("lenient", False)]),
        ("a comment around it", f"<!--\n{OBJECT}\n-->", ["Article"], [("wrapped", False)]),
        ("CDATA", f"//<![CDATA[\n{OBJECT}\n//]]>", ["Article"], [("wrapped", False)]),
        ("CDATA in comments", f"/* <![CDATA[ */{OBJECT}/* ]]> */", ["Article"], [("wrapped", False)]),
        ("a semicolon", f"{OBJECT};", ["Article"], [("lenient", False)]),
        ("a byte order mark", f"\ufeff{OBJECT}", ["Article"], [("wrapped", False)]),
        ("a line feed in a text", f'{{{CONTEXT},"@type":"A","d":"a\nb"}}', ["A"], [("lenient", False)]),
        ("escaped as HTML", OBJECT.replace('"', "&quot;"), ["Article"], [("lenient", False)]),
        ("no-break spaces", OBJECT.replace(",", ",\u00a0"), ["Article"], [("lenient", False)]),
        ("two objects", OBJECT + "\n" + OBJECT, ["Article", "Article"], [("lenient", False)]),
        ("an object and a broken one", OBJECT + '{"@type":', ["Article"], [("syntax", False)]),
        ("single quotes", "{'@type':'A'}", [], [("syntax", True)]),
        ("an assignment", f"var x = {OBJECT}", [], [("syntax", True)]),
        ("cut off", OBJECT[:-1], [], [("syntax", True)]),
        ("nothing", " \n ", [], [("empty", False)]),
        ("a text", '"Article"', [], [("not_object", True)]),
        ("scalars", "[1, null, true]", [], [("not_object", True)]),
        ("100,000 brackets", "[" * 100_000, [], [("too_deep", True)]),
        ("65 objects deep", '{"a":' * 65 + "1" + "}" * 65, [], [("too_deep", True)]),
        ("brackets in a text", f'{{{CONTEXT},"@type":"A","d":"{"[" * 200}"}}', ["A"], []),
        ("a long number", f'{{{CONTEXT},"@type":"A","n":{"9" * 5000}}}', ["A"], [("bad_number", False)]),
        ("no numbers", f'{{{CONTEXT},"@type":"A","n":[NaN,-Infinity,1e999]}}', ["A"], [("bad_number", False)]),
        ("half a surrogate pair", f'{{{CONTEXT},"@type":"A","n":"\\ud800"}}', ["A"], [("bad_character", False)]),
        ("a whole surrogate pair", f'{{{CONTEXT},"@type":"A","n":"\\ud83d\\ude00"}}', ["A"], []),
        ("a key twice", f'{{{CONTEXT},"@type":"A","@type":"B"}}', ["B"], [("duplicate_keys", False)]),
        ("no context", '{"@type":"A"}', ["A"], [("context", False)]),
        ("another vocabulary", '{"@context":"https://example.org/v","@type":"A"}', ["A"], [("context", False)]),
        ("among other vocabularies", '{"@context":["https://example.org/v",{"s":"http://schema.org/"}],"@type":"A"}',
         ["A"], []),
    ],
)  # fmt: skip
def test_one_block(case: str, text: str, types: list[str], broken: list[tuple[str, bool]]) -> None:
    assert seen(text) == ([(name,) for name in types], broken)


@pytest.mark.parametrize(
    ("case", "text", "types"),
    [
        ("an address", '"https://schema.org/BlogPosting"', ("BlogPosting",)),
        ("a prefix", '"schema:BlogPosting"', ("BlogPosting",)),
        ("another vocabulary", '"http://www.w3.org/ns/prov#Entity"', ("Entity",)),
        ("a list in a list", '["A",["B",{"c":1}],"A",null,3]', ("A", "B")),
        ("an object", '{"a":1}', ()),
        ("nothing", "null", ()),
    ],
)
def test_odd_types_are_read_as_far_as_they_go(case: str, text: str, types: tuple[str, ...]) -> None:
    (node,) = read(block(f'{{{CONTEXT},"@type":{text}}}')).nodes
    assert node.types == types


@pytest.mark.parametrize(
    "kind", ["Application/LD+JSON", " application/ld+json ; charset=utf-8", "application/ld+json;"]
)
def test_the_type_of_the_script_is_matched_by_its_essence(kind: str) -> None:
    assert [n.types for n in read(block(OBJECT, kind)).nodes] == [("Article",)]
    assert read(block(OBJECT, "application/json")).nodes == ()


def test_a_broken_block_hides_no_other_and_tells_its_line() -> None:
    data = read(f"<p>\n{block(OBJECT)}\n" + block('\n\n{\n"a":1\n"b":2}') + block(OBJECT))
    assert [n.types for n in data.nodes] == [("Article",)] * 2
    (broken,) = data.broken
    assert (broken.code, broken.line, broken.lost) == ("syntax", 7, True)
    assert broken.reason == "Expecting ',' delimiter at line 3, column 1 of the block"
    assert '"b":2' in broken.text


def test_values_keep_their_kind_and_order() -> None:
    text = f"""{{{CONTEXT},"@type":"Recipe","schema:name":"Tea","https://schema.org/name":"Chai","n":[1,2.5,true,null],
        "steps":{{"@list":[{{"@value":"boil","@language":"en"}},"wait"]}},"x":null}}"""
    (node,) = read(block(text)).nodes
    assert dict(node.properties) == {"name": ("Tea", "Chai"), "n": (1, 2.5, True), "steps": ("boil", "wait")}
    with pytest.raises(TypeError):
        node.properties["name"] = ()  # type: ignore[index]


def test_a_graph_is_unfolded_and_references_are_resolved_one_level_deep() -> None:
    data = read(
        block(
            f"""{{{CONTEXT},"@graph":[
            {{"@type":"Article","@id":"#post","author":{{"@id":"{{URL}}#ada"}},"isPartOf":{{"@id":"#gone"}}}},
            {{"@type":"Person","@id":"#ada","name":"Ada","subjectOf":{{"@id":"#post"}}}}, 3]}}""".replace(
                "{URL}", "https://www.example.com/blog/post"
            )
        )
        + block(f'{{{CONTEXT},"@type":"WebPage","mainEntity":{{"@type":"Thing","@id":"#post"}}}}')
    )
    article, person, page = data.nodes
    assert (article.types, person.types, page.types) == (("Article",), ("Person",), ("WebPage",))
    (author,) = article.nodes("author")
    assert author.texts("name") == ("Ada",)
    assert author.nodes("subjectOf")[0].types == ()
    assert author.nodes("subjectOf")[0].id == article.id == "https://www.example.com/blog/post#post"
    assert article.nodes("isPartOf")[0].types == ()
    assert page.nodes("mainEntity")[0].types == ("Article",)


def test_many_references_share_one_thing() -> None:
    references = ",".join(f'{{"@id":"#n{n}"}}' for n in range(100))
    objects = ",".join(f'{{"@id":"#n{n}","r":[{references}]}}' for n in range(100))
    data = read(block(f'{{{CONTEXT},"@graph":[{objects}]}}'))
    shared = {id(node) for top in data.nodes for node in top.nodes("r")}
    assert len(data.nodes) == 100
    assert len(shared) == 100
    assert data.complete


def test_what_lies_beyond_the_limits_is_a_gap() -> None:
    limits = Limits(json_ld_blocks=2, json_ld_block_bytes=200, json_ld_nodes=3)
    many = read(block(OBJECT) * 3, limits=limits)
    assert len(many.nodes) == 2
    assert [b.code for b in many.broken] == ["too_large"]
    assert not many.complete
    large = read(block(f'{{{CONTEXT},"a":"{"x" * 300}"}}') + block(OBJECT), limits=limits)
    assert [n.types for n in large.nodes] == [("Article",)]
    assert not large.complete
    nested = read(block(f'{{{CONTEXT},"a":[{{}},{{}},{{}},{{}}]}}'), limits=limits)
    assert nested.gaps == ("only the first 3 things of JSON-LD were kept",)


ARTICLE = """<div id=who itemscope itemprop=author itemtype="https://schema.org/Person">
  <span itemprop="name alternateName">Ada <!-- no --> Byron</span></div>
<article itemscope itemtype="https://schema.org/BlogPosting https://schema.org/Thing" itemref="who date" itemid=urn:x>
  <h1 itemprop=headline>Green <b>tea</b></h1>
  <a itemprop=url href="/tea">x</a><a itemprop=sameAs href="http://[bad">x</a>
  <div itemprop=image itemscope><img itemprop=url src="/tea.png"><meta itemprop=width content=1200></div>
  <data itemprop=rating value=5>five</data><span itemprop=price content=9.5>9,50</span>
</article><p><time id=date itemprop=datePublished datetime=2026-02-03>3 Feb</time><b itemprop=orphan>x</b>"""


def test_microdata_with_its_values() -> None:
    data = read(ARTICLE)
    (node,) = data.nodes
    assert (node.types, node.id, node.syntax, node.line) == (("BlogPosting", "Thing"), "urn:x", "microdata", 3)
    assert node.texts("headline") == ("Green tea",)
    assert node.texts("url") == ("https://www.example.com/tea",)
    assert node.texts("sameAs") == ("http://[bad",)
    assert (node.text("rating"), node.text("price"), node.text("datePublished")) == ("5", "9.5", "2026-02-03")
    assert [n.text("url") for n in node.nodes("image")] == ["https://www.example.com/tea.png"]
    assert node.nodes("image")[0].text("width") == "1200"
    (author,) = node.nodes("author")
    assert (author.types, author.text("name"), author.text("alternateName")) == (("Person",), "Ada Byron", "Ada Byron")
    assert data.complete


def depth(node: Node) -> int:
    return 1 + max((depth(n) for values in node.properties.values() for n in values if isinstance(n, Node)), default=0)


@pytest.mark.parametrize(
    ("case", "html", "items", "complete"),
    [
        ("an item that refers to itself", "<div itemscope id=a itemref=a><b itemprop=x>1</b></div>", 1, True),
        ("a circle", ("<i id=a itemscope itemprop=x itemref=b></i><i id=b itemscope itemprop=y itemref=a></i>"
         "<i itemscope itemref=a></i>"), 1, True),
        ("a long chain", "".join(f"<i id=i{n} itemscope itemprop=x itemref=i{n + 1}></i>" for n in range(500))
         + "<i itemscope itemref=i0></i>", 1, False),
        ("400 items with 400 references", "".join(f"<p id=p{n} itemprop=x>x</p>" for n in range(400))
         + f"<i itemscope itemref='{' '.join(f'p{n}' for n in range(400))}'></i>" * 400, 400, False),
        ("200 nested values", "<div itemscope>" + "<b itemprop=x>" * 200 + "word " * 20_000, 1, False),
        ("3,000 items", "<p itemscope></p>" * 3_000, 2_000, False),
    ],
)  # fmt: skip
def test_microdata_within_its_budget(case: str, html: str, items: int, complete: bool) -> None:
    data = read(html)
    assert len(data.nodes) == items
    assert data.complete == complete
    assert max(depth(node) for node in data.nodes) <= 70
    assert (
        sum(len(v) for n in data.walk() for values in n.properties.values() for v in values if isinstance(v, str))
        < 1_100_000
    )


def test_microdata_without_a_tree_is_a_gap() -> None:
    data = read("<div>" * 300 + "<p itemscope itemtype=https://schema.org/Person>")
    assert data.nodes == ()
    assert data.gaps == ("microdata was not read, because there is no tree",)
    assert read("<div>" * 300 + "<p>x").complete


OTHERS = """<html><body vocab="https://schema.org/" typeof="BlogPosting"><h1 property="headline">Tea</h1>
<div class="h-entry"><a class="p-author h-card" href="/ada">Ada</a><h2 class="p-name">Chai</h2></div>"""


def test_rdfa_and_microformats_only_on_request() -> None:
    assert read(OTHERS).nodes == ()
    data = read_structured_data(page_of(OTHERS), "all")
    found = {node.syntax: node for node in data.nodes}
    assert found["rdfa"].types == ("BlogPosting",)
    assert found["rdfa"].text("headline") == "Tea"
    assert (found["microformat"].types, found["microformat"].text("name")) == (("h-entry",), "Chai")
    assert found["microformat"].nodes("author")[0].text("name") == "Ada"
    assert data == read_structured_data(page_of(OTHERS), "all")
    assert read_structured_data(page_of(OTHERS + "x" * 600_000), "all").gaps != ()
