"""The look of the map against kept pictures; ``pytest tests/browser/test_pictures.py --renew-pictures`` takes new ones.

Fonts differ from machine to machine, so nothing here is text: the canvas is told to write none, and of the page's own
parts only the map and the chart are looked at. What is left (coasts, areas, arrows, marks, bars) is compared in cells
of four pixels, so that the edge of a line may fall a little aside; a test of its own shows that one missing mark is
more than the tolerance.
"""

from __future__ import annotations

import base64
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from shapely import Point, box

from geoevents.render import build_map, to_html
from tests.browser.conftest import STARTED
from tests.fixtures.by_hand import event, on_day, point_event, resolved
from tests.fixtures.seed import document

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser

KEPT = Path(__file__).parent / "kept"
SIZE = (880, 600)
PHONE = (390, 700)
# Cells that may be off by more than a shade: fewer than the smallest mark covers.
TOLERANCE = 5

WORDLESS = """for (const kind of [CanvasRenderingContext2D, OffscreenCanvasRenderingContext2D])
  kind.prototype.fillText = kind.prototype.strokeText = () => {};"""
NO_TEXT = """
  .geoevents *, .geoevents *::before, .geoevents *::after { color: transparent !important; }
  .geoevents svg text { fill: transparent !important; stroke: none !important }
  .geoevents :is(.credit, .inset-title, .search, .timeline-head) { visibility: hidden !important }
  .geoevents :is(.tools, .zoomer, .panel, .card), .geoevents :is(.tools, .zoomer, .panel, .card) * {
    visibility: hidden !important }"""
# How many cells of four pixels differ by more than 30 of 255 in a channel; all of them where the sizes differ.
APART = """async ([one, two]) => {
  const cells = async (data) => {
    const image = new Image(); image.src = "data:image/png;base64," + data; await image.decode();
    const [w, h] = [image.width >> 2, image.height >> 2];
    const pen = new OffscreenCanvas(w, h).getContext("2d");
    pen.imageSmoothingQuality = "high"; pen.drawImage(image, 0, 0, w, h);
    return {w, h, data: pen.getImageData(0, 0, w, h).data};
  };
  const [a, b] = [await cells(one), await cells(two)];
  if (a.w !== b.w || a.h !== b.h) return a.w * a.h;
  let off = 0;
  for (let k = 0; k < a.data.length; k += 4)
    if (Math.max(...[0, 1, 2].map((c) => Math.abs(a.data[k + c] - b.data[k + c]))) > 30) off++;
  return off;
}"""


def scattered() -> tuple[list[Any], list[Any]]:
    """Points, discs, hatched and firm areas, arrows over the antimeridian, a crowd: what the seed report has not."""
    report = document()
    kinds = [("air_strike", 0), ("drone_strike", 90_000), ("protest", 0), ("seizure", 40_000)]
    events = [
        point_event(f"p{k}", kind, report, 163.0 + 3.5 * k, -14.0 + 4 * (k % 2), radius=radius)
        for k, (kind, radius) in enumerate(kinds)
    ]
    events += [
        point_event(f"c{k}", ("air_strike", "protest")[k % 2], report, -170 + k % 5 * 0.3, -24 + k % 7 * 0.3)
        for k in range(35)
    ]
    for key, choice, west in (("any", "any", 166.0), ("all", "all", -178.0)):
        area = resolved(None, box(west, -30, west + 6, -24), precision="admin1", choice=choice, name=key)
        events.append(event(key, "armed_clash", report, [("area", area)]))
    ends = [resolved(None, Point(lon, lat), name=f"at {lon}") for lon, lat in ((165.0, -18.0), (-170.0, -12.0))]
    events.append(event("arrow", "arms_transfer", report, [("origin", ends[0]), ("destination", ends[1])]))
    events += [
        event(said, "arms_transfer", report, [("origin", ends[1]), ("destination", ends[0])], assertion=said)
        for said in ("claimed", "denied")
    ]
    return [replace(one, when=on_day(f"2024-03-{1 + k % 28:02}")) for k, one in enumerate(events)], [report]


