"""What is written on the map, beside its marks, and on paper: each name once, at its own mark, and never cut off."""

from __future__ import annotations

import math
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from pypdf import PdfReader
from shapely import Point, box

from geoevents.model import Span
from geoevents.render import build_map, to_html
from tests.browser.asking import settled
from tests.fixtures.by_hand import event, point_event, resolved
from tests.fixtures.seed import document

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

# All texts that a surface of the first map writes; a halo and its filling count once.
WRITTEN = """(name) => { const words = [], {prototype} = CanvasRenderingContext2D, {fillText} = prototype;
  prototype.fillText = function (text, ...at) { words.push(text); return fillText.call(this, text, ...at); };
  const app = geoevents.instances[0]; (name === "inset" ? app.inset : app).surface.redraw();
  prototype.fillText = fillText;
  return words; }"""


def written(page: Page, surface: str = "map") -> list[str]:
    settled(page)
    found: list[str] = page.evaluate(WRITTEN, surface)
    return found


def test_a_large_country_is_named_where_its_own_label_is_out_of_sight(
    open_page: Callable[..., Opened], atlas: Any, types: Any
) -> None:
    events = [point_event(f"e{k}", "protest", document(), 150.8 + k, 60.5) for k in range(3)]
    page = open_page(to_html(build_map(events, [document()], types, atlas)), fragment="#at=61/151/6.5").page
    assert written(page).count("RUSSIA") == 1
    page.evaluate("geoevents.instances[0].map.setView([61, 100], 3, {animate: false})")
    assert written(page).count("RUSSIA") == 1, "its own place again, and no second name"


def test_a_country_that_is_an_end_and_a_place_is_named_once(
    open_page: Callable[..., Opened], atlas: Any, types: Any
) -> None:
    """A launch from a country at a place is an arrow's end and the event's own ring: one ring, one name."""
    report = document()
    country = resolved(None, box(30, 10, 40, 20), precision="country", name="Sudan")
    target = resolved(None, Point(60.0, 12.0), name="Ship")
    events = [
        event("one", "missile_launch", report, [("launch", country), ("impact", target)]),
        event("two", "protest", report, [("site", country)]),
    ]
    page = open_page(to_html(build_map(events, [report], types, atlas))).page
    words = written(page)
    assert words.count("SUDAN") == 1
    assert words.count("whole country") == 1


def test_a_phones_inset_keeps_the_words_of_its_marks(open_page: Callable[..., Opened], html: str) -> None:
    page = open_page(html, size=(390, 844), phone=True).page
    assert "23 missiles" in " ".join(written(page, "inset")), "in two lines where one is too wide"


def test_a_found_word_is_not_cut_off(open_page: Callable[..., Opened], atlas: Any, types: Any) -> None:
    words = (
        "Residents of the remote mountainous villages reported afterwards that somewhere the warehouse had burned down"
    )
    report = document()
    events = [point_event("one", "protest", report, 10.0, 20.0, quote=Span("text", 0, len(words), words))]
    page = open_page(to_html(build_map(events, [report], types, atlas))).page
    page.locator(".search input").fill("warehouse")
    mark, line = page.locator(".result small mark"), page.locator(".result small")
    mark.wait_for()
    inside, outside = mark.bounding_box(), line.bounding_box()
    assert inside
    assert outside
    assert inside["x"] + inside["width"] <= outside["x"] + outside["width"]


def test_the_table_of_a_phone_says_how_many_and_who_says_so(open_page: Callable[..., Opened], html: str) -> None:
    page = open_page(html, size=(390, 844), phone=True, fragment="#view=table").page
    row = page.locator("tbody tr", has_text="23 short-range missiles").first
    for name in ("How many", "Who says so"):
        cell = row.locator(f"td[data-name='{name}']")
        assert cell.is_visible()
        assert cell.evaluate("node => getComputedStyle(node, '::before').content") == f'"{name}: "'
    box = row.bounding_box()
    assert box
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 390


def test_on_paper_the_map_is_as_large_as_what_lies_over_it(page: Page) -> None:
    """A canvas that the browser places too small leads its lines past the inset."""
    page.evaluate("window.addEventListener('beforeprint', () => { const {surface} = geoevents.instances[0];"
                  " window.wide = surface.canvas.getBoundingClientRect().width; })")  # fmt: skip
    first = PdfReader(BytesIO(page.pdf(print_background=True, prefer_css_page_size=True))).pages[0]
    placed: list[float] = []
    first.extract_text(visitor_operand_before=lambda op, _, at, __: op == b"Do" and placed.append(float(at[0])))
    # Points are three quarters of a pixel; the browser may shrink the whole page by a hundredth.
    assert max(placed) / page.evaluate("window.wide") / 0.75 == pytest.approx(1, abs=0.012)


def test_on_paper_the_leaders_end_at_the_corners_of_the_inset(page: Page) -> None:
    found = page.evaluate(
        """() => { const {prototype} = CanvasRenderingContext2D, {lineTo, stroke, beginPath} = prototype,
             app = geoevents.instances[0];
             let path = [], ends = [];
             prototype.beginPath = function () { path = []; return beginPath.call(this); };
             prototype.lineTo = function (x, y) { path.push([x, y]); return lineTo.call(this, x, y); };
             prototype.stroke = function (...more) { if (this.globalAlpha === 0.55) ends = path;
               return stroke.apply(this, more); };
             window.dispatchEvent(new Event("beforeprint"));
             Object.assign(prototype, {beginPath, lineTo, stroke});
             const box = app.el.inset.getBoundingClientRect(), map = app.el.map.getBoundingClientRect();
             const {x0, y0} = app.surface.view.seen, {left, top, right, bottom} = box;
             return {ends: ends.map(([x, y]) => [x - x0 + map.left, y - y0 + map.top]),
                     corners: [[left, top], [left, bottom], [right, top], [right, bottom]]}; }"""
    )
    assert len(found["ends"]) == 2
    for end in found["ends"]:
        assert min(math.dist(end, corner) for corner in found["corners"]) < 1.5
