"""Whether the position that a row states agrees with the names beside it: slips of the pen are refused."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.geodesy import rough_m
from geoevents.recognize.row_facts import blame
from geoevents.recognize.row_places import WAYS, RejectedError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from geoevents.model import Document, Place

# Other ways to write the position of a row, and what would be wrong with the cells then.
_SLIPS: tuple[tuple[str, Callable[[float, float], tuple[float, float]]], ...] = (
    ("are latitude and longitude swapped?", lambda x, y: (y, x)),
    ("is the minus sign of the longitude missing?", lambda x, y: (-x, y)),
    ("is the minus sign of the latitude missing?", lambda x, y: (x, -y)),
)
# A position so far from the frame of its country is not merely off its coast.
FAR_DEG = 5.0
# So far from the middle of a place that it is another one, and so near that it is this one, in meters.
_FAR_M = 500_000.0
_NEAR_M_OF = {"settlement": 50_000.0, "site": 50_000.0, "admin2": 50_000.0, "admin1": 150_000.0}
SMALL = frozenset(_NEAR_M_OF)  # the middle of a sea or a river says little of where it is


Frame = tuple[float, float, float, float]


def check_country(document: Document, at: tuple[float, float], country: Place, frame: Frame) -> None:
    """Refuse a position far from the country that the row names, if a usual slip explains it.

    ``at`` is (lon, lat), ``frame`` is west, south, east and north of the country.

    Raises
    ------
    RejectedError
        Swapped, or with the other sign, the position would be in the country.
    """
    if _within(at, frame, FAR_DEG):
        return
    slip = next((hint for hint, mend in _SLIPS if _within(mend(*at), frame, 0.0) and _in(mend(*at), country)), None)
    if slip:
        raise _far(document, at, country.name, slip)


def check_names(document: Document, at: tuple[float, float], named: Sequence[Place]) -> None:
    """Refuse a position far from all places that the names in the row may mean, if a usual slip explains it.

    Raises
    ------
    RejectedError
        Swapped, or with the other sign, the position would be at one of them.
    """
    slip = slip_of(at, named)
    if slip:
        raise _far(document, at, *slip)


def slip_of(at: tuple[float, float], named: Sequence[Place]) -> tuple[str, str] | None:
    """The place at which (lon, lat) would be but for a slip, and what the slip is; None if it is well as it is."""
    if not all(place.feature in SMALL for place in named):
        return None
    if any(rough_m(*at, place.lon, place.lat) < _FAR_M for place in named):
        return None
    found = ((place, hint, mend(*at)) for hint, mend in _SLIPS for place in named)
    return next(((place.name, hint) for place, hint, mended in found if _at(mended, place)), None)


def _at(at: tuple[float, float], place: Place) -> bool:
    return abs(at[1]) <= 90 and rough_m(*at, place.lon, place.lat) < _NEAR_M_OF[place.feature]


def stated_in(document: Document) -> str:
    """The meaning of the first column that says the position."""
    return next(meanings[0] for meanings in WAYS if all(m in document.columns for m in meanings))


def _far(document: Document, at: tuple[float, float], name: str, slip: str) -> RejectedError:
    message = f"the position {at[1]:g}, {at[0]:g} is far from {name}, which the row names; {slip}"
    return RejectedError(blame(document, stated_in(document), message))


def _within(at: tuple[float, float], frame: Frame, margin: float) -> bool:
    west, south, east, north = frame
    return west - margin <= at[0] <= east + margin and south - margin <= at[1] <= north + margin


def _in(at: tuple[float, float], country: Place) -> bool:
    import shapely  # noqa: PLC0415  0.1 s

    shapely.prepare(country.geometry)
    return bool(shapely.covers(country.geometry, shapely.Point(at)))
