"""Places by words, for people who know geopy: the only door to its geocoders. geopy is loaded when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geoevents.geocoder.resolving import country_of, resolve

if TYPE_CHECKING:
    from geoevents.geocoder.offline import GazetteerGeocoder as GazetteerGeocoder

__all__ = ["GazetteerGeocoder", "country_of", "resolve"]


def __getattr__(name: str) -> Any:  # noqa: ANN401  the one lazy name
    if name != "GazetteerGeocoder":
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from geoevents.geocoder.offline import GazetteerGeocoder  # noqa: PLC0415  geopy costs 60 ms

    return GazetteerGeocoder
