"""Placements as rows: what each is on the ground (nothing, a point, a line, an area) and where its symbol stands."""

from __future__ import annotations

import math
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, get_args

from geoevents.model import Precision, Role
from geoevents.render import place_words
from geoevents.render.shapes import Shapes

if TYPE_CHECKING:
    from collections.abc import Iterable

    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Actor, Placement
    from geoevents.render.place_words import Members

ROLES: tuple[str, ...] = get_args(Role)
PRECISIONS: tuple[str, ...] = get_args(Precision)
NOT_STATED = 255  # a resolution that does not say how exact it is
NOWHERE = -1
# A region of two dozen countries names none of them.
NAMED_TOGETHER = 3
# Cells of a row: its numbers, the codes of the countries that it lies in where it is less than one, its words.
ROW = (
    "role", "level", "radius", "any", "shape", "dimension", "lon", "lat",
    "lands",
    "words", "place", "precision", "why", "ids", "reason",
)  # fmt: skip
_OFF = (NOWHERE, NOWHERE, math.nan, math.nan)
_ROLE = {role: number for number, role in enumerate(ROLES)}
_PRECISION = {precision: number for number, precision in enumerate(PRECISIONS)} | {None: NOT_STATED}

Row = tuple[Any, ...]


@dataclass(slots=True)
class Ground:
    """All places of a page: makes the rows of placements, and keeps their shapes.

    ``members`` gives the countries of a region; ``named`` are the codes of the countries that were named so far.
    """

    members: Members = place_words.no_members
    shapes: Shapes = field(default_factory=Shapes)
    named: set[str] = field(default_factory=set)
    _anchors: dict[int, tuple[float, float]] = field(default_factory=dict)

    def rows(self, placement: Placement) -> list[Row]:
        """The cells ``ROW`` of a placement. A geometry of several dimensions takes one row for each of them."""
        resolution = placement.resolution
        shape, precision, places = resolution.shape, resolution.precision, resolution.places
        span = resolution.expression.span
        lands: tuple[str, ...] = ()
        if places:
            if len(places) <= NAMED_TOGETHER:
                self.named.update(place.country for place in places if place.feature == "country" and place.country)
            lands = tuple(sorted({place.country for place in places if place.country}))
        radius = shape.error_m if shape is not None else 0.0
        head = (_ROLE[placement.role], _PRECISION[precision], radius, resolution.choice == "any")
        said, name = span.text if span is not None else "", place_words.place_name(resolution)
        tail = (resolution.why, place_words.place_ids(resolution), resolution.reason or "")
        return [
            (
                *head,
                *self._spot(placement, part),
                lands,
                said,
                name,
                place_words.precision_words(resolution, part, self.members),
                *tail,
            )
            for part in by_dimension(shape.geometry if shape is not None else None)
        ]

    def acting(self, actors: Iterable[Actor]) -> None:
        """Actors name countries, too."""
        self.named.update(actor.country for actor in actors if actor.country)

    def _spot(self, placement: Placement, geometry: BaseGeometry | None) -> tuple[int, int, float, float]:
        if geometry is None:
            return _OFF
        kind = type(geometry).__name__  # its own geom_type is ten times as slow
        if kind == "Point":
            return NOWHERE, 0, geometry.x, geometry.y
        number = self.shapes.add(geometry)
        if number not in self._anchors:
            self._anchors[number] = anchor_of(geometry, placement)
        return number, 2 if "Polygon" in kind else 1 if "Line" in kind else 0, *self._anchors[number]


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
