"""Places by words, for people who know geopy: the only door to its geocoders. geopy is loaded when it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from geoevents.geocoder.resolving import country_of, resolve
from geoevents.lazy import lazily

if TYPE_CHECKING:
    from geoevents.geocoder.offline import GazetteerGeocoder as GazetteerGeocoder

__all__ = ["GazetteerGeocoder", "country_of", "resolve"]
__getattr__ = lazily(__name__, {"GazetteerGeocoder": "offline"})  # geopy costs 60 ms
