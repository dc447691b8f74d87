"""A geopy geocoder over the bundled gazetteer and the language of places: it drops into code that uses geopy today.

geopy writes latitude first; here is where its order and ours meet.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any, Literal

from geopy.geocoders.base import Geocoder
from geopy.location import Location
from geopy.point import Point

from geoevents.errors import PlaceError
from geoevents.gazetteer import Gazetteer
from geoevents.geocoder.resolving import resolve
from geoevents.geodesy import representative

if TYPE_CHECKING:
    from geoevents.model import Place, Resolution

# What a position is in, from small to large.
AREAS = ("admin1", "country")
# Beyond this distance a settlement does not describe a position.
FAR_DEG = 1.0


class GazetteerGeocoder(Geocoder):  # type: ignore[misc]  # geopy has no types
    """Geocode offline.

    ``geocode("off the east coast of North Korea")`` and ``reverse((39.15, 127.44))`` return ``geopy.Location``; its
    ``raw`` holds the resolution: name, precision, error in meters, the steps, and the geometry as a shapely object.

    Parameters
    ----------
    gazetteer
        Another gazetteer than the bundled one.
    """

    def __init__(self, gazetteer: Gazetteer | None = None) -> None:
        super().__init__(user_agent="geoevents (offline)")
        self._gazetteer = gazetteer or Gazetteer.open()

    def geocode(
        self,
        query: str,
        *,
        exactly_one: bool = True,
        timeout: Any = None,  # noqa: ANN401, ARG002  geopy's signature; nothing here can time out
        focus: str | None = None,
        limit: int = 10,
    ) -> Location | list[Location] | None:
        """The place that the words mean.

        Parameters
        ----------
        query
            Any expression of the language of places.
        exactly_one
            False: a list, the best first, then the other places of the same name.
        focus
            Country that bare forms are about: a name or an ISO alpha-2 code.

        Returns
        -------
        geopy.Location, list of them, or None
            None if the words are no place or cannot be placed. The point of an area or a line lies on it.
        """
        try:
            found = resolve(query, gazetteer=self._gazetteer, focus=focus)
        except PlaceError:
            return None
        best = _located(found) if found.shape is not None else None
        if best is None or exactly_one:
            return best
        others = [_of_place(rival.place, rival.score) for rival in found.rivals if rival.place not in found.places]
        return [best, *others][:limit]

    def reverse(
        self,
        query: Point | str | tuple[float, float],
        *,
        exactly_one: bool = True,
        timeout: Any = None,  # noqa: ANN401, ARG002  geopy's signature; nothing here can time out
    ) -> Location | list[Location] | None:
        """What is at a position (latitude first): the nearest settlement, with its province and country.

        Returns
        -------
        geopy.Location, list of them, or None
            With ``exactly_one`` False: settlement, province and country. None in the open sea.
        """
        point = Point(query) if not isinstance(query, Point) else query
        lat, lon = float(point.latitude), float(point.longitude)
        near = self._gazetteer.near(lon, lat, limit=1)
        areas = [self._gazetteer.at(lon, lat, feature) for feature in AREAS]
        close = [place for place in near if math.hypot(place.lat - lat, place.lon - lon) <= FAR_DEG and any(areas)]
        found = [_of_place(place, 1.0) for place in (*close, *areas) if place is not None]
        if not found:
            return None
        return found[0] if exactly_one else found


def _located(found: Resolution) -> Location:
    assert found.shape is not None
    lon, lat = representative(found.shape.geometry)
    return Location(found.name, (lat, lon), _raw(found))


def _raw(found: Resolution) -> dict[str, Any]:
    shape = found.shape
    kind: Literal["point", "line", "area"] = ("point", "line", "area")[shape.dimension] if shape else "point"
    return {
        "name": found.name,
        "precision": found.precision,
        "kind": kind,
        "error_m": shape.error_m if shape else None,
        "coverage": shape.coverage if shape else None,
        "score": found.score,
        "why": list(found.why),
        "place_ids": [place.id for place in found.places],
        "rivals": [{"id": rival.place.id, "name": rival.place.name, "score": rival.score} for rival in found.rivals],
        "geometry": shape.geometry if shape else None,
    }


def _of_place(place: Place, score: float) -> Location:
    address = ", ".join(dict.fromkeys(filter(None, (place.name, place.admin1, place.country))))
    raw = {
        "name": place.name,
        "score": score,
        "place_ids": [place.id],
        "feature": place.feature,
        "country": place.country,
        "population": place.population,
    }
    return Location(address, (place.lat, place.lon), raw)
