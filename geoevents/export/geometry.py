"""Geometries as RFC 7946 wants them: right-hand rule, inside the world, cut at the antimeridian, finite."""

from __future__ import annotations

import math
from itertools import pairwise
from typing import TYPE_CHECKING, Any, cast

from geoevents.errors import OutputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from shapely.geometry.base import BaseGeometry

    Box = tuple[float, float, float, float]

# Six decimals are 11 cm at the equator, far below any error of a place in a report.
DECIMALS = 6


def oriented(geometry: BaseGeometry) -> BaseGeometry:
    """The geometry with outer rings counterclockwise and holes clockwise, rounded to ``DECIMALS``.

    Raises
    ------
    OutputError
        A coordinate is not finite or outside the world, or a step crosses the antimeridian.
    """
    import shapely  # noqa: PLC0415  0.1 s
    from shapely.geometry.polygon import orient  # noqa: PLC0415

    if isinstance(geometry, shapely.Point) and not geometry.is_empty:
        return _rounded_point(shapely, geometry)  # most geometries are points, and this is ten times faster
    parts = list(shapely.get_parts(geometry)) if hasattr(geometry, "geoms") else [geometry]
    turned = [orient(part) if part.geom_type == "Polygon" else part for part in parts]
    whole = type(geometry)(turned) if hasattr(geometry, "geoms") else turned[0]
    rounded = shapely.transform(whole, lambda positions: positions.round(DECIMALS) + 0.0)  # + 0.0: no -0.0
    _check(shapely, rounded)
    return rounded


def _rounded_point(shapely: Any, point: Any) -> BaseGeometry:  # noqa: ANN401  the lazily imported module and its class
    x, y = round(point.x, DECIMALS) + 0.0, round(point.y, DECIMALS) + 0.0
    if not (math.isfinite(x) and math.isfinite(y)):
        raise OutputError(f"a geometry has a coordinate that is not finite: {x}, {y}")
    if abs(x) > 180 or abs(y) > 90:
        raise OutputError(f"a geometry reaches outside the world: {x}, {y}")
    return cast("BaseGeometry", shapely.Point(x, y))


def _check(shapely: Any, geometry: BaseGeometry) -> None:  # noqa: ANN401  the lazily imported module
    bounds = geometry.bounds
    if not all(map(math.isfinite, bounds)):
        raise OutputError(f"a geometry has a coordinate that is not finite: {bounds}")
    west, south, east, north = bounds
    if west < -180 or east > 180 or south < -90 or north > 90:
        raise OutputError(f"a geometry reaches outside the world: {bounds}")
    if east - west <= 180:
        return
    for line in _lines(shapely, geometry):
        steps = abs(line[1:, 0] - line[:-1, 0])
        # A ring round a pole runs from one edge of the map to the other; a crossing is a step between open positions.
        at_edge = (abs(line[1:, 0]) == 180) & (abs(line[:-1, 0]) == 180)
        if bool(((steps > 180) & ~at_edge).any()):
            raise OutputError("a geometry crosses the antimeridian without being cut there")


def _lines(shapely: Any, geometry: BaseGeometry) -> Iterator[Any]:  # noqa: ANN401  the lazily imported module
    for part in shapely.get_parts(geometry):
        rings = [part.exterior, *part.interiors] if part.geom_type == "Polygon" else [part]
        for ring in rings:
            if ring.geom_type in {"LineString", "LinearRing"}:
                yield shapely.get_coordinates(ring)


def mapping(geometry: BaseGeometry) -> dict[str, Any]:
    """The geometry as GeoJSON."""
    from shapely.geometry import mapping as as_mapping  # noqa: PLC0415  0.1 s

    return dict(as_mapping(geometry))


def boxes(geometry: BaseGeometry) -> list[Box]:
    """Bounding boxes of the parts, as (west, south, east, north)."""
    import shapely  # noqa: PLC0415

    return [tuple(part.bounds) for part in shapely.get_parts(geometry) if not part.is_empty]


def bbox(parts: Iterable[Box]) -> list[float] | None:
    """The smallest box around boxes; west > east if it crosses the antimeridian (RFC 7946, section 5.2).

    >>> bbox([(170, 0, 180, 5), (-180, 1, -175, 6)]), bbox([])
    ([170, 0, -175, 6], None)
    """
    found = sorted(parts)
    if not found:
        return None
    merged: list[list[float]] = []
    for west, _, east, _ in found:
        if merged and west <= merged[-1][1]:
            merged[-1][1] = max(merged[-1][1], east)
        else:
            merged.append([west, east])
    south, north = min(box[1] for box in found), max(box[3] for box in found)
    # Without the widest gap between stretches of longitude the box is smallest. It may cross the antimeridian then,
    # which many readers get wrong: so only where it becomes less than half as wide.
    gaps = [merged[0][0] + 360 - merged[-1][1], *(after[0] - before[1] for before, after in pairwise(merged))]
    widest = max(range(len(gaps)), key=lambda at: (gaps[at], -at))
    if 2 * (360 - gaps[widest]) >= 360 - gaps[0]:
        widest = 0
    return [merged[widest][0], south, merged[widest - 1][1], north]
