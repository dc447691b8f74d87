"""Other tools and this one over the same points: ``python -m benchmarks.page_peers ASSETS [10000 100000]``.

ASSETS is a ``node_modules`` folder that holds what the pages of folium and geopandas ask the network for (``npm i
leaflet@1.9.4 leaflet.markercluster@1.5.3 jquery@3.7.1``): those pages are opened without a network, which is kind to
them. What is not installed (pydeck; mapclassify and matplotlib for geopandas.explore) is left out and said. Each event
has its kind, date, place, sentence and address, as in ``benchmarks.page``; no peer has a time filter, a search or the
sentence marked. Measured: seconds to write, megabytes, seconds until the page is usable, milliseconds per pan.
"""

from __future__ import annotations

import argparse
import re
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import folium
import geopandas
from folium.plugins import FastMarkerCluster
from playwright.sync_api import Error, Route, sync_playwright

from benchmarks.page import FRAMES, some_events
from geoevents import event_types
from geoevents.gazetteer import Gazetteer
from geoevents.render import build_map, to_html
from tests import chromium

if TYPE_CHECKING:
    from collections.abc import Callable

    from geoevents.model import Document, Event

PATIENCE_MS = 240_000
COLUMNS = ("kind", "date", "place", "notes", "url")
Data = tuple[list["Event"], list["Document"]]


def frame_of(data: Data) -> geopandas.GeoDataFrame:
    """The points with their columns, as one would hand them to a peer."""
    rows = [
        (event.kind, *(document.fields[name] for name in COLUMNS[1:4]), document.url)
        for event, document in zip(*data, strict=True)
    ]
    points = [event.placements[0].resolution.shape.geometry for event in data[0]]  # type: ignore[union-attr]
    return geopandas.GeoDataFrame(rows, columns=list(COLUMNS), geometry=points, crs="EPSG:4326")


def bare_map() -> folium.Map:
    """A map of folium on canvas and without tiles, which there is no network for."""
    return folium.Map((30, 35), zoom_start=4, tiles=None, prefer_canvas=True, maxZoom=18)


def geoevents_page(data: Data) -> str:
    """This project's page."""
    return to_html(build_map(*data, event_types.load(), Gazetteer.open()))


def folium_geojson(data: Data) -> str:
    """One GeoJson layer of circles with a popup of all columns."""
    page = bare_map()
    folium.GeoJson(
        frame_of(data), marker=folium.CircleMarker(radius=4), popup=folium.GeoJsonPopup(fields=list(COLUMNS))
    ).add_to(page)
    return str(page.get_root().render())


def fast_marker_cluster(data: Data) -> str:
    """The plugin for many points; its popup holds the sentence."""
    page = bare_map()
    frame = frame_of(data)
    rows = [[point.y, point.x, words] for point, words in zip(frame.geometry, frame["notes"], strict=True)]
    callback = "(row) => L.marker(new L.LatLng(row[0], row[1])).bindPopup(row[2])"
    FastMarkerCluster(rows, callback=callback).add_to(page)
    return str(page.get_root().render())


def geopandas_explore(data: Data) -> str:
    """Colored by kind, with tooltip and popup of all columns."""
    page = frame_of(data).explore(column="kind", tooltip="kind", popup=True, m=bare_map())
    return str(page.get_root().render())


def pydeck_scatter(data: Data) -> str:
    """A scatter layer on WebGL with a tooltip, everything in the page."""
    import pydeck

    frame = frame_of(data)
    rows = frame.drop(columns="geometry").assign(lon=frame.geometry.x, lat=frame.geometry.y)
    layer = pydeck.Layer("ScatterplotLayer", rows, get_position="[lon, lat]", get_radius=8000, pickable=True)
    state = pydeck.ViewState(latitude=30, longitude=35, zoom=3)
    deck = pydeck.Deck([layer], initial_view_state=state, map_provider=None, tooltip={"text": "{kind}\n{notes}"})
    return str(deck.to_html(as_string=True, offline=True, notebook_display=False))


TOOLS: dict[str, Callable[[Data], str]] = {
    "geoevents": geoevents_page,
    "folium.GeoJson": folium_geojson,
    "FastMarkerCluster": fast_marker_cluster,
    "geopandas.explore": geopandas_explore,
    "pydeck": pydeck_scatter,
}

LOADED = f"""() => new Promise((done) => {{ const ready = () => {FRAMES}.then(() => done(performance.now()));
  const look = () => (window.geoevents && !geoevents.instances.length) ? setTimeout(look, 5) : ready();
  if (document.readyState === "complete") look(); else addEventListener("load", look); }})"""
PAN = f"""async () => {{ const map = window.geoevents ? geoevents.instances[0].map
    : Object.values(window).find((value) => window.L && value instanceof L.Map);
  if (!map) return null;
  const times = [];
  for (let i = 0; i < 6; i++) {{ const t = performance.now(); map.panBy([i % 2 ? 240 : -240, 0], {{animate: false}});
    await {FRAMES}; times.push(performance.now() - t); }}
  return times.sort((a, b) => a - b)[2]; }}"""


def answer(assets: Path) -> Callable[[Route], None]:
    """Answers what a page asks the network for: with the file of that name, else with nothing."""
    files = {path.name: path for path in sorted(assets.rglob("dist/*.*s*"))}

    def respond(route: Route) -> None:
        found = files.get(route.request.url.rsplit("/", 1)[-1].split("?")[0])
        if found is None:
            found = files.get("jquery.min.js") if "jquery" in route.request.url else None
        body = found.read_bytes() if found else b""
        route.fulfill(body=body, content_type="text/css" if ".css" in route.request.url else "text/javascript")

    return respond


def opened(path: Path, assets: Path) -> dict[str, Any]:
    """Milliseconds until usable and per pan; empty where the browser gave up."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium.find(), args=["--no-sandbox", "--enable-unsafe-swiftshader"]
        )
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        page.set_default_timeout(PATIENCE_MS)
        page.route(re.compile("^https?:"), answer(assets))
        try:
            page.goto(path.as_uri(), wait_until="load", timeout=PATIENCE_MS)
            return {"usable": page.evaluate(LOADED), "pan": page.evaluate(PAN)}
        except Error:
            return {}
        finally:
            browser.close()


def main(assets: Path, sizes: list[int]) -> None:
    print(f"{'tool':<20}{'events':>9}{'written s':>11}{'MB':>7}{'usable s':>10}{'pan ms':>8}")
    for count in sizes:
        data = some_events(count, only_points=True)
        for name, make in TOOLS.items():
            started = time.perf_counter()
            try:
                text = make(data)
            except ImportError as error:
                print(f"{name:<20}{count:>9,}  left out: {error}")
                continue
            seconds = time.perf_counter() - started
            path = Path(tempfile.gettempdir()) / f"peer-{name}-{count}.html"
            path.write_text(text, encoding="utf-8")
            found = opened(path, assets)
            usable = f"{found['usable'] / 1000:.1f}" if found else f"> {PATIENCE_MS // 1000}"
            pan = f"{found['pan']:.0f}" if found.get("pan") else "-"
            print(f"{name:<20}{count:>9,}{seconds:>11.1f}{len(text) / 1e6:>7.1f}{usable:>10}{pan:>8}", flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("assets", type=Path, metavar="ASSETS")
    parser.add_argument("events", nargs="*", type=int, default=[10_000, 100_000])
    told = parser.parse_args()
    main(told.assets, told.events)
