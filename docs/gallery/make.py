"""Makes the pictures of the README and the gallery: ``python docs/gallery/make.py`` (all) or ``... make.py seed dark``.

Each is a real page in a real browser; nothing is retouched. They are kept as JPEG: a picture is there to be looked at,
and tests compare what a page holds, not its pixels, for fonts differ from machine to machine.
"""

from __future__ import annotations

import base64
import html
import os
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

ROOT = Path(__file__).resolve().parents[2]
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(ROOT))

from playwright.sync_api import Browser, sync_playwright  # noqa: E402

import geoevents  # noqa: E402
from benchmarks.page import some_events  # noqa: E402
from geoevents import event_types  # noqa: E402
from geoevents.gazetteer import Gazetteer  # noqa: E402
from geoevents.model import Document, Event, Placement, When  # noqa: E402
from geoevents.render import build_map, to_html  # noqa: E402
from tests import chromium  # noqa: E402
from tests.browser.conftest import STARTED  # noqa: E402

if TYPE_CHECKING:
    from collections.abc import Callable

DESKTOP = (1440, 900)
PHONE = (390, 844)
SEED = Path("seeds") / "korea-2022-11-02.md"  # as a reader at the top of the project would name it
PLACES = (
    "both coasts of North Korea", "the Mediterranean coast of Egypt", "off the coast of Somalia",
    "the border between Syria and Turkey", "northern Israel", "southeastern Turkey", "60 miles west of Hodeidah",
    "between Izium and Sloviansk", "Middle Eastern or North African countries",
)  # fmt: skip


def shot(
    browser: Browser, page_text: str, size: tuple[int, int], *, fragment: str = "", dark: bool = False, wait: int = 1
) -> bytes:
    """A page as a reader sees it, as JPEG."""
    phone = size == PHONE
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        device_scale_factor=2 if phone else 1,
        has_touch=phone,
        is_mobile=phone,
    )
    page = context.new_page()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "page.html"
        path.write_text(page_text, encoding="utf-8")
        page.goto(path.as_uri() + fragment)
        if wait:
            page.evaluate(STARTED, wait)
            # The inset and the card have their own frames, and a card moves the map.
            page.wait_for_timeout(900)
        taken = page.screenshot(type="jpeg", quality=88)
    context.close()
    return taken


def seed() -> str:
    """The page of one report."""
    return geoevents.read(SEED).to_html()


def crowd() -> str:
    """A hundred thousand rows of a made-up table."""
    return to_html(build_map(*some_events(100_000), event_types.load(), Gazetteer.open()))


def place(words: str) -> str:
    """A page of one place expression, as the language of places draws it."""
    report = Document("d", "sheet", {"text": words}, title=words)
    where = Placement("area", geoevents.resolve(words))
    event = Event(
        "1", "maritime_incident" if "coast" in words else "boundary_crossing" if "border" in words else "air_strike",
        words, When(None, None, None, "unknown", basis="none"), (where,), (), (), "reported", (), (), (), report.id,
    )  # fmt: skip
    return to_html(build_map([event], [report], event_types.load(), Gazetteer.open(), title=words))


def sheet(browser: Browser) -> bytes:
    """Nine place expressions on one sheet."""
    cells = []
    for words in PLACES:
        picture = base64.b64encode(shot(browser, place(words), (460, 360), fragment="#embed")).decode()
        caption = f"<figcaption>“{html.escape(words)}”</figcaption>"
        cells.append(f'<figure><img src="data:image/jpeg;base64,{picture}">{caption}</figure>')
    look = (
        "body{margin:24px;background:#fdfcfa;color:#1d2227;font:15px/22px system-ui,sans-serif;display:grid;"
        "grid-template-columns:repeat(3,1fr);gap:22px 18px}figure{margin:0}img{width:100%;display:block;"
        "border:1px solid #e2dfd7;border-radius:6px}figcaption{padding:7px 2px 0;font-style:italic}"
    )
    return shot(browser, f"<!doctype html><style>{look}</style>{''.join(cells)}", (1440, 1250), wait=0)


MAKERS: dict[str, Callable[[Browser], bytes]] = {
    "seed": lambda browser: shot(browser, seed(), DESKTOP),
    "dark": lambda browser: shot(browser, seed(), DESKTOP, dark=True),
    "card": lambda browser: shot(browser, seed(), DESKTOP, fragment="#view=map&q=launched&event=" + launch()),
    "phone": lambda browser: shot(browser, seed(), PHONE),
    "crowd": lambda browser: shot(browser, crowd(), DESKTOP),
    "places": sheet,
}


def launch() -> str:
    """Id of the report's launch, which the card shows."""
    return next(event.id for event in geoevents.read(SEED).events if event.kind == "missile_launch")


def main(names: list[str]) -> None:
    """Make the named pictures, or all."""
    os.chdir(ROOT)
    with sync_playwright() as playwright:
        options: dict[str, Any] = {"executable_path": chromium.find(), "args": ["--no-sandbox"]}
        browser = playwright.chromium.launch(**options)
        for name in names or list(MAKERS):
            path = HERE / f"{name}.jpg"
            path.write_bytes(MAKERS[name](browser))
            print(f"{path.relative_to(ROOT)}: {path.stat().st_size / 1e3:.0f} kB")
        browser.close()


if __name__ == "__main__":
    main(sys.argv[1:])
