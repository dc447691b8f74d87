"""Draws a picture per node of the language of places into docs/places/: `python docs/pictures.py`.

Own drawing: the land around as it is in the gazetteer, the answer over it. No map library, a few KB each.
"""

from __future__ import annotations

import math
from pathlib import Path

import shapely

from geoevents.expressions import parse
from geoevents.gazetteer import Gazetteer
from geoevents.resolve import resolve

FOLDER = Path(__file__).parent / "places"
PICTURES = {
    "named": "Aleppo Governorate",
    "coordinate": "38°36'N 128°22'E",
    "coast": "both coasts of North Korea",
    "offshore": "off the east coast of North Korea",
    "waters": "Oman's territorial waters",
    "border": "the border between Syria and Turkey",
    "part": "northern Mali",
    "offset": "60 miles west of Hodeidah",
    "near": "near Aleppo",
    "between": "between Izium and Sloviansk",
    "tripoint": "the tri-border area of Mali, Niger and Burkina Faso",
    "inland": "30 miles inland from Mogadishu",
    "parallel": "the 38th parallel",
    "bank": "the east bank of the Jordan River",
    "stream": "downstream of the Kakhovka dam",
    "side": "the Polish side of the border with Belarus",
    "held": "the occupied part of Zaporizhzhia region",
    "several": "Aleppo, Idlib and Hama provinces",
    "together": "Jagang Province, 20 km east of Kanggye",
}
WIDE, TALL = 360, 260


def frame(bounds: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    """The window in degrees, with the proportions of the picture."""
    west, south, east, north = bounds
    x, y = (west + east) / 2, (south + north) / 2
    shrink = math.cos(math.radians(y))
    half = max((east - west) * shrink / WIDE, (north - south) / TALL, 0.004) * 0.85
    return x - half * WIDE / shrink, y - half * TALL, x + half * WIDE / shrink, y + half * TALL


def path(geometry: shapely.Geometry, window: tuple[float, float, float, float]) -> str:
    """The path data of what lies in the window, in whole pixels."""
    west, south, east, north = window
    clipped = shapely.simplify(shapely.clip_by_rect(geometry, *window), (east - west) / WIDE * 0.7)
    steps = []
    for part in shapely.get_parts(clipped):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for ring in rings:
            points = [
                f"{(x - west) / (east - west) * WIDE:.0f} {(north - y) / (north - south) * TALL:.0f}"
                for x, y in ring.coords
            ]
            steps.append("M" + "L".join(points) + ("Z" if part.geom_type == "Polygon" else ""))
    return "".join(steps)


def draw(words: str, gazetteer: Gazetteer) -> str:
    """One picture as SVG."""
    found = resolve(parse(words, gazetteer), gazetteer)
    assert found.shape is not None, found.reason
    geometry = found.shape.geometry
    window = frame(geometry.bounds)
    land = [place.geometry for place in gazetteer.within(*window, "country")]
    ground = "".join(f'<path d="{d}"/>' for shape in land if (d := path(shape, window)))
    if geometry.geom_type == "Point":
        mark = f'<circle cx="{WIDE / 2}" cy="{TALL / 2}" r="5" fill="#c2410c"/>'
    else:
        fill = "#c2410c55" if geometry.area else "none"
        width = 1.2 if geometry.area else 2.4
        mark = f'<path d="{path(geometry, window)}" fill="{fill}" stroke="#c2410c" stroke-width="{width}"/>'
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{WIDE}" height="{TALL}" viewBox="0 0 {WIDE} {TALL}">'
        f"<title>{words}</title>"
        f'<rect width="{WIDE}" height="{TALL}" fill="#dfe9f0"/>'
        f'<g fill="#f6f4ef" stroke="#9aa3ab" stroke-width=".7" fill-rule="evenodd">{ground}</g>{mark}</svg>\n'
    )


def main() -> None:
    """Write all pictures."""
    gazetteer = Gazetteer.open()
    FOLDER.mkdir(exist_ok=True)
    for node, words in PICTURES.items():
        (FOLDER / f"{node}.svg").write_text(draw(words, gazetteer), encoding="utf-8")


if __name__ == "__main__":
    main()
