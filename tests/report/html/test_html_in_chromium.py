"""The reports in a real browser: nothing breaks, nothing leaves, everything can be reached."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from larder_comparison import assembled, item
from test_html_files import HOSTILE, KINDS

from indexaudit.comparison import ItemFinding
from indexaudit.model import Axis
from indexaudit.report.html import comparison as of_comparison

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opened = Callable[..., "Page"]
Render = Callable[..., str]

ROWS = "#listing tbody tr"


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("width", [390, 1280, 1920])
def test_it_opens_without_trouble_and_fits(kind: str, width: int, render: Render, opened: Opened) -> None:
    page = opened(render(kind), viewport={"width": width, "height": 900})
    assert page.trouble == []  # type: ignore[attr-defined]
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_serious(kind: str, scheme: str, render: Render, opened: Opened) -> None:
    from axe_playwright_python.sync_playwright import Axe

    page = opened(render(kind), color_scheme=scheme)
    found = Axe().run(page).response["violations"]
    assert [
        (v["id"], v["impact"], v["nodes"][0]["target"]) for v in found if v["impact"] in ("serious", "critical")
    ] == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "said", ["javascript:alert(1)", " ".join(HOSTILE), "https://larder.example/" + "".join(HOSTILE)]
)
def test_hostile_texts_are_inert(kind: str, said: str, render: Render, opened: Opened) -> None:
    page = opened(render(kind, saying=said))
    page.evaluate("document.querySelectorAll('details').forEach(d => (d.open = true))")
    page.evaluate("document.querySelectorAll('button').forEach(b => b.click())")
    assert page.trouble == []  # type: ignore[attr-defined]
    assert page.title() != ""
    assert page.query_selector("body > script") is not None


@pytest.mark.parametrize("kind", KINDS)
def test_without_scripts_tables_and_figures_are_there(kind: str, render: Render, opened: Opened) -> None:
    page = opened(render(kind), java_script_enabled=False)
    assert page.locator("main svg:visible, main table:visible").count() > 1
    if kind != "page":
        assert page.locator(ROWS).count() > 0
        assert not page.locator(".controls").is_visible()
        details = page.locator(f"{ROWS} details").first
        details.locator("summary").click()
        assert details.locator("dl").is_visible()


def test_the_table_of_the_script_is_that_of_the_markup(render: Render, opened: Opened) -> None:
    """The first rows are written twice, by the template and by the script: they say the same."""
    html = render("comparison")
    still = opened(html, java_script_enabled=False)
    written = [
        [" ".join(cell.inner_text().split()) for cell in row.query_selector_all("td")]
        for row in still.query_selector_all(ROWS)
    ]
    live = opened(html)
    made = [
        [" ".join(cell.inner_text().split()) for cell in row.query_selector_all("td")]
        for row in live.query_selector_all(ROWS)
    ]
    assert made == written
    live.evaluate("document.querySelectorAll('#listing details').forEach(d => (d.open = true))")
    live.wait_for_function(
        "[...document.querySelectorAll('#listing tbody details')].every(d => d.querySelector('.reason').textContent)"
    )

    def said(page: Page) -> list[str]:
        return ["".join((d.text_content() or "").split()) for d in page.query_selector_all(f"{ROWS} details")]

    assert said(live) == said(still)
    heads = [[cell.text_content() for cell in page.query_selector_all(f"{ROWS} .name")] for page in (live, still)]
    assert heads[0] == heads[1]


def test_search_filters_and_sorting(opened: Opened) -> None:
    items = [item(title=f"Plum no. {n}", words=n, date=f"2025-01-{n % 28 + 1:02}") for n in range(120)]
    page = opened(of_comparison.render(assembled([*items, item(title="Šípková marmeláda", channel="X", words=None)])))
    tally = page.locator(".tally")
    assert tally.inner_text() == "121 items"
    assert page.locator(ROWS).count() == 50
    page.fill("input[type=search]", "sipkova")
    assert tally.inner_text() == "1 of 121 items"
    page.fill("input[type=search]", "")
    page.select_option("select[name=group]", label="X (1)")
    assert page.locator(f"{ROWS} .name").all_inner_texts() == ["Šípková marmeláda"]
    page.select_option("select[name=group]", "")
    page.click("[data-sort=words] button")
    assert page.locator("[data-sort=words]").get_attribute("aria-sort") == "descending"
    assert page.locator(f"{ROWS} .name").first.inner_text() == "Plum no. 119"
    page.click(".on")
    page.click(".on")
    assert page.locator(".at").inner_text() == "101 to 121 of 121"
    assert page.locator(f"{ROWS} .name").last.inner_text() == "Šípková marmeláda"
    page.click("[data-sort=words] button")
    assert page.locator(f"{ROWS} .name").first.inner_text() == "Plum no. 0"
    page.click("[data-sort=words] button")
    assert page.locator("[data-sort=words]").get_attribute("aria-sort") is None


def test_a_message_that_starts_with_an_address_keeps_its_letters(opened: Opened) -> None:
    said = ("https://larder.example/sitemap.xml lists it", "the title is long", "og:image is lost")
    found = tuple(ItemFinding(rule="r", axis=Axis.SEARCH, message=each, fix=None, gain=1.0) for each in said)
    html = of_comparison.render(assembled([item(findings=found)]))
    shown = [
        opened(html, java_script_enabled=on).locator(f"{ROWS} .change .message").all_inner_texts()
        for on in (True, False)
    ]
    assert shown == [["https://larder.example/sitemap.xml lists it", "The title is long", "og:image is lost"]] * 2


def test_on_a_phone_the_order_is_chosen_from_a_list(opened: Opened) -> None:
    items = [item(title=f"Plum no. {n}", words=n) for n in range(60)]
    page = opened(of_comparison.render(assembled(items)), viewport={"width": 390, "height": 800})
    page.select_option("select[name=order]", label="Words")
    assert page.locator(f"{ROWS} .name").first.inner_text() == "Plum no. 59"
    name = page.locator(f"{ROWS} .name").first.bounding_box()
    assert name is not None
    assert name["width"] > 300


def test_the_plot_is_one_stop_and_its_marks_list_their_items(render: Render, opened: Opened) -> None:
    page = opened(render("comparison"))
    marks = page.locator("#plot a.dot")
    assert page.locator("#plot a.dot[tabindex='0']").count() == 1
    page.locator("#plot a.dot[tabindex='0']").focus()
    seen = []
    for _ in range(marks.count()):
        seen.append(page.evaluate("document.activeElement.getAttribute('aria-label')"))
        assert page.locator(".said span").inner_text() == seen[-1]
        page.keyboard.press("ArrowRight")
    assert (
        len(seen)
        == marks.count()
        == len(set(page.evaluate("[...document.querySelectorAll('#plot a.dot')].map(m => m.dataset.rows)")))
    )
    page.keyboard.press("Enter")
    rows = page.locator("#plot a.dot").first.get_attribute("data-rows")
    assert rows is not None
    assert page.locator(ROWS).count() == len(rows.split(","))
    assert page.evaluate("document.activeElement.textContent") == "Items"
    page.click(".chosen")
    assert not page.locator(".chosen").is_visible()


def test_a_link_to_a_rule_opens_it(render: Render, opened: Opened) -> None:
    page = opened(render("page"))
    link = page.locator("a[href^='#rule-']").first
    target = link.get_attribute("href")
    link.click()
    assert page.locator(f"details{target}").get_attribute("open") is not None


def test_on_paper_it_is_light_and_without_controls(render: Render, opened: Opened) -> None:
    page = opened(render("comparison"), color_scheme="dark")
    dark = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')")
    page.emulate_media(media="print")
    assert page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')") != dark
    assert not page.locator(".controls").is_visible()
    assert page.locator(ROWS).count() > 0
    assert len(page.pdf(format="A4")) > 10_000


def test_right_to_left_titles_keep_their_direction(opened: Opened) -> None:
    page = opened(of_comparison.render(assembled([replace(item(), title="كيف أصلحنا الساعة")])))
    assert page.evaluate("getComputedStyle(document.querySelector('#listing .name')).direction") == "rtl"
