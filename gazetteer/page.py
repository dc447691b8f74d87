"""What the page's base map needs of the gazetteer, made once at build time: the world at 1:50m and the labels.

``world-50m`` is the length of a JSON head (4 bytes, little-endian), the head, then sets of lines as
geoevents/render/lines.py packs them; the page takes them over as they are. ``page-labels`` is JSON.
"""

from __future__ import annotations

import importlib.util
import json
import lzma
import struct
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

from gazetteer.shared import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from numpy.typing import NDArray

    from gazetteer.rows import Row
    from gazetteer.settlements import Settlements
    from gazetteer.topology import Topology

_spec = importlib.util.spec_from_file_location("_geoevents_lines", ROOT / "geoevents" / "render" / "lines.py")
assert _spec is not None
assert _spec.loader is not None
lines = importlib.util.module_from_spec(_spec)  # by path: the build runs before anything is installed
_spec.loader.exec_module(lines)

SCALE = 1000  # steps per degree: about 110 m; the source's own grid is coarser
CITIES = 6000  # the smallest of them has some 100,000 people
# Borders to be dashed, whoever holds the ground today; "*" is anyone.
DISPUTED = (
    ("KP", "KR"), ("IL", "PS"), ("IL", "SY"), ("RS", "XK"), ("MA", "EH"), ("IN", "PK"), ("IN", "CN"), ("SD", "SS"),
    ("IN", "NP"), ("EH", "*"), ("XS", "*"),
)  # fmt: skip


def page_assets(
    folder: Path, topology: Topology, rows: Sequence[Row], settlements: Settlements, capitals: Mapping[str, int]
) -> dict[str, bytes]:
    """Assets by name.

    Parameters
    ----------
    folder
        The gazetteer's folder; ``assets/water-50m.json.xz`` in it holds lakes and rivers.
    topology
        The world at 1:50m.
    rows
        All places but settlements: countries and seas become labels.
    settlements, capitals
        The largest cities, and every capital, become labels. ``capitals`` maps a country to its GeoNames id.
    """
    sets = {"land": list(land_rings(topology)), **boundary_lines(topology)}
    head: dict[str, Any] = {"scale": SCALE, "sets": list(sets), "disputed": DISPUTED}
    body = b"".join(lines.pack(found, SCALE) for found in sets.values())
    water = json.loads(lzma.decompress((folder / "assets" / "water-50m.json.xz").read_bytes()))
    wet = {name: [np.asarray(line, float) / SCALE for line in water[name]] for name in ("lakes", "rivers")}
    head["water"] = list(wet)
    body += b"".join(lines.pack(found, SCALE) for found in wet.values())
    text = json.dumps(head, separators=(",", ":")).encode()
    labels = [*_country_labels(rows, topology), *_sea_labels(rows), *_city_labels(settlements, capitals)]
    return {
        "world-50m": struct.pack("<I", len(text)) + text + body,
        "page-labels": json.dumps(labels, ensure_ascii=False, separators=(",", ":")).encode(),
    }


def land_rings(topology: Topology) -> Iterator[NDArray[np.float64]]:
    """The outlines of all land without borders between countries: arcs with land on one side only, joined to rings."""
    pieces = [topology.directed(uses[0][1]) for uses in topology.users().values() if len(uses) == 1]
    start_at: dict[tuple[float, float], list[int]] = {}
    for number, piece in enumerate(pieces):
        start_at.setdefault(tuple(piece[0]), []).append(number)
    left = set(range(len(pieces)))
    while left:
        ring = [min(left)]
        left.discard(ring[0])
        while tuple(pieces[ring[-1]][-1]) != tuple(pieces[ring[0]][0]):
            following = [number for number in start_at.get(tuple(pieces[ring[-1]][-1]), ()) if number in left]
            if not following:
                break
            ring.append(following[0])
            left.discard(following[0])
        yield unwrapped(np.concatenate([pieces[number] for number in ring]))


