"""``events.to_map()`` in a notebook: a real kernel runs the cells, and a browser shows what the cells put out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import nbclient
import nbformat
import pytest

from tests.browser.conftest import STARTED
from tests.browser.test_pictures import ACT

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.conftest import Opened

pytestmark = pytest.mark.browser

CELLS = (
    "import geoevents, folium\nevents = geoevents.read('seeds/red-sea-2024-01-12.md')",
    "page = events.to_map()\nfolium.Marker((15.35, 44.2), popup='Sanaa').add_to(page)\npage",
    "geoevents.read('seeds/border-2023-10-16.md').to_map()",
    "isinstance(page, folium.Map)",
)


@pytest.fixture(scope="module")
def outputs() -> list[dict[str, str]]:
    """What each cell shows, by MIME type."""
    book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(source) for source in CELLS])
    nbclient.NotebookClient(book, timeout=120, kernel_name="python3").execute()
    return [dict(cell.outputs[-1].data) if cell.outputs else {} for cell in book.cells]


def test_cells_show_maps_that_do_not_disturb_each_other(
    open_page: Callable[..., Opened], outputs: list[dict[str, str]]
) -> None:
    assert outputs[3]["text/plain"] == "True", "it is a folium.Map"
    shown = "".join(f"<section>{output['text/html']}</section>" for output in outputs[1:3])
    opened = open_page(f"<!DOCTYPE html><html><body>{shown}</body></html>", maps=0)
    first, second = opened.page.frames[1:]
    for frame in (first, second):
        frame.evaluate(STARTED, 1)
    assert opened.complaints == []
    assert opened.requests == []
    counts = [frame.evaluate(f"{ACT}.store.n") for frame in (first, second)]
    assert counts == [6, 8]
    # One frame's filter is not the other's, and folium's own marker stands in the first alone.
    first.locator(".legend-row input").first.evaluate("(box) => box.click()")
    assert first.locator(".count").inner_text().startswith("2 of 6")
    assert second.locator(".count").inner_text().startswith("8 of 8")
    assert [frame.locator(".leaflet-marker-icon").count() for frame in (first, second)] == [1, 0]
    assert first.locator(".folium-map").evaluate("(map) => map.getBoundingClientRect().height") > 200