@pytest.fixture(scope="module")
def pages(html: str, atlas: Any, types: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Addresses of two pages: the seed report, and all kinds of marks."""
    folder = tmp_path_factory.mktemp("pictures")
    found = {}
    for name, text in (("seed", html), ("marks", to_html(build_map(*scattered(), types, atlas)))):
        (folder / f"{name}.html").write_text(text, encoding="utf-8")
        found[name] = (folder / f"{name}.html").as_uri()
    return found


@pytest.fixture
def view(browser: Browser, pages: dict[str, str]) -> Iterator[Any]:
    """(page name, size, dark, what to do) -> the picture as base64 of a PNG."""
    contexts = []

    def show(name: str, size: tuple[int, int], *, dark: bool = False, act: str = "") -> str:
        context = browser.new_context(
            viewport={"width": size[0], "height": size[1]}, color_scheme="dark" if dark else "light",
            reduced_motion="reduce", device_scale_factor=1,
        )  # fmt: skip
        contexts.append(context)
        context.add_init_script(WORDLESS)
        page = context.new_page()
        page.goto(pages[name])
        page.evaluate(STARTED, 1)
        page.add_style_tag(content=NO_TEXT)
        if act:
            page.evaluate(act)
        at_last(page)
        return base64.b64encode(page.screenshot(type="png")).decode()

    yield show
    for context in contexts:
        context.close()


def at_last(page: Page) -> None:
    """Waits until the picture no longer changes."""
    before = b""
    for _ in range(40):
        page.evaluate("() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
        now = page.screenshot(type="png")
        if now == before:
            return
        before = now
        page.evaluate("() => new Promise((done) => setTimeout(done, 120))")
    raise AssertionError("the page does not come to rest")


@pytest.fixture
def apart(browser: Browser) -> Iterator[Any]:
    """In how many cells two pictures differ."""
    page = browser.new_page()
    yield lambda one, two: page.evaluate(APART, [one, two])
    page.close()


ACT = "geoevents.instances[0]"
PICTURES = {
    "seed": ("seed", SIZE, False, ""),
    "seed-dark": ("seed", SIZE, True, ""),
    "seed-phone": ("seed", PHONE, False, ""),
    "coast": ("seed", SIZE, False, f"{ACT}.open(4)"),
    "marks": ("marks", SIZE, False, ""),
    "marks-dark": ("marks", SIZE, True, ""),
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_map_looks_as_it_did(view: Any, apart: Any, name: str, request: pytest.FixtureRequest) -> None:
    page, size, dark, act = PICTURES[name]
    now = view(page, size, dark=dark, act=act)
    path = KEPT / f"{name}.png"
    if request.config.getoption("--renew-pictures"):
        path.write_bytes(base64.b64decode(now))
        return
    far = apart(base64.b64encode(path.read_bytes()).decode(), now)
    if far > TOLERANCE:
        seen = Path(request.config.rootpath) / ".pytest_cache" / f"{name}.png"
        seen.parent.mkdir(exist_ok=True)
        seen.write_bytes(base64.b64decode(now))
        pytest.fail(
            f"{far} cells of {path.name} are off (allowed: {TOLERANCE}). What is seen now: {seen}. "
            "If it is as it should be: pytest tests/browser/test_pictures.py --renew-pictures"
        )


@pytest.mark.parametrize(
    ("name", "lost"),
    [
        ("seed", "arms_transfer"), ("seed", "missile_launch"), ("seed-phone", "boundary_crossing"),
        ("marks", "seizure"), ("marks", "drone_strike"), ("marks", "armed_clash"), ("marks", "arms_transfer"),
    ],
)  # fmt: skip
def test_a_lost_layer_would_be_seen(view: Any, apart: Any, name: str, lost: str) -> None:
    """Without this the tolerance might be as wide as a layer: each kind is left unpainted, its counts and bars kept."""
    page, size, dark, _ = PICTURES[name]
    off = f"""() => {{ const app = {ACT}, kind = app.store.kinds.findIndex(({{id}}) => id === "{lost}");
      const stays = (i) => app.store.kind[i] !== kind;
      app.shown = {{...app.shown, mask: app.shown.mask.map((on, i) => on && stays(i)),
        list: app.shown.list.filter(stays)}};
      app.surface.redraw(); app.inset.redraw(); }}"""
    kept = base64.b64encode((KEPT / f"{name}.png").read_bytes()).decode()
    assert apart(kept, view(page, size, dark=dark, act=off)) > TOLERANCE
