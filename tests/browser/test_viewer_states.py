"""Table, dark, address, what can be taken along, phone and paper: the page in its other states."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.browser.asking import PIXELS, STATE, at_rest, counts, row, settled

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser


# Table, theme, address -----------------------------------------------------------------------------------------------


def test_the_table_holds_what_is_shown_and_sorts(page: Page) -> None:
    page.keyboard.press("t")
    rows = page.locator("tbody tr")
    rows.first.wait_for()
    assert rows.count() == 8
    assert "no date given" in rows.last.inner_text() or rows.last.inner_text()
    page.get_by_role("button", name="Event", exact=True).click()
    settled(page)
    titles = page.locator("td.what").all_inner_texts()
    assert titles == sorted(titles, key=str.casefold)
    assert page.locator("th[aria-sort=ascending]").inner_text().startswith("Event")
    rows.first.press("Enter")
    assert page.locator(".card").is_visible()


def test_the_table_says_from_where_to_where(page: Page) -> None:
    page.keyboard.press("t")
    page.locator("tbody tr").first.wait_for()
    row = page.locator("tbody tr", has_text="Weapons, Iran to Russia")
    assert row.locator("td").nth(2).inner_text().startswith("Iran → Russia")


def test_dark_is_dark_everywhere(page: Page) -> None:
    page.evaluate("geoevents.instances[0].setTheme('light')")
    settled(page)
    light = page.evaluate(PIXELS)
    page.keyboard.press("d")
    settled(page)
    dark = page.evaluate(PIXELS)
    assert sum(dark) / len(dark) < 70
    assert sum(light) / len(light) > 180
    assert page.evaluate("getComputedStyle(document.querySelector('.panel')).backgroundColor") == "rgb(27, 31, 36)"


def test_the_address_brings_back_the_same_view(open_page: Callable[..., Opened], html: str) -> None:
    first = open_page(html).page
    row(first, "Missile launch").locator("input").uncheck()
    first.evaluate("geoevents.instances[0].open(2)")
    first.locator(".card h2").wait_for()
    address = first.evaluate("location.hash")
    assert "off=missile_launch" in address
    again = open_page(html, fragment=address).page
    again.locator(".card h2").wait_for()
    names = ("text", "span", "view", "selected")
    for name in names:
        assert again.evaluate(STATE, name) == first.evaluate(STATE, name), name
    assert counts(again) == counts(first)


@pytest.mark.parametrize("fragment", ["#event=nobody&off=nothing&from=x&to=&at=1/2&q=%", "#%%%", "#at=9e99/0/0&view=?"])
def test_a_broken_address_opens_the_page_all_the_same(
    open_page: Callable[..., Opened], html: str, fragment: str
) -> None:
    opened = open_page(html, fragment=fragment)
    assert opened.complaints == []
    assert opened.page.locator(".count").is_visible()


def test_back_and_forward_walk_through_what_was_opened(page: Page) -> None:
    page.evaluate("geoevents.instances[0].open(2)")
    page.evaluate("geoevents.instances[0].open(4)")
    page.go_back()
    page.locator(".card h2", has_text="Ammunition").wait_for()
    assert page.evaluate(STATE, "selected") == 2


def test_the_page_gives_its_events_away(page: Page) -> None:
    row(page, "Arms transfer").locator("input").uncheck()
    with page.expect_download() as waiting:
        page.locator(".take").get_by_role("button", name="GeoJSON").click()
    taken = json.loads(waiting.value.path().read_text(encoding="utf-8"))
    assert taken["type"] == "FeatureCollection"
    assert {feature["properties"]["kind"] for feature in taken["features"]} == {
        "missile_launch", "artillery_fire", "boundary_crossing", "military_exercise",
    }  # fmt: skip
    with page.expect_download() as waiting:
        page.locator(".take").get_by_role("button", name="CSV").click()
    lines = waiting.value.path().read_text(encoding="utf-8").splitlines()
    assert len(lines) == 1 + len(taken["features"])


# Phone, print --------------------------------------------------------------------------------------------------------


def test_on_a_phone_the_sheet_opens_in_steps_and_controls_are_large(
    open_page: Callable[..., Opened], html: str
) -> None:
    page = open_page(html, size=(390, 844), phone=True).page
    heights = []
    for _ in range(3):
        heights.append(page.locator(".panel").evaluate("node => node.getBoundingClientRect().height"))
        page.locator(".grip").tap()
        at_rest(page)
    assert heights[0] < heights[1] < heights[2]
    page.locator(".grip").tap()
    at_rest(page)
    assert page.locator(".legend-row").nth(1).bounding_box()["height"] >= 44  # type: ignore[index]
    page.evaluate("geoevents.instances[0].open(4)")
    page.locator(".card h2").wait_for()
    box = page.locator(".card").bounding_box()
    assert box
    assert box["x"] == 0
    assert box["width"] == 390
    assert box["y"] + box["height"] == pytest.approx(844, abs=1)
    assert page.locator(".card .icon-button").first.bounding_box()["width"] >= 44  # type: ignore[index]


def test_the_sheet_follows_the_finger_and_rests_at_a_step(open_page: Callable[..., Opened], html: str) -> None:
    page = open_page(html, size=(390, 844), phone=True).page
    grip = page.locator(".grip").bounding_box()
    assert grip
    x, y = grip["x"] + 195, grip["y"] + 8

    def drag(to: float) -> None:
        page.mouse.move(x, y)
        page.mouse.down()
        page.mouse.move(x, (y + to) / 2, steps=3)
        page.mouse.move(x, to, steps=3)
        page.evaluate("() => new Promise((done) => setTimeout(done, 80))")  # a pause: no flick
        page.mouse.move(x, to + 1)
        page.mouse.up()

    drag(y - 280)
    assert page.locator(".page").get_attribute("data-sheet") == "half"
    assert page.locator(".panel").evaluate("node => node.style.height") == ""
    settled(page)
    at_rest(page)
    y = page.locator(".panel").evaluate("node => node.getBoundingClientRect().top") + 8
    drag(820)
    assert page.locator(".page").get_attribute("data-sheet") == "peek"


def test_a_swipe_down_puts_the_card_away(open_page: Callable[..., Opened], html: str) -> None:
    page = open_page(html, size=(390, 844), phone=True).page
    page.evaluate("geoevents.instances[0].open(4)")
    page.locator(".card h2").wait_for()
    box = page.locator(".card h2").bounding_box()
    assert box
    page.mouse.move(box["x"] + 60, box["y"] + 6)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 150, steps=4)
    page.mouse.up()
    assert page.locator(".card").is_hidden()


def test_on_a_tablet_the_card_lies_over_the_panel_and_leaves_the_map(
    open_page: Callable[..., Opened], html: str
) -> None:
    page = open_page(html, size=(900, 700)).page
    page.evaluate("geoevents.instances[0].open(4)")
    page.locator(".card h2").wait_for()
    settled(page)
    card, panel = page.locator(".card").bounding_box(), page.locator(".panel").bounding_box()
    assert card
    assert panel
    assert (card["x"], card["width"]) == (panel["x"], panel["width"])
    marks = page.evaluate(
        """() => { const {hits, pad} = geoevents.instances[0].surface;
             return hits.filter((hit) => hit.event === 4 && hit.r).map((hit) => hit.x - pad.x); }"""
    )
    assert len(marks) == 2, "one on each coast"
    assert all(0 < x < 900 - panel["width"] for x in marks)


def test_a_phone_shows_the_scene_apart_where_the_map_has_room(open_page: Callable[..., Opened], html: str) -> None:
    page = open_page(html, size=(390, 844), phone=True).page
    settled(page)
    box = page.locator(".inset").bounding_box()
    assert box
    assert page.evaluate("geoevents.instances[0].inset.isOpen()")
    for other in (".search input", ".zoomer", ".panel", ".credit"):
        covered = page.locator(other).bounding_box()
        assert covered
        apart = covered["x"] >= box["x"] + box["width"] or box["x"] >= covered["x"] + covered["width"]
        assert apart or covered["y"] >= box["y"] + box["height"] or box["y"] >= covered["y"] + covered["height"], other
    page.locator(".inset-title").tap()
    page.evaluate("() => new Promise((done) => setTimeout(done, 700))")
    assert not page.locator(".inset").is_visible(), "the map itself shows the scene now"


def test_the_inset_shows_the_crowd_and_hides_no_mark(page: Page) -> None:
    found = page.evaluate(
        """() => { const a = geoevents.instances[0], box = a.el.inset.getBoundingClientRect();
             const at = a.el.map.getBoundingClientRect(), {hits, pad} = a.surface;
             return {title: a.el.insetTitle.textContent, open: a.inset.isOpen(), under: hits.filter((hit) => hit.r)
               .map((hit) => [hit.x - pad.x + at.left, hit.y - pad.y + at.top])
               .filter(([x, y]) => x > box.left && x < box.right && y > box.top && y < box.bottom)}; }"""
    )
    assert found["open"]
    assert "Korea" in found["title"]
    assert found["under"] == []


DRAWN = """() => { const words = []; const kinds = [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D];
  const real = kinds.map((kind) => kind.prototype.fillText);
  kinds.forEach((kind, k) => (kind.prototype.fillText = function (text, ...at) {
    words.push(text); return real[k].call(this, text, ...at); }));
  const app = geoevents.instances[0]; app.surface.redraw(); app.inset.redraw();
  kinds.forEach((kind, k) => (kind.prototype.fillText = real[k]));
  return words; }"""


def test_the_words_of_the_report_stand_on_the_map_and_no_type_instead_of_them(page: Page) -> None:
    """What is drawn is asked, not the pixels: fonts differ from machine to machine."""
    words = page.evaluate(DRAWN)
    along = "".join(word for word in words if len(word) == 1)  # words along a line are set letter by letter
    for said in ("Weapons", "Artillery shells", "Claimed destination"):
        assert said in along
    for said in ("any of 22 countries", "23 missiles", "≈ 100 rounds", "1 missile", "whole country", "RUSSIA"):
        assert said in words, said
    assert not {"Arms transfer", "Missile launch", "Line crossed"} & set(words)
    assert "Arms transfer" not in along


def test_paper_carries_map_key_and_table(page: Page) -> None:
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.locator("tbody tr").first.wait_for()
    assert page.locator("tbody tr").count() == 8
    assert page.locator(".tools").is_hidden()
    assert page.locator(".key").is_visible()
    page.emulate_media(media="screen")
    page.evaluate("window.dispatchEvent(new Event('afterprint'))")
    settled(page)
    assert page.locator(".tools").is_visible()
    assert page.locator(".table-view").is_hidden()
