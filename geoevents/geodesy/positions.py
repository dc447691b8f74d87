"""Single positions: checks, distances, bearings."""

from __future__ import annotations

import math
from functools import lru_cache
from typing import TYPE_CHECKING

from geoevents.errors import PlaceError

if TYPE_CHECKING:
    from pyproj import Geod, Transformer

EARTH_RADIUS_M = 6_371_008.8


def check(lon: float, lat: float) -> tuple[float, float]:
    """The position, with the longitude in [-180, 180].

    Raises
    ------
    PlaceError
        If a number is not finite, the latitude is outside [-90, 90] or the longitude outside [-360, 360].
    """
    if not (math.isfinite(lon) and math.isfinite(lat)):
        raise PlaceError(f"position {lon}, {lat} is not finite")
    if abs(lat) > 90:
        raise PlaceError(f"latitude {lat:g} is outside -90 to 90")
    if abs(lon) > 360:
        raise PlaceError(f"longitude {lon:g} is outside -180 to 180")
    return wrap(lon), lat


def wrap(lon: float) -> float:
    """A longitude brought into [-180, 180]; 180 stays 180."""
    return lon if -180 <= lon <= 180 else (lon + 180) % 360 - 180


@lru_cache(maxsize=1)
def geod() -> Geod:
    """The ellipsoid of WGS 84."""
    from pyproj import Geod  # noqa: PLC0415  0.1 s that a name search must not pay

    return Geod(ellps="WGS84")


def destination(lon: float, lat: float, bearing_deg: float, distance_m: float) -> tuple[float, float]:
    """Where one arrives from a position along a bearing (degrees from north) after a distance (meters)."""
    lon, lat = check(lon, lat)
    if not (math.isfinite(bearing_deg) and math.isfinite(distance_m)):
        raise PlaceError(f"bearing {bearing_deg} or distance {distance_m} is not finite")
    x, y, _ = geod().fwd(lon, lat, bearing_deg, distance_m)
    return wrap(float(x)), float(y)


def distance_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Geodesic distance of two positions in meters."""
    return float(geod().inv(*check(lon1, lat1), *check(lon2, lat2))[2])


def bearing_deg(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Bearing from the first position to the second, degrees in [0, 360)."""
    return float(geod().inv(*check(lon1, lat1), *check(lon2, lat2))[0]) % 360


def rough_m(lon1: float, lat1: float, lon2: float, lat2: float) -> float:
    """Distance on a sphere in meters (within 0.6 %), without loading any library: for ranking names."""
    a, b = math.radians(lat1), math.radians(lat2)
    step = math.sin((b - a) / 2) ** 2 + math.cos(a) * math.cos(b) * math.sin(math.radians(lon2 - lon1) / 2) ** 2
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(step)))


@lru_cache(maxsize=120)
def _utm(zone: int, *, north: bool) -> Transformer:
    from pyproj import Transformer  # noqa: PLC0415  as in `geod`

    return Transformer.from_crs((32600 if north else 32700) + zone, 4326, always_xy=True)


def from_utm(zone: int, easting_m: float, northing_m: float, *, north: bool) -> tuple[float, float]:
    """(lon, lat) in degrees of a position in a zone (1 to 60) of UTM on WGS 84; infinite outside of it."""
    lon, lat = _utm(zone, north=north).transform(easting_m, northing_m)
    return float(lon), float(lat)
