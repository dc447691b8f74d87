"""Every control of the page by mouse and by keyboard: what it shows, hides, opens and remembers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.browser.asking import PIXELS, STATE, counts, mean_difference, row, settled

if TYPE_CHECKING:
    from playwright.sync_api import Page


pytestmark = pytest.mark.browser


# Legend ---------------------------------------------------------------------------------------------------------------


def test_the_legend_counts_what_is_shown_of_how_many(page: Page) -> None:
    assert counts(page)["Arms transfer"] == "4"
    row(page, "Arms transfer").locator("input").uncheck()
    assert counts(page)["Arms transfer"] == "0 / 4"
    assert page.locator(".count").inner_text().startswith("4 of 8 events")
    row(page, "Arms transfer").locator("input").check()
    assert page.locator(".count").inner_text().startswith("8 of 8 events")


def test_a_layer_that_is_off_leaves_the_map(page: Page) -> None:
    before = page.evaluate(PIXELS)
    row(page, "Arms transfer").locator("input").uncheck()
    settled(page)
    assert mean_difference(page, before) > 0.05


def test_a_group_is_on_off_or_in_between(page: Page) -> None:
    group = row(page, "Fire").locator("input")
    row(page, "Missile launch").locator("input").uncheck()
    assert group.evaluate("box => [box.checked, box.indeterminate]") == [False, True]
    group.evaluate("box => box.click()")
    assert group.evaluate("box => [box.checked, box.indeterminate]") == [True, False]
    group.evaluate("box => box.click()")
    assert counts(page)["Missile launch"] == "0 / 1"
    assert counts(page)["Artillery and rocket fire"] == "0 / 1"


def test_only_leaves_one_layer_and_all_come_back(page: Page) -> None:
    row(page, "Line crossed").hover()
    row(page, "Line crossed").locator(".only").click()
    assert page.locator(".count").inner_text().startswith("1 of 8 events")
    page.get_by_role("button", name="Show all types").first.click()
    assert page.locator(".count").inner_text().startswith("8 of 8 events")


def test_the_legend_works_from_the_keyboard(page: Page) -> None:
    row(page, "Missile launch").locator("input").focus()
    page.keyboard.press("Space")
    assert counts(page)["Missile launch"] == "0 / 1"


# Search and the empty state ------------------------------------------------------------------------------------------


def test_search_finds_words_of_the_sentence_and_opens_the_event(page: Page) -> None:
    page.keyboard.press("/")
    page.keyboard.type("pyongyang")
    results = page.locator(".result")
    results.first.wait_for()
    assert results.count() == 1
    assert results.first.locator("mark").last.inner_text().lower() == "pyongyang"
    page.keyboard.press("Enter")
    assert "crosses the sea border" in page.locator(".card h2").inner_text()


def test_nothing_found_says_so_and_every_filter_can_be_lifted(page: Page) -> None:
    page.locator("input[type=search]").fill("no such word")
    row(page, "Missile launch").locator("input").uncheck()
    empty = page.locator(".empty")
    assert "hide all 8 events" in empty.inner_text()
    assert empty.get_by_role("button").all_inner_texts() == ["Clear “no such word”", "Show all types"]
    empty.get_by_role("button", name="Clear").click()
    assert empty.is_hidden()
    assert page.locator("input[type=search]").input_value() == ""


def test_matches_hidden_by_another_filter_are_not_denied(page: Page) -> None:
    row(page, "Line crossed").locator("input").uncheck()
    page.locator("input[type=search]").fill("pyongyang")
    page.locator(".no-result").wait_for()
    assert "1 outside" in page.locator(".no-result").inner_text()


# Time ----------------------------------------------------------------------------------------------------------------


def test_a_drag_over_the_axis_chooses_time_and_all_time_lifts_it(page: Page) -> None:
    box = page.locator(".chart").bounding_box()
    assert box
    page.mouse.move(box["x"] + box["width"] * 0.4, box["y"] + 4)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.6, box["y"] + 4, steps=4)
    page.mouse.up()
    span = page.evaluate(STATE, "span")
    assert span
    assert span[0] < span[1]
    # The denial of that September, and what happened at some time before November.
    assert page.locator(".count").inner_text().startswith("2 of 8 events")
    assert "at=" not in page.evaluate("location.hash"), "nobody moved the map"
    page.get_by_role("button", name="All time").first.click()
    assert page.evaluate(STATE, "span") is None


def test_the_handles_move_by_a_day_and_by_a_month(page: Page) -> None:
    first = page.locator(".handle").first
    first.focus()
    page.keyboard.press("ArrowRight")
    one = page.evaluate(STATE, "span")[0]
    page.keyboard.press("ArrowRight")
    assert page.evaluate(STATE, "span")[0] - one == 86_400_000
    page.keyboard.press("Shift+ArrowRight")
    assert page.evaluate(STATE, "span")[0] - one == 31 * 86_400_000
    assert page.evaluate("document.activeElement.dataset.edge") == "0", "the focus must survive the redrawing"


def test_play_moves_a_window_through_time(page: Page) -> None:
    page.get_by_role("button", name="Play").click()
    moved = """(before) => new Promise((done) => { const {now} = geoevents.instances[0].state; const look = () =>
      now.span && (!before || now.span[0] !== before[0]) ? done(now.span) : requestAnimationFrame(look); look(); })"""
    one = page.evaluate(moved, None)
    two = page.evaluate(moved, one)
    assert two[0] > one[0]
    assert two[1] - two[0] == pytest.approx(one[1] - one[0])


def test_a_bar_and_its_mark_are_lit_together(page: Page) -> None:
    lane = page.locator(".lane").first
    lane.hover()
    assert page.evaluate(STATE, "hovered") == int(lane.get_attribute("data-event") or -1)


# Card ----------------------------------------------------------------------------------------------------------------


def test_the_card_says_what_the_data_say(page: Page) -> None:
    page.evaluate("geoevents.instances[0].open(4)")
    page.locator(".card h2").wait_for()
    text = page.evaluate("geoevents.instances[0].store.text(4)")
    card = page.locator(".card").inner_text()
    assert page.locator(".card h2").inner_text().replace("\n", " ") == text["title"]
    assert page.locator(".card blockquote").inner_text() == f"“{text['quote']}”"
    assert page.locator(".card mark").all_inner_texts() == [
        text["quote"][start:end] for start, end, _ in sorted(text["marks"])
    ]
    for key in ("when", "quantity", "who"):
        assert text[key] in card
    for place in text["placements"]:
        assert place["place"] in card
        assert place["precision"] in card
        for step in place["why"]:
            assert step in card


def test_what_is_denied_or_only_claimed_is_said_before_all_else(page: Page) -> None:
    page.evaluate("geoevents.instances[0].open(2)")
    assert page.locator(".card .banner b").inner_text() == "Denied"
    page.evaluate("geoevents.instances[0].open(0)")
    page.locator(".card h2", has_text="Artillery shells").wait_for()
    assert page.locator(".card .role").all_inner_texts() == ["From", "To", "Claimed destination", "Near it in time"]


def test_next_previous_and_the_focus_comes_back(page: Page) -> None:
    button = page.locator(".shelf-item").first
    button.click()
    title = page.locator(".card h2").inner_text()
    page.locator(".card").get_by_role("button", name="Next event").click()
    settled(page)
    assert page.locator(".card h2").inner_text() != title
    page.keyboard.press("Escape")
    assert page.locator(".card").is_hidden()
    assert page.evaluate("document.activeElement !== document.body")


def test_events_can_be_walked_and_opened_without_a_mouse(page: Page) -> None:
    page.keyboard.press("n")
    first = page.evaluate(STATE, "focused")
    page.keyboard.press("n")
    assert page.evaluate(STATE, "focused") != first
    page.keyboard.press("p")
    assert page.evaluate(STATE, "focused") == first
    page.keyboard.press("Enter")
    assert page.evaluate(STATE, "selected") == first
    page.keyboard.press("Escape")
    assert page.evaluate(STATE, "selected") == -1


def test_single_letters_can_be_switched_off(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("dialog .switch input").uncheck()
    page.keyboard.press("Escape")
    page.keyboard.press("t")
    assert page.evaluate(STATE, "view") == "map"


def test_a_click_on_a_mark_opens_its_event(page: Page) -> None:
    spot = page.evaluate(
        """() => { const a = geoevents.instances[0], s = a.surface;
                   const hit = s.hits.find((h) => h.stroke && h.event === 1);
                   const size = a.map.getSize();
                   const box = a.el.map.getBoundingClientRect();
                   for (let x = 0; x < size.x; x += 3) for (let y = 0; y < size.y; y += 3)
                     if (s.hit({x, y}) === hit) return [box.left + x, box.top + y];
                   return null; }"""
    )
    assert spot, "the arrow from Iran must be on the map"
    page.mouse.click(*spot)
    page.locator(".card h2").wait_for()
    assert "Iran" in page.locator(".card h2").inner_text()
