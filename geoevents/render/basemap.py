"""The vector base map: the world at 1:50m as the gazetteer holds it, 1:10m only where the events are, and labels."""

from __future__ import annotations

import json
import struct
from dataclasses import dataclass, field
from itertools import product
from typing import TYPE_CHECKING, Any, Protocol

import numpy as np

from geoevents.render import lines

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Place

DETAIL_ZOOM = 5.25
DETAIL_SCALE = 10_000
# Vertices of the detail, all boxes together: about 2.5 bytes each, compressed.
DETAIL_VERTICES = 60_000
# A box holds the view at zoom 7 on a large screen; it is cut with some room around it.
BOX_DEG = (18.0, 11.0)
MARGIN_DEG = 0.5
WIDE_DEG = 12.0  # what is wider is looked at from afar
CELL_DEG = (8.0, 5.0)
MOST_BOXES = 6
CITY_EVERYWHERE = 500_000


class Atlas(Protocol):
    """What the base map needs of the gazetteer."""

    def asset(self, name: str) -> bytes:
        """One of the blobs that the build made."""
        ...

    def country(self, code: str) -> Place:
        """A country by its ISO alpha-2 code."""
        ...


Box = tuple[float, float, float, float]  # west, south, east, north in degrees


@dataclass(slots=True)
class _Sections:
    """Sets of lines in the order in which they are read back."""

    heads: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)


