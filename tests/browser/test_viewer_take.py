"""What can be taken along (KML, a picture, a citation, paper), tiles of others, and who cannot see or use a mouse."""

from __future__ import annotations

import importlib.util
import re
import struct
import xml.etree.ElementTree as ET
import zlib
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from geoevents.render import build_map, to_html
from geoevents.render.tiles import BasemapError
from tests.fixtures.by_hand import point_event
from tests.fixtures.seed import document, seed_events

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page, Route

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser
REMOTE = re.compile(r"^https://")
KML = "{http://www.opengis.net/kml/2.2}"
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415478"
    "9c63f8cfc0000003010100c9fe92ef0000000049454e44ae426082"
)


def taken(page: Page, name: str) -> bytes:
    with page.expect_download() as waiting:
        page.locator(".take").get_by_role("button", name=name).press("Enter")
    return Path(waiting.value.path()).read_bytes()


def test_kml_holds_what_the_filters_show(page: Page) -> None:
    page.locator(".legend-row", has_text="Arms transfer").locator("input").uncheck()
    root = ET.fromstring(taken(page, "KML"))  # noqa: S314  our own
    folders = [folder.findtext(f"{KML}name") for folder in root.iter(f"{KML}Folder")]
    assert sorted(map(str, folders)) == ["artillery_fire", "boundary_crossing", "military_exercise", "missile_launch"]
    launch = next(mark for mark in root.iter(f"{KML}Placemark") if "23" in str(mark.findtext(f"{KML}name")))
    assert len(list(launch.iter(f"{KML}LineString"))) == 2
    assert launch.findtext(f"{KML}TimeSpan/{KML}begin") == "2022-11-02T00:00:00Z"
    assert launch.findtext(f"{KML}TimeSpan/{KML}end") == "2022-11-02T23:59:59Z"


def test_kml_is_well_formed_whatever_the_words(open_page: Callable[..., Opened], atlas: Any, types: Any) -> None:
    words = 'a & b < c > "d" ]]> \x01 \u202e </name><name>'
    report = document()
    event = point_event("one", "air_strike", report, 30.0, 50.0, summary=words)
    root = ET.fromstring(taken(open_page(to_html(build_map([event], [report], types, atlas))).page, "KML"))  # noqa: S314
    assert [mark.findtext(f"{KML}name") for mark in root.iter(f"{KML}Placemark")] == [words.replace("\x01", "")]


def rows_of(png: bytes) -> tuple[int, int, bytes]:
    """Width, height and the unfiltered-enough bytes of a picture: enough to see that it is not blank."""
    width, height = struct.unpack(">II", png[16:24])
    at, data = 8, b""
    while at < len(png):
        (size,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + size]
        at += 12 + size
    return width, height, zlib.decompress(data)


def test_the_picture_holds_the_map_its_title_and_its_key(page: Page) -> None:
    width, height, data = rows_of(taken(page, "Picture"))
    size = page.evaluate("(() => { const {x, y} = geoevents.instances[0].map.getSize(); return [x, y]; })()")
    assert width == 2 * size[0]
    assert height > 2 * size[1] + 200, "title, key and attribution stand around the map"
    assert len(set(data)) > 100, "not blank"


def test_the_words_around_the_picture_are_title_dates_and_sources(page: Page) -> None:
    said = page.evaluate(
        """() => { const words = []; const real = CanvasRenderingContext2D.prototype.fillText;
                   CanvasRenderingContext2D.prototype.fillText = function (text, ...at) { words.push(text);
                     return real.call(this, text, ...at); };
                   geoevents.instances[0].picture(); CanvasRenderingContext2D.prototype.fillText = real;
                   return words.join("\\n"); }"""
    )
    for words in ("Shells to Russia", "8 of 8 events", "2 Nov 2022", "Missile launch  1", "Natural Earth", "GeoNames"):
        assert words in said


def test_a_citation_names_source_sentence_and_address(page: Page) -> None:
    page.evaluate(
        """() => { window.copied = ""; Object.defineProperty(navigator, "clipboard",
             {value: {writeText: async (text) => { window.copied = text; }}, configurable: true}); }"""
    )
    page.evaluate("geoevents.instances[0].open(4)")
    button = page.get_by_role("button", name="Copy citation")
    button.press("Enter")
    page.get_by_role("button", name="Copied").wait_for()
    said = page.evaluate("window.copied")
    text = page.evaluate("geoevents.instances[0].store.text(4)")
    for words in (text["quote"], text["publisher"], text["url"]):
        assert words in said


@pytest.mark.parametrize("paper", ["A4", "Letter"])
def test_paper_holds_the_map_on_its_first_page(page: Page, paper: str) -> None:
    sheet = page.pdf(format=paper, landscape=True, print_background=True, prefer_css_page_size=False)
    pages = sheet.count(b"/Type /Page\n") or sheet.count(b"/Type /Page ") or sheet.count(b"/Type/Page/")
    assert 2 <= pages <= 3


