"""Pages of more events than are read at once: a thread reads and searches their texts; they are taken along in lots."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from shapely import LineString

from geoevents.render import build_map, to_html
from tests.browser.asking import until
from tests.fixtures.by_hand import event, point_event, resolved
from tests.fixtures.seed import document

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser


@pytest.fixture(scope="module")
def large(atlas: Any, types: Any) -> str:
    """More events than are read at once: 5,100 on points, of which every hundredth lies along one of five lines."""
    report = document()
    lines = [LineString([(10.0 + 9 * k, 10.0), (14.0 + 9 * k, 16.0)]) for k in range(5)]
    along = [resolved(None, line, precision="line", name=f"Line {k}") for k, line in enumerate(lines)]
    events = [
        event(f"e{k}", "armed_clash", report, [("line_crossed", along[k // 100 % 5])])
        if k % 100 == 0
        else point_event(f"e{k}", "protest", report, 10.0 + k % 50, 20.0 + k // 500, place=f"Place {k}")
        for k in range(5100)
    ]
    return to_html(build_map(events, [report], types, atlas))


def test_close_to_a_line_of_a_crowded_map_nothing_breaks(open_page: Callable[..., Opened], large: str) -> None:
    """Where marks are too many for words, lines that are drawn large have none either."""
    opened = open_page(large, fragment="#at=13/12/7")
    until(opened.page, "geoevents.instances[0].surface.hits.some((hit) => hit.stroke)")
    assert opened.complaints == []


def test_a_large_page_is_searched_by_a_thread_made_from_its_own_script(
    open_page: Callable[..., Opened], large: str
) -> None:
    opened = open_page(large)
    page = opened.page
    search = page.locator(".search input")
    search.fill('"place 17"')
    wanted = sum("place 17" in f"place {k}" for k in range(5100) if k % 100)
    until(page, f"geoevents.instances[0].shown.list.length === {wanted}")
    page.locator(".result", has_text="Place 17").first.wait_for()
    assert len(page.workers) == 1
    assert page.workers[0].url.startswith("blob:")
    search.fill('"place 17" nowhere')
    until(page, "geoevents.instances[0].shown.list.length === 0")
    search.fill("")
    until(page, "geoevents.instances[0].shown.list.length === 5100")
    assert opened.requests == []
    assert opened.complaints == []


def test_where_no_thread_may_start_a_large_page_is_searched_all_the_same(
    open_page: Callable[..., Opened], large: str
) -> None:
    page = open_page(large.replace("worker-src blob:", "worker-src &#x27;none&#x27;")).page
    page.locator(".search input").fill('"place 4321"')
    until(page, "geoevents.instances[0].shown.list.length === 1")
    assert page.workers == []
    page.locator(".result").click()
    page.locator(".card h2", has_text="Place 4321").wait_for()


def test_opening_an_event_filters_nothing_anew(open_page: Callable[..., Opened], large: str) -> None:
    page = open_page(large).page
    same = """(act) => { const app = geoevents.instances[0], {shown} = app;
      act === "open" ? app.open(7, {move: false}) :
      app.state.set({off: new Set([0])}); return app.shown === shown; }"""
    assert page.evaluate(same, "open")
    page.locator(".card h2", has_text="Place 7").wait_for()
    assert not page.evaluate(same, "filter")


@pytest.mark.parametrize(("name", "sign"), [("GeoJSON", '"event_id":'), ("CSV", "\r\n"), ("KML", "<Placemark>")])
def test_all_events_of_a_large_page_can_be_taken_along(
    open_page: Callable[..., Opened], large: str, name: str, sign: str
) -> None:
    """They are written so many at once; none is lost or doubled where one lot ends and the next begins."""
    page = open_page(large).page
    with page.expect_download() as waiting:
        page.locator(".take").get_by_role("button", name=name).press("Enter")
    text = Path(waiting.value.path()).read_bytes().decode()
    assert text.count(sign) == 5100 + (name == "CSV")
    if name == "GeoJSON":
        ids = [feature["properties"]["event_id"] for feature in json.loads(text)["features"]]
        assert ids == [f"e{k}" for k in range(5100)]
    if name == "KML":
        assert len(ET.fromstring(text.encode()).findall(".//{*}Folder")) == 2  # noqa: S314  our own