def pack(atlas: Atlas, extents: NDArray[np.float64], named: Iterable[str]) -> bytes:
    """The base map for a page.

    Parameters
    ----------
    atlas
        The gazetteer.
    extents
        West, south, east, north of every placement, shape (n, 4), degrees.
    named
        Names of the countries that the reports name; their labels are set darker.

    Returns
    -------
    bytes
        Head (JSON, with its length before it) and lines.
    """
    world = atlas.asset("world-50m")
    (size,) = struct.unpack_from("<I", world)
    head = json.loads(world[4 : 4 + size])
    sections = _Sections([{"sets": head["sets"], "scale": head["scale"], "min_zoom": 0}], [world[4 + size :]])
    if head.get("water"):
        sections.heads.append({"sets": head["water"], "scale": head["scale"], "water": True})
    labels = json.loads(atlas.asset("page-labels"))
    boxes = crowded(extents)
    finer = _Finer(atlas, labels, head.get("disputed", ()))
    if boxes:
        _detail(sections, finer, boxes)
    text = {"sections": sections.heads, "labels": _chosen(labels, boxes, finer.spots), "named": sorted(named)}
    packed = json.dumps(text, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return b"".join([struct.pack("<I", len(packed)), packed, *sections.bodies])


def crowded(extents: NDArray[np.float64]) -> list[Box]:
    """Boxes that deserve detail: where most of the small placements are, the fullest first.

    Parameters
    ----------
    extents
        West, south, east, north, shape (n, 4), degrees.
    """
    small = extents[(extents[:, 2] - extents[:, 0] <= WIDE_DEG) & (extents[:, 3] - extents[:, 1] <= WIDE_DEG)]
    if not len(small):
        return []
    middles = np.column_stack([small[:, [0, 2]].mean(axis=1), small[:, [1, 3]].mean(axis=1)])
    cells, where, counts = np.unique(
        np.floor(middles / CELL_DEG).astype(np.int64), axis=0, return_inverse=True, return_counts=True
    )
    boxes: list[Box] = []
    for cell in np.lexsort((cells[:, 1], cells[:, 0], -counts)):
        lon, lat = middles[where.reshape(-1) == cell].mean(axis=0)
        if not any(w + 2 < lon < e - 2 and s + 1.5 < lat < n - 1.5 for w, s, e, n in boxes):
            boxes.append(_box_around(float(lon), float(lat)))
        if len(boxes) == MOST_BOXES:
            break
    return boxes


def _box_around(lon: float, lat: float) -> Box:
    """As wide on the ground in the north as at the equator, inside the world."""
    width = min(60.0, BOX_DEG[0] / max(0.2, float(np.cos(np.radians(lat)))) * 0.8)
    west = min(max(lon - width / 2, -180.0), 180.0 - width)
    south = min(max(lat - BOX_DEG[1] / 2, -85.0), 85.0 - BOX_DEG[1])
    return (round(west, 2), round(south, 2), round(west + width, 2), round(south + BOX_DEG[1], 2))


@dataclass(slots=True)
class _Finer:
    """Countries at 1:10m, each read once, and which borders are disputed (pairs of codes; "*" is anyone).

    ``spots`` gathers points where the name of a country may stand too: its own place is often far from a close look.
    """

    atlas: Atlas
    labels: list[dict[str, Any]]
    disputed: Sequence[Sequence[str]]
    _read: dict[str, BaseGeometry] = field(default_factory=dict)
    spots: dict[str, list[tuple[float, float]]] = field(default_factory=dict)

    def within(self, box: Box) -> dict[str, BaseGeometry]:
        """What of each country is in a box."""
        import shapely  # noqa: PLC0415  a page without detail does without

        parts = {}
        for label in self.labels:
            west, south, east, north = label.get("box", (0, 0, -1, -1))
            if label["kind"] != "country" or east < box[0] or west > box[2] or north < box[1] or south > box[3]:
                continue
            code = label["code"]
            if code not in self._read:
                self._read[code] = self.atlas.country(code).geometry
            part = shapely.clip_by_rect(self._read[code], *box)
            if not part.is_empty:
                parts[code] = shapely.make_valid(part)
        return parts

    def pairs(self, codes: Iterable[str]) -> list[tuple[str, str]]:
        """Those of the disputed pairs that meet here."""
        here = set(codes)
        wide = [(a, b) for a, other in self.disputed for b in (here if other == "*" else (other,))]
        return [(a, b) for a, b in wide if a != b and {a, b} <= here]


def _detail(sections: _Sections, finer: _Finer, boxes: list[Box]) -> None:
    """Add 1:10m land and borders of the boxes, until the budget is used up."""
    sets: dict[str, list[NDArray[np.float64]]] = {"land": [], "borders": [], "disputed": []}
    kept: list[Box] = []
    left = DETAIL_VERTICES
    for box in boxes:
        found = _box_lines(finer, box)
        cost = sum(len(line) for some in found.values() for line in some)
        if cost > left:
            continue
        left -= cost
        kept.append(box)
        for name, more in found.items():
            sets[name] += more
    if kept:
        head = {"sets": list(sets), "scale": DETAIL_SCALE, "min_zoom": DETAIL_ZOOM, "boxes": kept, "margin": MARGIN_DEG}
        sections.heads.append(head)
        sections.bodies += [lines.pack(found, DETAIL_SCALE) for found in sets.values()]


def _box_lines(finer: _Finer, box: Box) -> dict[str, list[NDArray[np.float64]]]:
    """Land and borders in a box and a margin around it. The viewer knows the margin, and takes no cut for a coast."""
    import shapely  # noqa: PLC0415  a page without detail does without

    margin = MARGIN_DEG
    parts = finer.within((box[0] - margin, box[1] - margin, box[2] + margin, box[3] + margin))
    if not parts:
        return {}
    for code, part in parts.items():
        finer.spots.setdefault(code, []).extend(_spots(part, box))
    outlines = {code: shapely.boundary(part) for code, part in parts.items()}
    land = shapely.boundary(shapely.union_all(list(parts.values())))
    borders = shapely.difference(shapely.union_all(list(outlines.values())), land)
    pairs = finer.pairs(parts)
    disputed = shapely.union_all([shapely.intersection(outlines[a], outlines[b]) for a, b in pairs])
    settled = shapely.difference(borders, disputed)
    merged = {"borders": shapely.line_merge(settled), "disputed": shapely.line_merge(disputed)}
    return {name: _lines(geometry) for name, geometry in ({"land": land} | merged).items()}


def _spots(part: BaseGeometry, box: Box) -> Iterator[tuple[float, float]]:
    """Points inside of a country (degrees), one in each ninth of a box of which it holds a good part."""
    import shapely  # noqa: PLC0415  a page without detail does without

    west, south, east, north = box
    wide, high = (east - west) / 3, (north - south) / 3
    for column, row in product(range(3), range(3)):
        left, low = west + column * wide, south + row * high
        ground = shapely.clip_by_rect(part, left, low, left + wide, low + high)
        if ground.area > wide * high / 3:
            middle = ground.centroid if ground.contains(ground.centroid) else ground.representative_point()
            yield round(middle.x, 2), round(middle.y, 2)


def _lines(geometry: BaseGeometry) -> list[NDArray[np.float64]]:
    parts = list(getattr(geometry, "geoms", [geometry]))
    return [np.asarray(part.coords) for part in parts if "Line" in part.geom_type and not part.is_empty]


def _chosen(
    labels: list[dict[str, Any]], boxes: Sequence[Box], spots: dict[str, list[tuple[float, float]]]
) -> list[dict[str, Any]]:
    """Labels of the page: small cities only where the events are; of countries also further places of their names."""
    chosen = []
    for label in labels:
        lon, lat = label["lon"], label["lat"]
        near = any(w <= lon <= e and s <= lat <= n for w, s, e, n in boxes)
        if label["kind"] != "city" or label["population"] >= CITY_EVERYWHERE or near:
            further = spots.get(label.get("code", ""), []) if label["kind"] == "country" else []
            kept = {key: value for key, value in label.items() if key != "box"}
            chosen.append(kept | {"also": further} if further else kept)
    return chosen
