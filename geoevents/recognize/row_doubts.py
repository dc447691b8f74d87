"""Whether a name means what it was resolved to: what speaks against it in the row, and who else bears the name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.expressions.named import holds
from geoevents.geodesy import rough_m
from geoevents.recognize.row_checks import FAR_DEG, SMALL
from geoevents.recognize.row_places import as_coded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geoevents.model import Place, Resolution

# Share below which another bearer of a name does not count; and how far from the likeliest it is no longer beside it.
_UNLIKELY, _BESIDE_M = 0.1, 60_000.0
# So far from the outline of its region a town may be drawn.
_ABOUT_DEG = 0.1
# About as far from its town as a district reaches; UCDP gives this for a place near a town.
_DISTRICT_M = 25_000.0


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
    if not found or any(p.feature not in SMALL or p.country == country.country for p in found):
        return False
    from shapely import Point, distance  # noqa: PLC0415  0.1 s

    return all(float(distance(country.geometry, Point(p.lon, p.lat))) > FAR_DEG for p in found)


def is_wide(found: Resolution, country: Place) -> bool:
    """Whether a place is a part of the world, of which the country is but a part: "Middle East" beside Yemen."""
    return bool(found.places) and all(
        place.feature in {"region", "ocean"} and place.country != country.country for place in found.places
    )
