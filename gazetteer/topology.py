"""Reads a TopoJSON topology of countries: which arcs belong to whom, and the polygons they make."""

from __future__ import annotations

import math
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import shapely

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

Ring = list[int]  # arcs in order; ~i is arc i backwards


@dataclass(slots=True)
class Topology:
    """``arcs`` in degrees; ``countries`` maps a code to its polygons (lists of rings, the outer one first).

    Every ring is directed so that land lies on the left.
    """

    arcs: list[NDArray[np.float64]]
    countries: dict[str, list[list[Ring]]]
    drawn_apart: dict[str, tuple[str, list[list[Ring]]]]

    def points(self, ring: Ring) -> NDArray[np.float64]:
        """Coordinates of a closed ring without a jump at the antimeridian: longitudes may run on beyond 180 degrees."""
        pieces = [self.directed(index)[:-1] for index in ring]
        points = np.concatenate(pieces)
        points = unwrapped(np.concatenate([points, points[:1]]))
        if abs(points[-1, 0] - points[0, 0]) < 180:
            return points
        pole = math.copysign(90.0, points[:, 1].mean())  # once around the world: the ring holds a pole
        return np.concatenate([points, [[points[-1, 0], pole], [points[0, 0], pole], points[0]]])

    def directed(self, index: int) -> NDArray[np.float64]:
        """Coordinates of one arc in the direction of use."""
        return self.arcs[index] if index >= 0 else self.arcs[~index][::-1]

    def users(self) -> dict[int, list[tuple[str, int]]]:
        """For every arc the uses of it: (country code, signed index)."""
        uses: dict[int, list[tuple[str, int]]] = defaultdict(list)
        for code, polygons in sorted(self.countries.items()):
            for index in (i for polygon in polygons for ring in polygon for i in ring):
                uses[max(index, ~index)].append((code, index))
        return uses

    def coarse(self, tolerance: float) -> Topology:
        """The same countries with every arc simplified: neighbors still share their border to the last vertex."""
        arcs = [shapely.get_coordinates(shapely.LineString(arc).simplify(tolerance)) for arc in self.arcs]
        small = Topology(arcs, {}, {})
        for code, polygons in self.countries.items():
            kept = [[ring for ring in rings if _has_area(small, ring)] for rings in polygons]
            small.countries[code] = [rings for rings in kept if rings] or polygons[:0]
        return small

    def geometry(self, polygons: Iterable[list[Ring]]) -> BaseGeometry:
        """A valid (multi)polygon; pieces that touch along an arc become one."""
        built = [self._polygon(rings) for rings in polygons]
        whole = only_areas(shapely.MultiPolygon(built))
        if not whole.is_valid:
            whole = only_areas(shapely.union_all([shapely.make_valid(polygon) for polygon in built]))
        return split_at_antimeridian(whole)

    def _polygon(self, rings: list[Ring]) -> shapely.Polygon:
        outer, *holes = (self.points(ring) for ring in rings)
        west = outer[:, 0].min()
        return shapely.Polygon(outer, [_shifted(hole, 360.0 * (hole[:, 0].max() < west)) for hole in holes])


def unwrapped(line: NDArray[np.float64]) -> NDArray[np.float64]:
    """A line whose longitudes go on where they jumped from 180 to -180 (the source writes either for the meridian)."""
    jumps = np.diff(line[:, 0])
    turns = np.cumsum(np.where(jumps > 180, -360.0, np.where(jumps < -180, 360.0, 0.0)))
    return np.column_stack([line[:, 0] + np.concatenate([[0.0], turns]), line[:, 1]])


def _shifted(points: NDArray[np.float64], by: float) -> NDArray[np.float64]:
    return points + np.array([by, 0.0])


def split_at_antimeridian(geometry: BaseGeometry) -> BaseGeometry:
    """Areas that run beyond 180 degrees, cut there and brought back."""
    west, _, east, _ = geometry.bounds
    if west >= -180 and east <= 180:
        return geometry
    pieces = []
    for shift in (-360.0, 0.0, 360.0):
        inside = shapely.clip_by_rect(geometry, -180 - shift, -90, 180 - shift, 90)
        pieces.append(shapely.transform(only_areas(shapely.make_valid(inside)), lambda c, by=shift: _shifted(c, by)))
    return only_areas(shapely.union_all([piece for piece in pieces if not piece.is_empty]))


def read_topology(data: Mapping[str, Any], codes: Mapping[str, str], views: Mapping[str, Any]) -> Topology:
    """Topology of a reduced TopoJSON document.

    Parameters
    ----------
    data
        ``transform``, ``arcs`` and ``geometries`` with id (ISO numeric), name and arcs.
    codes
        ISO numeric -> ISO alpha-2.
    views
        ``name`` maps names without an ISO number to a code, ``apart`` the names that are also kept as a region of
        their own, ``move`` lists pieces (from, to, box) that go from one country to another.
    """
    scale, shift = np.array(data["transform"]["scale"]), np.array(data["transform"]["translate"])
    arcs = [np.cumsum(np.array(arc, np.int64), axis=0) * scale + shift for arc in data["arcs"]]
    topology = Topology(arcs, {}, {})
    countries: dict[str, list[list[Ring]]] = defaultdict(list)
    for geometry in data["geometries"]:
        nested = [geometry["arcs"]] if geometry["type"] == "Polygon" else geometry["arcs"]
        polygons = [
            [_land_left(topology, ring, hole=at > 0) for at, ring in enumerate(rings) if _has_area(topology, ring)]
            for rings in nested
            if _has_area(topology, rings[0])  # the quantization of the source crushed some islets to a line
        ]
        name = geometry["name"]
        code = views.get("name", {}).get(name) or codes[geometry["id"]]
        if name in views.get("apart", {}):
            topology.drawn_apart[name] = (code, polygons)
        for rings in polygons:
            countries[_moved(code, topology.points(rings[0]), views.get("move", ()))].append(rings)
    topology.countries = dict(sorted(countries.items()))
    return topology


def _land_left(topology: Topology, ring: Ring, *, hole: bool) -> Ring:
    points = topology.points(ring)
    x, y = points[:, 0] - points[0, 0], points[:, 1] - points[0, 1]
    counterclockwise = float(np.sum(x[:-1] * y[1:] - x[1:] * y[:-1])) > 0
    return ring if counterclockwise != hole else [~index for index in reversed(ring)]


def _has_area(topology: Topology, ring: Ring) -> bool:
    return len(np.unique(topology.points(ring), axis=0)) > 2


def _moved(code: str, points: NDArray[np.float64], moves: Iterable[Mapping[str, Any]]) -> str:
    for move in moves:
        west, south, east, north = move["box"]
        low, high = points.min(axis=0), points.max(axis=0)
        if code == move["from"] and low[0] >= west and low[1] >= south and high[0] <= east and high[1] <= north:
            return str(move["to"])
    return code


def only_areas(geometry: BaseGeometry) -> BaseGeometry:
    """The polygons of whatever `make_valid` or an overlay gave, without stray lines and points."""
    parts = shapely.get_parts(shapely.get_parts(geometry))
    areas = [part for part in parts if part.geom_type == "Polygon" and part.area > 0]
    return areas[0] if len(areas) == 1 else shapely.MultiPolygon(areas)


def on_grid(geometry: BaseGeometry, scale: int) -> BaseGeometry:
    """The geometry rounded to ``1 / scale`` degrees and still valid."""
    rounded = shapely.set_precision(geometry, 1 / scale)
    return only_areas(rounded) if geometry.geom_type.endswith("Polygon") else rounded
