"""Areas, lengths, great circles, and the point that stands for a shape."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from geoevents.geodesy.antimeridian import merge, split_antimeridian, valid
from geoevents.geodesy.positions import check, geod

if TYPE_CHECKING:
    from shapely.geometry.base import BaseGeometry


def area_m2(geometry: BaseGeometry) -> float:
    """Area on the ellipsoid in square meters, edges straight in degrees as they are drawn; 0 for lines and points."""
    import shapely  # noqa: PLC0415

    total = 0.0
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon" and not part.is_empty:
            total += abs(geod().geometry_area_perimeter(shapely.orient_polygons(shapely.segmentize(part, 0.25)))[0])
    return total


def length_m(geometry: BaseGeometry) -> float:
    """Geodesic length of lines in meters; the perimeter of areas."""
    import shapely  # noqa: PLC0415

    return float(sum(geod().geometry_length(part) for part in shapely.get_parts(geometry)))


def great_circle(lon1: float, lat1: float, lon2: float, lat2: float, *, step_m: float = 50_000.0) -> BaseGeometry:
    """The shortest line between two positions, a vertex every ``step_m`` meters, split at the antimeridian."""
    import shapely  # noqa: PLC0415

    start, end = check(lon1, lat1), check(lon2, lat2)
    far = geod().inv(*start, *end)[2]
    between = geod().npts(*start, *end, max(0, math.ceil(far / step_m) - 1))
    return split_antimeridian(shapely.LineString([start, *between, end]))


def clip(geometry: BaseGeometry, mask: BaseGeometry) -> BaseGeometry:
    """What of the geometry lies in the mask, valid; empty if nothing does."""
    part = valid(geometry).intersection(valid(mask))
    return merge([part]) if part.geom_type == "GeometryCollection" else part


def representative(geometry: BaseGeometry) -> tuple[float, float]:
    """A point (lon, lat) on the geometry: inside the largest area, or in the middle of the longest line."""
    import shapely  # noqa: PLC0415

    parts = shapely.get_parts(geometry)
    measure = (shapely.area if any(part.area for part in parts) else shapely.length)(parts)
    best = parts[int(measure.argmax())]
    point = best.interpolate(0.5, normalized=True) if best.geom_type == "LineString" else best.representative_point()
    return float(point.x), float(point.y)
