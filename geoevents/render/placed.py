"""Placements as rows: what each is on the ground (nothing, a point, a line, an area) and where its symbol stands."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from geoevents.model import Precision, Role
from geoevents.render.shapes import Shapes

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Event, Placement
    from geoevents.render.columns import Columns

ROLES: tuple[str, ...] = get_args(Role)
PRECISIONS: tuple[str, ...] = get_args(Precision)
NOT_STATED = 255  # a resolution that does not say how exact it is
NOWHERE = -1
_OFF = (NOWHERE, NOWHERE, math.nan, math.nan)
_ROLE = {role: number for number, role in enumerate(ROLES)}
_PRECISION = {precision: number for number, precision in enumerate(PRECISIONS)} | {None: NOT_STATED}


@dataclass(slots=True)
class Rows:
    """Placements in order. A geometry of several dimensions takes one row for each of them."""

    shapes: Shapes = field(default_factory=Shapes)
    # role, precision, radius in meters, any, shape, dimension, lon, lat
    rows: list[tuple[int, int, float, bool, int, int, float, float]] = field(default_factory=list)
    _anchors: dict[int, tuple[float, float]] = field(default_factory=dict)

    def add(self, event: Event) -> list[tuple[Placement, BaseGeometry | None]]:
        """Add the placements of an event; returns what stands in each of the new rows."""
        added: list[tuple[Placement, BaseGeometry | None]] = []
        for placement in event.placements:
            resolution = placement.resolution
            shape = resolution.shape
            head = (
                _ROLE[placement.role],
                _PRECISION[resolution.precision],
                shape.error_m if shape is not None else 0.0,
                resolution.choice == "any",
            )
            for part in by_dimension(shape.geometry if shape is not None else None):
                added.append((placement, part))
                self.rows.append((*head, *self._place(placement, part)))
        return added

    def _place(self, placement: Placement, geometry: BaseGeometry | None) -> tuple[int, int, float, float]:
        if geometry is None:
            return _OFF
        kind = type(geometry).__name__  # its own geom_type is ten times as slow
        if kind == "Point":
            return NOWHERE, 0, geometry.x, geometry.y
        number = self.shapes.add(geometry)
        if number not in self._anchors:
            self._anchors[number] = anchor_of(geometry, placement)
        return number, 2 if "Polygon" in kind else 1 if "Line" in kind else 0, *self._anchors[number]

    def extents(self) -> NDArray[np.float64]:
        """West, south, east, north of every placement that is on the map."""
        table = np.array([(shape, lon, lat) for *_, shape, _, lon, lat in self.rows], dtype=np.float64).reshape(-1, 3)
        points = table[:, [1, 2, 1, 2]]
        bounds = np.array([geometry.bounds for geometry in self.shapes.geometries], dtype=np.float64).reshape(-1, 4)
        numbers = table[:, 0].astype(np.int64)
        points[numbers >= 0] = bounds[numbers[numbers >= 0]]
        return points[~np.isnan(points[:, 0])]

    def columns(self, columns: Columns) -> None:
        """Write the columns of length m."""
        role, precision, radius, some, shape, dimension, lon, lat = list(zip(*self.rows, strict=True)) or [()] * 8
        columns.bytes8("role", role)
        columns.whole("shape", shape, signed=True)
        columns.bytes8("dimension", dimension, signed=True)
        columns.bytes8("precision", precision)
        columns.single("radius", radius)
        columns.degrees("lon", lon)
        columns.degrees("lat", lat)
        columns.bytes8("any", some)


def by_dimension(geometry: BaseGeometry | None) -> list[BaseGeometry | None]:
    """Geometries of one dimension each; ``[None]`` for nothing.

    >>> by_dimension(None)
    [None]
    """
    if geometry is None or geometry.is_empty:
        return [None]
    kind = type(geometry).__name__
    if kind == "LinearRing":
        from shapely import LineString  # noqa: PLC0415  only when it is needed

        return [LineString(geometry.coords)]
    if kind != "GeometryCollection":
        return [geometry]
    import shapely  # noqa: PLC0415  only when it is needed

    parts = [part for part in shapely.get_parts(geometry) if not part.is_empty]
    found: list[BaseGeometry | None] = []
    for dimension in (2, 1, 0):
        same = [part for part in parts if shapely.get_dimensions(part) == dimension]
        if same:
            found.append(shapely.union_all(same))
    return found or [None]


def anchor_of(geometry: BaseGeometry, placement: Placement) -> tuple[float, float]:
    """Where the symbol of a line or an area stands: the middle of the longest line, or a point well inside.

    A single area stands at its label point, which people chose, if that is inside.
    """
    from shapely import Point  # noqa: PLC0415  the caller has shapely anyway

    parts: list[Any] = list(getattr(geometry, "geoms", [geometry]))
    if "Line" in geometry.geom_type:
        middle = max(parts, key=lambda part: part.length).interpolate(0.5, normalized=True)
        return float(middle.x), float(middle.y)
    if "Polygon" not in geometry.geom_type:
        return float(parts[0].x), float(parts[0].y)
    places = placement.resolution.places
    if len(places) == 1 and geometry.contains(Point(places[0].lon, places[0].lat)):
        return places[0].lon, places[0].lat
    inside = max(parts, key=lambda part: part.area).representative_point()
    return float(inside.x), float(inside.y)
