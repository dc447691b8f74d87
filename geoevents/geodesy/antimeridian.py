"""Valid geometries in degrees, cut at the antimeridian (RFC 7946)."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

_ONE_KIND = frozenset({"Point", "MultiPoint", "LineString", "Polygon", "MultiPolygon"})  # lines may still be joined


def valid(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry made valid, without parts of a lower dimension than its highest."""
    import shapely  # noqa: PLC0415

    if not geometry.is_valid:
        geometry = shapely.make_valid(geometry)
    return merge([geometry]) if geometry.geom_type == "GeometryCollection" else geometry


def merge(pieces: list[BaseGeometry]) -> BaseGeometry:
    """Union of pieces, keeping only those of the highest dimension."""
    import shapely  # noqa: PLC0415

    if len(pieces) == 1 and pieces[0].geom_type in _ONE_KIND and pieces[0].is_valid:
        return pieces[0]
    flat = [part for piece in pieces for part in shapely.get_parts(piece)]
    flat = [inner for part in flat for inner in shapely.get_parts(part) if not inner.is_empty]
    if not flat:
        return shapely.GeometryCollection()
    top = max(shapely.get_dimensions(part) for part in flat)
    flat = [part for part in flat if shapely.get_dimensions(part) == top]
    if len(flat) == 1:
        return flat[0]
    joined = shapely.line_merge(shapely.multilinestrings(flat)) if top == 1 else shapely.disjoint_subset_union_all(flat)
    return joined if joined.is_valid else shapely.make_valid(joined)


def union(geometries: Iterable[BaseGeometry]) -> BaseGeometry:
    """Union of geometries in degrees, valid; of mixed dimensions only the highest is kept."""
    return merge([valid(geometry) for geometry in geometries])


def split_antimeridian(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry cut at the antimeridian, every piece within [-180, 180].

    A step of more than half the world between neighboring vertices is read as a crossing; so are longitudes beyond
    +-180. A ring around a pole is closed over that pole.
    """
    import shapely  # noqa: PLC0415

    if geometry.is_empty:
        return geometry
    west, _, east, _ = geometry.bounds
    if west >= -180 and east <= 180:
        if east - west <= 180:
            return geometry
        parts = [_unrolled(part) for part in shapely.get_parts(geometry)]
        if all(part is None for part in parts):
            return geometry
        kept = zip(parts, shapely.get_parts(geometry), strict=True)
        geometry = merge([valid(old if new is None else new) for new, old in kept])
    return _cut_bands(valid(geometry))


def _cut_bands(geometry: BaseGeometry) -> BaseGeometry:
    import shapely  # noqa: PLC0415

    west, _, east, _ = geometry.bounds
    pieces = []
    for turn in range(math.floor((west + 180) / 360), math.ceil((east + 180) / 360)):
        band = shapely.box(-180 + 360 * turn, -90, 180 + 360 * turn, 90)
        piece = geometry.intersection(band)
        pieces.append(shapely.transform(piece, lambda points, turn=turn: points - [360 * turn, 0]))
    return merge(pieces)


def _unrolled(part: BaseGeometry) -> BaseGeometry | None:
    """The part with continuous longitudes (beyond +-180 where needed), or None if it never crosses."""
    import shapely  # noqa: PLC0415

    if part.geom_type == "LineString":
        points = _unroll(shapely.get_coordinates(part))
        return None if points is None else shapely.LineString(points)
    if part.geom_type != "Polygon":
        return None
    shell = _unroll(shapely.get_coordinates(part.exterior), closed=True)
    if shell is None:
        return None
    middle = float(shell[:, 0].mean())
    holes = []
    for ring in part.interiors:
        points = shapely.get_coordinates(ring)
        hole = _unroll(points, closed=True)
        hole = points.copy() if hole is None else hole
        hole[:, 0] += 360 * round((middle - float(hole[:, 0].mean())) / 360)
        holes.append(hole)
    return shapely.Polygon(shell, holes)


def _unroll(points: NDArray[np.float64], *, closed: bool = False) -> NDArray[np.float64] | None:
    import numpy as np  # noqa: PLC0415

    steps = np.diff(points[:, 0])
    crosses = (np.abs(steps) > 180) & (np.abs(steps) < 360)  # -180 to 180 along an edge is the edge of the map itself
    if not crosses.any():
        return None
    turns = np.concatenate(([0.0], np.cumsum(np.where(crosses, -360 * np.sign(steps), 0.0))))
    out = np.column_stack((points[:, 0] + turns, points[:, 1]))
    if closed and turns[-1]:  # once around a pole
        pole = math.copysign(90.0, float(points[:, 1].mean()))
        out = np.vstack((out, [[out[-1, 0], pole], [out[0, 0], pole], out[0]]))
    return out
