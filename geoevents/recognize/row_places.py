"""Where a row itself says that it is: by a geometry, two coordinates or a pair."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

from geoevents.expressions.named import holds
from geoevents.geodesy import rough_m
from geoevents.model import PlaceExpression, Problem, Resolution, Shape
from geoevents.recognize.angles import pair, position, radius_m, utm
from geoevents.recognize.cells import CellError, geometry, missing
from geoevents.recognize.row_facts import blame, cell, cut

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from shapely.geometry.base import BaseGeometry

    from geoevents.model import Document, Place, Precision
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
    for meanings, read in _WAYS.items():
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


_WAYS: Mapping[tuple[str, ...], Callable[..., _Found | None]] = {
    ("geometry",): _by_geometry,
    ("lat", "lon"): _by_angles,
    ("point",): _by_pair,
    ("zone", "easting", "northing"): _by_utm,
}


# Other ways to write the position of a row, and what would be wrong with the cells then.
_SLIPS: tuple[tuple[str, Callable[[float, float], tuple[float, float]]], ...] = (
    ("are latitude and longitude swapped?", lambda x, y: (y, x)),
    ("is the minus sign of the longitude missing?", lambda x, y: (-x, y)),
    ("is the minus sign of the latitude missing?", lambda x, y: (x, -y)),
)
# A position so far from the frame of its country is not merely off its coast.
_FAR_DEG = 5.0
# Share below which another bearer of a name does not count; and how far from the likeliest it is no longer beside it.
_UNLIKELY, _BESIDE_M = 0.1, 60_000.0
# So far from the outline of its region a town may be drawn.
_ABOUT_DEG = 0.1
# About as far from its town as a district reaches; UCDP gives this for a place near a town.
_DISTRICT_M = 25_000.0
# So far from the middle of a place that it is another one, and so near that it is this one, in meters.
_FAR_M = 500_000.0
_NEAR_M_OF = {"settlement": 50_000.0, "site": 50_000.0, "admin2": 50_000.0, "admin1": 150_000.0}
_SMALL = frozenset(_NEAR_M_OF)  # the middle of a sea or a river says little of where it is


Frame = tuple[float, float, float, float]


def check_country(document: Document, given: Resolution, country: Place, frame: Frame) -> None:
    """Refuse a position far from the country that the row names, if a usual slip explains it.

    ``frame`` is west, south, east and north of the country.

    Raises
    ------
    RejectedError
        Swapped, or with the other sign, the position would be in the country.
    """
    at = position_of(given)
    if at is None or _within(at, frame, _FAR_DEG):
        return
    slip = next((hint for hint, mend in _SLIPS if _within(mend(*at), frame, 0.0) and _in(mend(*at), country)), None)
    if slip:
        raise _far(document, at, country.name, slip)


def check_names(document: Document, given: Resolution, named: Sequence[Place]) -> None:
    """Refuse a position far from all places that the names in the row may mean, if a usual slip explains it.

    Raises
    ------
    RejectedError
        Swapped, or with the other sign, the position would be at one of them.
    """
    at = position_of(given)
    slip = slip_of(at, named) if at else None
    if at and slip:
        raise _far(document, at, *slip)


def slip_of(at: tuple[float, float], named: Sequence[Place]) -> tuple[str, str] | None:
    """The place at which (lon, lat) would be but for a slip, and what the slip is; None if it is well as it is."""
    if not all(place.feature in _SMALL for place in named):
        return None
    if any(rough_m(*at, place.lon, place.lat) < _FAR_M for place in named):
        return None
    found = ((place, hint, mend(*at)) for hint, mend in _SLIPS for place in named)
    return next(((place.name, hint) for place, hint, mended in found if _at(mended, place)), None)


def _at(at: tuple[float, float], place: Place) -> bool:
    return abs(at[1]) <= 90 and rough_m(*at, place.lon, place.lat) < _NEAR_M_OF[place.feature]


def _far(document: Document, at: tuple[float, float], name: str, slip: str) -> RejectedError:
    meaning = next(meanings[0] for meanings in _WAYS if all(m in document.columns for m in meanings))
    message = f"the position {at[1]:g}, {at[0]:g} is far from {name}, which the row names; {slip}"
    return RejectedError(blame(document, meaning, message))


def _within(at: tuple[float, float], frame: Frame, margin: float) -> bool:
    west, south, east, north = frame
    return west - margin <= at[0] <= east + margin and south - margin <= at[1] <= north + margin


def _in(at: tuple[float, float], country: Place) -> bool:
    import shapely  # noqa: PLC0415  0.1 s

    shapely.prepare(country.geometry)
    return bool(shapely.covers(country.geometry, shapely.Point(at)))


def rivals_of(found: Resolution) -> str | None:
    """Why a name is no dot: other likely bearers of it, far from the likeliest; nothing settles which is meant."""
    if len(found.places) != 1:
        return None
    one = found.places[0]
    others = [rival.place for rival in found.rivals if rival.score > _UNLIKELY and _is_other(one, rival.place)]
    if not others:
        return None
    told = [f"{p.name} ({', '.join(filter(None, (p.admin1, p.country)))})" for p in (one, *others)]
    return f"may be {' or '.join(told)}: name the region or country to settle it"


def _is_other(one: Place, other: Place) -> bool:
    """Whether two places are not a region and what is in it, and not beside each other."""
    if holds(one, other) or holds(other, one) or one.id == other.id:
        return False
    return rough_m(one.lon, one.lat, other.lon, other.lat) > _BESIDE_M


def elsewhere(region: str, above: Sequence[Place], found: Sequence[Place]) -> bool:
    """Whether one of several namesakes was found, and none of the regions that the row's ``region`` may mean holds it.

    Regions of just that name, or of a longer one: what was once called so may have been wider.
    """
    named = [p for p in above if p.matched_as == "name" or p.name.casefold().startswith(region.strip().casefold())]
    regions = [place for place in named if place.feature == "admin1"]
    return bool(regions and found) and not any(_lies_in(region, place) for region in regions for place in found)


def _lies_in(region: Place, place: Place) -> bool:
    """Whether a place is below a region or about in its outline: regions overlap, such as those of two reforms."""
    if holds(region, place):
        return True
    from shapely import Point, distance  # noqa: PLC0415  0.1 s

    return float(distance(region.geometry, Point(place.lon, place.lat))) < _ABOUT_DEG


def as_district(found: Resolution) -> Resolution:
    """A town that bears the name of a district stands for all of it."""
    if found.shape is None or not found.places or any(place.feature != "settlement" for place in found.places):
        return found
    return as_coded(found, "near", _DISTRICT_M, "its town stands for the district") or found


def abroad(country: Place, found: Sequence[Place]) -> bool:
    """Whether all that was found are towns and regions far from the country that the row names.

    Far, because others draw its borders otherwise: Simferopol beside Russia, Gaza beside Israel.
    """
    if not found or any(p.feature not in _SMALL or p.country == country.country for p in found):
        return False
    from shapely import Point, distance  # noqa: PLC0415  0.1 s

    return all(float(distance(country.geometry, Point(p.lon, p.lat))) > _FAR_DEG for p in found)


def is_wide(found: Resolution, country: Place) -> bool:
    """Whether a place is a part of the world, of which the country is but a part: "Middle East" beside Yemen."""
    return bool(found.places) and all(
        place.feature in {"region", "ocean"} and place.country != country.country for place in found.places
    )


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
