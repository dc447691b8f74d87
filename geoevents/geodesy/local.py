"""Shapes in a local plane of meters, and back: buffers, sectors, rings."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from geoevents.errors import PlaceError
from geoevents.geodesy.antimeridian import merge, split_antimeridian, valid
from geoevents.geodesy.positions import check, wrap

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray
    from pyproj import Transformer
    from shapely.geometry.base import BaseGeometry

_MAX_REACH_M = 9_000_000.0  # further out a local projection stretches beyond what a footprint may claim
_CAP_M = 1_000.0  # around a pole that lies inside a shape
_WINDING, _STRAIGHT = 300, 15  # vertices; share of the distance
_STRETCH = 8, 2_000  # steps of a winding line that are grown at once: fewer make more to unite, more cross themselves
_STRETCH_STEPS = 100  # of those, where a step is as long as the distance
_EDGE_M = 20_000.0  # a piece of edge that may be straight in degrees
_DEGREE_M, _POLAR_DEG = 110_000.0, 88.0  # what reaches beyond that latitude needs more care
_STRAIGHT_M = 50_000.0  # by a pole, a longer piece of a sector's edge would not be straight in degrees
_CHUNK_DEG = 18.0  # a buffer is made in pieces no wider than this, each in its own projection


@lru_cache(maxsize=256)
def _transformer(lon: float, lat: float) -> Transformer:
    from pyproj import Transformer  # noqa: PLC0415

    # A pipeline is made in a hundredth of the time that two reference systems and the way between them take.
    return Transformer.from_pipeline(
        "+proj=pipeline +step +proj=unitconvert +xy_in=deg +xy_out=rad"
        f" +step +proj=aeqd +lat_0={lat:.6f} +lon_0={lon:.6f} +ellps=WGS84"
    )


class Local:
    """Azimuthal equidistant plane around a position: meters, x east, y north.

    Parameters
    ----------
    lon, lat
        Center in degrees.
    """

    __slots__ = ("_forward", "lat", "lon")

    def __init__(self, lon: float, lat: float) -> None:
        lon, lat = check(lon, lat)
        self.lon, self.lat = round(lon, 6), round(lat, 6)
        self._forward = _transformer(self.lon, self.lat)

    def project(self, geometry: BaseGeometry) -> BaseGeometry:
        """From degrees to the plane."""
        import shapely  # noqa: PLC0415

        return shapely.transform(geometry, self.to_plane)

    def unproject(self, geometry: BaseGeometry, *, segment_m: float | None = None) -> BaseGeometry:
        """From the plane to degrees: valid, split at the antimeridian, also around a pole.

        ``segment_m`` is the longest straight piece of the plane that may become a straight piece in degrees.
        """
        import shapely  # noqa: PLC0415

        if segment_m:
            geometry = shapely.segmentize(geometry, segment_m)
        pieces = [geometry]
        for pole in (90.0, -90.0):
            pieces = [cut for piece in pieces for cut in self._cut_at_pole(piece, pole)]
        back = [shapely.transform(piece, self.to_degrees) for piece in pieces if not piece.is_empty]
        caps = [_cap(pole) for pole in (90.0, -90.0) if geometry.area and self._contains(geometry, pole)]
        return merge([*map(split_antimeridian, map(valid, back)), *caps])

    def to_plane(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Positions (rows of lon, lat) in meters of the plane."""
        import numpy as np  # noqa: PLC0415

        return np.column_stack(self._forward.transform(points[:, 0], points[:, 1]))

    def to_degrees(self, points: NDArray[np.float64]) -> NDArray[np.float64]:
        """Positions of the plane in degrees, in longitudes that go on beyond the antimeridian."""
        import numpy as np  # noqa: PLC0415

        lon, lat = self._forward.transform(points[:, 0], points[:, 1], direction="INVERSE")
        lon = self.lon + (np.asarray(lon) - self.lon + 180) % 360 - 180
        behind = np.abs(np.abs(lon - self.lon) - 180) < 1e-9  # on the far meridian the side decides
        lon = np.where(behind, self.lon + np.where(points[:, 0] < 0, -180.0, 180.0), lon)
        return np.column_stack((lon, np.clip(lat, -90, 90)))

    def _pole(self, pole: float) -> tuple[float, float]:
        x, y = self._forward.transform(self.lon, pole)
        return float(x), float(y)

    def _contains(self, geometry: BaseGeometry, pole: float) -> bool:
        import shapely  # noqa: PLC0415

        return bool(shapely.intersects_xy(geometry, *self._pole(pole)))

    def _cut_at_pole(self, geometry: BaseGeometry, pole: float) -> Iterable[BaseGeometry]:
        """West and east half of what reaches over a pole: beyond it the far meridian is a straight ray."""
        import shapely  # noqa: PLC0415

        _, y = self._pole(pole)
        south, north = geometry.bounds[1], geometry.bounds[3]
        if geometry.is_empty or (north < y - _CAP_M if pole > 0 else south > y + _CAP_M):
            return [geometry]
        if not shapely.get_dimensions(geometry):
            return [geometry]  # points have no halves
        far = 25_000_000.0
        cap = shapely.Point(0, y).buffer(_CAP_M)
        rest = geometry.difference(cap) if geometry.area else geometry
        gap = 1e-3 if geometry.area else 0.0  # a line may run along the meridian itself
        return [
            rest.intersection(shapely.box(-far, -far, -gap, far)),
            rest.intersection(shapely.box(gap, -far, far, far)),
        ]


