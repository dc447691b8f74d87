"""Country names in the reader's language, and the same event told by several reports."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from geoevents.render import build_map, to_html
from tests.browser.asking import STATE, settled
from tests.browser.conftest import STARTED
from tests.fixtures.by_hand import on_day, point_event
from tests.fixtures.seed import document

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

SHOWN = "() => Object.fromEntries(geoevents.instances[0].base.shown)"


def test_countries_are_named_in_the_language_that_is_chosen(page: Page) -> None:
    assert page.evaluate(SHOWN)["Germany"] == "Germany", "an English browser sees the gazetteer's own names"
    page.keyboard.press("?")
    choice = page.locator("dialog select")
    assert {"ar", "de", "ko", "zh"} <= set(choice.locator("option").evaluate_all("(all) => all.map((o) => o.value)"))
    choice.select_option("ko")
    page.keyboard.press("Escape")
    shown = page.evaluate(SHOWN)
    assert shown["North Korea"] == "북한"
    assert shown["Russia"] == "러시아"
    assert page.locator(".inset-title").inner_text() == "북한"


def test_the_page_begins_with_the_language_of_the_browser(browser: Any, html: str, tmp_path: Any) -> None:
    path = tmp_path / "page.html"
    path.write_text(html, encoding="utf-8")
    context = browser.new_context(locale="de-AT")
    page = context.new_page()
    page.goto(path.as_uri())
    page.evaluate(STARTED, 1)
    assert page.evaluate(SHOWN)["Egypt"] == "Ägypten"
    context.close()


CLUSTER = """([clusters, titles]) => { const {store} = geoevents.instances[0];
  if (clusters) store.cluster = Int32Array.from(clusters);
  store.ready_texts.forEach((text, i) => { if (titles) text.doc_title = titles[i]; }); }"""


@pytest.fixture
def told(open_page: Callable[..., Opened], atlas: Any, types: Any) -> Page:
    """Four events of four reports."""
    reports = [
        replace(document(), id=f"r{k}", publisher=f"Agency {k}", url=f"https://example.org/{k}") for k in range(4)
    ]
    events = [
        replace(
            point_event(f"e{k}", "air_strike", report, 30.0 + k, 50.0, summary=f"Strike {k}"), when=on_day("2024-03-01")
        )
        for k, report in enumerate(reports)
    ]
    return open_page(to_html(build_map(events, reports, types, atlas))).page


def test_the_card_names_the_other_reports_of_an_event(told: Page) -> None:
    told.evaluate(CLUSTER, [[7, -1, 7, 7], ["First <b>report</b>", "Second", "Third", ""]])
    told.evaluate("geoevents.instances[0].open(0)")
    section = told.locator(".card section", has_text="Also reported by")
    section.locator("li").first.wait_for()
    assert section.locator(".role").inner_text() == "Also reported by 2 others"
    # Without a title of its own a report is known by its publisher.
    assert section.locator(".neighbor > span").evaluate_all(
        "(all) => all.map((one) => one.firstChild.textContent)"
    ) == ["Third", "Agency 3"]
    assert section.locator("a").evaluate_all("(all) => all.map((a) => a.href)") == [
        "https://example.org/2", "https://example.org/3",
    ]  # fmt: skip
    section.get_by_role("button").first.click()
    settled(told)
    assert told.evaluate(STATE, "selected") == 2
    back = told.locator(".card section", has_text="Also reported by")
    back.locator("li").first.wait_for()
    assert "First <b>report</b>" in back.inner_text(), "markup of a title is text"


def test_an_event_that_is_told_once_says_nothing_of_others(told: Page) -> None:
    told.evaluate("geoevents.instances[0].open(0)")
    told.locator(".card h2").wait_for()
    assert "Also reported by" not in told.locator(".card").inner_text()
    told.evaluate(CLUSTER, [[7, -1, 7, 7], None])
    told.evaluate("geoevents.instances[0].open(1)")
    told.locator(".card h2", has_text="Strike 1").wait_for()
    assert "Also reported by" not in told.locator(".card").inner_text()
