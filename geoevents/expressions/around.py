"""What lies around: the countries whose outline may reach into a box."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from geoevents.gazetteer import Gazetteer


def countries_within(gazetteer: Gazetteer, bounds: tuple[float, float, float, float]) -> list[str]:
    """Codes of the countries whose box meets the box (degrees; west may be below -180 or east above 180)."""
    west, south, east, north = bounds
    if east - west >= 360:
        west, east = -180.0, 180.0
    pieces = [(max(west, -180.0), min(east, 180.0))]
    if west < -180:
        pieces.append((west + 360, 180.0))
    if east > 180:
        pieces.append((-180.0, east - 360))
    found: dict[str, None] = {}
    for a, b in pieces:
        for place in gazetteer.within(a, south, b, north, "country"):
            if place.country:
                found[place.country] = None
    return list(found)