# Tiles of others ------------------------------------------------------------------------------------------------------


def test_online_tiles_are_asked_of_their_host_alone_and_said(
    open_page: Callable[..., Opened], atlas: Any, types: Any
) -> None:
    text = to_html(build_map(*seed_events(atlas), types, atlas, basemap="osm"))
    opened = open_page("<!doctype html>", maps=0)
    page = opened.page
    asked: list[str] = []

    def answer(route: Route) -> None:
        asked.append(route.request.url)
        route.fulfill(body=PIXEL, content_type="image/png")

    page.route(REMOTE, answer)
    page.route("http://page.invalid/", lambda route: route.fulfill(body=text, content_type="text/html"))
    with page.expect_response(REMOTE):
        page.goto("http://page.invalid/")
    page.locator(".credit", has_text="tile.openstreetmap.org").wait_for()
    assert all(address.startswith("https://tile.openstreetmap.org/") for address in asked)
    assert "OpenStreetMap" in page.locator(".leaflet-control-attribution").inner_text()
    rules = page.locator("meta[http-equiv=Content-Security-Policy]").get_attribute("content") or ""
    hosts = {rule.split()[0]: rule.split()[1:] for rule in rules.split("; ")}
    assert "https://tile.openstreetmap.org" in hosts["img-src"]
    assert hosts["connect-src"] == ["'none'"]
    assert all("openstreetmap" not in " ".join(allowed) for name, allowed in hosts.items() if name != "img-src")


def test_without_the_network_the_vector_map_stays(open_page: Callable[..., Opened], atlas: Any, types: Any) -> None:
    text = to_html(build_map(*seed_events(atlas), types, atlas, basemap="osm"))
    page = open_page("<!doctype html>", maps=0).page
    page.route(REMOTE, lambda route: route.abort())
    page.route("http://page.invalid/", lambda route: route.fulfill(body=text, content_type="text/html"))
    page.goto("http://page.invalid/")
    page.locator(".legend-row").first.wait_for()
    land = page.evaluate(
        """() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => {
             const c = geoevents.instances[0].surface.canvas;
             done(c.getContext("2d").getImageData(c.width / 2, c.height / 2, 1, 1).data[3]); })))"""
    )
    assert land == 255, "our own ground is painted"


@pytest.mark.parametrize("name", ["nobody knows this", "Jawg.Streets"])
def test_tiles_that_cannot_be_had_are_refused(atlas: Any, types: Any, name: str) -> None:
    with pytest.raises(BasemapError):
        build_map(*seed_events(atlas), types, atlas, basemap=name)


# Everybody ------------------------------------------------------------------------------------------------------------


def axe() -> str:
    found = importlib.util.find_spec("axe_playwright_python")
    assert found is not None, "pip install -e '.[test]'"
    assert found.origin is not None
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


STATES = {
    "map": "",
    "card": "#event=shells",
    "table": "#view=table",
    "filters": "#unsaid=denied",
    "empty": "#q=nothing+of+the+kind",
    "embed": "#embed",
    "dark": "#theme=dark&view=table",
}


@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing_serious(open_page: Callable[..., Opened], html: str, state: str) -> None:
    page = open_page(html, fragment=STATES[state]).page
    page.evaluate(axe())  # by the debugger: the policy of the page lets no script in
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations']}).then((r) => r.violations.filter((v) => "
        "['serious', 'critical'].includes(v.impact)).map((v) => `${v.id}: ${v.nodes.map((n) => n.target).join(' ')}`))"
    )
    assert found == []


def test_axe_finds_nothing_serious_in_keys_and_choices(page: Page) -> None:
    page.keyboard.press("?")
    page.locator("dialog select").wait_for()
    page.evaluate(axe())
    found = page.evaluate(
        "axe.run(document.querySelector('dialog'), {resultTypes: ['violations']})"
        ".then((r) => r.violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map((v) => v.id))"
    )
    assert found == []


def test_right_to_left_words_run_from_the_right(open_page: Callable[..., Opened], atlas: Any, types: Any) -> None:
    report = document()
    arabic = "هجوم صاروخي على مستودع"
    event = point_event("one", "air_strike", report, 44.0, 33.0, summary=arabic)
    opened = open_page(to_html(build_map([event], [report], types, atlas, title=arabic)), fragment="#event=one")
    page = opened.page
    page.locator(".card h2").wait_for()
    for part in (".masthead h1", ".card h2"):
        assert page.locator(part).inner_text() == arabic
        assert page.locator(part).evaluate("node => getComputedStyle(node).direction") == "rtl"
    assert opened.complaints == []
