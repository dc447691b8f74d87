"""The last resort: a name that the bundled gazetteer lacks is asked of an online geocoder, if the user wants it.

Answers are points with the extent that the service gives, rate-limited, asked once per name, and marked: the place id
begins with "online:", and the steps name the service.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from geopy.exc import GeopyError
from geopy.extra.rate_limiter import RateLimiter
from geopy.geocoders import SERVICE_TO_GEOCODER, get_geocoder_for_service

from geoevents.errors import InputError, PlaceError
from geoevents.geodesy import distance_m
from geoevents.model import Place, PlaceExpression, Resolution, Shape

if TYPE_CHECKING:
    from geopy.location import Location

AGENT = "geoevents (https://pypi.org/project/geoevents)"
# Nominatim's usage policy allows one call per second.
SECONDS_BETWEEN_CALLS = 1.1
TIMEOUT_S = 10.0
# Services whose data must be credited -> the words.
CREDITS = {"nominatim": "\u00a9 OpenStreetMap contributors", "photon": "\u00a9 OpenStreetMap contributors"}


class LastResort:
    """Asks a geopy geocoder for names; call it with a name.

    Parameters
    ----------
    service
        geopy's name of a service ("nominatim", "photon", "arcgis", ...).
    geocoder
        Any object with geopy's ``geocode``, for services that want a key, or for tests.

    Raises
    ------
    InputError
        geopy knows no service of this name, or it wants more than a user agent.
    """

    def __init__(
        self,
        service: str,
        *,
        geocoder: Any = None,  # noqa: ANN401  geopy has no types
        seconds_between_calls: float = SECONDS_BETWEEN_CALLS,
    ) -> None:
        self.service = service
        self._geocode = RateLimiter(
            (geocoder or _made(service)).geocode,
            min_delay_seconds=seconds_between_calls,
            max_retries=0,
            swallow_exceptions=False,
        )
        self._known: dict[str, Resolution | None] = {}
        self.trouble: str | None = None

    def __call__(self, words: str, expression: PlaceExpression) -> Resolution | None:
        """Where the service says that ``words`` is; None if it does not know or cannot be reached.

        After the first failure nothing more is asked; ``trouble`` says what it was.
        """
        if words not in self._known and self.trouble is None:
            self._known[words] = self._ask(words, expression)
        return self._known.get(words)

    def _ask(self, words: str, expression: PlaceExpression) -> Resolution | None:
        try:
            found = self._geocode(words, exactly_one=True)
        except GeopyError as error:
            self.trouble = f"{self.service} cannot be asked: {type(error).__name__}: {error}"
            return None
        return self._resolution(words, expression, found) if found else None

    def _resolution(self, words: str, expression: PlaceExpression, found: Location) -> Resolution | None:
        from shapely import Point  # noqa: PLC0415  0.1 s, and the names are few

        lon, lat = float(found.longitude), float(found.latitude)
        if not (math.isfinite(lon) and math.isfinite(lat)):
            return None
        raw = found.raw if isinstance(found.raw, dict) else {}
        key = raw.get("osm_id") or raw.get("place_id") or words
        place = Place(f"online:{self.service}:{key}", str(found.address), "site", lon, lat, source=self.service)
        radius = _radius_m(lon, lat, raw.get("boundingbox"))
        credit = f" ({CREDITS[self.service]})" if self.service in CREDITS else ""
        extent = "" if radius else "; the service gives no extent"
        return Resolution(
            expression,
            Shape(lambda: Point(lon, lat), dimension=0, error_m=radius),
            places=(place,),
            score=0.5,
            why=(f"not in the bundled gazetteer; online, {self.service} says: {found.address}{credit}{extent}",),
            precision="near",
            name=words,
        )


def _made(service: str) -> Any:  # noqa: ANN401  geopy has no types
    try:
        kind = get_geocoder_for_service(service)
    except GeopyError:
        known = ", ".join(sorted(SERVICE_TO_GEOCODER))
        raise InputError(f"geopy knows no service {service!r}; known are {known}") from None
    try:
        return kind(user_agent=AGENT, timeout=TIMEOUT_S)
    except TypeError as error:
        raise InputError(f"{service} wants more than a name ({error}); make it in Python and pass it on") from None


def _radius_m(lon: float, lat: float, box: Any) -> float:  # noqa: ANN401  what the service sent
    """Distance to the farthest corner of Nominatim's box (south, north, west, east); 0 if there is none."""
    try:
        south, north, west, east = map(float, box)
        return max(distance_m(lon, lat, x, y) for x in (west, east) for y in (south, north))
    except (TypeError, ValueError, PlaceError):
        return 0.0
