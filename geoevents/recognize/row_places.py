"""Where a row itself says that it is: by a geometry, two coordinates or a pair."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from geoevents.model import PlaceExpression, Problem, Resolution, Shape
from geoevents.recognize.angles import pair, position, radius_m, utm
from geoevents.recognize.cells import CellError, geometry, missing
from geoevents.recognize.row_facts import blame, cell, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Document, Precision
    from geoevents.recognize.angles import PairOrder

# Meanings of columns whose cells say where a row is, beside those of roles.
MEANINGS = (
    *("geometry", "lat", "lon", "point", "zone", "easting", "northing", "place", "within", "city"),
    *("admin2", "admin1", "country", "place_code", "vicinity"),
)
PRECISIONS: tuple[Precision, ...] = ("exact", "line", "region")
_NEAR_M = 1_000.0
# What a geometry without a name is called, by its dimension.
_DRAWN = ("point", "line", "outline")


class RejectedError(Exception):
    """A row that cannot be used, with the problem to report."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


def given(document: Document, problems: list[Problem]) -> Resolution | None:
    """Where the row itself says it is: by a geometry, two coordinates or a pair; None if it does not."""
    for meanings, read in WAYS.items():
        if not all(meaning in document.columns for meaning in meanings):
            continue
        try:
            found = read(document, *(cell(document, meaning) for meaning in meanings))
        except CellError as error:
            raise RejectedError(_rejected(document, meanings, str(error))) from None
        if found:
            return _resolution(document, meanings, found, problems)
    return None


def _rejected(document: Document, meanings: tuple[str, ...], message: str) -> Problem:
    """The cell to blame: the longitude only if the message is about it, or the latitude is a fine number."""
    blamed = meanings[0]
    if meanings == ("lat", "lon"):
        try:
            position(cell(document, meanings[0]), "0")
            blamed = meanings[1]
        except CellError:
            pass
    return blame(document, blamed, message)


def _resolution(document: Document, meanings: tuple[str, ...], found: _Found, problems: list[Problem]) -> Resolution:
    shape, radius, note = found
    names = " and ".join(document.columns[meaning] for meaning in meanings)
    named = not missing(cell(document, "place"))
    if shape.geom_type == "Point" and shape.x == 0 and shape.y == 0:
        problems.append(blame(document, meanings[0], "is 0, 0: a missing position?", "warning"))
    dimension = {"Point": 0, "MultiPoint": 0, "LineString": 1, "MultiLineString": 1}.get(shape.geom_type, 2)
    if note and note.startswith("repaired"):
        problems.append(replace(blame(document, meanings[0], f"the outline was {note}", "warning"), value=None))
    # Without a name the position is called as it is written, and a geometry as its row: its own text would be too long.
    written = ", ".join(cell(document, m).strip() for m in meanings)
    if meanings == ("geometry",):
        written = (document.title or "").strip() or f"{_DRAWN[dimension]} in row {document.row}"
    return Resolution(
        expression=PlaceExpression(cut(document, "place") if named else None),
        shape=Shape(lambda: shape, dimension=dimension, error_m=radius),
        why=(f"as given by the table in {names}", *((note,) if note else ())),
        precision="near" if radius > _NEAR_M else PRECISIONS[dimension],
        name=cell(document, "place").strip() if named else written,
        choice="all",
    )


_Found = tuple["BaseGeometry", float, str | None]


def _by_geometry(_: Document, text: str) -> _Found | None:
    found = geometry(text)
    return (found[0], 0.0, found[1]) if found else None


def _by_angles(_: Document, lat: str, lon: str) -> _Found | None:
    return _point(position(lat, lon), radius_m(lat, lon))


def _by_pair(document: Document, text: str) -> _Found | None:
    return _point(pair(text, cast("PairOrder", document.columns.get("pair_order", "latlon"))), 0.0)


def _by_utm(_: Document, zone: str, easting: str, northing: str) -> _Found | None:
    return _point(utm(zone, easting, northing), 0.0)


def _point(found: tuple[float, float] | None, radius: float) -> _Found | None:
    from shapely import Point  # noqa: PLC0415  0.1 s

    return (Point(*found), radius, None) if found else None


# Meanings that say a position together -> how it is read; the first that a table has counts.
WAYS: Mapping[tuple[str, ...], Callable[..., _Found | None]] = {
    ("geometry",): _by_geometry,
    ("lat", "lon"): _by_angles,
    ("point",): _by_pair,
    ("zone", "easting", "northing"): _by_utm,
}


def as_coded(given: Resolution | None, precision: str, radius_m: float, because: str) -> Resolution | None:
    """A point whose table says how near it is."""
    if given is None or given.shape is None:
        return given
    point = given.shape
    shape = Shape(lambda: point.geometry, dimension=point.dimension, error_m=max(point.error_m, radius_m))
    note = f"{because}, within {radius_m / 1000:g} km" if radius_m else because
    return replace(given, shape=shape, precision=cast("Precision", precision), why=(*given.why, note))


def position_of(given: Resolution | None) -> tuple[float, float] | None:
    """(lon, lat) of a point, else None."""
    if given is None or given.shape is None:
        return None
    point = given.shape.geometry
    return (point.x, point.y) if point.geom_type == "Point" else None