def unwrapped(ring: NDArray[np.float64]) -> NDArray[np.float64]:
    """A ring that jumps from 180 to -180 runs on past 180 instead; one round a pole is closed along the pole."""
    jumps = np.diff(ring[:, 0])
    turns = np.concatenate([[0], np.cumsum(np.where(jumps > 180, -360, np.where(jumps < -180, 360, 0)))])
    out = np.column_stack([ring[:, 0] + turns, ring[:, 1]])
    if turns[-1]:
        pole = -90.0 if out[:, 1].mean() < 0 else 90.0
        out = np.concatenate([out, [[out[-1, 0], pole], [out[0, 0], pole]]])
    middle = (out[:, 0].min() + out[:, 0].max()) / 2
    out[:, 0] += -360 if middle > 180 else 360 if middle < -180 else 0
    return out


def boundary_lines(topology: Topology) -> dict[str, list[NDArray[np.float64]]]:
    """Arcs between two countries: settled and disputed ones."""
    found: dict[str, list[NDArray[np.float64]]] = {"borders": [], "disputed": []}
    for uses in topology.users().values():
        codes = sorted({code for code, _ in uses})
        if len(codes) == 2:
            disputed = any(set(pair) <= {*codes, "*"} and pair[0] in codes for pair in DISPUTED)
            found["disputed" if disputed else "borders"].append(unwrapped_line(topology.directed(uses[0][1])))
    return found


def unwrapped_line(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """A line without a jump at the antimeridian."""
    jumps = np.diff(line[:, 0])
    turns = np.concatenate([[0], np.cumsum(np.where(jumps > 180, -360, np.where(jumps < -180, 360, 0)))])
    return np.column_stack([line[:, 0] + turns, line[:, 1]])


def _country_labels(rows: Iterable[Row], topology: Topology) -> Iterator[dict[str, Any]]:
    found = []
    for row in rows:
        if row.feature == "country" and row.geometry is not None and row.country in topology.countries:
            area = max(part.area for part in shapely.get_parts(row.geometry))
            found.append((area, row))
    for rank, (area, row) in enumerate(sorted(found, key=lambda pair: (-pair[0], pair[1].id))):
        yield {
            "name": row.name, "kind": "country", "lon": round(row.lon, 2), "lat": round(row.lat, 2), "rank": rank,
            "area": round(area, 2), "population": row.population, "code": row.country,
            "box": [round(float(edge), 2) for edge in row.geometry.bounds],
        }  # fmt: skip


def _sea_labels(rows: Iterable[Row]) -> Iterator[dict[str, Any]]:
    """A sea is named while it is some 90 to 1,200 pixels across."""
    for row in rows:
        if row.feature not in {"sea", "ocean", "strait", "gulf", "bay"} or row.geometry is None:
            continue
        extent = row.geometry.area**0.5
        first = max(2.0, round(float(np.log2(90 * 360 / (256 * extent))), 2))
        yield {
            "name": row.name, "kind": "sea", "lon": round(row.lon, 2), "lat": round(row.lat, 2), "rank": first,
            "max_zoom": round(first + 4, 2), "size": 15 if row.feature == "ocean" else 12,
        }  # fmt: skip


def _city_labels(settlements: Settlements, capitals: Mapping[str, int]) -> Iterator[dict[str, Any]]:
    """Capitals, and the largest cities; ``rank`` is the first zoom at which a city is worth its room."""
    chief = set(capitals.values())
    order = sorted(range(len(settlements.key)), key=lambda at: (-settlements.population[at], settlements.key[at]))
    for place, at in enumerate(order):
        capital = settlements.key[at] in chief
        if place >= CITIES and not capital:
            continue
        lon, lat = settlements.points[at].tolist()
        people = settlements.population[at]
        first = (4 if people > 5e6 else 4.75 if people > 8e5 else 5.5) if capital else _first_zoom(people)
        yield {
            "name": settlements.name[at], "kind": "capital" if capital else "city", "lon": round(lon, 2),
            "lat": round(lat, 2), "rank": first, "population": people,
        }  # fmt: skip


def _first_zoom(people: int) -> float:
    steps = ((8e6, 5.0), (3e6, 5.5), (1e6, 6.25), (5e5, 7.0), (2.5e5, 7.75))
    return next((zoom for least, zoom in steps if people >= least), 8.5)
