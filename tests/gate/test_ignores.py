"""Findings set aside with a reason: by the configuration, and by the page itself."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from made_audits import HOME, TODAY, audit, finding

from indexaudit.api import audit_html, html_snapshot
from indexaudit.config import Brand, Config, Ignored, Limits
from indexaudit.errors import ConfigError
from indexaudit.extract.ignore_marks import IgnoreMark, read_ignore_marks
from indexaudit.gate.ignores import Ignores, covers, honours_marks
from indexaudit.model import Status
from indexaudit.testing import snapshot

# --- configuration ----------------------------------------------------------------------------------------------------


def ignores(*tables: Ignored, **more: object) -> Ignores:
    return Ignores(Config(ignored=tables, **more))  # type: ignore[arg-type]


def table(rule: str = "title-length", path: str = "/", **more: object) -> Ignored:
    return Ignored(rule=rule, path=path, reason="the printer's own title", **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("pattern", "path", "expected"),
    [
        ("/", "blog/plums", True),
        ("/blog/", "blog/plums", True),
        ("/blog/", "about", False),
        ("/blog/*/print", "blog/plums/print?size=a4", True),
        ("*.pdf$", "plums.pdf", True),
        ("*.pdf$", "plums.pdf?x", False),
        ("/straße", "stra%C3%9Fe", True),
        ("/stra%c3%9fe", "straße", True),
        ("/?p=1$", "?p=1", True),
    ],
)
def test_a_path_is_a_pattern_as_in_robots_txt(pattern: str, path: str, expected: bool) -> None:
    page = audit(finding(), path=path)
    sifted = ignores(table(path=pattern)).sift(page, honoured=False)
    assert bool(sifted.set_aside) is expected
    assert bool(sifted.kept) is not expected


def test_what_is_set_aside_is_listed_with_its_reason_and_the_rest_is_kept() -> None:
    out, other, unseen = finding(), finding("image-alt-coverage"), finding(status=Status.UNKNOWN)
    sifted = ignores(table()).sift(audit(out, other, unseen), honoured=True)
    assert sifted.kept == (other, unseen)
    (found,) = sifted.set_aside
    assert (found.finding, found.by, found.reason, found.line) == (
        out,
        "configuration",
        "the printer's own title",
        None,
    )


def test_an_ignore_holds_through_its_last_day() -> None:
    for offset, held in ((0, True), (-1, False)):
        made = ignores(table(expires=TODAY + timedelta(days=offset)))
        assert bool(made.sift(audit(finding()), honoured=False).set_aside) is held
        assert bool(made.expired(TODAY)) is not held


def test_unused_ignores_are_told_once_their_pages_were_judged() -> None:
    used, unused, elsewhere = table(), table("image-alt-coverage"), table(path="/shop/")
    made = ignores(used, unused, elsewhere)
    made.sift(audit(finding()), honoured=False)
    assert made.unused() == (unused, elsewhere)
    assert made.unused(whole=False) == (unused,)


def test_a_rule_that_is_not_there_names_the_nearest() -> None:
    with pytest.raises(ConfigError, match="ignored: there is no rule 'title-lenght'; did you mean 'title-length'"):
        ignores(table("title-lenght"))


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('[[ignored]]\nrule = "title-length"\npath = "/"\n', "ignored 'title-length': reason: is missing"),
        ('[[ignored]]\nrule = "title-length"\nreason = "x"\n', "ignored 'title-length': path: is missing"),
        ('[[ignored]]\npath = "/"\nreason = "x"\n', "ignored: rule: is missing"),
        ('[[ignored]]\nrule = "a"\n', "ignored 'a': path and reason: are missing; write path = "),
        ('[[ignored]]\nrule = "a"\npath = "/"\nreason = " "\n', "ignored 'a': reason: is empty"),
        ('[[ignored]]\nrule = "a"\npath = "blog/"\nreason = "x"\n', "ignored 'a': path: 'blog/' is no pattern"),
        ('[[ignored]]\nrule = "a"\npth = "/"\nreason = "x"\n', "unknown key 'pth'; did you mean 'path'?"),
        (
            '[[ignored]]\nrule = "a"\npath = "/"\nreason = "x"\nexpires = "soon"\n',
            "ignored 'a': expires: 'soon' is not a day such as 2027-12-31",
        ),
        ('ignored = ["title-length"]\n', "write each as a [[ignored]] table"),
        ('[ignored]\nrule = "a"\n', "write each as a [[ignored]] table"),
        ('[[ignroed]]\nrule = "a"\n', "unknown key 'ignroed'; did you mean 'ignored'?"),
    ],
)
def test_a_wrong_table_is_one_clear_error(tmp_path: Path, text: str, message: str) -> None:
    path = tmp_path / "indexaudit.toml"
    path.write_text(text)
    with pytest.raises(ConfigError) as error:
        Config.from_toml(path)
    assert message in str(error.value)
    assert str(error.value).startswith(str(path))


def test_a_table_in_toml_is_read(tmp_path: Path) -> None:
    path = tmp_path / "pyproject.toml"
    path.write_text(
        '[[tool.indexaudit.ignored]]\nrule = "title-length"\npath = "/"\nreason = "x"\nexpires = 2027-01-31\n'
    )
    expected = Ignored(rule="title-length", path="/", reason="x", expires=date(2027, 1, 31))
    assert Config.from_toml(path).ignored == (expected,)


# --- marks of the page ------------------------------------------------------------------------------------------------


def marks(html: str | bytes, **more: object) -> list[tuple[str, tuple[str, ...], int, int]]:
    page = snapshot(html=html, **more)  # type: ignore[arg-type]
    return [(m.element, m.rules, m.line, m.end_line) for m in read_ignore_marks(page, Limits())]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        pytest.param("<p>indexaudit</p>", [], id="none"),
        pytest.param(
            '<html>\n<body>\n<section\n data-indexaudit-ignore="a b">\n<p>x</p>\n</section>\n<p>y',
            [("section", ("a", "b"), 3, 6)],
            id="an element, from its start tag to its end tag",
        ),
        pytest.param(
            "<img\nDATA-INDEXAUDIT-IGNORE=image-alt-coverage\nsrc=x>\n<p>y",
            [("img", ("image-alt-coverage",), 1, 3)],
            id="an element without an end tag",
        ),
        pytest.param(
            "<ul>\n<li data-indexaudit-ignore=a>x\n<li>y\n</ul>", [("li", ("a",), 2, 2)], id="an end tag left out"
        ),
        pytest.param(
            "<div>\n<p data-indexaudit-ignore=a>x\n</div>\n<p>y", [("p", ("a",), 2, 2)], id="ended with its parent"
        ),
        pytest.param(
            "<div data-indexaudit-ignore=a>\n<div>\n</div>\n</div>\n</div>\n<p>", [("div", ("a",), 1, 4)], id="nested"
        ),
        pytest.param("<div data-indexaudit-ignore=a>\n<p>\n", [("div", ("a",), 1, 2)], id="never ended"),
        pytest.param("<html data-indexaudit-ignore='a,a  b'>\n<p>", [("html", ("a", "b"), 1, 2)], id="the whole page"),
        pytest.param("<p data-indexaudit-ignore>x</p>", [("p", (), 1, 1)], id="no rule"),
        pytest.param("<p title='data-indexaudit-ignore=\"a\"'>x</p>", [], id="in another attribute"),
        pytest.param('<!-- <p data-indexaudit-ignore="a"> --><p>x', [], id="in a comment"),
        pytest.param('<script>"<p data-indexaudit-ignore=a>"</script>', [], id="in a script"),
        pytest.param(
            '<p data-indexaudit-ignore="a" data-indexaudit-ignore="b">x</p>', [("p", ("a",), 1, 1)], id="twice"
        ),
        pytest.param("<svg data-indexaudit-ignore=a />\n<p>\n", [("svg", ("a",), 1, 1)], id="closed by a slash"),
        pytest.param("<p data-indexaudit-ignore=a", [], id="a tag that never ends"),
        pytest.param(
            "<i data-indexaudit-ignore=a>\n<b data-indexaudit-ignore=b>\n</i>\n</b>",
            [("i", ("a",), 1, 3), ("b", ("b",), 2, 2)],
            id="crossed",
        ),
    ],
)
def test_marks_of_a_page(html: str, expected: list[tuple[str, tuple[str, ...], int, int]]) -> None:
    assert marks(html) == expected
    assert marks(html.encode()) == expected


def test_marks_in_utf_16_are_read() -> None:
    html = "<html>\n<p data-indexaudit-ignore=a>ü</p>"
    assert marks(b"\xff\xfe" + html.encode("utf-16-le")) == [("p", ("a",), 2, 2)]


def test_marks_are_bounded_on_hostile_pages() -> None:
    assert len(marks("<p data-indexaudit-ignore=a>" * 50_000)) == Limits().listed
    assert marks("<div>" * 100_000 + "<p data-indexaudit-ignore=a>" + "</b>" * 100_000)[0][0] == "p"


def mark(element: str = "figure", *rules: str, lines: tuple[int, int] = (3, 6)) -> IgnoreMark:
    return IgnoreMark(element=element, rules=rules or ("image-alt-coverage",), line=lines[0], end_line=lines[1])


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        pytest.param([3, 6], True, id="all within"),
        pytest.param([3, 7], False, id="one behind"),
        pytest.param([2], False, id="before"),
        pytest.param([4, None], False, id="one without a line"),
        pytest.param([], False, id="no evidence"),
    ],
)
def test_an_element_covers_what_stands_on_its_lines(lines: list[int | None], expected: bool) -> None:
    found = finding("image-alt-coverage", lines=lines)
    assert bool(covers([mark()], found)) is expected
    assert covers([mark("figure", "title-length")], found) == ()
    assert covers([mark("body")], found) == (0,)


def test_evidence_of_other_places_is_not_covered_by_a_line_that_happens_to_fit() -> None:
    assert covers([mark()], finding("image-alt-coverage", lines=[4], where="robots_txt")) == ()


def test_several_elements_cover_a_finding_together() -> None:
    both = [mark(lines=(3, 3)), mark(lines=(9, 9)), mark(lines=(20, 20))]
    assert covers(both, finding("image-alt-coverage", lines=[3, 9])) == (0, 1)


def test_marks_set_aside_only_where_they_are_honoured_and_are_always_listed() -> None:
    page = audit(finding("image-alt-coverage", lines=[4]))
    sifted = ignores().sift(page, [mark()], honoured=True)
    (found,) = sifted.set_aside
    assert (found.by, found.line, found.reason) == ("page", 3, "<figure> says data-indexaudit-ignore")
    assert (sifted.kept, sifted.unused) == ((), ())
    refused = ignores().sift(page, [mark()], honoured=False)
    assert (refused.kept, refused.set_aside) == (page.findings, ())
    assert refused.unused[0].reason == "counts only in a built folder and on hosts of the brand"


def test_a_real_finding_of_a_page_is_set_aside_by_the_element_around_it() -> None:
    html = (
        "<!doctype html>\n<html lang=en>\n<title>Drying plums</title>\n<h1>Drying plums</h1>\n<figure{}>\n"
        "<img src=a.jpg>\n<img src=b.jpg>\n</figure>\n" + "<p>Halve them and lay them on a rack.</p>\n" * 60
    )
    url = f"{HOME}drying-plums"
    for attribute, rules in (("", []), (' data-indexaudit-ignore="image-alt-coverage"', ["image-alt-coverage"])):
        page = html.format(attribute)
        found = read_ignore_marks(html_snapshot(page, url), Limits())
        sifted = ignores().sift(audit_html(page, url), found, honoured=True)
        assert [out.finding.rule for out in sifted.set_aside] == rules
        assert ("image-alt-coverage" in [f.rule for f in sifted.kept]) is not bool(rules)


def test_marks_without_effect_say_why() -> None:
    wanted = [mark("p", "title-lenght"), mark("p", "title-length"), mark("p", "canonical-unambiguous")]
    nothing = IgnoreMark(element="i", rules=(), line=1, end_line=1)
    sifted = ignores(ignore=("canonical-unambiguous",)).sift(audit(), [*wanted, nothing], honoured=True)
    assert [u.reason for u in sifted.unused] == [
        "there is no rule 'title-lenght'; did you mean 'title-length'?",
        "the rule finds nothing within this element alone",
        "the rule is not run",
        "names no rule",
    ]


def test_a_page_may_let_itself_off_in_a_folder_and_on_a_host_of_the_brand() -> None:
    brand = Config(brand=Brand(domains=("larder.example",)))
    assert honours_marks(HOME, Config(), folder=True)
    assert honours_marks("https://www.larder.example/", brand, folder=False)
    assert not honours_marks("https://other.example/", brand, folder=False)
    assert not honours_marks(HOME, Config(), folder=False)
