"""Filters beside the types, the histogram of what is in view, neighbors in time, and the map in a frame (#embed)."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest
from shapely import Point

from geoevents.model import Span
from geoevents.render import build_map, to_html
from tests.browser.asking import STATE, until
from tests.fixtures.by_hand import counted, event, moment, on_day, point_event, resolved
from tests.fixtures.seed import document, seed_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Locator, Page

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def html(atlas: Any, types: Any) -> str:
    events, documents = seed_events(atlas)
    events = [replace(event, confidence=0.4 + 0.08 * k) for k, event in enumerate(events)]
    return to_html(build_map(events, documents, types, atlas))


@pytest.fixture(scope="module")
def many(atlas: Any, types: Any) -> str:
    """Sixty events of 2022 in the west, thirty of 2023 in the east."""
    report = document()
    events = [
        replace(
            point_event(f"e{k}", "air_strike", report, -60.0 + k / 10 if k < 60 else 100.0 + k / 10, 40.0),
            when=on_day(f"{2022 if k < 60 else 2023}-03-{k % 28 + 1:02}"),
        )
        for k in range(90)
    ]
    return to_html(build_map(events, [report], types, atlas))


def option(page: Page, name: str) -> Locator:
    return page.locator(".filters label", has_text=name).locator("input")


def shown(page: Page) -> int:
    return int(page.locator(".count b").inner_text())


def test_what_is_denied_can_be_hidden_by_mouse_and_comes_back(page: Page) -> None:
    page.locator(".filters summary").click()
    option(page, "Denied").uncheck()
    assert shown(page) == 7
    assert "unsaid=denied" in page.evaluate("location.hash")
    page.get_by_role("button", name="Lift these filters").click()
    assert shown(page) == 8
    assert option(page, "Denied").is_checked()


def test_places_can_be_filtered_by_how_well_they_are_known_with_the_keyboard(page: Page) -> None:
    page.locator(".filters summary").focus()
    page.keyboard.press("Enter")
    option(page, "Only a country").focus()
    page.keyboard.press("Space")
    left = shown(page)
    assert 0 < left < 8
    levels = page.evaluate(
        """() => { const {store: {first, precision}, shown} = geoevents.instances[0];
             return [...shown.list].map((i) => first[i + 1] === first[i]
               || [...precision.subarray(first[i], first[i + 1])].some((p) => p !== 5)); }"""
    )
    assert all(levels), "an event of which only countries are known is hidden"


def test_least_confidence_is_a_slider_for_mouse_and_keyboard(page: Page) -> None:
    page.locator(".filters summary").click()
    slider = page.get_by_role("slider", name="How sure the reading is")
    slider.focus()
    for _ in range(14):
        page.keyboard.press("ArrowRight")
    assert page.evaluate(STATE, "sure") == 70
    expected = page.evaluate("geoevents.instances[0].store.confidence.filter((c) => c >= 70).length")
    assert shown(page) == expected < 8
    assert "At least 70" in page.locator(".filters output").inner_text()
    box = slider.bounding_box()
    assert box
    page.mouse.click(box["x"] + 3, box["y"] + box["height"] / 2)
    assert shown(page) == 8


def test_all_filters_come_back_with_the_address(open_page: Callable[..., Opened], html: str) -> None:
    opened = open_page(html, fragment="#unsaid=denied,warned&unknown=none&sure=50")
    page = opened.page
    assert page.evaluate("[...geoevents.instances[0].state.now.unsaid].length") == 2
    assert page.locator(".filters summary").inner_text() == "More filters, in force"
    assert not option(page, "Warned of").is_checked()
    assert page.evaluate(STATE, "sure") == 50
    assert opened.complaints == []


def test_filters_that_hide_everything_can_be_lifted_from_the_empty_map(page: Page) -> None:
    page.evaluate("geoevents.instances[0].state.set({sure: 100})")
    page.locator(".empty").get_by_role("button", name="Lift these filters").click()
    assert shown(page) == 8


def test_the_histogram_counts_what_the_map_shows(open_page: Callable[..., Opened], many: str) -> None:
    page = open_page(many).page
    bars = "document.querySelectorAll('.chart > path')[0].getAttribute('d').split('M').length - 1"
    everywhere = page.evaluate(bars)
    look = "geoevents.instances[0].map.setView([%s], 6, {animate: false})"
    page.evaluate(look % "40, -57")
    until(page, f"{bars} < {everywhere}")
    west = page.evaluate(bars)
    assert west > 0
    assert page.locator(".time-note").inner_text() == "what the map shows"
    page.evaluate(look % "-40, 0")
    until(page, f"{bars} === 0")
    page.evaluate(look % "40, 102")
    until(page, f"{bars} > 0 && {bars} < {everywhere}")


def test_the_card_leads_to_its_neighbors_in_time(page: Page) -> None:
    page.evaluate("geoevents.instances[0].open(4)")
    rows = page.locator(".neighbor")
    rows.first.wait_for()
    at = page.evaluate("geoevents.instances[0].store.start[4]")
    for said in rows.all_inner_texts():
        assert said.split("\n")[-1].startswith(("Before", "At the same time", "After"))
    title = rows.first.inner_text().split("\n")[0]
    rows.first.focus()
    page.keyboard.press("Enter")
    page.locator(".card h2", has_text=title).wait_for()
    first = page.evaluate("(() => { const a = geoevents.instances[0]; return a.store.start[a.state.now.selected]; })()")
    assert first <= at == moment("2022-11-02").timestamp() * 1000


def test_in_a_frame_the_map_stands_alone_and_leads_to_the_full_page(
    open_page: Callable[..., Opened], html: str
) -> None:
    opened = open_page(html, fragment="#embed&off=missile_launch", size=(800, 500))
    page = opened.page
    for part in (".panel", ".timeline", ".tools"):
        assert page.locator(part).is_hidden()
    assert page.locator(".chip b").inner_text() == "Shells to Russia, missiles off both coasts"
    box = page.locator(".folium-map").bounding_box()
    assert box
    assert (box["width"], box["height"]) == (800, 500)
    assert not page.evaluate("geoevents.instances[0].map.scrollWheelZoom.enabled()"), "scrolling passes by"
    link = page.locator(".chip a")
    link.focus()
    address = link.get_attribute("href") or ""
    assert "off=missile_launch" in address
    assert "embed" not in address
    page.evaluate("geoevents.instances[0].open(4)")
    page.locator(".card h2").wait_for()
    assert page.evaluate("location.hash").startswith("#embed")
    assert opened.complaints == []


def test_of_very_many_arrows_the_strongest_are_drawn_and_that_is_said(
    open_page: Callable[..., Opened], atlas: Any, types: Any
) -> None:
    report = document()
    ends = [resolved(None, Point(10.0 + 7 * (k % 6), 20.0 + 5 * (k // 6)), name=f"End {k}") for k in range(12)]
    pairs = [(a, b) for a in range(12) for b in range(12) if a != b]
    pairs += [(3, 4)] * 9  # the strongest, last in order
    events = [
        event(f"a{k}", "arms_transfer", report, [("origin", ends[a]), ("destination", ends[b])])
        for k, (a, b) in enumerate(pairs)
    ]
    page = open_page(to_html(build_map(events, [report], types, atlas))).page
    assert "the 40 strongest of 132 arrows are drawn" in page.locator(".credit").inner_text()
    hits = "geoevents.instances[0].surface.hits.filter((hit) => hit.stroke).map((hit) => hit.count ?? 1)"
    assert max(page.evaluate(hits)) == 10
    page.evaluate("geoevents.instances[0].state.set({text: 'no such word'})")
    until(page, "document.querySelector('.credit').textContent.indexOf('strongest') < 0")


@pytest.fixture(scope="module")
def apart(atlas: Any, types: Any) -> str:
    """A crowd in the middle of Europe, one event on the Red Sea and one far from both."""
    report = document()
    crowd = [("Ulm", 9.99, 48.4), ("Bregenz", 9.75, 47.5), ("Chur", 9.53, 46.85), ("Bonn", 7.1, 50.73)]
    events = [
        point_event(f"e{k}", "protest", report, lon, lat, place=place)
        for k, (place, lon, lat) in enumerate([*crowd, ("Suakin", 37.33, 19.1), ("Lima", -77.0, -12.0)])
    ]
    return to_html(build_map(events, [report], types, atlas))


def test_an_inset_of_which_nothing_is_shown_goes(open_page: Callable[..., Opened], apart: str) -> None:
    page = open_page(apart).page
    inset = page.locator(".inset")
    assert inset.is_visible()
    page.locator(".search input").fill("Suakin")
    until(page, "document.querySelector('.inset').hidden")
    page.locator(".search input").fill("Chur")
    until(page, "!document.querySelector('.inset').hidden")


def test_the_map_goes_to_the_few_that_are_found_only_if_it_shows_none(
    open_page: Callable[..., Opened], apart: str
) -> None:
    page = open_page(apart, fragment="#at=-12/-77/7").page
    search = page.locator(".search input")
    center = "geoevents.instances[0].map.getCenter().lng"
    search.fill("Lima")
    page.wait_for_timeout(900)
    assert page.evaluate(center) == pytest.approx(-77, abs=0.1), "what is in view already moves nothing"
    search.fill("Suakin")
    until(page, f"Math.abs({center} - 37.33) < 3")
    assert "at=" in page.evaluate("geoevents.instances[0].address.link()"), "a link leads to the same view"


def test_of_many_marks_those_of_the_largest_numbers_are_labeled(
    open_page: Callable[..., Opened], atlas: Any, types: Any
) -> None:
    report = document()
    drones = lambda n: counted(Span("text", 0, 1, str(n)), n, "exact", "drone")  # noqa: E731
    spots = [(-160.0 + 40 * (k % 9), -40.0 + 20 * (k // 9)) for k in range(45)]
    events = [
        replace(point_event(f"e{k}", "air_strike", report, lon, lat), quantities=(drones(k + 1),))
        for k, (lon, lat) in enumerate(spots)
    ]
    page = open_page(to_html(build_map(events, [report], types, atlas)), fragment="#at=0/0/1.6").page
    said = page.evaluate(
        """() => { const said = [], {prototype} = CanvasRenderingContext2D, {fillText} = prototype;
             prototype.fillText = function (text, ...at) { said.push(text); return fillText.call(this, text, ...at); };
             geoevents.instances[0].surface.redraw();
             return new Promise((done) => setTimeout(() => done(said), 300)); }"""
    )
    labels = {text for text in said if "drones" in text}
    assert labels == {f"{n} drones" for n in range(40, 46)}


def test_after_a_search_the_map_returns_to_where_it_was(open_page: Callable[..., Opened], apart: str) -> None:
    page = open_page(apart, fragment="#at=-12/-77/7").page
    search = page.locator(".search input")
    center = "geoevents.instances[0].map.getCenter().lng"
    search.fill("Suakin")
    until(page, f"Math.abs({center} - 37.33) < 3")
    search.fill("")
    until(page, f"Math.abs({center} + 77) < 0.1")
    assert page.evaluate("geoevents.instances[0].map.getZoom()") == pytest.approx(7, abs=0.01)
    search.fill("Suakin")
    until(page, f"Math.abs({center} - 37.33) < 3")
    page.evaluate("geoevents.instances[0].map.panBy([300, 0], {animate: false})")
    moved = page.evaluate(center)
    search.fill("")
    page.wait_for_timeout(300)
    assert page.evaluate(center) == pytest.approx(moved), "what the reader has moved since stays"