def _cap(pole: float) -> BaseGeometry:
    import shapely  # noqa: PLC0415

    edge = 90 - 1.02 * _CAP_M / 111_000
    return shapely.box(-180, edge, 180, 90) if pole > 0 else shapely.box(-180, -90, 180, -edge)


def buffer_m(geometry: BaseGeometry, distance: float, *, quad_segs: int = 8) -> BaseGeometry:
    """All that is within ``distance`` meters of the geometry.

    Raises
    ------
    PlaceError
        If the distance is negative, not finite or beyond 9,000 km.
    """
    if not 0 <= distance <= _MAX_REACH_M:
        raise PlaceError(f"a distance of {distance / 1000:g} km is beyond what can be drawn")
    if geometry.is_empty or distance == 0:
        return geometry
    _, south, _, north = geometry.bounds
    if not geometry.area and _winds(geometry) and max(-south, north) + distance / _DEGREE_M < _POLAR_DEG:
        return _along(geometry, distance, quad_segs)
    pieces = []
    for piece in chunks(geometry):
        local = Local(*middle(piece))
        flat = local.project(piece)
        grown = grow(flat, distance, quad_segs=quad_segs)
        pieces.append(local.unproject(grown, segment_m=max(_extent(grown) / 24, 1.0)))
    return merge(pieces)


def _along(line: BaseGeometry, distance: float, quad_segs: int) -> BaseGeometry:
    """Buffer of a winding line: short stretches come back to degrees one by one, where all are united once."""
    import numpy as np  # noqa: PLC0415
    import shapely  # noqa: PLC0415

    found = []
    for piece in chunks(line):
        local = Local(*middle(piece))
        flat = shapely.segmentize(_stretches(local.project(piece), distance, quad_segs), max(distance / 3, _EDGE_M))
        found.append(shapely.transform(flat, local.to_degrees))
    areas = np.concatenate(found)
    torn = ~shapely.is_valid(areas)
    areas[torn] = shapely.make_valid(areas[torn])
    west, _, east, _ = shapely.bounds(areas).T
    beyond = (west < -180) | (east > 180)
    return shapely.disjoint_subset_union_all([*areas[~beyond], *map(split_antimeridian, areas[beyond])])


def grow(flat: BaseGeometry, distance: float, *, quad_segs: int = 8) -> BaseGeometry:
    """Buffer in a plane of meters; of winding lines and outlines by short stretches, ten times faster than at once.

    Winds finer than a small share of the distance are straightened first: the edge moves by less than that.
    """
    import shapely  # noqa: PLC0415

    if not _winds(flat):
        return flat.buffer(distance, quad_segs=quad_segs)
    line = flat.boundary if flat.area else flat
    grown = shapely.disjoint_subset_union_all(_stretches(line, distance, quad_segs))
    return shapely.union_all([grown, valid(flat)]) if flat.area else grown


def _winds(geometry: BaseGeometry) -> bool:
    """Whether it has so many vertices that it is better grown by stretches."""
    import shapely  # noqa: PLC0415

    return bool(shapely.get_num_coordinates(geometry) >= _WINDING and geometry.length)


