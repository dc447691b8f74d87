"""Lines and areas of the events, each kept once, as small as the eye allows."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from geoevents.render.lines import differences, snapped, varints

if TYPE_CHECKING:
    from collections.abc import Iterator

    from shapely.geometry.base import BaseGeometry

TYPES = ("Point", "MultiPoint", "LineString", "MultiLineString", "Polygon", "MultiPolygon")
# All shapes together; beyond it they are simplified twice as much, again and again. A vertex costs about 3 bytes.
VERTEX_BUDGET = 150_000
COARSEST_DEG = 0.64
FINE_SCALE = 1e5


@dataclass(slots=True)
class Shapes:
    """The table of shapes. ``add`` returns a number that ``pack`` keeps."""

    geometries: list[BaseGeometry] = field(default_factory=list)
    _by_bytes: dict[bytes, int] = field(default_factory=dict)
    _by_identity: dict[int, int] = field(default_factory=dict)

    def add(self, geometry: BaseGeometry) -> int:
        """Number of the geometry: the same one for the same coordinates."""
        known = self._by_identity.get(id(geometry))
        if known is not None and self.geometries[known] is geometry:
            return known
        number = self._by_bytes.setdefault(geometry.wkb, len(self.geometries))
        if number == len(self.geometries):
            self.geometries.append(geometry)
            self._by_identity[id(geometry)] = number
        return number

    def pack(self) -> bytes:
        """The whole table: count, then each shape as type, scale, parts, rings and vertices."""
        slim = self._slim()
        numbers = [varints([len(slim)])]
        numbers += [_packed(geometry, scale) for geometry, scale in slim]
        return b"".join(numbers)

    def _slim(self) -> list[tuple[BaseGeometry, float]]:
        factor = 1.0
        while True:
            slim = [simplified(geometry, factor) for geometry in self.geometries]
            if sum(_vertices(geometry) for geometry, _ in slim) <= VERTEX_BUDGET or factor * 0.01 >= COARSEST_DEG:
                return slim
            factor *= 2


def tolerance_deg(geometry: BaseGeometry) -> float:
    """How far a simplified edge may stray, in degrees: by the size of the shape.

    Lines stay finer than areas, for their course is the message. Anything below half a degree is kept as it is.
    """
    west, south, east, north = geometry.bounds
    extent = math.hypot(east - west, north - south)
    if extent < 0.5:
        return 0.0
    return min(0.002, extent / 8000) if "Line" in geometry.geom_type else min(0.01, extent / 1500)


def simplified(geometry: BaseGeometry, factor: float = 1.0) -> tuple[BaseGeometry, float]:
    """Fewer vertices, and the scale (steps per degree) of the grid that is fine enough for what is left."""
    tolerance = tolerance_deg(geometry) * factor
    if not tolerance:
        return geometry, FINE_SCALE
    thin = geometry.simplify(tolerance, preserve_topology=True)
    if factor > 1 and thin.geom_type == "MultiPolygon":
        # Islets below what the eye can tell go only when the page is over its budget, and never all of them.
        parts = sorted(thin.geoms, key=lambda part: -part.area)
        thin = type(thin)([part for rank, part in enumerate(parts) if not rank or part.area > tolerance**2])
    return thin, 1e4 if tolerance > 0.001 else FINE_SCALE


def rings(geometry: BaseGeometry) -> Iterator[Any]:
    """Coordinate sequences of all parts, shells before their holes."""
    if hasattr(geometry, "geoms"):
        for part in geometry.geoms:
            yield from rings(part)
    elif geometry.geom_type == "Polygon":
        yield geometry.exterior
        yield from geometry.interiors
    else:
        yield geometry


def _vertices(geometry: BaseGeometry) -> int:
    return sum(len(ring.coords) for ring in rings(geometry))


def _packed(geometry: BaseGeometry, scale: float) -> bytes:
    parts = list(getattr(geometry, "geoms", [geometry]))
    areas = "Polygon" in geometry.geom_type
    packed_parts = []
    for part in parts:
        lines = [snapped(np.asarray(ring.coords), scale) for ring in rings(part)]
        if areas:
            # A ring that falls together on the grid is no area; a hole goes alone, a shell with its holes.
            lines = [line for line in lines if len(line) >= 4] if len(lines[0]) >= 4 else []
        if lines:
            packed_parts.append(lines)
    if not packed_parts:
        return _packed(geometry, scale * 100) if scale < 1e9 else varints([0, 0, 0])
    flat = [line for lines in packed_parts for line in lines]
    head = [TYPES.index(geometry.geom_type), round(math.log10(scale)), len(packed_parts)]
    head += [len(lines) for lines in packed_parts] if areas else []
    head += [len(line) for line in flat]
    return varints(head) + varints(np.concatenate([differences(line) for line in flat]))