def _stretches(flat: BaseGeometry, distance: float, quad_segs: int) -> NDArray[np.object_]:
    """Buffers of short stretches of lines in a plane; the finer the distance beside the steps, the longer they are."""
    import shapely  # noqa: PLC0415

    paths = [shapely.get_coordinates(line) for line in straightened(flat, distance / _STRAIGHT)]
    step = flat.length / sum(map(len, paths))
    least, most = _STRETCH
    count = min(max(least, int(_STRETCH_STEPS * (step / distance) ** 2)), most)
    stretches = [
        shapely.LineString(path[at : at + count + 1]) for path in paths for at in range(0, len(path) - 1, count)
    ]
    found: NDArray[np.object_] = shapely.buffer(stretches, distance, quad_segs=quad_segs)
    return found


def straightened(lines: BaseGeometry, tolerance: float) -> NDArray[np.object_]:
    """The parts of lines without what is finer than the tolerance; rings that would vanish keep their topology."""
    import shapely  # noqa: PLC0415

    parts = shapely.get_parts(lines)
    found = shapely.simplify(parts, tolerance, preserve_topology=False)
    gone = shapely.length(found) == 0
    found[gone] = shapely.simplify(parts[gone], tolerance)
    result: NDArray[np.object_] = found
    return result


def chunks(geometry: BaseGeometry, size_deg: float = _CHUNK_DEG) -> list[BaseGeometry]:
    """Pieces of the geometry that are each small enough for one local projection."""
    import shapely  # noqa: PLC0415

    west, south, east, north = geometry.bounds
    tall = max(abs(south), abs(north))
    wide_deg = size_deg / max(0.05, math.cos(math.radians(min(tall, 87.0))))
    columns, rows = math.ceil((east - west) / wide_deg) or 1, math.ceil((north - south) / size_deg) or 1
    if columns == rows == 1:
        return [geometry]
    dx, dy = (east - west) / columns, (north - south) / rows
    pad_x, pad_y = 1e-9 * (dx == 0), 1e-9 * (dy == 0)  # a line along a parallel has a box without height
    found = []
    for column in range(columns):
        for row in range(rows):
            x, y = west + column * dx, south + row * dy
            box = x - pad_x, y - pad_y, x + dx + pad_x, y + dy + pad_y
            piece = (
                shapely.clip_by_rect(geometry, *box) if geometry.is_valid else geometry.intersection(shapely.box(*box))
            )
            if not piece.is_empty:
                found.append(piece)
    return found


def middle(geometry: BaseGeometry) -> tuple[float, float]:
    """Center of the box of a geometry that does not cross the antimeridian."""
    west, south, east, north = geometry.bounds
    return wrap((west + east) / 2), (south + north) / 2


def _extent(flat: BaseGeometry) -> float:
    west, south, east, north = flat.bounds
    return float(max(east - west, north - south))


def sector(
    lon: float, lat: float, *, low_m: float, high_m: float, bearing: float = 0.0, half_angle: float = 180.0
) -> BaseGeometry:
    """Positions between two distances (meters) in the directions ``bearing`` +- ``half_angle`` (degrees).

    A half angle of 180 gives the whole ring, a low distance of 0 a slice or a disc.

    Raises
    ------
    PlaceError
        If a distance is not finite, negative, or beyond 9,000 km.
    """
    import shapely  # noqa: PLC0415

    if not 0 <= low_m < high_m <= _MAX_REACH_M:
        raise PlaceError(f"distances of {low_m / 1000:g} to {high_m / 1000:g} km cannot be drawn")
    flat = _flat_sector(low_m, high_m, bearing, half_angle)
    return Local(lon, lat).unproject(shapely.Polygon(*flat), segment_m=min(high_m / 12, _STRAIGHT_M))


def _flat_sector(
    low: float, high: float, bearing: float, half: float
) -> tuple[NDArray[np.float64], list[NDArray[np.float64]]]:
    """Shell and holes around the origin."""
    import numpy as np  # noqa: PLC0415

    def arc(radius: float, angles: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack((radius * np.sin(angles), radius * np.cos(angles)))

    if half >= 180:
        turn = np.linspace(0, 2 * np.pi, 73)
        return arc(high, turn), [arc(low, turn)] if low else []
    angles = np.radians(np.linspace(bearing - half, bearing + half, max(9, int(half / 2.5))))
    inner = arc(low, angles[::-1]) if low else np.zeros((1, 2))
    return np.vstack((arc(high, angles), inner)), []


def flat_sectors(
    points: NDArray[np.float64], low: float, high: float, bearing: float, half: float
) -> list[BaseGeometry]:
    """The same sector around each of many points of one plane (meters)."""
    import shapely  # noqa: PLC0415

    shell, holes = _flat_sector(low, high, bearing, half)
    return [shapely.Polygon(shell + point, [hole + point for hole in holes]) for point in points]
